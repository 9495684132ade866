/** What can be done with the chosen issues at once: try again, dismiss with one reason, bring back. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Issue } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useWords } from '../../words/use-words.tsx';
import bar from '../invoices/invoice-filters.module.css';
import { DismissDialog } from './dismiss-dialog.tsx';
import { canRetry } from './retry-all.tsx';

interface Props {
  issues: readonly Issue[];
  state: Issue['state'];
  clear: () => void;
}

export function IssueSelectionBar({ issues, state, clear }: Props) {
  const { t } = useWords();
  const [dismissing, { open, close }] = useDisclosure(false);
  const able = issues.filter(canRetry);
  const count = issues.length;
  const retry = useCommand({
    send: async () => {
      for (const { id } of able) await request('POST', `/sync/issues/${id}/retry`);
    },
    said: t('issues.retriedAll', { count: able.length }),
    done: clear,
  });
  const bringBack = useCommand({
    // The same command takes an issue up again that is dismissed.
    send: async () => {
      for (const { id } of issues) await request('POST', `/sync/issues/${id}/dismiss`, { body: {} });
    },
    said: t('issues.broughtBack', { count }),
    done: clear,
  });
  return (
    <div className={bar.bar}>
      <span role="status">{t('issues.selected', { count })}</span>
      <Button variant="default" onClick={clear}>
        {t('invoices.clearSelection')}
      </Button>
      {state === 'open' ? (
        <>
          <Button variant="default" onClick={open}>
            {t('issues.dismissSelected')}
          </Button>
          {able.length > 0 && (
            <Button loading={retry.isPending} onClick={() => retry.mutate()}>
              {t('issues.retryAll', { count: able.length })}
            </Button>
          )}
        </>
      ) : (
        <Button loading={bringBack.isPending} onClick={() => bringBack.mutate()}>
          {t('issues.reopenSelected')}
        </Button>
      )}
      {dismissing && (
        <DismissDialog
          issues={issues}
          close={() => {
            close();
            clear();
          }}
          cancel={close}
        />
      )}
    </div>
  );
}

/** Tries again all issues that are shown and can be; asks once, with how many. */
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Issue } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { useWords } from '../../words/use-words.tsx';

export function RetryAll({ issues }: { issues: readonly Issue[] }) {
  const { t } = useWords();
  const may = useMay();
  const able = issues.filter(canRetry);
  const count = able.length;
  const retry = useCommand({
    send: async () => {
      for (const { id } of able) await request('POST', `/sync/issues/${id}/retry`);
    },
    said: t('issues.retriedAll', { count }),
  });
  if (!may('sync') || count < 2) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} />}
      loading={retry.isPending}
      onClick={() =>
        askFirst({
          title: t('issues.retryAll', { count }),
          text: t('issues.retryAllText', { count }),
          action: t('fix.retry'),
          proceed: () => retry.mutate(),
        })
      }
    >
      {t('issues.retryAll', { count })}
    </Button>
  );
}

export function canRetry({ fixes }: Issue): boolean {
  return fixes.some(({ id }) => id === 'retry');
}

/** The inbox of what stands between the two sides: open, dismissed and closed, each with its way out. */
import { Button, SegmentedControl } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Issue } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePages } from '../../api/use-list.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { IssueCard } from './issue-card.tsx';
import classes from './issues.module.css';

export function IssuesPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/sync/issues' });
  const navigate = useNavigate();
  const state = search.state ?? 'open';
  const issues = usePages<Issue>('/sync/issues', { state });
  const rows = issues.rows ?? [];
  return (
    <PageFrame
      title={t('issues.title')}
      lead={t('issues.lead')}
      actions={state === 'open' && <RetryAll issues={rows} />}
    >
      <SegmentedControl
        mb={12}
        aria-label={t('issues.state')}
        value={state}
        onChange={(value) =>
          void navigate({
            to: '/sync/issues',
            search: value === 'dismissed' || value === 'closed' ? { state: value } : {},
          })
        }
        data={[
          { value: 'open', label: t('issues.open') },
          { value: 'dismissed', label: t('issues.dismissed') },
          { value: 'closed', label: t('issues.closed') },
        ]}
      />
      {!issues.rows ? (
        <WholePage error={issues.error} retry={() => void issues.refetch()} />
      ) : rows.length === 0 ? (
        <div className={classes.none}>
          <EmptyState
            title={t(state === 'open' ? 'issues.empty' : 'issues.emptyOther')}
            {...(state === 'open' ? { text: t('issues.emptyText') } : {})}
          />
        </div>
      ) : (
        <div className={classes.list}>
          {rows.map((issue) => (
            <IssueCard key={issue.id} issue={issue} opened={rows.length === 1 || issue.id === search.id} />
          ))}
          {issues.hasNextPage && (
            <Button variant="default" loading={issues.isFetchingNextPage} onClick={() => void issues.fetchNextPage()}>
              {t('list.more')}
            </Button>
          )}
        </div>
      )}
    </PageFrame>
  );
}

function RetryAll({ issues }: { issues: readonly Issue[] }) {
  const { t } = useWords();
  const may = useMay();
  const able = issues.filter(({ fixes }) => fixes.some(({ id }) => id === 'retry'));
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

/** The inbox of what stands between the two sides: open, dismissed and closed, by kind, one by one or several at once. */
import { Checkbox, Group, SegmentedControl, Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Issue } from '../../../contract/sync.ts';
import { issueCodes } from '../../../contract/sync-names.ts';
import { useMay } from '../../api/session.ts';
import { usePages } from '../../api/use-list.ts';
import { Chunks } from '../../parts/chunks.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { IssueCard } from './issue-card.tsx';
import type { IssueSearch } from './issue-search.ts';
import { IssueSelectionBar } from './issue-selection-bar.tsx';
import classes from './issues.module.css';
import { RetryAll } from './retry-all.tsx';

export function IssuesPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/sync/issues' });
  const state = search.state ?? 'open';
  const issues = usePages<Issue>('/sync/issues', { state, code: search.code });
  const rows = issues.rows ?? [];
  return (
    <PageFrame
      title={t('issues.title')}
      lead={t('issues.lead')}
      actions={state === 'open' && <RetryAll issues={rows} />}
    >
      <Filters search={search} />
      {!issues.rows ? (
        <WholePage error={issues.error} retry={() => void issues.refetch()} />
      ) : rows.length === 0 ? (
        <div className={classes.none}>
          <EmptyState
            title={t(state === 'open' && !search.code ? 'issues.empty' : 'issues.emptyOther')}
            {...(state === 'open' && !search.code ? { text: t('issues.emptyText') } : {})}
          />
        </div>
      ) : (
        <>
          <IssueList key={`${state} ${search.code ?? ''}`} issues={rows} state={state} opened={search.id} />
          <MoreRows
            count={rows.length}
            more={{
              has: issues.hasNextPage,
              loading: issues.isFetchingNextPage,
              load: () => void issues.fetchNextPage(),
            }}
          />
        </>
      )}
    </PageFrame>
  );
}

function Filters({ search }: { search: IssueSearch }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { state = 'open', code } = search;
  const go = (next: IssueSearch) => void navigate({ to: '/sync/issues', search: next });
  const withCode = code ? { code } : {};
  return (
    <Group gap={8} mb={12}>
      <SegmentedControl
        aria-label={t('issues.state')}
        value={state}
        onChange={(value) =>
          go({ ...withCode, ...(value === 'dismissed' || value === 'closed' ? { state: value } : {}) })
        }
        data={[
          { value: 'open', label: t('issues.open') },
          { value: 'dismissed', label: t('issues.dismissed') },
          { value: 'closed', label: t('issues.closed') },
        ]}
      />
      <Select
        aria-label={t('issues.code')}
        placeholder={t('issues.allCodes')}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': t('field.clear') }}
        w={240}
        value={code ?? null}
        onChange={(value) => {
          const chosen = issueCodes.find((each) => each === value);
          go({ ...(state === 'open' ? {} : { state }), ...(chosen ? { code: chosen } : {}) });
        }}
        data={issueCodes.map((each) => ({ value: each, label: t(`issue.${each}`) }))}
      />
    </Group>
  );
}

interface ListProps {
  issues: readonly Issue[];
  state: Issue['state'];
  opened: string | undefined;
}

function IssueList({ issues, state, opened }: ListProps) {
  const { t } = useWords();
  const may = useMay();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = issues.filter(({ id }) => chosen.has(id));
  const several = may('sync') && state !== 'closed' && issues.length > 1;
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <div className={classes.list}>
      {several && (
        <Checkbox
          label={t('issues.selectAll')}
          checked={selected.length === issues.length}
          indeterminate={selected.length > 0 && selected.length < issues.length}
          onChange={(event) => setChosen(new Set(event.currentTarget.checked ? issues.map(({ id }) => id) : []))}
        />
      )}
      <Chunks
        as="div"
        className={classes.cards}
        rows={issues}
        render={(issue) => (
          <IssueCard
            key={issue.id}
            issue={issue}
            opened={issues.length === 1 || issue.id === opened}
            {...(several ? { selection: { on: chosen.has(issue.id), set: (on) => toggle(issue.id, on) } } : {})}
          />
        )}
      />
      {selected.length > 0 && <IssueSelectionBar issues={selected} state={state} clear={() => setChosen(new Set())} />}
    </div>
  );
}

/** Every decision and write, or every call, newest first; searched and filtered in the address. A row opens in a drawer. */
import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { LogRow } from '../../../contract/sync.ts';
import { usePages } from '../../api/use-list.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { CallTable } from './call-table.tsx';
import { LogDrawer } from './log-drawer.tsx';
import { LogFilters } from './log-filters.tsx';
import { type LogSearch, logQueryOf } from './log-search.ts';
import { useLogColumns } from './use-log-columns.tsx';

export function LogPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/sync/log' });
  const set = useSetLogSearch();
  const calls = search.view === 'calls';
  return (
    <PageFrame title={t('log.title')} lead={t(calls ? 'log.callsLead' : 'log.lead')}>
      <SegmentedControl
        mb={12}
        aria-label={t('log.view')}
        value={calls ? 'calls' : 'decisions'}
        onChange={(value) => set({ view: value === 'calls' ? 'calls' : undefined })}
        data={[
          { value: 'decisions', label: t('log.decisions') },
          { value: 'calls', label: t('log.calls') },
        ]}
      />
      {calls ? <CallTable /> : <Decisions search={search} />}
    </PageFrame>
  );
}

function useSetLogSearch() {
  const search = useSearch({ from: '/shell/sync/log' });
  const navigate = useNavigate();
  return (patch: { [Name in keyof LogSearch]?: LogSearch[Name] | undefined }) => {
    const next = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '/sync/log', search: Object.fromEntries(next) as LogSearch, replace: true });
  };
}

function Decisions({ search }: { search: LogSearch }) {
  const { t } = useWords();
  const set = useSetLogSearch();
  const query = logQueryOf(search);
  const log = usePages<LogRow>('/sync/log', query);
  const filtered = Object.keys(query).length > 0;
  const open = ({ id }: LogRow) => set({ row: id });
  return (
    <>
      <LogFilters search={search} set={set} />
      <DataTable
        label={t('log.title')}
        columns={useLogColumns(open)}
        rows={log.rows}
        idOf={(row) => row.id}
        error={log.error}
        retry={() => void log.refetch()}
        open={open}
        more={{ has: log.hasNextPage, loading: log.isFetchingNextPage, load: () => void log.fetchNextPage() }}
        empty={
          <EmptyState
            title={t(filtered ? 'log.noMatch' : 'log.empty')}
            text={t(filtered ? 'log.noMatchText' : 'log.emptyText')}
          />
        }
      />
      {search.row && <LogDrawer id={search.row} close={() => set({ row: undefined })} />}
    </>
  );
}

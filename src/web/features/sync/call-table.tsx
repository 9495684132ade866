/** Every HTTP request to QuickBooks: how many reads and writes, its answer, its duration and Intuit's reference. */
import type { Call } from '../../../contract/sync.ts';
import { usePages } from '../../api/use-list.ts';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useWords } from '../../words/use-words.tsx';

export function CallTable() {
  const { t } = useWords();
  const calls = usePages<Call>('/sync/calls');
  return (
    <DataTable
      label={t('log.calls')}
      columns={useCallColumns()}
      rows={calls.rows}
      idOf={(call) => call.id}
      error={calls.error}
      retry={() => void calls.refetch()}
      more={{ has: calls.hasNextPage, loading: calls.isFetchingNextPage, load: () => void calls.fetchNextPage() }}
      empty={<EmptyState title={t('log.noCalls')} />}
    />
  );
}

function useCallColumns(): Column<Call>[] {
  const { t, format } = useWords();
  const number = (count: number) => format.number(String(count));
  return [
    {
      id: 'at',
      title: t('log.at'),
      cell: ({ at }) => (
        <span className="dim">
          <RelativeTime at={at} />
        </span>
      ),
    },
    { id: 'kind', title: t('log.kind'), cell: ({ kind }) => t(`log.${kind}`) },
    { id: 'reads', title: t('log.reads'), align: 'end', wide: true, cell: ({ reads }) => number(reads) },
    { id: 'writes', title: t('log.writes'), align: 'end', wide: true, cell: ({ writes }) => number(writes) },
    {
      id: 'status',
      title: t('log.status'),
      cell: ({ status }) => (
        <Chip tone={status === null ? 'amber' : status < 300 ? 'green' : 'red'}>
          {status === null ? t('log.noStatus') : String(status)}
        </Chip>
      ),
    },
    {
      id: 'tid',
      title: t('log.tid'),
      wide: true,
      grow: true,
      cell: ({ intuitTid }) => <span className="dim">{intuitTid}</span>,
    },
    {
      id: 'duration',
      title: t('log.duration'),
      align: 'end',
      cell: ({ durationMs }) => <span className="dim">{t('log.ms', { ms: number(durationMs) })}</span>,
    },
  ];
}

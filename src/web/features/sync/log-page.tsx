/** Every decision and every call, newest first; a row opens to what was sent, what came back and the references. */
import { Select, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconMinus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { LogAction, LogRow } from '../../../contract/sync.ts';
import { usePages } from '../../api/use-list.ts';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { RowButton } from '../../parts/row-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import { LogDrawer } from './log-drawer.tsx';
import { useEntityWord } from './use-entity-word.ts';

const actions: readonly LogAction[] = [
  'create',
  'update',
  'void',
  'link',
  'unlink',
  'pull',
  'status_move',
  'payment_create',
  'payment_update',
  'payment_void',
  'hold',
  'conflict',
  'undo',
];
const outcomeTones: Record<LogRow['outcome'], Tone> = {
  done: 'green',
  refused: 'red',
  unknown: 'amber',
  held: 'amber',
};
const arrows = { to_quickbooks: IconArrowRight, from_quickbooks: IconArrowLeft, none: IconMinus };

export function LogPage() {
  const { t } = useWords();
  const [action, setAction] = useState<string | null>(null);
  const [open, setOpen] = useState<LogRow | null>(null);
  const log = usePages<LogRow>('/sync/log', { action });
  return (
    <PageFrame title={t('log.title')} lead={t('log.lead')}>
      <Select
        aria-label={t('log.action')}
        placeholder={t('log.allActions')}
        clearable
        clearButtonProps={{ 'aria-label': t('field.clear') }}
        w={240}
        mb={12}
        value={action}
        onChange={setAction}
        data={actions.map((each) => ({ value: each, label: t(`log.${each}`) }))}
      />
      <DataTable
        label={t('log.title')}
        columns={useLogColumns(setOpen)}
        rows={log.rows}
        idOf={(row) => row.id}
        error={log.error}
        retry={() => void log.refetch()}
        open={setOpen}
        more={{ has: log.hasNextPage, loading: log.isFetchingNextPage, load: () => void log.fetchNextPage() }}
        empty={<EmptyState title={t('log.empty')} text={t('log.emptyText')} />}
      />
      {open && <LogDrawer row={open} close={() => setOpen(null)} />}
    </PageFrame>
  );
}

function useLogColumns(open: (row: LogRow) => void): Column<LogRow>[] {
  const { t, format } = useWords();
  const word = useEntityWord();
  return [
    {
      id: 'at',
      title: t('log.at'),
      cell: (row) => (
        <span className="dim">
          <RelativeTime at={row.at} />
        </span>
      ),
    },
    {
      id: 'direction',
      title: t('log.direction'),
      wide: true,
      cell: (row) => {
        const Arrow = arrows[row.direction];
        return (
          <Tooltip label={t(`log.${row.direction}`)}>
            <span role="img" aria-label={t(`log.${row.direction}`)} style={{ display: 'inline-flex' }}>
              <Arrow size={16} />
            </span>
          </Tooltip>
        );
      },
    },
    {
      id: 'action',
      title: t('log.action'),
      grow: true,
      cell: (row) => <RowButton press={() => open(row)}>{t(`log.${row.action}`)}</RowButton>,
    },
    {
      id: 'entity',
      title: t('log.entity'),
      wide: true,
      cell: (row) => <span className="dim">{word(row.entity)}</span>,
    },
    {
      id: 'invoice',
      title: t('payments.invoice'),
      wide: true,
      cell: (row) =>
        row.invoiceId && (
          <Link to="/invoices/$id" params={{ id: row.invoiceId }}>
            {t('log.openInvoice')}
          </Link>
        ),
    },
    {
      id: 'outcome',
      title: t('log.outcome'),
      cell: (row) => <Chip tone={outcomeTones[row.outcome]}>{t(`log.outcome.${row.outcome}`)}</Chip>,
    },
    {
      id: 'duration',
      title: t('log.duration'),
      align: 'end',
      wide: true,
      cell: (row) =>
        row.durationMs === null ? (
          ''
        ) : (
          <span className="dim">{format.number(String(Math.round(row.durationMs)))} ms</span>
        ),
    },
  ];
}

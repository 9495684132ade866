/** The columns of the log. On the phone the invoice and the direction stand in the opened row. */
import { Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconMinus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { LogRow } from '../../../contract/sync.ts';
import { Chip, type Tone } from '../../parts/chip.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { RowButton } from '../../parts/row-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import { useEntityWord } from './use-entity-word.ts';

export const outcomeTones: Record<LogRow['outcome'], Tone> = {
  done: 'green',
  refused: 'red',
  unknown: 'amber',
  held: 'amber',
};
const arrows = { to_quickbooks: IconArrowRight, from_quickbooks: IconArrowLeft, none: IconMinus };

export function useLogColumns(open: (row: LogRow) => void): Column<LogRow>[] {
  const { t, format } = useWords();
  const word = useEntityWord();
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
    { id: 'direction', title: t('log.direction'), wide: true, cell: (row) => <Direction direction={row.direction} /> },
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
      cell: ({ entity }) => <span className="dim">{word(entity)}</span>,
    },
    {
      id: 'invoice',
      title: t('log.invoice'),
      cell: ({ invoiceId, invoiceNumber }) =>
        invoiceId && (
          <Link to="/invoices/$id" params={{ id: invoiceId }}>
            {invoiceNumber}
          </Link>
        ),
    },
    {
      id: 'outcome',
      title: t('log.outcome'),
      cell: ({ outcome }) => <Chip tone={outcomeTones[outcome]}>{t(`log.outcome.${outcome}`)}</Chip>,
    },
    {
      id: 'duration',
      title: t('log.duration'),
      align: 'end',
      wide: true,
      cell: ({ durationMs }) =>
        durationMs !== null && (
          <span className="dim">{t('log.ms', { ms: format.number(String(Math.round(durationMs))) })}</span>
        ),
    },
  ];
}

function Direction({ direction }: { direction: LogRow['direction'] }) {
  const { t } = useWords();
  const Arrow = arrows[direction];
  return (
    <Tooltip label={t(`log.${direction}`)}>
      <span role="img" aria-label={t(`log.${direction}`)} style={{ display: 'inline-flex' }}>
        <Arrow size={16} />
      </span>
    </Tooltip>
  );
}

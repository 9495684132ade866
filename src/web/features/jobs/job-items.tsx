/** The records of a job: what is planned with each, what became of it, and why not. */
import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Job, JobItemView } from '../../../contract/jobs.ts';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { RowButton } from '../../parts/row-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import { useEntityWord } from '../sync/use-entity-word.ts';
import { DecideDrawer } from './decide-drawer.tsx';
import { toneOf, useJobWords } from './job-names.ts';
import classes from './jobs.module.css';

interface Props {
  job: Job;
  items: readonly JobItemView[];
  more: { has: boolean; loading: boolean; load: () => void };
}

export function JobItems({ job, items, more }: Props) {
  const { t } = useWords();
  const [deciding, setDeciding] = useState<JobItemView | null>(null);
  return (
    <>
      <DataTable
        label={t('job.items')}
        columns={useItemColumns({ job, items, decide: setDeciding })}
        rows={items}
        idOf={(item) => item.key}
        more={more}
        empty={<EmptyState title={t('job.noItems')} />}
      />
      {deciding && <DecideDrawer item={deciding} close={() => setDeciding(null)} />}
    </>
  );
}

function useItemColumns({
  job,
  items,
  decide,
}: Pick<Props, 'job' | 'items'> & { decide: (item: JobItemView) => void }): Column<JobItemView>[] {
  const { t, format } = useWords();
  const words = useJobWords();
  const entity = useEntityWord();
  // There is no room for a column beside: the reason stands under the name.
  const phone = useMediaQuery('(max-width: 48em)');
  const record: Column<JobItemView> = {
    id: 'record',
    title: t('job.record'),
    cell: (item) => (
      <>
        <RecordName item={item} label={item.name || entity(item.entity)} />
        {phone && hasReason(item) && (
          <div className={classes.under}>
            <Why item={item} decide={decide} />
          </div>
        )}
      </>
    ),
  };
  const result: Column<JobItemView> = {
    id: 'result',
    title: t('job.result'),
    cell: ({ result: name }) => name && <Chip tone={toneOf(name)}>{words.result(name)}</Chip>,
  };
  const why: Column<JobItemView> = {
    id: 'why',
    title: t('job.why'),
    cell: (item) => <Why item={item} decide={decide} />,
  };
  const confirmed = job.state === 'running' || job.state === 'done';
  return [
    record,
    ...(job.kind === 'undo'
      ? [
          {
            id: 'entity',
            title: '',
            wide: true,
            cell: (item: JobItemView) => <span className="dim">{entity(item.entity)}</span>,
          },
        ]
      : []),
    { id: 'client', title: t('invoice.client'), wide: true, cell: ({ clientName }) => clientName },
    { id: 'date', title: t('payments.date'), wide: true, cell: ({ date }) => date && format.date(date) },
    {
      id: 'amount',
      title: t('payments.amount'),
      align: 'end',
      cell: ({ amount, entity: kind }) =>
        amount !== null && (kind === 'invoice' || kind === 'payment') && format.money(amount),
    },
    {
      id: 'action',
      title: t('job.action'),
      wide: confirmed,
      cell: ({ action }) => action && <Chip tone={toneOf(action)}>{words.action(action)}</Chip>,
    },
    ...(confirmed ? [result] : []),
    ...(!phone && items.some(hasReason) ? [why] : []),
  ];
}

function hasReason({ reason, issues, result }: JobItemView): boolean {
  return reason !== null || issues.length > 0 || result === 'doubtful' || result === 'held';
}

function RecordName({ item, label }: { item: JobItemView; label: string }) {
  if (!item.invoiceId) return label;
  return (
    <Link to="/invoices/$id" params={{ id: item.invoiceId }}>
      {label}
    </Link>
  );
}

function Why({ item, decide }: { item: JobItemView; decide: (item: JobItemView) => void }) {
  const { t } = useWords();
  const open = item.invoiceId !== null && (item.result === 'doubtful' || item.result === 'held');
  return (
    <div className={classes.why}>
      {item.reason}
      {item.issues.map((issue) => (
        <div key={`${issue.code} ${issue.title}`}>
          <strong>{issue.title}</strong> <span className="dim">{issue.explanation}</span>
        </div>
      ))}
      {open && <RowButton press={() => decide(item)}>{t('job.decide')}</RowButton>}
    </div>
  );
}

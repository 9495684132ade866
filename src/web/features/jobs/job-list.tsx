/** Earlier jobs of a kind: the way back to a preview or to work that goes on. */
import { Link } from '@tanstack/react-router';
import type { JobKind, JobSummary } from '../../../contract/jobs.ts';
import { useJobs } from '../../api/jobs.ts';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useWords } from '../../words/use-words.tsx';
import { inOrder, stateOf, stateTones, useJobWords } from './job-names.ts';
import classes from './jobs.module.css';

interface Props {
  kind: Exclude<JobKind, 'import'>;
}

export function JobList({ kind }: Props) {
  const { t } = useWords();
  const jobs = useJobs(kind);
  return (
    <section aria-label={t(`${kind}.recent`)}>
      <h2 className={classes.sub}>{t(`${kind}.recent`)}</h2>
      <DataTable
        label={t(`${kind}.recent`)}
        columns={useJobColumns()}
        rows={jobs.rows}
        idOf={(job) => job.id}
        error={jobs.error}
        retry={() => void jobs.refetch()}
        more={{ has: jobs.hasNextPage, loading: jobs.isFetchingNextPage, load: () => void jobs.fetchNextPage() }}
        empty={<EmptyState title={t(`${kind}.none`)} text={t(`${kind}.noneText`)} />}
      />
    </section>
  );
}

function useJobColumns(): Column<JobSummary>[] {
  const { t } = useWords();
  const words = useJobWords();
  const outcomeOf = ({ state, counts, progress }: JobSummary) =>
    state === 'running' || state === 'done'
      ? inOrder(progress.results).map(([name, count]) => `${words.result(name)} ${count}`)
      : inOrder(counts).map(([name, count]) => `${words.action(name)} ${count}`);
  return [
    {
      id: 'period',
      title: t('job.period'),
      cell: (job) => (
        <Link to="/sync/jobs/$id" params={{ id: job.id }}>
          {words.period(job)}
        </Link>
      ),
    },
    {
      id: 'state',
      title: t('job.state'),
      cell: (job) => {
        const state = stateOf(job, Date.now());
        return <Chip tone={stateTones[state]}>{t(`job.state.${state}`)}</Chip>;
      },
    },
    {
      id: 'outcome',
      title: t('job.outcome'),
      grow: true,
      wide: true,
      cell: (job) => <span className="dim">{outcomeOf(job).join(' · ')}</span>,
    },
    {
      id: 'when',
      title: t('job.when'),
      wide: true,
      cell: (job) => (
        <span className="dim">
          <RelativeTime at={job.createdAt} />
        </span>
      ),
    },
  ];
}

/** A backfill or an undo from its preview to its result; the address is the way back to it. */
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconScale } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Job } from '../../../contract/jobs.ts';
import { type ItemFilter, useJob } from '../../api/jobs.ts';
import { useMay } from '../../api/session.ts';
import { Chip } from '../../parts/chip.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { JobCounts } from './job-counts.tsx';
import { JobItems } from './job-items.tsx';
import { stateOf, stateTones, useJobWords } from './job-names.ts';
import { JobProgress } from './job-progress.tsx';
import classes from './jobs.module.css';
import { useConfirmJob } from './use-confirm-job.ts';
import { usePlanUndo } from './use-plan-undo.ts';

export function JobPage() {
  const { id } = useParams({ from: '/shell/sync/jobs/$id' });
  const [filter, setFilter] = useState<ItemFilter>({});
  const found = useJob(id, filter);
  if (!found.job) return <WholePage error={found.error} retry={() => void found.refetch()} />;
  const more = {
    has: found.hasNextPage,
    loading: found.isFetchingNextPage,
    load: () => void found.fetchNextPage(),
  };
  return <LoadedJob job={found.job} items={found.items ?? []} more={more} filter={filter} setFilter={setFilter} />;
}

interface Props {
  job: Job;
  items: Job['items'];
  more: { has: boolean; loading: boolean; load: () => void };
  filter: ItemFilter;
  setFilter: (filter: ItemFilter) => void;
}

function LoadedJob({ job, items, more, filter, setFilter }: Props) {
  const { t } = useWords();
  const words = useJobWords();
  const state = stateOf(job, Date.now());
  const kind = job.kind === 'undo' ? 'undo' : 'backfill';
  const title = words.title(job);
  return (
    <PageFrame
      title={title}
      heading={
        <>
          <span>{title}</span>
          <Chip tone={stateTones[state]}>{t(`job.state.${state}`)}</Chip>
        </>
      }
      actions={<JobActions job={job} />}
    >
      <div className={classes.stack}>
        <JobProgress job={job} state={state} />
        {job.progress.total === 0 ? (
          <Panel>
            <EmptyState title={t(`${kind}.empty`)} text={t(`${kind}.emptyText`)} />
          </Panel>
        ) : (
          <>
            <JobCounts job={job} filter={filter} setFilter={setFilter} />
            <DoubtfulNote job={job} />
            <JobItems job={job} items={items} more={more} />
          </>
        )}
      </div>
    </PageFrame>
  );
}

function JobActions({ job }: { job: Job }) {
  const { t } = useWords();
  const may = useMay();
  const confirm = useConfirmJob(job);
  const undo = usePlanUndo();
  if (!may('sync')) return null;
  const state = stateOf(job, Date.now());
  if (state === 'preparing' || state === 'ready') {
    return (
      <Button
        leftSection={<IconCheck size={16} />}
        disabled={state !== 'ready' || !confirm.hasWork}
        loading={confirm.busy}
        onClick={confirm.ask}
      >
        {t(job.kind === 'undo' ? 'undo.confirm' : 'backfill.confirm')}
      </Button>
    );
  }
  if (state !== 'done') return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconScale size={16} />}
        renderRoot={(props) => <Link to="/sync/reconciliation" {...props} />}
      >
        {t('job.reconcile')}
      </Button>
      {job.kind === 'backfill' && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} />}
          loading={undo.isPending}
          onClick={() => undo.mutate({ jobId: job.id })}
        >
          {t('backfill.undo')}
        </Button>
      )}
    </>
  );
}

function DoubtfulNote({ job }: { job: Job }) {
  const { t } = useWords();
  const count = job.progress.results.doubtful ?? 0;
  if (count === 0) return null;
  return (
    <Notice
      tone="amber"
      actions={
        <Link to="/sync/issues" search={{ code: 'match_unconfirmed' }}>
          {t('job.toInbox')}
        </Link>
      }
    >
      {t('job.doubtfulNote', { count })}
    </Notice>
  );
}

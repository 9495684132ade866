/** What is going on with a job, how far it is, and since when. */
import { Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Job } from '../../../contract/jobs.ts';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../words/use-words.tsx';
import type { ShownState } from './job-names.ts';
import classes from './jobs.module.css';

export function JobProgress({ job, state }: { job: Job; state: ShownState }) {
  const { t, format } = useWords();
  const { done, total } = job.progress;
  const percent = total === 0 ? 100 : Math.round((done / total) * 100);
  const nothingToUndo = job.kind === 'undo' && state === 'ready' && total > 0 && job.counts.keep === total;
  return (
    <>
      {state === 'preparing' && <Notice tone="blue">{t('job.preparing')}</Notice>}
      {state === 'old' && <Notice tone="amber">{t('job.old')}</Notice>}
      {nothingToUndo && <Notice tone="blue">{t('undo.nothing')}</Notice>}
      {state === 'running' && <Notice tone="blue">{t('job.running')}</Notice>}
      {(state === 'running' || state === 'done') && total > 0 && (
        <div className={classes.progress}>
          <Progress.Root size="md">
            <Progress.Section
              value={percent}
              color={state === 'done' ? 'green.8' : 'petrol'}
              aria-label={t('job.progressOf')}
              animated={state === 'running'}
            />
          </Progress.Root>
          <span role="status">{t('job.progress', { done, total })}</span>
        </div>
      )}
      <div className={classes.facts}>
        <span>{t('job.asked', { time: format.dateTime(job.createdAt) })}</span>
        {job.asOf && <span>{t('job.asOf', { time: format.dateTime(job.asOf) })}</span>}
        {job.confirmedAt && <span>{t('job.confirmed', { time: format.dateTime(job.confirmedAt) })}</span>}
        {job.finishedAt && <span>{t('job.finished', { time: format.dateTime(job.finishedAt) })}</span>}
        {job.ofJobId && (
          <Link to="/sync/jobs/$id" params={{ id: job.ofJobId }}>
            {t('job.ofBackfill')}
          </Link>
        )}
      </div>
    </>
  );
}

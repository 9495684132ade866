/** What is going on with a job, how far it is, and since when. */
import { Progress } from '@mantine/core';
import type { Job } from '../../../contract/jobs.ts';
import { Notice } from '../../parts/notice.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useWords } from '../../words/use-words.tsx';
import type { ShownState } from './job-names.ts';
import classes from './jobs.module.css';

export function JobProgress({ job, state }: { job: Job; state: ShownState }) {
  const { t } = useWords();
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
        <Fact name={t('job.asked')} at={job.createdAt} />
        <Fact name={t('job.asOf')} at={job.asOf} />
        <Fact name={t('job.confirmed')} at={job.confirmedAt} />
        <Fact name={t('job.finished')} at={job.finishedAt} />
      </div>
    </>
  );
}

function Fact({ name, at }: { name: string; at: string | null }) {
  if (!at) return null;
  return (
    <span>
      {name} <RelativeTime at={at} />
    </span>
  );
}

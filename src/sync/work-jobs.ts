/** A portion of each job of the company per pass: first what a preview needs to know, then what was confirmed. */
import { activeJobs, changeJob, type Job, type JobChange, lockJob } from '../db/jobs.ts';
import { notifyChange, notifyWork } from '../db/looks.ts';
import { prepareBackfill, runBackfill } from './backfill.ts';
import type { SyncContext } from './context.ts';
import { prepareImport } from './import.ts';
import type { JobProgress } from './job-progress.ts';
import { comeBackAt, type Pass, writeHeld } from './pass-state.ts';
import { runImport } from './run-import.ts';
import { runUndo } from './run-undo.ts';
import { prepareUndo } from './undo.ts';

interface JobSteps {
  prepare(context: SyncContext, pass: Pass, job: Job): Promise<JobProgress>;
  run(context: SyncContext, pass: Pass, job: Job): Promise<JobProgress>;
}

const stepsOf: Record<Job['kind'], JobSteps> = {
  backfill: { prepare: prepareBackfill, run: runBackfill },
  undo: { prepare: prepareUndo, run: runUndo },
  import: { prepare: prepareImport, run: runImport },
};

/** Open looks bring the worker back by themselves; this is for the case that it stopped between them and the job. */
const lookAgainMs = 30_000;

export async function workJobs(context: SyncContext, pass: Pass): Promise<void> {
  const { companyId, connection } = pass;
  const jobs = await context.database.read(companyId, (reader) =>
    activeJobs(reader, { companyId, realmId: connection.realmId }),
  );
  for (const job of jobs) {
    const steps = stepsOf[job.kind];
    const progress = await steps[job.state === 'preparing' ? 'prepare' : 'run'](context, pass, job);
    await writeHeld(context, pass, async (tx, now) => {
      const current = await lockJob(tx, companyId, job.id);
      // Confirmed while it was being prepared: it is taken up again as what it is now.
      const change = current?.state === job.state ? changeAfter(job, progress, { pass, now }) : { dueAt: now };
      await changeJob(tx, { companyId, id: job.id }, change);
      if (progress === 'more') await notifyWork(tx, companyId);
      await notifyChange(tx, companyId);
    });
  }
}

function changeAfter(job: Job, progress: JobProgress, { pass, now }: { pass: Pass; now: Date }): JobChange {
  if (progress === 'more') return { dueAt: now };
  if (progress === 'done') {
    return job.state === 'preparing'
      ? { state: 'ready', dueAt: null }
      : { state: 'done', finishedAt: now, dueAt: null };
  }
  const dueAt = new Date(Math.max(pass.nextAt?.getTime() ?? 0, now.getTime() + lookAgainMs));
  if (job.state === 'preparing') comeBackAt(pass, dueAt);
  return { dueAt };
}

/**
 * The backfill: every invoice of a period that is neither linked nor cancelled, shown first and sent after a confirmation.
 * It never writes itself: it only leaves looks, a portion at a time, so that other work of the company goes on beside it.
 */
import type { PlainDate } from '../base/clock.ts';
import { type Id, isId, newId } from '../base/ids.ts';
import { chooseInvoices, outcomesOf, setSeek, stillLookedAt, stillOpen } from '../db/backfill.ts';
import { currentConnection } from '../db/connections.ts';
import type { Reader, Tx } from '../db/database.ts';
import { changeItems, changeJob, createJob, type ItemChange, type Job, type JobItem, jobItems } from '../db/jobs.ts';
import { askToLook } from '../db/looks.ts';
import { Refused } from '../domain/refused.ts';
import { assessBackfill } from './assess-backfill.ts';
import { loadCompanyView } from './company-view.ts';
import type { SyncContext } from './context.ts';
import type { JobProgress } from './job-progress.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { recognise } from './recognise.ts';

export const backfillLimits = {
  invoices: 20_000,
  /** Shown at once, from the stored state; the rest follows when the worker has looked. */
  shownAtOnce: 300,
  /** A batch of eleven statements: at 10,000 invoices each batch counts, since forty go in a minute. */
  lookedAtOnce: 3000,
  /** Looks of a job that are open at a time. */
  openLooks: 150,
  /** A search that is older than this is done again before anything is created. */
  searchMs: 10 * 60_000,
} as const;

export interface BackfillRequest {
  from: PlainDate;
  to: PlainDate;
  statusIds?: Id[] | undefined;
}

/** Makes the preview: what the stored state says at once; the worker looks in QuickBooks for what is there already. */
export async function planBackfill(
  tx: Tx,
  request: { companyId: Id; period: BackfillRequest; now: Date },
): Promise<Id> {
  const { companyId, period, now } = request;
  const connection = await currentConnection(tx, companyId);
  if (!connection || connection.state === 'disconnected') {
    throw new Refused('not_connected', 'Connect to QuickBooks Online in the settings first.');
  }
  const jobId = newId();
  const key = { companyId, jobId };
  await createJob(tx, { companyId, id: jobId, realmId: connection.realmId, kind: 'backfill', request: period, now });
  const { from, to } = period;
  // An id that is none of ours is nobody's status: it chooses nothing.
  const statusIds = period.statusIds?.filter(isId) ?? null;
  const count = await chooseInvoices(tx, { ...key, realmId: connection.realmId, from, to, statusIds });
  if (count > backfillLimits.invoices) {
    throw new Refused('conflict', `The period has ${count} invoices; ${backfillLimits.invoices} can go at a time.`);
  }
  const items = await jobItems(tx, { ...key, limit: backfillLimits.shownAtOnce });
  const view = await loadCompanyView(tx, connection, now);
  await changeItems(tx, key, await assessBackfill(tx, view, { items, state: 'found', now }));
  return jobId;
}

/** Looks in QuickBooks for a portion of the invoices and says what will be done with them. */
export async function prepareBackfill(context: SyncContext, pass: Pass, job: Job): Promise<JobProgress> {
  const { companyId, connection } = pass;
  const key = { companyId, jobId: job.id };
  const { items, view } = await context.database.read(companyId, async (reader) => ({
    items: await jobItems(reader, { ...key, states: ['found'], limit: backfillLimits.lookedAtOnce }),
    view: await loadCompanyView(reader, connection, context.clock.now()),
  }));
  if (items.length > 0) {
    const found = await recognise(context, pass, view, { invoiceIds: items.map((item) => item.subject), mark: false });
    if (!found) return 'waits';
    await writeHeld(context, pass, async (tx, now) => {
      const changes = await assessBackfill(tx, view, { items, state: 'ready', now });
      const gone = items.filter((item) => !changes.some((change) => change.position === item.position));
      await changeItems(tx, key, [...changes, ...gone.map((item) => finished(item, 'skipped'))]);
      await changeJob(tx, { companyId, id: job.id }, { preparedAt: now });
    });
  }
  return items.length < backfillLimits.lookedAtOnce ? 'done' : 'more';
}

/** Records what became of the open ones and asks for more; `done` when nothing is left. */
export async function runBackfill(context: SyncContext, pass: Pass, job: Job): Promise<JobProgress> {
  const key = { companyId: pass.companyId, jobId: job.id };
  return writeHeld(context, pass, async (tx, now) => {
    const asked = await jobItems(tx, { ...key, states: ['asked'], limit: backfillLimits.openLooks });
    const open = await stillLookedAt(
      tx,
      pass.companyId,
      asked.map((item) => item.subject),
    );
    const over = asked.filter((item) => !open.has(item.subject));
    await changeItems(tx, key, await results(tx, pass, job, over));
    const room = backfillLimits.openLooks - open.size;
    const next = await jobItems(tx, { ...key, states: ['found', 'ready'], limit: room });
    if (next.length === 0 && open.size === 0) return 'done';
    await feed(tx, pass, job, { items: next, now });
    return 'waits';
  });
}

async function results(reader: Reader, pass: Pass, job: Job, items: readonly JobItem[]): Promise<ItemChange[]> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  const since = job.confirmedAt ?? job.createdAt;
  const outcomes = await outcomesOf(reader, { ...scope, invoiceIds: items.map((item) => item.subject), since });
  return items.map((item) => {
    const outcome = outcomes.find((one) => one.invoiceId === item.subject);
    if (outcome?.linked) return finished(item, outcome.created ? 'sent' : 'linked');
    if (outcome?.issue === 'match_unconfirmed') return finished(item, 'doubtful');
    return finished(item, outcome?.issue ? 'held' : 'skipped');
  });
}

function finished(item: JobItem, result: 'sent' | 'linked' | 'doubtful' | 'held' | 'skipped'): ItemChange {
  return { position: item.position, state: 'done', result };
}

/** Leaves looks for those that are still neither linked nor cancelled. */
async function feed(
  tx: Tx,
  pass: Pass,
  job: Job,
  { items, now }: { items: readonly JobItem[]; now: Date },
): Promise<void> {
  const { companyId } = pass;
  const scope = { companyId, realmId: pass.connection.realmId };
  const open = await stillOpen(
    tx,
    scope,
    items.map((item) => item.subject),
  );
  const wanted = items.filter((item) => open.has(item.subject));
  const changes = items.map(
    (item): ItemChange =>
      open.has(item.subject) ? { position: item.position, state: 'asked' } : finished(item, 'skipped'),
  );
  await changeItems(tx, { companyId, jobId: job.id }, changes);
  const fresh = job.preparedAt !== null && now.getTime() - job.preparedAt.getTime() <= backfillLimits.searchMs;
  const isSearched = (item: JobItem) => fresh && item.state === 'ready';
  for (const seek of ['looked', 'wanted'] as const) {
    const these = wanted.filter((item) => isSearched(item) === (seek === 'looked'));
    await setSeek(tx, { ...scope, invoiceIds: these.map((item) => item.subject), seek });
  }
  await askToLook(tx, { companyId, subjectIds: wanted.map((item) => item.subject), requested: true, now });
}

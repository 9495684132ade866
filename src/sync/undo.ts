/**
 * The undo of what Tandem wrote in a period, or of a backfill: a plan that is shown first. Before it is complete all
 * records are read again in QuickBooks, since what somebody touched there must stay.
 */
import { type Id, isId, newId } from '../base/ids.ts';
import { currentConnection } from '../db/connections.ts';
import type { Reader, Tx } from '../db/database.ts';
import {
  addItems,
  changeItems,
  changeJob,
  createJob,
  findJob,
  type ItemChange,
  type Job,
  type JobItem,
  jobItems,
  type NewItem,
} from '../db/jobs.ts';
import { invalid, Refused } from '../domain/refused.ts';
import type { SyncContext } from './context.ts';
import { decideUndo, keyOf, type UndoRecord, type UndoVerdict } from './decide-undo.ts';
import type { JobProgress } from './job-progress.ts';
import { loadUndo, type UndoRequest, type UndoScene, undoRequest } from './load-undo.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { readBooks } from './read-books.ts';
import { observeBooks } from './see.ts';

const readAtOnce = 600;

export async function planUndo(
  tx: Tx,
  request: { companyId: Id; what: { from: Date; to: Date } | { jobId: Id }; now: Date },
): Promise<Id> {
  const { companyId, what, now } = request;
  const connection = await currentConnection(tx, companyId);
  if (!connection || connection.state === 'disconnected') {
    throw new Refused('not_connected', 'Connect to QuickBooks Online in the settings first.');
  }
  const scope =
    'jobId' in what ? await ofBackfill(tx, { companyId, jobId: what.jobId, now }) : { ...what, jobId: null };
  const id = newId();
  await createJob(tx, { companyId, id, realmId: connection.realmId, kind: 'undo', request: scope, now });
  const scene = await loadUndo(tx, connection, scope);
  await addItems(tx, { companyId, jobId: id }, newItems(scene));
  return id;
}

async function ofBackfill(tx: Tx, named: { companyId: Id; jobId: Id; now: Date }): Promise<UndoRequest> {
  const job = isId(named.jobId) ? await findJob(tx, named.companyId, named.jobId) : null;
  if (job?.kind !== 'backfill' || !job.confirmedAt)
    throw invalid('jobId', 'This is not a backfill that was confirmed.');
  return { from: job.confirmedAt, to: named.now, jobId: job.id };
}

/** Payments stand before invoices, since QuickBooks voids no invoice that is paid. */
function newItems({ records, context, linkedIds }: UndoScene): NewItem[] {
  const verdicts = decideUndo(records, context);
  const order = ['Payment', 'Invoice', 'Customer', 'Item'];
  const sorted = [...records].sort((a, b) => order.indexOf(a.entity) - order.indexOf(b.entity));
  return [
    ...sorted.map((record) => {
      const { action, ...detail } = shown(record, verdicts.get(keyOf(record)));
      return { subject: keyOf(record), action, amount: String(record.mirror?.doc.TotalAmt ?? '0'), detail };
    }),
    ...linkedIds.map((invoiceId) => ({
      subject: `Link/${invoiceId}`,
      action: 'unlink',
      amount: '0',
      detail: { entity: 'invoice', invoiceId, reason: null },
    })),
  ];
}

const entityOf = { Invoice: 'invoice', Payment: 'payment', Customer: 'client', Item: 'item' } as const;

function shown(record: UndoRecord, verdict: UndoVerdict | undefined) {
  const doc = record.mirror?.doc ?? {};
  const name = doc.DocNumber ?? doc.PaymentRefNum ?? doc.DisplayName ?? doc.Name ?? null;
  return {
    action: verdict?.action ?? 'keep',
    entity: entityOf[record.entity],
    invoiceId: record.invoiceId,
    quickBooksId: record.booksId,
    date: typeof doc.TxnDate === 'string' ? doc.TxnDate : null,
    name: name === null ? null : String(name),
    reason: verdict?.reason ?? null,
    params: verdict?.params ?? {},
  };
}

/** Reads the records again and says what will be done with each. */
export async function prepareUndo(context: SyncContext, pass: Pass, job: Job): Promise<JobProgress> {
  const key = { companyId: pass.companyId, jobId: job.id };
  const items = await context.database.read(pass.companyId, (reader) =>
    jobItems(reader, { ...key, states: ['found'], limit: readAtOnce }),
  );
  if (!(await readRecords(context, pass, items))) return 'waits';
  const last = items.length < readAtOnce;
  await writeHeld(context, pass, async (tx, now) => {
    await changeItems(
      tx,
      key,
      items.map((item): ItemChange => ({ position: item.position, state: 'ready' })),
    );
    if (!last) return;
    await changeItems(tx, key, await verdictsOf(tx, pass, job));
    await changeJob(tx, { companyId: pass.companyId, id: job.id }, { preparedAt: now });
  });
  return last ? 'done' : 'more';
}

/** False when QuickBooks could not be asked now. */
export async function readRecords(context: SyncContext, pass: Pass, items: readonly JobItem[]): Promise<boolean> {
  const wanted = items.flatMap((item) => {
    const [entity = '', booksId = ''] = item.subject.split('/');
    return entity === 'Invoice' || entity === 'Payment' ? [{ entity, booksId }] : [];
  });
  if (wanted.length === 0) return true;
  const result = await readBooks(context, pass, wanted);
  if (!result) return false;
  await writeHeld(context, pass, (tx, now) =>
    observeBooks(tx, pass, { seen: result.seen, deleted: result.missing, now }),
  );
  return true;
}

async function verdictsOf(reader: Reader, pass: Pass, job: Job): Promise<ItemChange[]> {
  const scene = await loadUndo(reader, pass.connection, undoRequest.parse(job.request));
  const verdicts = decideUndo(scene.records, scene.context);
  const records = new Map(scene.records.map((record) => [keyOf(record), record]));
  const items = await jobItems(reader, {
    companyId: pass.companyId,
    jobId: job.id,
    states: ['ready'],
    limit: 1_000_000,
  });
  return items.flatMap((item): ItemChange[] => {
    const record = records.get(item.subject);
    if (!record) return [];
    const { action, ...detail } = shown(record, verdicts.get(item.subject));
    return [{ position: item.position, state: 'ready', action, detail }];
  });
}

/**
 * The undo of what Tandem wrote in a period, or of a backfill: a plan that is shown first. Before it is complete all
 * records are read again in QuickBooks, since what somebody touched there must stay.
 */
import { z } from 'zod';
import { type Id, isId, newId } from '../base/ids.ts';
import { type Connection, currentConnection } from '../db/connections.ts';
import type { Tx } from '../db/database.ts';
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
import { loadUndo, scopeOfUndo, type UndoRequest, type UndoScene, undoRequest } from './load-undo.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { readBooks } from './read-books.ts';
import { observeBooks } from './see.ts';

const readAtOnce = 600;
const invoicesAtOnce = 500;
/** A backfill of as many invoices as there may be, with a payment each, and what it made for them. */
const mostRecords = 50_000;

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
  const items = await itemsOf(tx, connection, scope);
  const id = newId();
  await createJob(tx, { companyId, id, realmId: connection.realmId, kind: 'undo', request: scope, now });
  await addItems(tx, { companyId, jobId: id }, items);
  return id;
}

/** Payments stand before invoices, since QuickBooks voids no invoice that is paid. */
async function itemsOf(tx: Tx, connection: Connection, request: UndoRequest): Promise<NewItem[]> {
  const { invoiceIds, linked, lists } = await scopeOfUndo(tx, connection, request);
  const items: NewItem[] = [];
  const add = (scene: UndoScene) => {
    items.push(...newItems(scene));
    if (items.length + linked.length <= mostRecords) return;
    throw new Refused(
      'conflict',
      `There are more than ${mostRecords} records. Undo shorter periods, one after the other.`,
    );
  };
  for (const some of chunksOf(invoiceIds)) {
    add(await loadUndo(tx, connection, { ...request, invoiceIds: some }));
  }
  add(await loadUndo(tx, connection, { ...lists, invoiceIds: null }));
  items.push(
    ...linked.map(({ invoiceId, booksId }) => ({
      subject: `Link/${invoiceId}`,
      action: 'unlink',
      amount: '0',
      detail: { entity: 'invoice', invoiceId, quickBooksId: booksId, reason: null },
    })),
  );
  const placeOf = ({ subject }: NewItem) => kindsInOrder.indexOf(subject.split('/')[0] ?? '');
  return items.sort((a, b) => placeOf(a) - placeOf(b));
}

const kindsInOrder = ['Payment', 'Invoice', 'Customer', 'Item', 'Link'];

function chunksOf(ids: readonly Id[]): Id[][] {
  return Array.from({ length: Math.ceil(ids.length / invoicesAtOnce) }, (_, index) =>
    ids.slice(index * invoicesAtOnce, (index + 1) * invoicesAtOnce),
  );
}

async function ofBackfill(tx: Tx, named: { companyId: Id; jobId: Id; now: Date }): Promise<UndoRequest> {
  const job = isId(named.jobId) ? await findJob(tx, named.companyId, named.jobId) : null;
  if (job?.kind !== 'backfill' || !job.confirmedAt)
    throw invalid('jobId', 'This is not a backfill that was confirmed.');
  return { from: job.confirmedAt, to: named.now, jobId: job.id };
}

function newItems({ records, context }: UndoScene): NewItem[] {
  const verdicts = decideUndo(records, context);
  return records.map((record) => {
    const { action, ...detail } = shown(record, verdicts.get(keyOf(record)));
    return { subject: keyOf(record), action, amount: String(record.mirror?.doc.TotalAmt ?? '0'), detail };
  });
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
  const ready = items.map((item): ItemChange => ({ position: item.position, state: 'ready' }));
  await writeHeld(context, pass, (tx) => changeItems(tx, key, ready));
  if (items.length === readAtOnce) return 'more';
  await decideAll(context, pass, job);
  return 'done';
}

/** All is read: what will be done with each. */
async function decideAll(context: SyncContext, pass: Pass, job: Job): Promise<void> {
  const key = { companyId: pass.companyId, jobId: job.id };
  const all = await context.database.read(pass.companyId, (reader) =>
    jobItems(reader, { ...key, states: ['ready'], limit: mostRecords }),
  );
  for (const invoiceIds of chunksOf(invoicesOfItems(all))) {
    const these = new Set(invoiceIds);
    const items = all.filter((item) => these.has(invoiceOf(item) ?? ''));
    await writeHeld(context, pass, async (tx) => {
      const scene = await loadUndo(tx, pass.connection, { ...undoRequest.parse(job.request), invoiceIds });
      await changeItems(tx, key, verdictsOf(scene, items));
    });
  }
  await writeHeld(context, pass, (tx, now) =>
    changeJob(tx, { companyId: pass.companyId, id: job.id }, { preparedAt: now }),
  );
}

const aboutInvoice = z.looseObject({ invoiceId: z.string().nullish() });

function invoiceOf(item: JobItem): Id | null {
  return aboutInvoice.parse(item.detail).invoiceId ?? null;
}

/** The invoices that these items are about, each once. */
export function invoicesOfItems(items: readonly JobItem[]): Id[] {
  return [...new Set(items.flatMap((item) => invoiceOf(item) ?? []))];
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

function verdictsOf({ records, context }: UndoScene, items: readonly JobItem[]): ItemChange[] {
  const verdicts = decideUndo(records, context);
  const known = new Map(records.map((record) => [keyOf(record), record]));
  return items.flatMap((item): ItemChange[] => {
    const record = known.get(item.subject);
    if (!record) return [];
    const { action, ...detail } = shown(record, verdicts.get(item.subject));
    return [{ position: item.position, state: 'ready', action, detail }];
  });
}

/**
 * Does a confirmed undo: payments first, then invoices, a portion at a time. Each portion is read again and decided again
 * just before it is written, and every request is stored before it is sent, like all others.
 */
import { z } from 'zod';
import type { IntentMember } from '../db/intents.ts';
import { changeItems, type ItemChange, type Job, type JobItem, jobItems } from '../db/jobs.ts';
import { linksOf } from '../db/links.ts';
import { askToLook, notifyChange } from '../db/looks.ts';
import { appendLog } from '../db/sync-log.ts';
import { paths } from '../quickbooks/paths.ts';
import type { SyncContext } from './context.ts';
import { decideUndo, keyOf, type UndoRecord, type UndoVerdict } from './decide-undo.ts';
import type { JobProgress } from './job-progress.ts';
import { loadUndo, undoRequest } from './load-undo.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { unlinkInvoice } from './record-undone.ts';
import { sendIntents } from './send-intents.ts';
import { type Prepared, storeWrites } from './store-intents.ts';
import { invoicesOfItems, prepareUndo, readRecords } from './undo.ts';

const portion = 90;
const portionsPerPass = 10;

export async function runUndo(context: SyncContext, pass: Pass, job: Job): Promise<JobProgress> {
  const key = { companyId: pass.companyId, jobId: job.id };
  let before = 0;
  for (let turn = 0; turn < portionsPerPass; turn += 1) {
    const items = await context.database.read(pass.companyId, (reader) =>
      jobItems(reader, { ...key, states: ['found', 'ready', 'asked'], limit: portion }),
    );
    if (items.length === 0) return 'done';
    if (items.some((item) => item.state === 'asked')) return 'waits';
    if (items.some((item) => item.state === 'found')) {
      // It was confirmed before everything was read.
      if ((await prepareUndo(context, pass, job)) === 'waits') return 'waits';
      continue;
    }
    // What came back for another try is not tried again at once.
    const at = items[0]?.position ?? 0;
    if (at === before) return 'waits';
    before = at;
    const kind = kindOf(items[0]);
    const these = items.filter((item) => kindOf(item) === kind);
    const known =
      kind === 'Link' ? await unlinkAll(context, pass, job, these) : await reverse(context, pass, job, these);
    if (!known) return 'waits';
  }
  return 'more';
}

/** Items stand in the order in which they are done, so those of one kind stand together. */
function kindOf(item: JobItem | undefined): string {
  return item?.subject.split('/')[0] ?? '';
}

/** What was only linked is only unlinked: nothing changes in QuickBooks. What is linked to another invoice by now stays. */
async function unlinkAll(context: SyncContext, pass: Pass, job: Job, items: readonly JobItem[]): Promise<boolean> {
  const { companyId } = pass;
  const scope = { companyId, realmId: pass.connection.realmId };
  await writeHeld(context, pass, async (tx, now) => {
    const shopIds = invoicesOfItems(items);
    const links = await linksOf(tx, { ...scope, kind: 'invoice', shopIds });
    const linkOf = new Map(links.map((link) => [link.shopId, link]));
    const changes: ItemChange[] = [];
    for (const item of items) {
      const { invoiceId, quickBooksId } = linkItem.parse(item.detail);
      const { position } = item;
      const link = linkOf.get(invoiceId);
      const booksId = link?.booksId ?? null;
      if (booksId !== (quickBooksId ?? booksId)) {
        // What was edited from here since is unlinked already, together with that edit.
        const left: Partial<ItemChange> =
          link?.state === 'unlinked' ? { result: 'unlinked' } : { result: 'kept', detail: { reason: 'gone' } };
        changes.push({ position, state: 'done', ...left });
        continue;
      }
      await unlinkInvoice(tx, scope, invoiceId);
      const nothing = { requestId: null, intuitTid: null, durationMs: null, waitedMs: null };
      const what = { at: now, direction: 'none', entity: 'invoice', action: 'undo', outcome: 'done' } as const;
      await appendLog(tx, companyId, [
        { ...what, ...nothing, invoiceId, quickBooksId: booksId, detail: { jobId: job.id } },
      ]);
      changes.push({ position, state: 'done', result: 'unlinked' });
    }
    await changeItems(tx, { companyId, jobId: job.id }, changes);
    // What was open of them is closed.
    await askToLook(tx, { companyId, subjectIds: shopIds, now });
    await notifyChange(tx, companyId);
  });
  return true;
}

/** An item of an older version does not name what it was linked to. */
const linkItem = z.looseObject({ invoiceId: z.string(), quickBooksId: z.string().nullish() });

/** False when QuickBooks could not be asked, or an outcome is unknown. */
async function reverse(context: SyncContext, pass: Pass, job: Job, items: readonly JobItem[]): Promise<boolean> {
  const acting = items.filter((item) => item.action !== 'keep');
  if (!(await readRecords(context, pass, acting))) return false;
  const intents = await writeHeld(context, pass, async (tx, now) => {
    const about = { ...undoRequest.parse(job.request), invoiceIds: invoicesOfItems(items) };
    const scene = await loadUndo(tx, pass.connection, about);
    const verdicts = decideUndo(scene.records, scene.context);
    const records = new Map(scene.records.map((record) => [keyOf(record), record]));
    const prepared: Prepared[] = [];
    const changes = items.map((item): ItemChange => {
      const record = records.get(item.subject);
      const decided = verdicts.get(item.subject);
      const verdict = record && decided ? unlessApplied(record, decided) : decided;
      const write =
        record && verdict ? prepareReversal(record, verdict, { jobId: job.id, position: item.position }) : null;
      if (!write) return kept(item, verdict);
      prepared.push(write);
      return { position: item.position, state: 'asked' };
    });
    await changeItems(tx, { companyId: pass.companyId, jobId: job.id }, changes);
    return storeWrites(tx, pass, prepared, now);
  });
  return sendIntents(context, pass, intents);
}

function kept(item: JobItem, verdict: UndoVerdict | undefined): ItemChange {
  const done = { position: item.position, state: 'done', result: 'kept' } as const;
  return verdict ? { ...done, detail: { reason: verdict.reason, params: verdict.params ?? {} } } : done;
}

/** All that is undone of its payments is undone by now: what is still applied stays, and so does the invoice. */
function unlessApplied(record: UndoRecord, verdict: UndoVerdict): UndoVerdict {
  const applied = record.mirror?.doc.LinkedTxn;
  const paid = record.entity === 'Invoice' && Array.isArray(applied) && applied.length > 0;
  return paid && verdict.action === 'void' ? { action: 'keep', reason: 'payment_remains' } : verdict;
}

type Undo = NonNullable<IntentMember['undo']>;

function prepareReversal(record: UndoRecord, verdict: UndoVerdict, undo: Undo): Prepared | null {
  const { entity, booksId, shopId, invoiceId, mirror, writes } = record;
  if (verdict.action === 'keep' || !mirror) return null;
  const kind = entity === 'Invoice' ? ('invoice' as const) : ('payment' as const);
  const about = { kind, entity, shopId, invoiceId, booksId, generation: 0, sent: null, key: 'undo', undo };
  const version = { Id: booksId, SyncToken: String(mirror.doc.SyncToken) };
  if (verdict.action === 'restore') {
    const before = writes[0]?.before;
    return before ? { member: { ...about, operation: 'update' }, body: { ...formerValues(before), ...version } } : null;
  }
  const member = { ...about, operation: 'void' as const };
  if (kind === 'invoice') return { member, body: version, alone: paths.voidInvoice() };
  return { member, body: { ...version, sparse: true }, optionsData: 'void' };
}

/** The whole record as it was, so a full update: what was added since goes away again. */
function formerValues(doc: Record<string, unknown>): Record<string, unknown> {
  const {
    MetaData: _times,
    Balance: _balance,
    HomeBalance: _home,
    domain: _domain,
    LinkedTxn: _linked,
    ...values
  } = doc;
  return { ...values, sparse: false };
}

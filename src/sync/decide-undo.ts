/**
 * What an undo does with each record: pure, like every decision. Only what Tandem made or changed and nobody touched since
 * is reversed, by a void or by its former values; never by deleting. Everything else is listed with its reason.
 */
import type { Id } from '../base/ids.ts';
import type { Mirror } from '../db/mirrors.ts';
import type { OwnWrite } from '../db/own-writes.ts';
import { Invoice as BooksInvoice, Payment as BooksPayment } from '../quickbooks/entities.ts';
import { isVoidedPayment } from './decide-payments.ts';
import { fingerprint } from './fingerprint.ts';
import { isVoided } from './mapping/invoice-facts.ts';

export interface UndoRecord {
  entity: OwnWrite['entity'];
  booksId: string;
  shopId: Id;
  invoiceId: Id | null;
  /** What was written in the period, oldest first. */
  writes: readonly OwnWrite[];
  /** All that was written to it since the period began, undos too, oldest first. */
  since: readonly OwnWrite[];
  mirror: Mirror | null;
}

export interface UndoVerdict {
  action: 'void' | 'restore' | 'keep';
  reason: string | null;
  params?: Record<string, string>;
}

export interface UndoContext {
  closing: string | null;
  /** The end of the period. */
  until: Date;
  /** QuickBooks payments that Tandem made at any time. */
  ourPayments: ReadonlySet<string>;
}

export function keyOf(record: { entity: string; booksId: string }): string {
  return `${record.entity}/${record.booksId}`;
}

export function decideUndo(records: readonly UndoRecord[], context: UndoContext): Map<string, UndoVerdict> {
  const verdicts = new Map(records.map((record) => [keyOf(record), alone(record, context)]));
  const invoices = records.filter((record) => record.entity === 'Invoice');
  for (const record of invoices) {
    const verdict = verdicts.get(keyOf(record));
    const standing = verdict && verdict.action !== 'keep' ? appliedTo(record, verdict, { verdicts, context }) : null;
    if (standing) verdicts.set(keyOf(record), keep(standing));
  }
  const stays = new Set(invoices.filter((one) => staysForOthers(verdicts.get(keyOf(one)))).map((one) => one.invoiceId));
  for (const record of records) {
    if (record.entity !== 'Payment' || verdicts.get(keyOf(record))?.action === 'keep') continue;
    if (stays.has(record.invoiceId)) verdicts.set(keyOf(record), keep('invoice_stays'));
  }
  return verdicts;
}

function keep(reason: string, params?: Record<string, string>): UndoVerdict {
  return { action: 'keep', reason, ...(params ? { params } : {}) };
}

/** By the record's own history and state. */
function alone(record: UndoRecord, { closing, until }: UndoContext): UndoVerdict {
  const { entity, writes, since, mirror } = record;
  if (entity === 'Customer' || entity === 'Item') return keep('list_record');
  const [first] = writes;
  const last = since.at(-1);
  if (!first || !last || !mirror || mirror.deleted) return keep('deleted');
  if (isVoidNow(entity, mirror.doc)) return keep(first.verb === 'create' ? 'already_void' : 'void_is_final');
  const untouched = mirror.syncToken === last.syncToken || fingerprint(mirror.doc) === last.print;
  if (!untouched || touchedBetween(since)) return keep('touched');
  if (last.verb === 'undo') return keep('already_undone');
  const date = String(mirror.doc.TxnDate ?? '');
  if (closing !== null && date !== '' && date <= closing) return keep('closed_period', { closing });
  if (first.verb === 'create') return { action: 'void', reason: null };
  if (last.at > until) return keep('changed_later');
  return first.before ? { action: 'restore', reason: null } : keep('no_former_values');
}

/** Each of our writes tells what it found: where that is not what the one before it left, somebody was there in between. */
function touchedBetween(writes: readonly OwnWrite[]): boolean {
  return writes.some(({ before }, index) => {
    const previous = writes[index - 1];
    if (previous === undefined || before === null) return false;
    return Number(before.SyncToken) !== previous.syncToken && fingerprint(before) !== previous.print;
  });
}

function isVoidNow(entity: UndoRecord['entity'], doc: Record<string, unknown>): boolean {
  return entity === 'Invoice' ? isVoided(BooksInvoice.parse(doc)) : isVoidedPayment(BooksPayment.parse(doc));
}

/** Whether the record is as a reversal was to leave it: void, or with its former values. Lines are numbered anew by each write. */
export function isReversed(
  action: 'void' | 'restore',
  {
    entity,
    doc,
    asked,
  }: { entity: UndoRecord['entity']; doc: Record<string, unknown>; asked: Record<string, unknown> },
): boolean {
  if (action === 'void') return isVoidNow(entity, doc);
  return fingerprint(withoutLineIds(doc)) === fingerprint(withoutLineIds(asked));
}

function withoutLineIds(doc: Record<string, unknown>): Record<string, unknown> {
  const lines = Array.isArray(doc.Line) ? doc.Line : [];
  return { ...doc, Line: lines.map((line: Record<string, unknown>) => ({ ...line, Id: null, LineNum: null })) };
}

/** A payment or credit of others holds the invoice; one of ours does unless it is voided with it. */
function appliedTo(
  record: UndoRecord,
  verdict: UndoVerdict,
  { verdicts, context }: { verdicts: ReadonlyMap<string, UndoVerdict>; context: UndoContext },
): string | null {
  const applied = record.mirror ? BooksInvoice.parse(record.mirror.doc).LinkedTxn : [];
  for (const { TxnId, TxnType } of applied) {
    if (TxnType !== 'Payment' || !context.ourPayments.has(TxnId)) return 'paid_by_others';
    const voided = verdicts.get(keyOf({ entity: 'Payment', booksId: TxnId }))?.action === 'void';
    if (verdict.action === 'void' && !voided) return 'payment_remains';
  }
  return null;
}

/** Where others have put their hand on the invoice, its payments are theirs to judge too. */
function staysForOthers(verdict: UndoVerdict | undefined): boolean {
  return verdict?.reason === 'touched' || verdict?.reason === 'paid_by_others' || verdict?.reason === 'payment_remains';
}

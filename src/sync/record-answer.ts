/**
 * Writes down what a request came to, from the stored intent alone, so that it works the same after a crash: mirror, link
 * and base from QuickBooks' answer, the echo to expect, the log; or the refusal, so that it is not repeated in vain.
 */

import { decimal } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import { settleBalances } from '../db/customer-balances.ts';
import type { Tx } from '../db/database.ts';
import { type ExpectedEvent, expectEvents } from '../db/expected-events.ts';
import type { Intent, IntentMember } from '../db/intents.ts';
import { type Link, linksOf, linksOfBooks, saveLink, type Trouble } from '../db/links.ts';
import { askToLook, notifyChange } from '../db/looks.ts';
import { markTokenStale, mirrorsOf, type Seen, saveSeen } from '../db/mirrors.ts';
import { appendLog, type LogEntry } from '../db/sync-log.ts';
import { Invoice, Payment } from '../quickbooks/entities.ts';
import { type FaultClass, saysNothingOfRecord } from '../quickbooks/fault-codes.ts';
import { type Fault, numberHolder } from '../quickbooks/faults.ts';
import type { SyncContext } from './context.ts';
import { type Facts, isUnder, lineOrder, orderFact, overlay } from './facts.ts';
import { type Body, itemsOf } from './intent-bodies.ts';
import { booksFacts, lineKeys, matchLines, totalTaxOf } from './mapping/invoice-facts.ts';
import { invoicesOf, shareOf } from './mapping/payment.ts';
import type { InvoiceBase, PaymentBase, PaymentFacts } from './observation.ts';
import type { Pass } from './pass-state.ts';
import { recordUndone, refuseUndo } from './record-undone.ts';
import { toSeen } from './see.ts';
import { formerStates, writtenRecord } from './written-record.ts';

export type MemberOutcome =
  /** `asMade`: what was sent in fields that may have been changed since, where the record was only found later. */
  | { kind: 'answer'; body: unknown; asMade?: Readonly<Record<string, unknown>> }
  | { kind: 'fault'; faults: Fault[]; class: FaultClass; definite: boolean }
  | { kind: 'unknown' };

export interface Answered {
  intent: Intent;
  outcomes: ReadonlyMap<string, MemberOutcome>;
  tid: string | null;
  durationMs: number;
  now: Date;
}

export async function recordAnswer(tx: Tx, context: SyncContext, pass: Pass, answered: Answered): Promise<void> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  const { intent, outcomes, now } = answered;
  const seen: Seen[] = [];
  const expected: ExpectedEvent[] = [];
  const logs: LogEntry[] = [];
  const former = await formerStates(tx, scope, intent);
  const items = itemsOf(intent);
  for (const member of intent.members) {
    const outcome = outcomes.get(member.bId);
    if (outcome?.kind === 'answer') {
      const record = toSeen(member.entity, outcome.body);
      seen.push(record);
      expected.push(...echoes(member, record));
      const written = writtenRecord(scope.realmId, { member, record, former });
      const detail = { ...requestOf(intent, member, items), ...answerOf(record), record: written };
      logs.push(logEntry(member, answered, { booksId: record.booksId, outcome: 'done', detail }));
      if (member.undo) await recordUndone(tx, scope, { member, undo: member.undo, record });
      else
        await saveAgreement(tx, pass, {
          member,
          record: { ...record, doc: { ...record.doc, ...outcome.asMade } },
          now,
        });
    } else if (outcome?.kind === 'fault') {
      const detail = { ...requestOf(intent, member, items), faults: outcome.faults };
      logs.push(logEntry(member, answered, { booksId: member.booksId, outcome: 'refused', detail }));
      if (member.undo)
        await refuseUndo(tx, scope, { undo: member.undo, outcome, passing: saysNothingOfRecord(outcome.class) });
      if (!member.undo || outcome.class === 'throttled' || outcome.class === 'stale') {
        await saveRefusal(tx, context, pass, { member, outcome, tid: answered.tid });
      }
    }
  }
  const paymentIds = seen.filter((record) => record.entity === 'Payment').map((record) => record.booksId);
  const before = await mirrorsOf(tx, { ...scope, entity: 'Payment', booksIds: paymentIds });
  await saveSeen(tx, { ...scope, seen, now, source: { kind: 'write', requestId: intent.requestId } });
  await settleBalances(tx, { ...scope, seen, news: [], now });
  // Our payment moved the SyncToken of the invoices that it touches, or touched before.
  const touched = [...seen, ...before].filter((row) => row.entity === 'Payment').flatMap((row) => row.linkedIds);
  await markTokenStale(tx, { ...scope, entity: 'Invoice', booksIds: touched });
  await expectEvents(tx, { ...scope, events: expected });
  await appendLog(tx, pass.companyId, logs);
  const invoiceIds = intent.members.flatMap((member) => member.invoiceId ?? []);
  await askToLook(tx, { companyId: pass.companyId, subjectIds: invoiceIds, now });
  await notifyChange(tx, pass.companyId);
}

/** Each write comes back as an event; a payment's also as an update of the invoices that it touches. */
function echoes(member: IntentMember, record: Seen): ExpectedEvent[] {
  const at = record.lastUpdated;
  const own = { entity: record.entity, booksId: record.booksId, operation: member.operation, at };
  const touched = record.linkedIds.map((booksId) => ({ entity: 'Invoice', booksId, operation: 'update', at }));
  return [own, ...touched];
}

async function saveAgreement(
  tx: Tx,
  pass: Pass,
  agreed: { member: IntentMember; record: Seen; now: Date },
): Promise<void> {
  const { member, record, now } = agreed;
  const key = { companyId: pass.companyId, realmId: pass.connection.realmId, kind: member.kind, shopId: member.shopId };
  const { generation } = member;
  const common = { ...key, booksId: record.booksId, generation, trouble: null, lastSyncedAt: now };
  if (member.kind === 'invoice') {
    const doc = Invoice.parse(record.doc);
    const [link] = await linksOf(tx, { ...key, shopIds: [member.shopId] });
    const base = invoiceBase(pass, { member, doc, link });
    await saveLink(tx, { ...common, base, docNumber: doc.DocNumber ?? null, seek: null });
  } else if (member.kind === 'payment') {
    await saveLink(tx, { ...common, state: 'synced', base: paymentBase(member, Payment.parse(record.doc)) });
  } else await saveLink(tx, { ...common, state: 'synced' });
}

/** `paths` and `uncopied` are an update's. */
interface Sent {
  facts: Facts;
  lines: string[];
  paths?: string[];
  uncopied?: Facts;
  taxOverride?: string | null;
}

function invoiceBase(pass: Pass, agreed: { member: IntentMember; doc: Invoice; link: Link | undefined }): InvoiceBase {
  const { member, doc, link } = agreed;
  const before = link?.base as InvoiceBase | null | undefined;
  const options = { taxMode: pass.connection.taxMode, numbered: pass.connection.preferences.customTxnNumbers };
  if (member.operation === 'void' && before) {
    const books = booksFacts(doc, { ...options, keys: lineKeys(before.lineIds) });
    return { ...before, books, canceled: true };
  }
  const sent = member.sent as Sent;
  const lineIds = sent.paths && !sent.paths.some(touchesLines) ? (before?.lineIds ?? {}) : matchLines(doc, sent.lines);
  const books = booksFacts(doc, { ...options, keys: lineKeys(lineIds) });
  // An update states only some fields: what QuickBooks' side changed meanwhile in others is still to be looked at.
  const agreedBooks = sent.paths && before ? overlay(before.books, books, withRest(sent, books, before.books)) : books;
  const stated = !sent.paths || sent.paths.some(touchesLines) || options.taxMode === 'us_automated';
  // Found later than it was made, it may have another tax by then than the one that was stated.
  const asStated = member.operation === 'create' && doc.SyncToken !== '0' ? null : totalTaxOf(doc);
  const tax = stated ? asStated : before?.tax;
  return {
    shop: sent.facts,
    books: agreedBooks,
    lineIds,
    ...(tax === undefined ? {} : { tax }),
    ...(sent.taxOverride ? { override: sent.taxOverride } : {}),
    announced: before?.announced ?? null,
    canceled: false,
    ...(before?.apart ? { apart: before.apart } : {}),
  };
}

function touchesLines(path: string): boolean {
  return path.startsWith('lines.') || path === 'discount' || path === 'taxCode' || path === orderFact;
}

/** Where lines were sent all lines are ours now, whatever QuickBooks renumbered, but for what is not copied and survived. */
function withRest({ paths = [], uncopied = {} }: Sent, now: Facts, before: Facts): string[] {
  if (!paths.some(touchesLines)) return [...paths];
  const known = new Set(lineOrder(before));
  // A line that was added there meanwhile is still to be copied.
  const theirs = lineOrder(now).filter((key) => key.startsWith('books-') && !known.has(key));
  const isTheirs = (path: string) => theirs.some((key) => isUnder(path, `lines.${key}`));
  const lines = [...Object.keys(now), ...Object.keys(before)].filter((path) => touchesLines(path) && !isTheirs(path));
  const all = new Set([...paths, ...lines, 'discount', 'taxCode', orderFact]);
  return [...all].filter((path) => uncopied[path] === undefined || uncopied[path] !== (now[path] ?? ''));
}

function isShort(doc: Payment, invoiceId: string): boolean {
  return decimal(shareOf(doc, invoiceId).money).lt(doc.TotalAmt);
}

function paymentBase(member: IntentMember, doc: Payment): PaymentBase {
  const invoiceId = invoicesOf(doc)[0] ?? '';
  return {
    shop: member.sent as PaymentFacts,
    books: { share: shareOf(doc, invoiceId).money, total: doc.TotalAmt, date: doc.TxnDate ?? '' },
    ...(member.operation === 'void' ? { ended: true } : isShort(doc, invoiceId) ? { short: true } : {}),
  };
}

async function saveRefusal(
  tx: Tx,
  context: SyncContext,
  pass: Pass,
  refused: { member: IntentMember; outcome: Extract<MemberOutcome, { kind: 'fault' }>; tid: string | null },
): Promise<void> {
  const { member, outcome, tid } = refused;
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  if (outcome.class === 'throttled') {
    context.quotaOf(pass.connection.realmId).penalize(context.clock.now().getTime() + 60_000);
    return;
  }
  if (saysNothingOfRecord(outcome.class)) return;
  // Not found may be the record itself: it is read again before the refusal stands.
  if ((outcome.class === 'stale' || outcome.class === 'not_found') && member.booksId) {
    await markTokenStale(tx, { ...scope, entity: member.entity, booksIds: [member.booksId] });
    if (outcome.class === 'stale') return;
  }
  const [fault] = outcome.faults;
  const holder = fault ? await strangerWith(tx, scope, numberHolder(fault)) : undefined;
  const trouble: Trouble = {
    key: member.key,
    code: fault?.code ?? null,
    faultClass: outcome.class,
    message: [fault?.message, fault?.detail].filter(Boolean).join(' — ').slice(0, 1000),
    tid,
    ...(member.attempt === undefined ? {} : { attempt: member.attempt }),
    ...(holder ? { otherId: holder } : {}),
  };
  await saveLink(tx, { ...scope, kind: member.kind, shopId: member.shopId, trouble });
}

/** The id of the invoice that has the number, unless it stands for another one of the shop: then it cannot be this one. */
async function strangerWith(
  tx: Tx,
  scope: { companyId: Id; realmId: string },
  holder: ReturnType<typeof numberHolder>,
): Promise<string | undefined> {
  if (holder?.txnType.toLowerCase() !== 'invoice') return undefined;
  const links = await linksOfBooks(tx, { ...scope, kind: 'invoice', booksIds: [holder.txnId] });
  const isTaken = links.some((link) => link.state !== 'voided' && link.state !== 'unlinked');
  return isTaken ? undefined : holder.txnId;
}

function requestOf(intent: Intent, member: IntentMember, items: ReadonlyMap<string, Body>) {
  const body = JSON.stringify(items.get(member.bId) ?? null).slice(0, 20_000);
  return { path: intent.path, body, member: member.bId, sent: member.sent };
}

/** Each state of an invoice or a payment is kept by itself; of others the answer is kept here. */
function answerOf({ entity, doc }: Seen) {
  return entity === 'Invoice' || entity === 'Payment' ? {} : { answer: doc };
}

function logEntry(
  member: IntentMember,
  answered: Answered,
  result: { booksId: string | null; outcome: LogEntry['outcome']; detail: unknown },
): LogEntry {
  const verb = member.operation;
  return {
    at: answered.now,
    direction: 'to_quickbooks',
    entity: member.entity.toLowerCase(),
    invoiceId: member.invoiceId,
    quickBooksId: result.booksId,
    action: member.undo ? 'undo' : member.kind === 'payment' ? (`payment_${verb}` as const) : verb,
    outcome: result.outcome,
    requestId: answered.intent.requestId,
    intuitTid: answered.tid,
    durationMs: answered.durationMs,
    waitedMs: member.askedAt ? Math.max(0, answered.now.getTime() - new Date(member.askedAt).getTime()) : null,
    detail: result.detail,
  };
}

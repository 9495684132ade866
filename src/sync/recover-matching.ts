/**
 * Recognises, in what QuickBooks holds, the records that a request would have made. Pure. Invariant: what matches is what was
 * asked for, as it was asked for; what was changed meanwhile only could be it.
 */
import { sameNumber } from '../base/decimal.ts';
import type { Intent, IntentMember } from '../db/intents.ts';
import type { Seen } from '../db/mirrors.ts';
import { Invoice, Payment } from '../quickbooks/entities.ts';
import { type Condition, selectStatement } from '../quickbooks/query.ts';
import type { Body } from './intent-bodies.ts';
import { invoicesOf } from './mapping/payment.ts';

/** The clocks of both sides may differ. */
const skewMs = 10 * 60_000;

const refOf = (body: Body): string => String((body.CustomerRef as { value?: string } | undefined)?.value ?? '');

export function statementFor(member: IntentMember, body: Body, intent: Intent): string {
  const since = new Date(intent.createdAt.getTime() - skewMs).toISOString();
  const made: Condition = { field: 'MetaData.CreateTime', op: '>=', value: since };
  const by: Record<IntentMember['kind'], Condition> = {
    invoice: { field: 'CustomerRef', op: '=', value: refOf(body) },
    payment: { field: 'CustomerRef', op: '=', value: refOf(body) },
    client: { field: 'DisplayName', op: 'IN', values: namesOf(String(body.DisplayName)) },
    item: { field: 'Name', op: 'IN', values: namesOf(String(body.Name)) },
  };
  const any: Condition[] = listed(member) ? [{ field: 'Active', op: 'IN', values: [true, false] }] : [];
  return selectStatement({ entity: member.entity, where: [by[member.kind], made, ...any], maxResults: 1000 });
}

/** What stands in a list can have been made inactive meanwhile, which changes its name. */
function listed({ kind }: IntentMember): boolean {
  return kind === 'client' || kind === 'item';
}

function namesOf(name: string): string[] {
  return [name, `${name} (deleted)`];
}

/** Of two that match, ours is the one that has the name as it was sent: what was inactive before has it too, marked as deleted. */
export function findMatch(member: IntentMember, body: Body, rows: readonly Seen[]): Seen | undefined {
  const found = rows.filter((row) => matches(member, body, row));
  return found.find(({ doc }) => doc.DisplayName === body.DisplayName && doc.Name === body.Name) ?? found[0];
}

function matches(member: IntentMember, body: Body, row: Seen): boolean {
  if (row.entity !== member.entity) return false;
  if (member.kind === 'client') return namesOf(String(body.DisplayName)).includes(String(row.doc.DisplayName));
  if (member.kind === 'item') return namesOf(String(body.Name)).includes(String(row.doc.Name));
  if (member.kind === 'invoice') {
    const doc = Invoice.parse(row.doc);
    // Without a number of ours the date tells it from another invoice of the same customer.
    const told = body.DocNumber === undefined ? doc.TxnDate === body.TxnDate : doc.DocNumber === body.DocNumber;
    return told && doc.CustomerRef.value === refOf(body) && sameLines(doc, body);
  }
  const doc = Payment.parse(row.doc);
  const wanted = Payment.safeParse({ Id: '0', SyncToken: '0', MetaData: {}, ...body });
  return (
    wanted.success &&
    sameNumber(doc.TotalAmt, wanted.data.TotalAmt) &&
    doc.TxnDate === wanted.data.TxnDate &&
    doc.PaymentRefNum === wanted.data.PaymentRefNum &&
    invoicesOf(doc).join() === invoicesOf(wanted.data).join()
  );
}

/** An invoice with the number that was sent: edited there since, for a person to say. */
export function hasSentNumber(body: Body, row: Seen): boolean {
  return row.entity === 'Invoice' && body.DocNumber !== undefined && row.doc.DocNumber === body.DocNumber;
}

/** What does not tell one invoice from another, and may have been edited since it was made: that edit is still to be seen. */
export function asMade({ kind }: IntentMember, { TxnDate, DueDate, CustomerMemo }: Body): Body {
  return kind === 'invoice' ? { TxnDate, DueDate, CustomerMemo } : {};
}

/**
 * Whether a payment could be the one that was asked for, changed by the accountant since: for the same invoice, of the same
 * amount or with the same reference. That is for a person to say.
 */
export function couldBe(member: IntentMember, body: Body, row: Seen): boolean {
  if (member.kind !== 'payment' || row.entity !== 'Payment') return false;
  const doc = Payment.parse(row.doc);
  const wanted = Payment.safeParse({ Id: '0', SyncToken: '0', MetaData: {}, ...body });
  if (!wanted.success) return false;
  const reference = wanted.data.PaymentRefNum;
  return (
    sameNumber(doc.TotalAmt, wanted.data.TotalAmt) ||
    (reference !== undefined && doc.PaymentRefNum === reference) ||
    invoicesOf(doc).some((id) => invoicesOf(wanted.data).includes(id))
  );
}

/** The amounts of the lines, in order, as they were sent. */
const sold: ReadonlySet<unknown> = new Set(['SalesItemLineDetail', 'DiscountLineDetail']);

function sameLines(doc: Invoice, body: Body): boolean {
  const amounts = (lines: readonly { DetailType?: unknown; Amount?: unknown }[]) =>
    lines.filter((line) => sold.has(line.DetailType)).map((line) => String(Number(line.Amount)));
  return amounts(doc.Line).join() === amounts(Array.isArray(body.Line) ? body.Line : []).join();
}

/**
 * Recognises, in what QuickBooks holds, the records that a request would have made. Pure. Invariant: what matches is what was
 * asked for, as it was asked for; what was changed meanwhile only could be it.
 */
import { sameNumber } from '../base/decimal.ts';
import type { Intent, IntentMember } from '../db/intents.ts';
import type { Seen } from '../db/mirrors.ts';
import { Invoice, Payment } from '../quickbooks/entities.ts';
import { limits } from '../quickbooks/limits.ts';
import { type Condition, selectStatement } from '../quickbooks/query.ts';
import type { Body } from './intent-bodies.ts';
import { invoicesOf } from './mapping/payment.ts';

/** The clocks of both sides may differ. */
const skewMs = 10 * 60_000;

const refOf = (body: Body): string => String((body.CustomerRef as { value?: string } | undefined)?.value ?? '');

export function statementsFor(member: IntentMember, body: Body, intent: Intent): string[] {
  const since = new Date(intent.createdAt.getTime() - skewMs).toISOString();
  const made: Condition = { field: 'MetaData.CreateTime', op: '>=', value: since };
  const by: Record<IntentMember['kind'], Condition> = {
    invoice: { field: 'CustomerRef', op: '=', value: refOf(body) },
    payment: { field: 'CustomerRef', op: '=', value: refOf(body) },
    client: { field: 'DisplayName', op: 'IN', values: namesOf(String(body.DisplayName)) },
    item: { field: 'Name', op: 'IN', values: namesOf(String(body.Name)) },
  };
  const { entity } = member;
  const any = listed(member) ? [anyActivity] : [];
  // As it was sent, however many were made since; and, where it may be found by something else, the first that were.
  const wheres = member.kind === 'payment' ? [[by.payment, made]] : [[by[member.kind], made], [made]];
  return wheres.map((where) =>
    selectStatement({ entity, where: [...where, ...any], maxResults: limits.queryPageRows }),
  );
}

/** What stands in a list can have been renamed or made inactive meanwhile, which changes its name too. */
function listed({ kind }: IntentMember): boolean {
  return kind === 'client' || kind === 'item';
}

const anyActivity: Condition = { field: 'Active', op: 'IN', values: [true, false] };

function namesOf(name: string): string[] {
  return [name, `${name} (deleted)`];
}

/** Of two that match, ours is the one that has the name as it was sent: what was inactive before has it too, marked as deleted. */
export function findMatch(member: IntentMember, body: Body, rows: readonly Seen[]): Seen | undefined {
  const found = rows.filter((row) => matches(member, body, row));
  return found.find(({ doc }) => doc.DisplayName === body.DisplayName && doc.Name === body.Name) ?? found[0];
}

/**
 * Of what no name found: the customer or item that was renamed since, by all else that was sent. Only where that tells it
 * from others, and where one record alone fits: an item that is there twice does less harm than another's item.
 */
export function findRenamed(member: IntentMember, body: Body, rows: readonly Seen[]): Seen | undefined {
  const { DisplayName, Name, ...sent } = body;
  const made = rows.filter((row) => row.entity === member.entity);
  // More may have been made than were answered.
  if (!listed(member) || !isTelling(member, sent) || made.length >= limits.queryPageRows) return undefined;
  // Whoever renamed it has changed it: as it was made it has its first SyncToken.
  const [only, ...others] = made.filter(({ syncToken, doc }) => syncToken > 0 && holdsAll(doc, sent));
  return others.length === 0 ? only : undefined;
}

/** The names under which what is still in doubt may have been made: nothing else of that name is taken for renamed. */
export function namesInDoubt(bodies: readonly Body[]): ReadonlySet<string> {
  return new Set(
    bodies.flatMap(({ DisplayName, Name }) => {
      const name = DisplayName ?? Name;
      return name === undefined ? [] : namesOf(String(name));
    }),
  );
}

/**
 * Whether a customer or item may be what one of these requests made, whose outcome is not known: under whatever name it
 * is found, since it can have been renamed. Until that is known it stands for nothing else.
 */
export function mayBeMadeBy(open: readonly Intent[], { entity, doc }: Pick<Seen, 'entity' | 'doc'>): boolean {
  const made = Date.parse(String((doc.MetaData as { CreateTime?: string } | undefined)?.CreateTime ?? ''));
  return open.some(
    ({ createdAt, members }) =>
      made >= createdAt.getTime() - skewMs &&
      members.some((member) => listed(member) && member.operation === 'create' && member.entity === entity),
  );
}

/** A client is sent with more than its name; an item may not be. */
function isTelling({ kind }: IntentMember, sent: Body): boolean {
  return kind === 'client' || sent.Sku !== undefined || Number(sent.UnitPrice) !== 0;
}

/** QuickBooks adds to what it was sent, and writes numbers in its own way. */
function holdsAll(held: unknown, sent: unknown): boolean {
  if (typeof sent !== 'object' || sent === null) return held === sent || (sent !== '' && Number(held) === Number(sent));
  if (typeof held !== 'object' || held === null) return false;
  return Object.entries(sent).every(([key, value]) => holdsAll((held as Body)[key], value));
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

/**
 * The invoice that was edited there since, for a person to say: by the number that was sent; where the accountant gave it
 * another one, by the lines that were sent, else by the customer, else by the minutes in which it was made.
 */
export function findEdited(body: Body, rows: readonly Seen[], intent: Intent): Seen | undefined {
  const invoices = rows.filter((row) => row.entity === 'Invoice');
  const numbered = invoices.find(({ doc }) => body.DocNumber !== undefined && doc.DocNumber === body.DocNumber);
  if (numbered) return numbered;
  const edited = invoices.flatMap((row) => (row.syncToken > 0 ? { row, doc: Invoice.parse(row.doc) } : []));
  const madeThen = (doc: Invoice) =>
    Math.abs(Date.parse(doc.MetaData.CreateTime ?? '') - intent.createdAt.getTime()) <= skewMs;
  const found =
    edited.find(({ doc }) => sameLines(doc, body)) ??
    edited.find(({ doc }) => doc.CustomerRef.value === refOf(body)) ??
    edited.find(({ doc }) => madeThen(doc));
  return found?.row;
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

/** What Tandem itself wrote to QuickBooks, read back from the log: the ground of an undo. */
import type { Id } from '../base/ids.ts';
import type { Reader } from './database.ts';
import type { LinkKind } from './links.ts';

/** What the log keeps of a write beside the request: how the record stood after it, and before it where it was changed. */
export interface WrittenRecord {
  realmId: string;
  kind: LinkKind;
  shopId: Id;
  syncToken: number;
  print: string;
  before: Record<string, unknown> | null;
}

export interface OwnWrite extends WrittenRecord {
  id: Id;
  at: Date;
  /** As QuickBooks names it. */
  entity: 'Invoice' | 'Payment' | 'Customer' | 'Item';
  booksId: string;
  invoiceId: Id | null;
  verb: 'create' | 'update' | 'void' | 'undo';
}

interface Row {
  id: Id;
  at: Date;
  entity: string;
  books_id: string;
  invoice_id: Id | null;
  action: string;
  record: WrittenRecord;
}

function toWrite(row: Row): OwnWrite {
  // The log writes the entity in small letters and the verb of a payment with its prefix; both are ours.
  const entity = `${row.entity.slice(0, 1).toUpperCase()}${row.entity.slice(1)}` as OwnWrite['entity'];
  const verb = row.action.replace('payment_', '') as OwnWrite['verb'];
  return { ...row.record, id: row.id, at: row.at, entity, booksId: row.books_id, invoiceId: row.invoice_id, verb };
}

export interface Period {
  companyId: Id;
  realmId: string;
  from: Date;
  to: Date;
}

/** `byInvoice`: the index of invoices finds them; that of times would read the whole period for each portion. */
function inPeriod(reader: Reader, { companyId, realmId, from, to }: Period, options: { byInvoice?: boolean } = {}) {
  const at = options.byInvoice ? reader`at + interval '0'` : reader`at`;
  return reader`
    company_id = ${companyId} and direction = 'to_quickbooks' and outcome = 'done' and ${at} between ${from} and ${to}
      and detail -> 'record' ->> 'realmId' = ${realmId}`;
}

/** The invoices for which something was written in a period. */
export async function writtenInvoices(reader: Reader, period: Period): Promise<Id[]> {
  const rows = await reader<{ invoice_id: Id }[]>`
    select distinct invoice_id from sync_log where ${inPeriod(reader, period)} and invoice_id is not null
    order by invoice_id`;
  return rows.map((row) => row.invoice_id);
}

/** Writes of a period that were done, oldest first: for these invoices, or, with null, of customers and items. */
export async function ownWrites(
  reader: Reader,
  query: Period & { invoiceIds: readonly Id[] | null },
): Promise<OwnWrite[]> {
  const rows = await reader<Row[]>`
    select id, at, entity, books_id, invoice_id, action, detail -> 'record' as record from sync_log
    where ${inPeriod(reader, query, { byInvoice: query.invoiceIds !== null })}
      and ${query.invoiceIds ? reader`invoice_id = any(${[...query.invoiceIds]}::uuid[])` : reader`invoice_id is null`}
    order by id`;
  return rows.map(toWrite);
}

/** All that was written to these records since then, oldest first. */
export async function writesSince(
  reader: Reader,
  query: { companyId: Id; realmId: string; booksIds: readonly string[]; since: Date },
): Promise<OwnWrite[]> {
  if (query.booksIds.length === 0) return [];
  const rows = await reader<Row[]>`
    select id, at, entity, books_id, invoice_id, action, detail -> 'record' as record from sync_log
    where company_id = ${query.companyId} and direction = 'to_quickbooks' and outcome = 'done'
      and books_id = any(${[...query.booksIds]}::text[]) and at >= ${query.since}
      and detail -> 'record' ->> 'realmId' = ${query.realmId}
    order by id`;
  return rows.map(toWrite);
}

/** Of these QuickBooks records those that a request of ours made, as its answer said, also where nothing here stands for them now. */
export async function knownCreations(
  reader: Reader,
  query: { companyId: Id; realmId: string; entity: OwnWrite['entity']; booksIds: readonly string[] },
): Promise<Set<string>> {
  if (query.booksIds.length === 0) return new Set();
  const rows = await reader<{ books_id: string }[]>`
    select distinct books_id from sync_log
    where company_id = ${query.companyId} and direction = 'to_quickbooks' and outcome = 'done'
      and entity = ${query.entity.toLowerCase()} and action in ('create', 'payment_create')
      and books_id = any(${[...query.booksIds]}::text[]) and detail -> 'record' ->> 'realmId' = ${query.realmId}`;
  return new Set(rows.map((row) => row.books_id));
}

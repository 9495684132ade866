/**
 * What people see of an invoice's sync: the link under the current connection, with looks that wait laid over it.
 * The state and the issue are written once, here, as fragments for the list and for the single invoice.
 */
import type { Id } from '../base/ids.ts';
import type { Reader } from './database.ts';

export type SyncState = 'not_synced' | 'pending' | 'synced' | 'held' | 'conflict' | 'failed' | 'voided' | 'unlinked';

export interface InvoiceSync {
  state: SyncState;
  booksId: string | null;
  docNumber: string | null;
  lastSyncedAt: Date | null;
  issueId: Id | null;
}

export interface SyncColumns {
  sync_state: SyncState;
  books_id: string | null;
  doc_number: string | null;
  last_synced_at: Date | null;
  issue_id: Id | null;
}

/**
 * Joins `links` (and `connections`) to a statement that reads from a page of `invoices`. The offset keeps Postgres to that
 * page: it would read all links of a state that is asked for, and join them to it.
 */
export function syncJoin(reader: Reader) {
  return reader`
    left join connections on connections.company_id = invoices.company_id and connections.current
    left join lateral (select state, books_id, doc_number, last_synced_at from links
      where links.company_id = invoices.company_id and links.realm_id = connections.realm_id
        and links.kind = 'invoice' and links.shop_id = invoices.id offset 0) as links on true`;
}

/** Synced is only what both sides hold: while a look waits, nobody knows that yet. */
function syncState(reader: Reader) {
  return reader`
    case when links.state = 'synced' and ${lookWaits(reader)} then 'pending'
      else coalesce(links.state, 'not_synced') end`;
}

/** The same as `syncState = state`. */
export function hasSyncState(reader: Reader, state: SyncState) {
  if (state === 'synced') return reader`(links.state = 'synced' and not ${lookWaits(reader)})`;
  if (state === 'pending') {
    return reader`(links.state = 'pending' or (links.state = 'synced' and ${lookWaits(reader)}))`;
  }
  if (state === 'not_synced') return reader`(links.state is null or links.state = 'not_synced')`;
  return reader`links.state = ${state}`;
}

function lookWaits(reader: Reader) {
  return reader`
    exists (select 1 from looks where looks.company_id = invoices.company_id and looks.kind = 'invoice'
      and looks.subject_id = invoices.id::text)`;
}

export function syncColumns(reader: Reader) {
  return reader`
    ${syncState(reader)} as sync_state, links.books_id, links.doc_number, links.last_synced_at,
    (select issues.id from issues where issues.company_id = invoices.company_id and issues.invoice_id = invoices.id
       and issues.realm_id = connections.realm_id and issues.state = 'open' order by issues.since, issues.id limit 1) as issue_id`;
}

export function toInvoiceSync(row: SyncColumns): InvoiceSync {
  return {
    state: row.sync_state,
    booksId: row.books_id,
    docNumber: row.doc_number,
    lastSyncedAt: row.last_synced_at,
    issueId: row.issue_id,
  };
}

export async function loadInvoiceSync(reader: Reader, companyId: Id, invoiceId: Id): Promise<InvoiceSync> {
  const [row] = await reader<SyncColumns[]>`
    select ${syncColumns(reader)} from invoices ${syncJoin(reader)}
    where invoices.company_id = ${companyId} and invoices.id = ${invoiceId}`;
  if (!row) return { state: 'not_synced', booksId: null, docNumber: null, lastSyncedAt: null, issueId: null };
  return toInvoiceSync(row);
}

/** QuickBooks' ids of payments under the current connection. */
export async function loadPaymentBooksIds(
  reader: Reader,
  companyId: Id,
  paymentIds: readonly Id[],
): Promise<Map<Id, string>> {
  if (paymentIds.length === 0) return new Map();
  const rows = await reader<{ shop_id: Id; books_id: string }[]>`
    select links.shop_id, links.books_id from links
    join connections on connections.company_id = links.company_id and connections.realm_id = links.realm_id
      and connections.current
    where links.company_id = ${companyId} and links.kind = 'payment' and links.shop_id = any(${paymentIds}::uuid[])
      and links.books_id is not null`;
  return new Map(rows.map((row) => [row.shop_id, row.books_id]));
}

/**
 * The list of invoices, newest first. A page reads a bounded number of rows, whatever is filtered for and however many there
 * are (docs/decisions/0021).
 */
import type { PlainDate } from '../base/clock.ts';
import type { DecimalText } from '../base/decimal.ts';
import { type Id, isId } from '../base/ids.ts';
import type { StatusGroup } from '../domain/status.ts';
import { amountIn } from './amounts.ts';
import type { Reader } from './database.ts';
import { candidatesOfSyncState, candidatesOfText, candidatesUnpaid } from './invoice-candidates.ts';
import {
  hasSyncState,
  type InvoiceSync,
  type SyncColumns,
  type SyncState,
  syncColumns,
  syncJoin,
  toInvoiceSync,
} from './invoice-sync.ts';
import {
  datePattern,
  firstRows,
  idPattern,
  likeText,
  type Page,
  type Paging,
  readCursor,
  toWindowPage,
  windowRows,
} from './page.ts';

export interface InvoiceFilter {
  statusId?: Id | undefined;
  group?: StatusGroup | undefined;
  syncState?: SyncState | undefined;
  clientId?: Id | undefined;
  locationId?: Id | undefined;
  number?: string | undefined;
  issuedFrom?: PlainDate | undefined;
  issuedTo?: PlainDate | undefined;
  overdue?: boolean | undefined;
  q?: string | undefined;
}

export interface InvoiceSummary {
  id: Id;
  number: string;
  issueDate: PlainDate;
  dueDate: PlainDate;
  clientId: Id;
  clientName: string;
  payerId: Id | null;
  locationId: Id;
  status: { id: Id; name: string; group: StatusGroup };
  total: DecimalText;
  paid: DecimalText;
  credited: DecimalText;
  voided: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  sync: InvoiceSync;
}

interface SummaryRow extends SyncColumns {
  id: Id;
  currency: string;
  number: string;
  issue_date: string;
  due_date: string;
  client_id: Id;
  client_name: string;
  payer_id: Id | null;
  location_id: Id;
  status_id: Id;
  status_name: string;
  status_group: StatusGroup;
  total: string;
  paid: string;
  credited: string;
  voided: boolean;
  version: string;
  created_at: Date;
  updated_at: Date;
}

/** `today` is the company's, for what is overdue. */
export async function listInvoices(
  reader: Reader,
  companyId: Id,
  query: InvoiceFilter & Paging & { today: PlainDate },
): Promise<Page<InvoiceSummary>> {
  const after = readCursor(query.cursor, [datePattern, idPattern]);
  const statusIds = await statusesOf(reader, companyId, query);
  const candidates = await candidatesOf(reader, companyId, query);
  const asked = { ...query, after, statusIds, candidates };
  if (candidates) return listPage(reader, companyId, { ...asked, most: candidates.length });
  if (!isFiltered(query)) return listPage(reader, companyId, { ...asked, most: query.limit + 1 });
  const isFull = (page: Page<InvoiceSummary>) => page.nextCursor === null || page.items.length === query.limit;
  const first = await listPage(reader, companyId, { ...asked, most: firstRows });
  if (isFull(first)) return first;
  // What few pass is read from the index of texts; what neither the newest nor few pass, from a longer window.
  const matching = query.q ? await candidatesOfText(reader, companyId, query.q) : null;
  if (matching) return listPage(reader, companyId, { ...asked, candidates: matching, most: matching.length });
  return listPage(reader, companyId, { ...asked, most: windowRows });
}

/** By what no index of invoices tells apart. */
function isFiltered(query: InvoiceFilter): boolean {
  return query.syncState !== undefined || query.overdue !== undefined || Boolean(query.q);
}

type Asked = InvoiceFilter & {
  limit: number;
  today: PlainDate;
  after: string[] | null;
  /** null: any. */
  statusIds: Id[] | null;
  /** null: all. */
  candidates: Id[] | null;
  /** How many rows are read at most. */
  most: number;
};

async function candidatesOf(reader: Reader, companyId: Id, query: InvoiceFilter & { today: PlainDate }) {
  const bySync = query.syncState ? await candidatesOfSyncState(reader, companyId, query.syncState) : null;
  return bySync ?? (query.overdue ? await candidatesUnpaid(reader, companyId, query.today) : null);
}

async function listPage(reader: Reader, companyId: Id, query: Asked): Promise<Page<InvoiceSummary>> {
  const { most } = query;
  const rows = await reader<SummaryRow[]>`
    select invoices.id, companies.currency, invoices.number, invoices.issue_date, invoices.due_date,
      invoices.client_id, clients.name as client_name, invoices.payer_id, invoices.location_id, invoices.status_id,
      invoice_statuses.name as status_name, invoice_statuses.status_group, invoices.total, invoices.paid,
      invoices.credited, invoices.voided, invoices.version, invoices.created_at, invoices.updated_at,
      ${syncColumns(reader)}
    from (${newestInvoices(reader, companyId, query)}) as invoices
    join companies on companies.id = invoices.company_id
    join clients on clients.company_id = invoices.company_id and clients.id = invoices.client_id
    join invoice_statuses on invoice_statuses.company_id = invoices.company_id
      and invoice_statuses.id = invoices.status_id
    ${syncJoin(reader)}
    where true ${conditions(reader, query)}
    order by invoices.issue_date desc, invoices.id desc
    limit ${query.limit + 1}`;
  return toWindowPage(rows, {
    limit: query.limit,
    key: (row) => [row.issue_date, row.id],
    item: toSummary,
    async windowEnd() {
      if (query.candidates || !isFiltered(query)) return null;
      const [last, more] = await reader<{ issue_date: string; id: Id }[]>`
        select issue_date, id from (${newestInvoices(reader, companyId, { ...query, most: most + 1 })}) as invoices
        order by issue_date desc, id desc offset ${most - 1} limit 2`;
      return last && more ? [last.issue_date, last.id] : null;
    },
  });
}

/** The newest invoices of what indexes can tell apart. With statuses: the newest of each, and of those the newest. */
function newestInvoices(reader: Reader, companyId: Id, query: Asked) {
  const { after, candidates, statusIds } = query;
  const parts = [reader`invoices.company_id = ${companyId} and invoices.deleted_at is null`];
  if (candidates) parts.push(reader`and invoices.id = any(${candidates}::uuid[])`);
  if (after) {
    parts.push(reader`and (invoices.issue_date, invoices.id) < (${after[0] ?? ''}::date, ${after[1] ?? ''}::uuid)`);
  }
  if (query.clientId !== undefined)
    parts.push(isId(query.clientId) ? reader`and client_id = ${query.clientId}` : reader`and false`);
  if (query.locationId !== undefined) {
    parts.push(isId(query.locationId) ? reader`and location_id = ${query.locationId}` : reader`and false`);
  }
  if (query.number !== undefined) parts.push(reader`and number = ${query.number}`);
  if (query.issuedFrom) parts.push(reader`and issue_date >= ${query.issuedFrom}`);
  if (query.issuedTo) parts.push(reader`and issue_date <= ${query.issuedTo}`);
  if (statusIds) parts.push(reader`and status_id = of_status.id`);
  const newest = reader`
    select company_id, id, number, issue_date, due_date, client_id, payer_id, location_id, status_id, total, paid, credited,
      voided, version, created_at, updated_at
    from invoices where ${parts.reduce((all, part) => reader`${all} ${part}`)}
    order by issue_date desc, id desc limit ${query.most}`;
  if (!statusIds) return newest;
  return reader`
    select of_each.* from unnest(${statusIds}::uuid[]) as of_status (id) cross join lateral (${newest}) as of_each
    order by of_each.issue_date desc, of_each.id desc limit ${query.most}`;
}

/** null: of any status. An id that is none of ours is no error in a filter: nothing has it. */
async function statusesOf(reader: Reader, companyId: Id, { statusId, group }: InvoiceFilter): Promise<Id[] | null> {
  if (statusId === undefined && !group) return null;
  if (statusId !== undefined && !isId(statusId)) return [];
  const rows = await reader<{ id: Id }[]>`
    select id from invoice_statuses where company_id = ${companyId}
      ${statusId === undefined ? reader`` : reader`and id = ${statusId}`}
      ${group ? reader`and status_group = ${group}` : reader``}`;
  return rows.map((row) => row.id);
}

/** What is asked of each row of the window. */
function conditions(reader: Reader, query: InvoiceFilter & { today: PlainDate }) {
  const parts = [reader``];
  if (query.syncState) parts.push(reader`and ${hasSyncState(reader, query.syncState)}`);
  if (query.overdue !== undefined) parts.push(reader`and ${overdue(reader, query.today)} = ${query.overdue}`);
  if (query.q) {
    const part = likeText(query.q);
    parts.push(reader`and (invoices.number ilike ${part} or clients.name ilike ${part})`);
  }
  return parts.reduce((all, part) => reader`${all} ${part}`);
}

/** The same rule as domain/balance.ts isOverdue; a test holds the two together. */
function overdue(reader: Reader, today: PlainDate) {
  return reader`(
    invoices.due_date < ${today} and not invoices.voided and invoice_statuses.status_group <> 'canceled'
    and invoices.total - invoices.paid - invoices.credited > 0)`;
}

function toSummary(row: SummaryRow): InvoiceSummary {
  const amount = amountIn(row.currency);
  return {
    id: row.id,
    number: row.number,
    issueDate: row.issue_date,
    dueDate: row.due_date,
    clientId: row.client_id,
    clientName: row.client_name,
    payerId: row.payer_id,
    locationId: row.location_id,
    status: { id: row.status_id, name: row.status_name, group: row.status_group },
    total: amount(row.total),
    paid: amount(row.paid),
    credited: amount(row.credited),
    voided: row.voided,
    version: Number(row.version),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    sync: toInvoiceSync(row),
  };
}

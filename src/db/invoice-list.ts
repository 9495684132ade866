/** The list of invoices, newest first: one statement a page, whatever is filtered for. */
import type { PlainDate } from '../base/clock.ts';
import type { DecimalText } from '../base/decimal.ts';
import { type Id, isId } from '../base/ids.ts';
import type { StatusGroup } from '../domain/status.ts';
import { amountIn } from './amounts.ts';
import type { Reader } from './database.ts';
import {
  hasSyncState,
  type InvoiceSync,
  type SyncColumns,
  type SyncState,
  syncColumns,
  syncJoin,
  toInvoiceSync,
} from './invoice-sync.ts';
import { datePattern, idPattern, likeText, type Page, type Paging, readCursor, toPage } from './page.ts';

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
  const rows = await reader<SummaryRow[]>`
    select invoices.id, companies.currency, invoices.number, invoices.issue_date, invoices.due_date,
      invoices.client_id, clients.name as client_name, invoices.payer_id, invoices.location_id, invoices.status_id,
      invoice_statuses.name as status_name, invoice_statuses.status_group, invoices.total, invoices.paid,
      invoices.credited, invoices.voided, invoices.version, invoices.created_at, invoices.updated_at,
      ${syncColumns(reader)}
    from invoices
    join companies on companies.id = invoices.company_id
    join clients on clients.company_id = invoices.company_id and clients.id = invoices.client_id
    join invoice_statuses on invoice_statuses.company_id = invoices.company_id
      and invoice_statuses.id = invoices.status_id
    ${syncJoin(reader)}
    where invoices.company_id = ${companyId} and invoices.deleted_at is null ${conditions(reader, query)}
      ${after ? reader`and (invoices.issue_date, invoices.id) < (${after[0] ?? ''}::date, ${after[1] ?? ''}::uuid)` : reader``}
    order by invoices.issue_date desc, invoices.id desc
    limit ${query.limit + 1}`;
  return toPage(rows, { limit: query.limit, key: (row) => [row.issue_date, row.id], item: toSummary });
}

function conditions(reader: Reader, query: InvoiceFilter & { today: PlainDate }) {
  const parts = [reader``];
  // An id that is none of ours is no error in a filter: nothing has it.
  for (const [column, id] of [
    ['invoices.status_id', query.statusId],
    ['invoices.client_id', query.clientId],
    ['invoices.location_id', query.locationId],
  ] as const) {
    if (id !== undefined) parts.push(isId(id) ? reader`and ${reader(column)} = ${id}` : reader`and false`);
  }
  if (query.group) parts.push(reader`and invoice_statuses.status_group = ${query.group}`);
  if (query.syncState) parts.push(reader`and ${hasSyncState(reader, query.syncState)}`);
  if (query.number !== undefined) parts.push(reader`and invoices.number = ${query.number}`);
  if (query.issuedFrom) parts.push(reader`and invoices.issue_date >= ${query.issuedFrom}`);
  if (query.issuedTo) parts.push(reader`and invoices.issue_date <= ${query.issuedTo}`);
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

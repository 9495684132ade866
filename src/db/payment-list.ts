/** Payments across all invoices, newest first. */
import type { PlainDate } from '../base/clock.ts';
import { type Id, isId } from '../base/ids.ts';
import type { Payment } from '../domain/invoice.ts';
import type { Reader } from './database.ts';
import { datePattern, idPattern, type Page, type Paging, readCursor, toPage } from './page.ts';
import { type PaymentRow, toPayment } from './payments.ts';

export interface PaymentFilter {
  invoiceId?: Id | undefined;
  accountId?: Id | undefined;
  origin?: 'shop' | 'quickbooks' | undefined;
  state?: 'active' | 'deleted' | undefined;
  paidFrom?: PlainDate | undefined;
  paidTo?: PlainDate | undefined;
}

export type ListedPayment = Payment & { invoiceNumber: string; clientName: string };

interface ListedRow extends PaymentRow {
  invoice_number: string;
  client_name: string;
}

export async function listPayments(
  reader: Reader,
  companyId: Id,
  query: PaymentFilter & Paging,
): Promise<Page<ListedPayment>> {
  const after = readCursor(query.cursor, [datePattern, idPattern]);
  const rows = await reader<ListedRow[]>`
    select payments.*, companies.currency, invoices.number as invoice_number, clients.name as client_name
    from payments
    join companies on companies.id = payments.company_id
    join invoices on invoices.company_id = payments.company_id and invoices.id = payments.invoice_id
    join clients on clients.company_id = invoices.company_id and clients.id = invoices.client_id
    where payments.company_id = ${companyId} and invoices.deleted_at is null ${conditions(reader, query)}
      ${after ? reader`and (payments.date, payments.id) < (${after[0] ?? ''}::date, ${after[1] ?? ''}::uuid)` : reader``}
    order by payments.date desc, payments.id desc limit ${query.limit + 1}`;
  return toPage(rows, {
    limit: query.limit,
    key: (row) => [row.date, row.id],
    item: (row) => ({ ...toPayment(row), invoiceNumber: row.invoice_number, clientName: row.client_name }),
  });
}

function conditions(reader: Reader, query: PaymentFilter) {
  const parts = [reader``];
  for (const [column, id] of [
    ['payments.invoice_id', query.invoiceId],
    ['payments.account_id', query.accountId],
  ] as const) {
    if (id !== undefined) parts.push(isId(id) ? reader`and ${reader(column)} = ${id}` : reader`and false`);
  }
  if (query.origin) parts.push(reader`and payments.origin = ${query.origin}`);
  if (query.state) parts.push(reader`and payments.state = ${query.state}`);
  if (query.paidFrom) parts.push(reader`and payments.date >= ${query.paidFrom}`);
  if (query.paidTo) parts.push(reader`and payments.date <= ${query.paidTo}`);
  return parts.reduce((all, part) => reader`${all} ${part}`);
}

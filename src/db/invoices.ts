/** The table invoices: an invoice is read and written whole, its lines as one document. */
import type { Id } from '../base/ids.ts';
import type { Discount, Invoice, Line, TaxTotal } from '../domain/invoice.ts';
import { duplicate } from '../domain/refused.ts';
import { amountIn } from './amounts.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';
import { isViolationOf } from './violations.ts';

interface InvoiceRow {
  company_id: Id;
  id: Id;
  currency: string;
  number: string;
  issue_date: string;
  due_date: string;
  location_id: Id;
  client_id: Id;
  payer_id: Id | null;
  comment: string | null;
  status_id: Id;
  lines: Line[];
  discount: Discount | null;
  tax_rounding: 'line' | 'document';
  subtotal: string;
  discount_total: string;
  tax_total: string;
  taxes: TaxTotal[];
  total: string;
  paid: string;
  credited: string;
  voided: boolean;
  version: string;
  created_at: Date;
  updated_at: Date;
}

/** Those of `ids` that exist and are not deleted, in no particular order. */
export async function loadInvoices(reader: Reader, companyId: Id, ids: readonly Id[]): Promise<Invoice[]> {
  if (ids.length === 0) return [];
  const rows = await reader<InvoiceRow[]>`
    select invoices.*, companies.currency
    from invoices join companies on companies.id = invoices.company_id
    where invoices.company_id = ${companyId} and invoices.id = any(${ids}::uuid[]) and deleted_at is null`;
  return rows.map(toInvoice);
}

/** The invoice, kept from every other change until the transaction ends. */
export async function lockInvoice(tx: Tx, companyId: Id, id: Id): Promise<Invoice | null> {
  const [row] = await tx<InvoiceRow[]>`
    select invoices.*, companies.currency
    from invoices join companies on companies.id = invoices.company_id
    where invoices.company_id = ${companyId} and invoices.id = ${id} and deleted_at is null
    for update of invoices`;
  return row ? toInvoice(row) : null;
}

/** Those of `ids` that are not deleted, and are not until the transaction ends. In the order of their ids, as all take them. */
export async function lockStanding(tx: Tx, companyId: Id, ids: readonly Id[]): Promise<Set<Id>> {
  if (ids.length === 0) return new Set();
  const rows = await tx<{ id: Id }[]>`
    select id from invoices where company_id = ${companyId} and id = any(${ids}::uuid[]) and deleted_at is null
    order by id for share`;
  return new Set(rows.map((row) => row.id));
}

export async function insertInvoice(tx: Tx, invoice: Invoice): Promise<void> {
  const row = { company_id: invoice.companyId, id: invoice.id, created_at: invoice.createdAt, ...written(tx, invoice) };
  await refuseTakenNumber(tx`insert into invoices ${tx(row)}`);
}

export async function updateInvoice(tx: Tx, invoice: Invoice): Promise<void> {
  await refuseTakenNumber(tx`
    update invoices set ${tx(written(tx, invoice))}
    where company_id = ${invoice.companyId} and id = ${invoice.id}`);
}

export async function markInvoiceDeleted(tx: Tx, companyId: Id, id: Id, at: Date): Promise<void> {
  await tx`
    update invoices set deleted_at = ${at}, updated_at = ${at}, version = version + 1
    where company_id = ${companyId} and id = ${id}`;
}

/** The invoice that holds a number, if there is one. */
export async function findInvoiceByNumber(reader: Reader, companyId: Id, number: string): Promise<Id | null> {
  const [row] = await reader<{ id: Id }[]>`
    select id from invoices where company_id = ${companyId} and number = ${number} and deleted_at is null`;
  return row?.id ?? null;
}

/** Does QuickBooks hold this invoice, in any of the QuickBooks companies that were ever connected? */
export async function isLinked(reader: Reader, companyId: Id, id: Id): Promise<boolean> {
  const [row] = await reader`
    select 1 from links where company_id = ${companyId} and kind = 'invoice' and shop_id = ${id}
      and books_id is not null and state <> 'unlinked' limit 1`;
  return row !== undefined;
}

function written(tx: Tx, invoice: Invoice) {
  return {
    number: invoice.number,
    issue_date: invoice.issueDate,
    due_date: invoice.dueDate,
    location_id: invoice.locationId,
    client_id: invoice.clientId,
    payer_id: invoice.payerId,
    comment: invoice.comment,
    status_id: invoice.statusId,
    lines: tx.json(asJson(invoice.lines)),
    discount: invoice.discount ? tx.json(asJson(invoice.discount)) : null,
    tax_rounding: invoice.taxRounding,
    subtotal: invoice.subtotal,
    discount_total: invoice.discountTotal,
    tax_total: invoice.taxTotal,
    taxes: tx.json(asJson(invoice.taxes)),
    total: invoice.total,
    paid: invoice.paid,
    credited: invoice.credited,
    voided: invoice.voided,
    version: invoice.version,
    updated_at: invoice.updatedAt,
  };
}

/** Checked before, too; this is for the two who take one number in the same moment. */
async function refuseTakenNumber(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    throw isViolationOf(error, 'invoices_number') ? duplicate('number', 'Another invoice has this number.') : error;
  }
}

function toInvoice(row: InvoiceRow): Invoice {
  const amount = amountIn(row.currency);
  return {
    companyId: row.company_id,
    id: row.id,
    number: row.number,
    issueDate: row.issue_date,
    dueDate: row.due_date,
    locationId: row.location_id,
    clientId: row.client_id,
    payerId: row.payer_id,
    comment: row.comment,
    statusId: row.status_id,
    lines: row.lines,
    discount: row.discount,
    taxRounding: row.tax_rounding,
    subtotal: amount(row.subtotal),
    discountTotal: amount(row.discount_total),
    taxTotal: amount(row.tax_total),
    taxes: row.taxes,
    total: amount(row.total),
    paid: amount(row.paid),
    credited: amount(row.credited),
    voided: row.voided,
    version: Number(row.version),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

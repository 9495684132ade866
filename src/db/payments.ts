/** The table payments: money on an invoice, and refunds of it. A deleted payment stays, struck through. */
import type { Id } from '../base/ids.ts';
import type { Payment } from '../domain/invoice.ts';
import { amountIn } from './amounts.ts';
import type { Reader, Tx } from './database.ts';

export interface PaymentRow {
  id: Id;
  currency: string;
  invoice_id: Id;
  kind: 'payment' | 'refund';
  refund_of: Id | null;
  account_id: Id;
  amount: string;
  date: string;
  payment_method_id: Id | null;
  reference: string | null;
  reason: string | null;
  origin: 'shop' | 'quickbooks';
  state: 'active' | 'deleted';
  version: string;
  created_at: Date;
}

/** All payments and refunds of invoices, deleted ones too, oldest first. */
export async function loadPayments(reader: Reader, companyId: Id, invoiceIds: readonly Id[]): Promise<Payment[]> {
  if (invoiceIds.length === 0) return [];
  const rows = await reader<PaymentRow[]>`
    select payments.*, companies.currency
    from payments join companies on companies.id = payments.company_id
    where payments.company_id = ${companyId} and invoice_id = any(${invoiceIds}::uuid[])
    order by payments.created_at, payments.id`;
  return rows.map(toPayment);
}

export async function findPayment(reader: Reader, companyId: Id, id: Id): Promise<Payment | null> {
  const [row] = await reader<PaymentRow[]>`
    select payments.*, companies.currency
    from payments join companies on companies.id = payments.company_id
    where payments.company_id = ${companyId} and payments.id = ${id}`;
  return row ? toPayment(row) : null;
}

export async function insertPayment(tx: Tx, companyId: Id, payment: Payment): Promise<void> {
  await tx`
    insert into payments (company_id, id, invoice_id, kind, refund_of, account_id, amount, date, payment_method_id,
      reference, reason, origin, state, version, created_at, updated_at)
    values (${companyId}, ${payment.id}, ${payment.invoiceId}, ${payment.kind}, ${payment.refundOf},
      ${payment.accountId}, ${payment.amount}, ${payment.date}, ${payment.paymentMethodId}, ${payment.reference},
      ${payment.reason}, ${payment.origin}, ${payment.state}, ${payment.version}, ${payment.createdAt},
      ${payment.createdAt})`;
}

export async function updatePayment(tx: Tx, companyId: Id, payment: Payment, at: Date): Promise<void> {
  await tx`
    update payments set account_id = ${payment.accountId}, amount = ${payment.amount}, date = ${payment.date},
      payment_method_id = ${payment.paymentMethodId}, reference = ${payment.reference}, state = ${payment.state},
      version = ${payment.version}, updated_at = ${at}
    where company_id = ${companyId} and id = ${payment.id}`;
}

export function toPayment(row: PaymentRow): Payment {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    kind: row.kind,
    refundOf: row.refund_of,
    accountId: row.account_id,
    amount: amountIn(row.currency)(row.amount),
    date: row.date,
    paymentMethodId: row.payment_method_id,
    reference: row.reference,
    reason: row.reason,
    origin: row.origin,
    state: row.state,
    version: Number(row.version),
    createdAt: row.created_at,
  };
}

/** The invoices that these payments are on, also deleted payments. */
export async function invoiceIdsOfPayments(reader: Reader, companyId: Id, ids: readonly Id[]): Promise<Id[]> {
  const rows = await reader<{ invoice_id: Id }[]>`
    select distinct invoice_id from payments where company_id = ${companyId} and id = any(${ids}::uuid[])`;
  return rows.map((row) => row.invoice_id);
}

/** Those of `ids` that exist, deleted ones too. */
export async function loadPaymentsById(reader: Reader, companyId: Id, ids: readonly Id[]): Promise<Payment[]> {
  if (ids.length === 0) return [];
  const rows = await reader<PaymentRow[]>`
    select payments.*, companies.currency from payments join companies on companies.id = payments.company_id
    where payments.company_id = ${companyId} and payments.id = any(${ids}::uuid[])`;
  return rows.map(toPayment);
}

/** The payment that a command works on, with its invoice locked first, so that sums of payments hold until the end. */
import { type Id, isId } from '../base/ids.ts';
import { loadCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { findPayment, loadPayments } from '../db/payments.ts';
import type { Company } from '../domain/company.ts';
import type { Invoice, Payment } from '../domain/invoice.ts';
import { notFound } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { invoiceToChange } from './invoice-to-change.ts';

export interface PaymentToChange {
  company: Company;
  invoice: Invoice;
  payment: Payment;
  /** All payments and refunds of the invoice, this one too. */
  payments: Payment[];
}

export async function paymentToChange(tx: Tx, context: CommandContext, paymentId: Id): Promise<PaymentToChange> {
  const found = isId(paymentId) ? await findPayment(tx, context.companyId, paymentId) : null;
  if (!found) throw notFound('payment');
  const invoice = await invoiceToChange(tx, context, found.invoiceId);
  const payments = await loadPayments(tx, context.companyId, [invoice.id]);
  const payment = payments.find((candidate) => candidate.id === found.id);
  if (!payment) throw notFound('payment');
  return { company: await loadCompany(tx, context.companyId), invoice, payment, payments };
}

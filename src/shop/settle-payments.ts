/**
 * What every change of a payment ends with: the invoice's `paid` follows from its payments, the ledger explains the
 * money that moved, and the change is recorded. Lock order: the invoice first (by the caller), then accounts by id.
 */
import { amountText, currencyPlaces, type DecimalText, decimal, sum } from '../base/decimal.ts';
import { newId } from '../base/ids.ts';
import { appendToLedger } from '../db/accounts.ts';
import type { Tx } from '../db/database.ts';
import { updateInvoice } from '../db/invoices.ts';
import { loadPayments } from '../db/payments.ts';
import type { LedgerEntry, LedgerReason } from '../domain/catalog.ts';
import type { Company } from '../domain/company.ts';
import type { Invoice, Payment } from '../domain/invoice.ts';
import { invalid } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { largestAmount } from './money.ts';
import { recordChange } from './record-change.ts';
import { tellPaymentChange } from './tell-change.ts';

export interface PaymentChange {
  company: Company;
  invoice: Invoice;
  type: string;
  /** null: the payment was just made. */
  before: Payment | null;
  /** As it is stored now. */
  after: Payment;
  entries: readonly LedgerEntry[];
}

export async function settlePayments(tx: Tx, context: CommandContext, change: PaymentChange): Promise<Payment> {
  const { company, invoice, before, after } = change;
  await appendToLedger(tx, context.companyId, change.entries);
  const payments = await loadPayments(tx, context.companyId, [invoice.id]);
  const paid = paidBy(payments, currencyPlaces(company.currency));
  if (decimal(paid).gt(largestAmount)) throw invalid('amount', 'The payments of this invoice come to too much.');
  const settled = { ...invoice, paid, version: invoice.version + 1, updatedAt: context.now };
  await updateInvoice(tx, settled);
  const also = [{ field: 'payment', from: before && describe(before), to: describe(after) }];
  await recordChange(tx, context, { type: change.type, before: invoice, after: settled, also });
  await tellPaymentChange(tx, context, { before, after });
  return after;
}

/** Active payments less refunds. */
function paidBy(payments: readonly Payment[], places: number): DecimalText {
  const active = payments.filter((payment) => payment.state === 'active');
  return amountText(sum(active.map((payment) => decimal(payment.amount).times(signOf(payment)))), places);
}

/** The ledger entry of a payment; `reverse` takes it back. It bears the payment's date, `at` tells when it was written. */
export function ledgerEntry(
  context: CommandContext,
  payment: Payment,
  entry: { reason: LedgerReason; reverse?: boolean },
): LedgerEntry {
  const sign = signOf(payment) * (entry.reverse ? -1 : 1);
  return {
    id: newId(),
    accountId: payment.accountId,
    amount: decimal(payment.amount).times(sign).toFixed(),
    date: payment.date,
    paymentId: payment.id,
    invoiceId: payment.invoiceId,
    reason: entry.reason,
    at: context.now,
  };
}

function signOf(payment: Payment): number {
  return payment.kind === 'refund' ? -1 : 1;
}

function describe(payment: Payment) {
  const { id, kind, accountId, amount, date, paymentMethodId, reference, reason, origin, state } = payment;
  return { id, kind, accountId, amount, date, paymentMethodId, reference, reason, origin, state };
}

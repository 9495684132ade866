/** A payment as the contract shows it. */
import type { Id } from '../../base/ids.ts';
import type { Payment as PaymentBody } from '../../contract/invoices.ts';
import type { Payment } from '../../domain/invoice.ts';

/** `booksIds`: QuickBooks' ids by the payment's. */
export function presentPayment(payment: Payment, booksIds: ReadonlyMap<Id, string>): PaymentBody {
  return {
    id: payment.id,
    invoiceId: payment.invoiceId,
    kind: payment.kind,
    refundOf: payment.refundOf,
    accountId: payment.accountId,
    amount: payment.amount,
    date: payment.date,
    paymentMethodId: payment.paymentMethodId,
    reference: payment.reference,
    reason: payment.reason,
    origin: payment.origin,
    state: payment.state,
    quickBooksId: booksIds.get(payment.id) ?? null,
    createdAt: payment.createdAt.toISOString(),
  };
}

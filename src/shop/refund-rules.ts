/** Refunds of a payment never come to more than the payment. */
import { type Decimal, decimal, sum } from '../base/decimal.ts';
import type { Payment } from '../domain/invoice.ts';
import { Refused } from '../domain/refused.ts';

/** `payments` as they are to be; throws when one of them were refunded beyond what it is. */
export function checkRefunds(payments: readonly Payment[]): void {
  for (const payment of payments) {
    const refunds = refundsOf(payment, payments);
    if (refunds.length === 0) continue;
    if (payment.state === 'deleted') {
      throw new Refused('conflict', 'This payment was refunded. Delete the refund first.');
    }
    if (total(refunds).gt(payment.amount)) {
      throw new Refused('invalid', 'Refunds cannot come to more than the payment.', [
        { path: 'amount', message: `Of this payment, at most ${payment.amount} can be refunded in all.` },
      ]);
    }
  }
}

function refundsOf(payment: Payment, payments: readonly Payment[]): Payment[] {
  return payments.filter((other) => other.refundOf === payment.id && other.state === 'active');
}

function total(payments: readonly Payment[]): Decimal {
  return sum(payments.map((payment) => decimal(payment.amount)));
}

/** Gives money of a payment back: a refund is a payment of its own, and its ledger entry is negative. */
import { dateIn } from '../base/clock.ts';
import { currencyPlaces } from '../base/decimal.ts';
import { type Id, newId } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { insertPayment } from '../db/payments.ts';
import type { Payment } from '../domain/invoice.ts';
import type { RefundWrite } from '../domain/invoice-input.ts';
import { Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { checkedPayment } from './money.ts';
import { paymentToChange } from './payment-to-change.ts';
import { pickAccount } from './references.ts';
import { checkRefunds } from './refund-rules.ts';
import { ledgerEntry, settlePayments } from './settle-payments.ts';

/** Answers the refund. */
export async function refundPayment(
  tx: Tx,
  context: CommandContext,
  paymentId: Id,
  input: RefundWrite,
): Promise<Payment> {
  const found = await paymentToChange(tx, context, paymentId);
  const { payment, company, payments } = found;
  if (payment.kind === 'refund') throw new Refused('conflict', 'A refund cannot be refunded. Delete it instead.');
  if (payment.state === 'deleted') throw new Refused('conflict', 'This payment is deleted. Restore it first.');
  const account = await pickAccount(tx, context, input.accountId ?? payment.accountId);
  const refund: Payment = {
    ...payment,
    id: newId(),
    kind: 'refund',
    refundOf: payment.id,
    accountId: account.id,
    amount: checkedPayment(input.amount, currencyPlaces(company.currency)),
    date: input.date ?? dateIn(company.timeZone, context.now),
    reference: null,
    reason: input.reason ?? null,
    origin: context.actor.type === 'integration' ? 'quickbooks' : 'shop',
    version: 1,
    createdAt: context.now,
  };
  checkRefunds([...payments, refund]);
  await insertPayment(tx, context.companyId, refund);
  const entries = [ledgerEntry(context, refund, { reason: 'refund' })];
  return settlePayments(tx, context, { ...found, type: 'payment_refunded', before: null, after: refund, entries });
}

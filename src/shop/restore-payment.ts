/** Takes the deletion of a payment back: it counts again, and its money is in the account again. */
import type { Id } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { updatePayment } from '../db/payments.ts';
import type { Payment } from '../domain/invoice.ts';
import { Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { paymentToChange } from './payment-to-change.ts';
import { checkRefunds } from './refund-rules.ts';
import { ledgerEntry, settlePayments } from './settle-payments.ts';

/** A payment that is not deleted stays as it is. */
export async function restorePayment(tx: Tx, context: CommandContext, paymentId: Id): Promise<Payment> {
  const found = await paymentToChange(tx, context, paymentId);
  const before = found.payment;
  if (before.state === 'active') return before;
  if (found.invoice.voided && context.actor.type !== 'integration') {
    throw new Refused('conflict', 'This invoice is voided; nothing is due on it.');
  }
  const after: Payment = { ...before, state: 'active', version: before.version + 1 };
  checkRefunds(found.payments.map((payment) => (payment.id === after.id ? after : payment)));
  await updatePayment(tx, context.companyId, after, context.now);
  const entries = [ledgerEntry(context, after, { reason: 'payment_restored' })];
  return settlePayments(tx, context, { ...found, type: 'payment_restored', before, after, entries });
}

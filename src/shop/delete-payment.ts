/** Strikes a payment through and posts its reverse to the account. It can be restored. */
import type { Id } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { updatePayment } from '../db/payments.ts';
import type { Payment } from '../domain/invoice.ts';
import type { CommandContext } from './command.ts';
import { paymentToChange } from './payment-to-change.ts';
import { checkRefunds } from './refund-rules.ts';
import { ledgerEntry, settlePayments } from './settle-payments.ts';

/** A payment that is deleted already stays as it is. */
export async function deletePayment(tx: Tx, context: CommandContext, paymentId: Id): Promise<Payment> {
  const found = await paymentToChange(tx, context, paymentId);
  const before = found.payment;
  if (before.state === 'deleted') return before;
  const after: Payment = { ...before, state: 'deleted', version: before.version + 1 };
  checkRefunds(found.payments.map((payment) => (payment.id === after.id ? after : payment)));
  await updatePayment(tx, context.companyId, after, context.now);
  const entries = [ledgerEntry(context, before, { reason: 'payment_deleted', reverse: true })];
  return settlePayments(tx, context, { ...found, type: 'payment_deleted', before, after, entries });
}

/** Corrects a payment. Where money, account or date differ, the ledger gets the reverse of the old entry and a new one. */
import { currencyPlaces, sameNumber } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { updatePayment } from '../db/payments.ts';
import type { Payment } from '../domain/invoice.ts';
import { sameValue } from '../domain/invoice-diff.ts';
import type { PaymentPatch } from '../domain/invoice-input.ts';
import { Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { checkedPayment } from './money.ts';
import { type PaymentToChange, paymentToChange } from './payment-to-change.ts';
import { pickAccount, pickPaymentMethod } from './references.ts';
import { checkRefunds } from './refund-rules.ts';
import { ledgerEntry, settlePayments } from './settle-payments.ts';

export async function changePayment(
  tx: Tx,
  context: CommandContext,
  paymentId: Id,
  patch: PaymentPatch,
): Promise<Payment> {
  const found = await paymentToChange(tx, context, paymentId);
  const before = found.payment;
  if (before.state === 'deleted') throw new Refused('conflict', 'This payment is deleted. Restore it first.');
  const changed = { ...before, ...(await changedFields(tx, context, found, patch)) };
  if (sameValue(changed, before)) return before;
  const after = { ...changed, version: before.version + 1 };
  checkRefunds(found.payments.map((payment) => (payment.id === after.id ? after : payment)));
  await updatePayment(tx, context.companyId, after, context.now);
  const moved =
    !sameNumber(before.amount, after.amount) || before.accountId !== after.accountId || before.date !== after.date;
  const entries = moved
    ? [
        ledgerEntry(context, before, { reason: 'payment_changed', reverse: true }),
        ledgerEntry(context, after, { reason: 'payment_changed' }),
      ]
    : [];
  return settlePayments(tx, context, { ...found, type: 'payment_changed', before, after, entries });
}

async function changedFields(tx: Tx, context: CommandContext, found: PaymentToChange, patch: PaymentPatch) {
  const before = found.payment;
  const fields: Partial<Payment> = {};
  if (patch.amount !== undefined) {
    fields.amount = checkedPayment(patch.amount, currencyPlaces(found.company.currency));
  }
  if (patch.accountId !== undefined && patch.accountId !== before.accountId) {
    fields.accountId = (await pickAccount(tx, context, patch.accountId)).id;
  }
  if (patch.paymentMethodId !== undefined && patch.paymentMethodId !== before.paymentMethodId) {
    fields.paymentMethodId = patch.paymentMethodId
      ? (await pickPaymentMethod(tx, context, patch.paymentMethodId)).id
      : null;
  }
  if (patch.date !== undefined) fields.date = patch.date;
  if (patch.reference !== undefined) fields.reference = patch.reference;
  return fields;
}

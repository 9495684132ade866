/** Takes a payment on an invoice: partial, several, or more than is due (the rest is the client's credit). */
import { dateIn } from '../base/clock.ts';
import { currencyPlaces } from '../base/decimal.ts';
import { type Id, newId } from '../base/ids.ts';
import { loadCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { insertPayment } from '../db/payments.ts';
import type { Payment } from '../domain/invoice.ts';
import type { PaymentWrite } from '../domain/invoice-input.ts';
import { Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { invoiceToChange } from './invoice-to-change.ts';
import { checkedPayment } from './money.ts';
import { pickAccount, pickPaymentMethod } from './references.ts';
import { ledgerEntry, settlePayments } from './settle-payments.ts';

export async function recordPayment(
  tx: Tx,
  context: CommandContext,
  invoiceId: Id,
  input: PaymentWrite & { origin?: Payment['origin'] },
): Promise<Payment> {
  const invoice = await invoiceToChange(tx, context, invoiceId);
  if (invoice.voided && context.actor.type !== 'integration') {
    throw new Refused('conflict', 'This invoice is voided; nothing is due on it.');
  }
  const company = await loadCompany(tx, context.companyId);
  const account = await pickAccount(tx, context, input.accountId);
  const method = input.paymentMethodId ? await pickPaymentMethod(tx, context, input.paymentMethodId) : null;
  const payment: Payment = {
    id: newId(),
    invoiceId: invoice.id,
    kind: 'payment',
    refundOf: null,
    accountId: account.id,
    amount: checkedPayment(input.amount, currencyPlaces(company.currency)),
    date: input.date ?? dateIn(company.timeZone, context.now),
    paymentMethodId: method?.id ?? null,
    reference: input.reference ?? null,
    reason: null,
    origin: input.origin ?? 'shop',
    state: 'active',
    version: 1,
    createdAt: context.now,
  };
  await insertPayment(tx, context.companyId, payment);
  const entries = [ledgerEntry(context, payment, { reason: 'payment' })];
  return settlePayments(tx, context, {
    company,
    invoice,
    type: 'payment_created',
    before: null,
    after: payment,
    entries,
  });
}

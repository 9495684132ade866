/** Deletes an invoice that holds no money and that QuickBooks does not hold and is not about to. Its row and its history stay. */
import type { Id } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { isBeingSent } from '../db/intents.ts';
import { isLinked, markInvoiceDeleted } from '../db/invoices.ts';
import { loadPayments } from '../db/payments.ts';
import { Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { invoiceToChange } from './invoice-to-change.ts';
import { recordChange } from './record-change.ts';

export async function deleteInvoice(
  tx: Tx,
  context: CommandContext,
  invoiceId: Id,
  options: { expectedVersion?: number | undefined } = {},
): Promise<void> {
  const invoice = await invoiceToChange(tx, context, invoiceId, options.expectedVersion);
  if (await isLinked(tx, context.companyId, invoice.id)) {
    throw new Refused('linked_invoice', 'This invoice is in QuickBooks. Cancel it, or unlink it first.');
  }
  if (await isBeingSent(tx, context.companyId, invoice.id)) {
    const message = 'This invoice is just being sent to QuickBooks. Try again in a minute, or cancel it.';
    throw new Refused('conflict', message);
  }
  const payments = await loadPayments(tx, context.companyId, [invoice.id]);
  if (payments.some((payment) => payment.state === 'active')) {
    throw new Refused('conflict', 'This invoice has payments. Delete them first.');
  }
  await markInvoiceDeleted(tx, context.companyId, invoice.id, context.now);
  const also = [{ field: 'deleted', from: false, to: true }];
  await recordChange(tx, context, { type: 'deleted', before: invoice, after: invoice, also });
}

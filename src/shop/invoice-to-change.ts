/** The invoice that a command works on: locked first of all rows, and still the one that the caller has seen. */
import { type Id, isId } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { lockInvoice } from '../db/invoices.ts';
import type { Invoice } from '../domain/invoice.ts';
import { notFound, Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';

export async function invoiceToChange(
  tx: Tx,
  context: CommandContext,
  invoiceId: Id,
  expectedVersion?: number,
): Promise<Invoice> {
  const invoice = isId(invoiceId) ? await lockInvoice(tx, context.companyId, invoiceId) : null;
  if (!invoice) throw notFound('invoice');
  if (expectedVersion !== undefined && expectedVersion !== invoice.version) {
    throw new Refused('stale', 'The invoice was changed meanwhile. Read it again.');
  }
  return invoice;
}

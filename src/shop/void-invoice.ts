/** Marks an invoice as voided: its content stays for the record, and nothing is due on it. `voided: false` takes it back. */
import type { Id } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { updateInvoice } from '../db/invoices.ts';
import type { Invoice } from '../domain/invoice.ts';
import type { CommandContext } from './command.ts';
import { invoiceToChange } from './invoice-to-change.ts';
import { recordChange } from './record-change.ts';

export async function voidInvoice(
  tx: Tx,
  context: CommandContext,
  invoiceId: Id,
  options: { voided?: boolean } = {},
): Promise<Invoice> {
  const voided = options.voided ?? true;
  const before = await invoiceToChange(tx, context, invoiceId);
  if (before.voided === voided) return before;
  const after = { ...before, voided, version: before.version + 1, updatedAt: context.now };
  await updateInvoice(tx, after);
  await recordChange(tx, context, { type: voided ? 'voided' : 'void_taken_back', before, after });
  return after;
}

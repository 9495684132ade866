/** Moves an invoice to another status, if the company's rules allow it. Money does not move with it. */
import type { Id } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { allStatuses } from '../db/invoice-statuses.ts';
import { updateInvoice } from '../db/invoices.ts';
import type { Invoice } from '../domain/invoice.ts';
import type { CommandContext } from './command.ts';
import { invoiceToChange } from './invoice-to-change.ts';
import { checkMove } from './move-rules.ts';
import { recordChange } from './record-change.ts';

export async function changeStatus(
  tx: Tx,
  context: CommandContext,
  invoiceId: Id,
  move: { statusId: Id; comment?: string | null | undefined },
  options: { expectedVersion?: number | undefined } = {},
): Promise<Invoice> {
  const before = await invoiceToChange(tx, context, invoiceId, options.expectedVersion);
  if (move.statusId.toLowerCase() === before.statusId) return before;
  const comment = move.comment?.trim() || null;
  const statuses = await allStatuses(tx, context.companyId);
  const to = checkMove(context, { statuses, fromId: before.statusId, toId: move.statusId, comment });
  const after = { ...before, statusId: to.id, version: before.version + 1, updatedAt: context.now };
  await updateInvoice(tx, after);
  const also = comment ? [{ field: 'statusComment', from: null, to: comment }] : [];
  await recordChange(tx, context, { type: 'status_changed', before, after, also });
  return after;
}

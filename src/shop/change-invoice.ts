/** Changes what an invoice says. Absent fields stay; lines are matched by id, and those not listed go. */
import { currencyPlaces } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import { loadClients } from '../db/clients.ts';
import { loadCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { allStatuses } from '../db/invoice-statuses.ts';
import { updateInvoice } from '../db/invoices.ts';
import type { Invoice } from '../domain/invoice.ts';
import { diffInvoice } from '../domain/invoice-diff.ts';
import type { InvoicePatch } from '../domain/invoice-input.ts';
import { invalid } from '../domain/refused.ts';
import { buildLines } from './build-lines.ts';
import type { CommandContext } from './command.ts';
import { checkDates } from './invoice-dates.ts';
import { checkNumberFree } from './invoice-number.ts';
import { invoiceToChange } from './invoice-to-change.ts';
import { checkedTotals } from './invoice-totals.ts';
import { checkedDiscount } from './money.ts';
import { checkMove } from './move-rules.ts';
import { recordChange } from './record-change.ts';
import { pickClient, pickLocation } from './references.ts';

export async function changeInvoice(
  tx: Tx,
  context: CommandContext,
  invoiceId: Id,
  patch: InvoicePatch,
  options: { expectedVersion?: number | undefined } = {},
): Promise<Invoice> {
  const before = await invoiceToChange(tx, context, invoiceId, options.expectedVersion);
  const after: Invoice = {
    ...before,
    ...(await changedHead(tx, context, before, patch)),
    ...(await changedContent(tx, context, before, patch)),
    version: before.version + 1,
    updatedAt: context.now,
  };
  // QuickBooks has its own rules for dates, and what it did has happened.
  if ((patch.issueDate || patch.dueDate) && context.actor.type !== 'integration') checkDates(after);
  if (diffInvoice(before, after).length === 0) return before;
  await updateInvoice(tx, after);
  const onlyMoved = diffInvoice(before, after).every((change) => change.field === 'statusId');
  await recordChange(tx, context, { type: onlyMoved ? 'status_changed' : 'updated', before, after });
  return after;
}

async function changedHead(tx: Tx, context: CommandContext, before: Invoice, patch: InvoicePatch) {
  const head: Partial<Invoice> = {};
  if (patch.clientId !== undefined && patch.clientId !== before.clientId) {
    head.clientId = (await pickClient(tx, context, patch.clientId, 'clientId')).id;
  }
  if (patch.payerId !== undefined && patch.payerId !== before.payerId) {
    head.payerId = patch.payerId ? (await pickClient(tx, context, patch.payerId, 'payerId')).id : null;
  }
  if (patch.locationId !== undefined && patch.locationId !== before.locationId) {
    head.locationId = (await pickLocation(tx, context, patch.locationId)).id;
  }
  if (patch.number !== undefined && patch.number !== before.number) {
    await checkNumberFree(tx, before.companyId, patch.number, before.id);
    head.number = patch.number;
  }
  if (patch.statusId !== undefined && patch.statusId.toLowerCase() !== before.statusId) {
    const statuses = await allStatuses(tx, context.companyId);
    const comment = patch.comment ?? null;
    head.statusId = checkMove(context, { statuses, fromId: before.statusId, toId: patch.statusId, comment }).id;
  }
  if (patch.issueDate !== undefined) head.issueDate = patch.issueDate;
  if (patch.dueDate !== undefined) head.dueDate = patch.dueDate;
  if (patch.comment) await checkTakesComment(tx, context, head.clientId ?? before.clientId);
  if (patch.comment !== undefined) head.comment = patch.comment;
  return head;
}

/** What is written to an erased client would be the person's again, and is not read back from QuickBooks. */
async function checkTakesComment(tx: Tx, context: CommandContext, clientId: Id): Promise<void> {
  const [client] = await loadClients(tx, context.companyId, [clientId]);
  if (client?.erasedAt) throw invalid('comment', 'The client of this invoice was erased: it takes no comment.');
}

/** Totals follow from the content, and are left alone while it is: a rule of rounding never changes an old invoice. */
async function changedContent(tx: Tx, context: CommandContext, before: Invoice, patch: InvoicePatch) {
  if (patch.lines === undefined && patch.discount === undefined) return {};
  const company = await loadCompany(tx, context.companyId);
  const places = currencyPlaces(company.currency);
  const discount =
    patch.discount === undefined ? before.discount : checkedDiscount(patch.discount, { path: 'discount', places });
  const lines = patch.lines
    ? await buildLines(tx, context, { writes: patch.lines, before: before.lines, places })
    : before.lines;
  return { discount, ...checkedTotals({ lines, discount, taxRounding: before.taxRounding, places }) };
}

/** Sets the credits of an invoice to those that QuickBooks has applied. They lower what is due and move no account. */
import { amountText, currencyPlaces, decimal, sum } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import { loadCompany } from '../db/companies.ts';
import { loadCredits, replaceCredits } from '../db/credits.ts';
import type { Tx } from '../db/database.ts';
import { updateInvoice } from '../db/invoices.ts';
import type { Credit, Invoice } from '../domain/invoice.ts';
import { sameValue } from '../domain/invoice-diff.ts';
import type { CommandContext } from './command.ts';
import { invoiceToChange } from './invoice-to-change.ts';
import { recordChange } from './record-change.ts';

export async function applyCredits(
  tx: Tx,
  context: CommandContext,
  invoiceId: Id,
  credits: readonly Omit<Credit, 'invoiceId'>[],
): Promise<Invoice> {
  const before = await invoiceToChange(tx, context, invoiceId);
  const former = await loadCredits(tx, context.companyId, [before.id]);
  await replaceCredits(tx, context.companyId, before.id, credits);
  const present = await loadCredits(tx, context.companyId, [before.id]);
  if (sameValue(former, present)) return before;
  const { currency } = await loadCompany(tx, context.companyId);
  const credited = amountText(sum(present.map((credit) => decimal(credit.amount))), currencyPlaces(currency));
  const after = { ...before, credited, version: before.version + 1, updatedAt: context.now };
  await updateInvoice(tx, after);
  const also = [{ field: 'credits', from: former, to: present }];
  await recordChange(tx, context, { type: 'credits_changed', before, after, also });
  return after;
}

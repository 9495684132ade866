/** Makes an invoice: its number, dates, lines with the taxes of today, and what it comes to. */
import { dateIn } from '../base/clock.ts';
import { amountText, currencyPlaces, ZERO } from '../base/decimal.ts';
import { newId } from '../base/ids.ts';
import { loadCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { allStatuses } from '../db/invoice-statuses.ts';
import { insertInvoice } from '../db/invoices.ts';
import type { Invoice } from '../domain/invoice.ts';
import type { InvoiceWrite } from '../domain/invoice-input.ts';
import { buildLines } from './build-lines.ts';
import type { CommandContext } from './command.ts';
import { checkDates, dueAfter } from './invoice-dates.ts';
import { checkNumberFree, nextNumber } from './invoice-number.ts';
import { checkedTotals } from './invoice-totals.ts';
import { checkedDiscount } from './money.ts';
import { firstStatus } from './move-rules.ts';
import { recordChange } from './record-change.ts';
import { pickClient, pickLocation } from './references.ts';

export async function createInvoice(tx: Tx, context: CommandContext, input: InvoiceWrite): Promise<Invoice> {
  const company = await loadCompany(tx, context.companyId);
  const places = currencyPlaces(company.currency);
  const client = await pickClient(tx, context, input.clientId, 'clientId');
  const payer = input.payerId ? await pickClient(tx, context, input.payerId, 'payerId') : null;
  const location = await pickLocation(tx, context, input.locationId);
  const comment = input.comment ?? null;
  const statuses = await allStatuses(tx, context.companyId);
  const status = firstStatus(context, { statuses, statusId: input.statusId, comment });
  const issueDate = input.issueDate ?? dateIn(company.timeZone, context.now);
  const dueDate = input.dueDate ?? dueAfter(issueDate, company.invoiceTermDays);
  checkDates({ issueDate, dueDate });
  const discount = checkedDiscount(input.discount ?? null, { path: 'discount', places });
  const content = await buildLines(tx, context, { writes: input.lines, before: [], places });
  const totals = checkedTotals({ lines: content, discount, taxRounding: company.taxRounding, places });
  if (input.number !== undefined) await checkNumberFree(tx, company.id, input.number, null);

  const zero = amountText(ZERO, places);
  const invoice: Invoice = {
    ...totals,
    companyId: company.id,
    id: newId(),
    // Last of all: from here on, other new invoices of the company wait for this transaction.
    number: input.number ?? (await nextNumber(tx, context, company)),
    issueDate,
    dueDate,
    locationId: location.id,
    clientId: client.id,
    payerId: payer?.id ?? null,
    comment,
    statusId: status.id,
    discount,
    taxRounding: company.taxRounding,
    paid: zero,
    credited: zero,
    voided: false,
    version: 1,
    createdAt: context.now,
    updatedAt: context.now,
  };
  await insertInvoice(tx, invoice);
  await recordChange(tx, context, { type: 'created', before: null, after: invoice });
  return invoice;
}

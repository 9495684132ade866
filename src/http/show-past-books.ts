/** An invoice as QuickBooks was known to hold it at a moment, shown like one of the shop's, with the record itself. */
import { dateIn } from '../base/clock.ts';
import type { InvoiceAtMoment } from '../contract/invoices.ts';
import { loadCompany } from '../db/companies.ts';
import type { Reader } from '../db/database.ts';
import { allStatuses } from '../db/invoice-statuses.ts';
import { loadInvoiceSync } from '../db/invoice-sync.ts';
import { keptFrom } from '../db/retention.ts';
import type { Invoice } from '../domain/invoice.ts';
import { notFound } from '../domain/refused.ts';
import type { HttpContext } from './context.ts';
import type { Reply } from './define-route.ts';
import { presentInvoice } from './present/invoice.ts';
import { HttpFault } from './problem.ts';
import { oneOf } from './short-list.ts';

export async function showPastBooks(
  reader: Reader,
  wanted: { context: HttpContext; invoice: Invoice; at: Date },
): Promise<Reply<InvoiceAtMoment>> {
  const { context, invoice, at } = wanted;
  const { companyId } = invoice;
  const from = keptFrom(context.clock.now(), { historyDays: context.config.keepHistoryDays });
  // What came before the state that was kept is gone: to show that state, or none, would be a guess.
  if (from && at < from) {
    throw new HttpFault(410, 'history_not_kept', `What QuickBooks held is kept here since ${from.toISOString()}.`);
  }
  const past = await context.services.pastBooks(reader, { companyId, invoice, at });
  if (!past) throw notFound('record of QuickBooks at that moment');
  const company = await loadCompany(reader, companyId);
  const status = oneOf(await allStatuses(reader, companyId), invoice.statusId, 'invoice status');
  const shown = presentInvoice({
    company,
    today: dateIn(company.timeZone, at),
    quickBooksAppUrl: context.config.quickBooksAppUrl,
    invoice: past.invoice,
    clientName: past.clientName,
    status: { id: status.id, name: status.name, group: status.group },
    sync: await loadInvoiceSync(reader, companyId, invoice.id),
    payments: past.payments,
    paymentBooksIds: past.paymentBooksIds,
    credits: past.credits,
  });
  const { record, logId } = past;
  const quickBooks = {
    raw: record.doc,
    quickBooksId: record.booksId,
    deleted: record.deleted,
    seenAt: record.seenAt.toISOString(),
    changedAt: record.lastUpdated.toISOString(),
    source: { kind: record.source, requestId: record.requestId, logId },
  };
  return { body: { ...shown, quickBooks } };
}

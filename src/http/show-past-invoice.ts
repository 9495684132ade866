/** An invoice as the shop held it at a moment, shown as it would have been shown then; its sync is told as it is now. */
import { dateIn } from '../base/clock.ts';
import type { Invoice as InvoiceBody } from '../contract/invoices.ts';
import { loadCompany } from '../db/companies.ts';
import type { Reader } from '../db/database.ts';
import { eventsUntil } from '../db/invoice-events.ts';
import { allStatuses } from '../db/invoice-statuses.ts';
import { loadInvoiceSync, loadPaymentBooksIds } from '../db/invoice-sync.ts';
import type { Invoice } from '../domain/invoice.ts';
import { notFound } from '../domain/refused.ts';
import { replayInvoice } from '../domain/replay-invoice.ts';
import type { HttpContext } from './context.ts';
import type { Reply } from './define-route.ts';
import { presentInvoice } from './present/invoice.ts';

export async function showPastInvoice(
  reader: Reader,
  wanted: { context: HttpContext; invoice: Invoice; at: Date },
): Promise<Reply<InvoiceBody>> {
  const { context, at } = wanted;
  const { companyId, id } = wanted.invoice;
  const events = at < wanted.invoice.createdAt ? [] : await eventsUntil(reader, companyId, id, at);
  const past = replayInvoice(wanted.invoice, events);
  if (!past) throw notFound('invoice at that moment');
  const { invoice, names, payments, credits } = past;
  const company = await loadCompany(reader, companyId);
  const status = (await allStatuses(reader, companyId)).find((candidate) => candidate.id === invoice.statusId);
  const body = presentInvoice({
    company,
    today: dateIn(company.timeZone, at),
    quickBooksAppUrl: context.config.quickBooksAppUrl,
    invoice,
    clientName: names.get(invoice.clientId) ?? '',
    // A status that was deleted since has its name in the event, and no group any more.
    status: {
      id: invoice.statusId,
      name: names.get(invoice.statusId) ?? status?.name ?? '',
      group: status?.group ?? 'in_progress',
    },
    sync: await loadInvoiceSync(reader, companyId, id),
    payments,
    paymentBooksIds: await loadPaymentBooksIds(
      reader,
      companyId,
      payments.map((payment) => payment.id),
    ),
    credits,
  });
  return { body };
}

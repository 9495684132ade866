/** One invoice with all that belongs to it, read in the caller's transaction and shown as the contract has it. */
import { dateIn } from '../base/clock.ts';
import { type Id, isId } from '../base/ids.ts';
import type { Invoice as InvoiceBody } from '../contract/invoices.ts';
import { loadClients } from '../db/clients.ts';
import { loadCompany } from '../db/companies.ts';
import { loadCredits } from '../db/credits.ts';
import type { Reader } from '../db/database.ts';
import { allStatuses } from '../db/invoice-statuses.ts';
import { loadInvoiceSync, loadPaymentBooksIds } from '../db/invoice-sync.ts';
import { loadInvoices } from '../db/invoices.ts';
import { loadPayments } from '../db/payments.ts';
import type { Invoice } from '../domain/invoice.ts';
import { notFound } from '../domain/refused.ts';
import type { HttpContext } from './context.ts';
import type { Reply } from './define-route.ts';
import { versionTag } from './etag.ts';
import { presentInvoice } from './present/invoice.ts';
import { oneOf } from './short-list.ts';

export async function findInvoice(reader: Reader, companyId: Id, id: Id): Promise<Invoice> {
  const [invoice] = isId(id) ? await loadInvoices(reader, companyId, [id]) : [];
  if (!invoice) throw notFound('invoice');
  return invoice;
}

export async function showInvoice(
  reader: Reader,
  shown: { context: HttpContext; now: Date; invoice: Invoice },
): Promise<Reply<InvoiceBody>> {
  const { context, now, invoice } = shown;
  const { companyId } = invoice;
  const company = await loadCompany(reader, companyId);
  const [client] = await loadClients(reader, companyId, [invoice.clientId]);
  const status = oneOf(await allStatuses(reader, companyId), invoice.statusId, 'invoice status');
  const payments = await loadPayments(reader, companyId, [invoice.id]);
  const body = presentInvoice({
    company,
    today: dateIn(company.timeZone, now),
    quickBooksAppUrl: context.config.quickBooksAppUrl,
    invoice,
    clientName: client?.name ?? '',
    status: { id: status.id, name: status.name, group: status.group },
    sync: await loadInvoiceSync(reader, companyId, invoice.id),
    payments,
    paymentBooksIds: await loadPaymentBooksIds(
      reader,
      companyId,
      payments.map((payment) => payment.id),
    ),
    credits: await loadCredits(reader, companyId, [invoice.id]),
  });
  return { body, etag: versionTag(invoice.version) };
}

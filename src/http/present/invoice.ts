/** An invoice as the contract shows it: with its names, its balance and what is known of its sync. */
import { currencyPlaces } from '../../base/decimal.ts';
import type { Id } from '../../base/ids.ts';
import type { Invoice as InvoiceBody, InvoiceSummary as SummaryBody } from '../../contract/invoices.ts';
import type { InvoiceSummary } from '../../db/invoice-list.ts';
import type { InvoiceSync } from '../../db/invoice-sync.ts';
import { balanceOf, isOverdue } from '../../domain/balance.ts';
import type { Company } from '../../domain/company.ts';
import type { Credit, Invoice, Line, Payment } from '../../domain/invoice.ts';
import { presentPayment } from './payment.ts';

/** What is the same for all invoices of an answer. */
export interface InvoiceFrame {
  company: Company;
  today: string;
  quickBooksAppUrl: string;
}

export interface InvoiceParts extends InvoiceFrame {
  invoice: Invoice;
  clientName: string;
  status: InvoiceSummary['status'];
  sync: InvoiceSync;
  payments: readonly Payment[];
  paymentBooksIds: ReadonlyMap<Id, string>;
  credits: readonly Credit[];
}

export function presentInvoice(parts: InvoiceParts): InvoiceBody {
  const { invoice, clientName, status, sync } = parts;
  return {
    ...presentSummary({ ...invoice, clientName, status, sync }, parts),
    comment: invoice.comment,
    discount: invoice.discount,
    lines: invoice.lines.map(presentLine),
    subtotal: invoice.subtotal,
    discountTotal: invoice.discountTotal,
    taxTotal: invoice.taxTotal,
    taxes: invoice.taxes,
    payments: parts.payments.map((payment) => presentPayment(payment, parts.paymentBooksIds)),
    credits: parts.credits.map(({ id, amount, date, booksId }) => ({ id, amount, date, quickBooksId: booksId })),
  };
}

export function presentSummary(invoice: InvoiceSummary, frame: InvoiceFrame): SummaryBody {
  const balance = balanceOf(invoice, currencyPlaces(frame.company.currency));
  return {
    id: invoice.id,
    number: invoice.number,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    clientId: invoice.clientId,
    clientName: invoice.clientName,
    payerId: invoice.payerId,
    locationId: invoice.locationId,
    status: invoice.status,
    total: invoice.total,
    paid: invoice.paid,
    credited: invoice.credited,
    ...balance,
    overdue: isOverdue({ ...balance, dueDate: invoice.dueDate, group: invoice.status.group }, frame.today),
    voided: invoice.voided,
    sync: presentSync(invoice.sync, frame.quickBooksAppUrl),
    createdAt: invoice.createdAt.toISOString(),
    updatedAt: invoice.updatedAt.toISOString(),
  };
}

function presentSync(sync: InvoiceSync, quickBooksAppUrl: string): SummaryBody['sync'] {
  const { booksId } = sync;
  return {
    state: sync.state,
    quickBooksId: booksId,
    quickBooksDocNumber: sync.docNumber,
    quickBooksUrl: booksId && `${quickBooksAppUrl}/app/invoice?txnId=${encodeURIComponent(booksId)}`,
    lastSyncedAt: sync.lastSyncedAt?.toISOString() ?? null,
    issueId: sync.issueId,
  };
}

function presentLine(line: Line): InvoiceBody['lines'][number] {
  return {
    id: line.id,
    itemId: line.itemId,
    name: line.name,
    description: line.description,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    discount: line.discount,
    taxIds: line.taxes.map((tax) => tax.taxId),
    amount: line.amount,
    taxTotal: line.taxTotal,
    ...(line.kind ? { kind: line.kind } : {}),
  };
}

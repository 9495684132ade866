/** The columns of the invoice list as a table for a spreadsheet. */
import type { InvoiceSummary } from '../../../contract/invoices.ts';
import type { ExportColumn } from '../../parts/export-rows.ts';
import type { Translate } from '../../words/translate.ts';

export function invoiceExport(t: Translate): ExportColumn<InvoiceSummary>[] {
  return [
    { title: t('invoice.number'), value: ({ number }) => number },
    { title: t('invoice.client'), value: ({ clientName }) => clientName },
    { title: t('invoice.issueDate'), value: ({ issueDate }) => issueDate },
    { title: t('invoice.dueDate'), value: ({ dueDate }) => dueDate },
    { title: t('invoice.status'), value: ({ status }) => status.name },
    { title: t('invoice.total'), value: ({ total }) => ({ number: total }) },
    { title: t('invoice.paid'), value: ({ paid }) => ({ number: paid }) },
    { title: t('invoice.credited'), value: ({ credited }) => ({ number: credited }) },
    { title: t('invoice.balance'), value: ({ balanceDue }) => ({ number: balanceDue }) },
    { title: t('invoice.sync'), value: ({ sync }) => t(`sync.${sync.state}`) },
    { title: t('sync.quickBooksNumber'), value: ({ sync }) => sync.quickBooksDocNumber },
  ];
}

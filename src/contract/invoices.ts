/** Invoices with their lines, payments, credits, history and what is known of their sync. */
import { z } from 'zod';
import { statusGroup } from './catalog.ts';
import { amount, id, instant, multiline, plainDate, price, quantity, signedAmount, text } from './common.ts';

export const linesPerInvoice = 500;

export const discount = z
  .strictObject({
    type: z.enum(['percent', 'amount']),
    value: amount.meta({ description: 'Percent (0 to 100) or an amount, as decimal text.' }),
  })
  .meta({ id: 'Discount' });

export const lineWrite = z.strictObject({
  id: id.optional().meta({ description: 'The line to change; absent or unknown: a new line.' }),
  itemId: id.nullish(),
  name: text(200).optional().meta({ description: "Absent: the item's name." }),
  description: multiline(4000).nullish(),
  quantity: quantity.optional().meta({ description: "Absent: the line's own, or 1." }),
  unitPrice: price
    .optional()
    .meta({ description: "Absent: the item's price. Negative only as the line has it already." }),
  discount: discount.nullish(),
  taxIds: z.array(id).max(10).optional().meta({ description: "Absent: the item's default taxes." }),
});

export const line = z
  .object({
    id,
    itemId: id.nullable(),
    name: z.string(),
    description: z.string().nullable(),
    quantity,
    // Negative only where it came from QuickBooks.
    unitPrice: signedAmount,
    discount: discount.nullable(),
    taxIds: z.array(id),
    amount: signedAmount.meta({
      description: 'Quantity times price less the line discount, before document discount.',
    }),
    taxTotal: signedAmount,
    kind: z.enum(['tax_adjustment']).optional().meta({
      description:
        "Only on a line that is not sold but a correction: what QuickBooks has as tax beyond the shop's own. It can be removed; changed, it becomes a line that is sold.",
    }),
  })
  .meta({ id: 'InvoiceLine' });

export const syncState = z.enum([
  'not_synced',
  'pending',
  'synced',
  'held',
  'conflict',
  'failed',
  'voided',
  'unlinked',
]);

export const invoiceSync = z
  .object({
    state: syncState,
    quickBooksId: z.string().nullable(),
    quickBooksDocNumber: z.string().nullable(),
    quickBooksUrl: z.string().nullable(),
    lastSyncedAt: instant.nullable(),
    issueId: id.nullable(),
  })
  .meta({ id: 'InvoiceSync' });

export const payment = z
  .object({
    id,
    invoiceId: id,
    kind: z.enum(['payment', 'refund']),
    refundOf: id.nullable().meta({ description: 'The payment that a refund gives back.' }),
    accountId: id,
    amount,
    date: plainDate,
    paymentMethodId: id.nullable(),
    reference: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'Why a refund was given.' }),
    origin: z.enum(['shop', 'quickbooks']),
    state: z.enum(['active', 'deleted']),
    quickBooksId: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Payment' });

/** In the list of all payments. */
export const listedPayment = payment
  .extend({ invoiceNumber: z.string(), clientName: z.string() })
  .meta({ id: 'ListedPayment' });
export const paymentQuery = z.object({
  invoiceId: id.optional(),
  accountId: id.optional(),
  origin: z.enum(['shop', 'quickbooks']).optional(),
  state: z.enum(['active', 'deleted']).optional(),
  paidFrom: plainDate.optional(),
  paidTo: plainDate.optional(),
});

export const paymentWrite = z.strictObject({
  accountId: id,
  amount,
  date: plainDate.optional().meta({ description: "Absent: today in the company's time zone." }),
  paymentMethodId: id.nullish(),
  reference: text(100).nullish(),
});
export const paymentPatch = paymentWrite.partial();

export const refundWrite = z.strictObject({
  amount,
  accountId: id.optional().meta({ description: "Absent: the payment's account." }),
  date: plainDate.optional(),
  reason: text(500).nullish(),
});

export const credit = z
  .object({ id, amount, date: plainDate, quickBooksId: z.string().nullable() })
  .meta({ id: 'Credit' });

export const invoiceWrite = z.strictObject({
  clientId: id,
  payerId: id.nullish(),
  locationId: id.optional().meta({ description: 'Absent: the first active location.' }),
  number: text(60).optional().meta({ description: "Absent: the next number of the company's template." }),
  issueDate: plainDate.optional(),
  dueDate: plainDate.optional(),
  comment: multiline(1000).nullish(),
  discount: discount.nullish(),
  statusId: id.optional().meta({ description: 'Absent: the first status of the group New.' }),
  lines: z.array(lineWrite).min(1).max(linesPerInvoice),
});
export const invoicePatch = invoiceWrite.partial();

export const statusChange = z.strictObject({ statusId: id, comment: multiline(1000).nullish() });

const invoiceFields = {
  id,
  number: z.string(),
  issueDate: plainDate,
  dueDate: plainDate,
  clientId: id,
  clientName: z.string(),
  payerId: id.nullable(),
  locationId: id,
  status: z.object({ id, name: z.string(), group: statusGroup }),
  total: amount,
  paid: signedAmount,
  credited: amount,
  balanceDue: amount,
  overpaid: amount,
  overdue: z.boolean(),
  voided: z.boolean(),
  sync: invoiceSync,
  createdAt: instant,
  updatedAt: instant,
};

export const invoiceSummary = z.object(invoiceFields).meta({ id: 'InvoiceSummary' });

export const invoice = z
  .object({
    ...invoiceFields,
    comment: z.string().nullable(),
    discount: discount.nullable(),
    lines: z.array(line),
    subtotal: signedAmount.meta({ description: 'Quantity times price over all lines, before any discount.' }),
    discountTotal: amount,
    taxTotal: signedAmount,
    taxes: z.array(
      z.object({ taxId: id, name: z.string(), rate: z.string(), inclusive: z.boolean(), amount: signedAmount }),
    ),
    payments: z.array(payment),
    credits: z.array(credit),
  })
  .meta({ id: 'Invoice' });

export const invoiceQuery = z.object({
  statusId: id.optional(),
  group: statusGroup.optional(),
  syncState: syncState.optional(),
  clientId: id.optional(),
  locationId: id.optional(),
  number: z.string().max(60).optional(),
  issuedFrom: plainDate.optional(),
  issuedTo: plainDate.optional(),
  overdue: z.enum(['true', 'false']).optional(),
  q: z.string().max(100).optional().meta({ description: 'Part of the number or of the client name.' }),
});

/** An invoice as either side held it at a moment; absent: now, and the shop. */
export const momentQuery = z.strictObject({
  at: z.iso.datetime({ offset: true }).optional(),
  side: z.enum(['shop', 'quickbooks']).optional(),
});

/** What brought a state of a QuickBooks record: the answer to a write of ours, a webhook, a sweep, or another read. */
export const recordSource = z.object({
  kind: z.enum(['write', 'webhook', 'sweep', 'read']),
  requestId: z.string().nullable(),
  logId: id.nullable().meta({ description: 'The row of /sync/log that tells of the write.' }),
});

export const invoiceAtMoment = invoice
  .extend({
    quickBooks: z
      .object({
        raw: z.record(z.string(), z.unknown()).meta({ description: 'The record as QuickBooks answered it.' }),
        quickBooksId: z.string(),
        deleted: z.boolean(),
        seenAt: instant,
        changedAt: instant.meta({ description: 'By QuickBooks’ clock, in whole seconds.' }),
        source: recordSource,
      })
      .optional()
      .meta({ description: 'With side=quickbooks. Status, location and payer are then the shop’s of now.' }),
  })
  .meta({ id: 'InvoiceAtMoment' });

export const change = z.object({ field: z.string(), from: z.unknown().nullable(), to: z.unknown().nullable() });

export const historyQuery = z.object({
  side: z.enum(['shop', 'both']).default('shop').meta({ description: 'both: with what QuickBooks held, in one line.' }),
});

export const historyEvent = z
  .object({
    id,
    at: instant,
    actor: z.object({ type: z.enum(['employee', 'api_key', 'integration', 'system', 'quickbooks']), name: z.string() }),
    type: z.string(),
    changes: z.array(change),
    source: recordSource.optional().meta({ description: 'Of what QuickBooks held (side=both): what brought it.' }),
  })
  .meta({ id: 'HistoryEvent' });

export type Discount = z.infer<typeof discount>;
export type InvoiceLine = z.infer<typeof line>;
export type LineWrite = z.infer<typeof lineWrite>;
export type SyncState = z.infer<typeof syncState>;
export type Payment = z.infer<typeof payment>;
export type Credit = z.infer<typeof credit>;
export type InvoiceWrite = z.infer<typeof invoiceWrite>;
export type InvoicePatch = z.infer<typeof invoicePatch>;
export type InvoiceSummary = z.infer<typeof invoiceSummary>;
export type Invoice = z.infer<typeof invoice>;
export type InvoiceQuery = z.infer<typeof invoiceQuery>;
export type HistoryEvent = z.infer<typeof historyEvent>;
export type InvoiceAtMoment = z.infer<typeof invoiceAtMoment>;

/** Reconciliation: what each client owes here and in QuickBooks, and the cause of every cent between the two. */
import { z } from 'zod';
import { id, instant, paging, signedAmount } from './common.ts';
import { issueCode } from './sync.ts';

export const causeCode = z.enum([
  'not_synced',
  'waiting',
  'held',
  'conflict',
  'total_mismatch',
  'unlinked',
  'copying_off',
  'integration_off',
  'voided_here',
  'voided_in_quickbooks',
  'canceled_here',
  'deleted_in_quickbooks',
  'other_customer',
  'payment_not_in_quickbooks',
  'payment_only_in_quickbooks',
  'payment_left_in_quickbooks',
  'payment_differs',
  'payment_not_mirrored',
  'credit_differs',
  'refund_not_in_quickbooks',
  'unapplied_money',
  'unapplied_credit',
  'only_in_quickbooks',
  'other_in_quickbooks',
]);
export type CauseCode = z.infer<typeof causeCode>;

export const reconciliationCause = z
  .object({
    code: causeCode,
    title: z.string(),
    amount: signedAmount.meta({ description: 'Its part of the difference: here less QuickBooks.' }),
    invoiceId: id.nullable().meta({ description: 'null: it is about no invoice of the shop, or about several.' }),
    number: z.string().nullable(),
    quickBooksId: z.string().nullable(),
    issueId: id.nullable(),
    issueCode: issueCode.nullable(),
    count: z.number().int().meta({ description: 'More than 1: further causes of one code, told together.' }),
  })
  .meta({ id: 'ReconciliationCause' });

export const reconciledClient = z
  .object({
    clientId: id,
    name: z.string(),
    shop: signedAmount.meta({
      description:
        'Open here: what is due on its invoices less what was paid beyond them. On canceled and voided invoices nothing is due.',
    }),
    quickBooks: signedAmount.meta({
      description:
        'Open there: invoices less unapplied payments and credits, as QuickBooks’ own balance of the customer counts it.',
    }),
    difference: signedAmount.meta({
      description: 'shop less quickBooks: the sum of the causes and what is unexplained.',
    }),
    unexplained: signedAmount,
    unexplainedInvoices: z.array(z.object({ invoiceId: id, number: z.string(), amount: signedAmount })),
    quickBooksReadAt: instant.nullable().meta({ description: 'When the customer’s own balance was last read there.' }),
    causes: z.array(reconciliationCause),
  })
  .meta({ id: 'ReconciledClient' });

export const reconciliation = z
  .object({
    asOf: instant.meta({ description: 'The moment of the shop’s side.' }),
    quickBooksAsOf: instant.nullable().meta({
      description: 'Everything that QuickBooks changed until then is known; webhooks may have told of later changes.',
    }),
    shop: signedAmount,
    quickBooks: signedAmount,
    difference: signedAmount,
    unexplained: signedAmount,
    clientsUnexplained: z.number().int().meta({ description: 'So that two that cancel out do not hide.' }),
    clients: z.array(reconciledClient).meta({ description: 'The largest differences first.' }),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Reconciliation', description: 'Totals are of all clients; `clients` is a page.' });

export const reconciliationQuery = z.strictObject({
  ...paging,
  differing: z.enum(['true', 'false']).optional().meta({ description: 'true: only clients whose sides differ.' }),
});

export type ReconciliationCause = z.infer<typeof reconciliationCause>;
export type ReconciledClient = z.infer<typeof reconciledClient>;
export type Reconciliation = z.infer<typeof reconciliation>;

/**
 * Outgoing webhooks: where they go and what they say. Each is signed by the Standard Webhooks scheme and may come more
 * than once and out of order: `id` tells what was had already, and the API what is true now.
 */
import { z } from 'zod';
import { amount, id, instant, patchOf, plainDate, signedAmount } from './common.ts';

export const webhookEvent = z.enum([
  'invoice.created',
  'invoice.updated',
  'invoice.status_changed',
  'invoice.synced',
  'payment.created',
  'payment.deleted',
  'sync.issue_opened',
  'sync.issue_closed',
  'connection.lost',
]);

export const webhookEndpoint = z
  .object({
    id,
    url: z.string(),
    events: z.array(webhookEvent),
    active: z.boolean(),
    disabledAt: instant.nullable().meta({ description: 'When it was switched off by itself.' }),
    disabledReason: z.enum(['failing', 'gone']).nullable(),
    failingSince: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'WebhookEndpoint' });

export const webhookEndpointCreated = webhookEndpoint
  .extend({ secret: z.string().meta({ description: 'Shown this once; deliveries are signed with it.' }) })
  .meta({ id: 'WebhookEndpointCreated' });

export const webhookEndpointWrite = z.strictObject({
  url: z.string().trim().min(1).max(2000),
  events: z.array(webhookEvent).min(1).max(50),
  active: z.boolean().default(true),
});
export const webhookEndpointPatch = patchOf(webhookEndpointWrite);

export const webhookDelivery = z
  .object({
    id,
    eventId: id.meta({ description: 'The `webhook-id` of every attempt.' }),
    type: z.string(),
    state: z.enum(['pending', 'delivered', 'failed']),
    attempts: z.number().int(),
    createdAt: instant,
    nextAttemptAt: instant.nullable(),
    deliveredAt: instant.nullable(),
    lastAttemptAt: instant.nullable(),
    lastStatus: z.number().int().nullable(),
    lastAnswer: z.string().nullable(),
    body: z.string(),
  })
  .meta({ id: 'WebhookDelivery' });

const invoice = z.object({
  id,
  number: z.string(),
  issueDate: plainDate,
  dueDate: plainDate,
  clientId: id,
  payerId: id.nullable(),
  locationId: id,
  statusId: id,
  total: amount,
  paid: signedAmount,
  credited: amount,
  balanceDue: amount,
  overpaid: amount,
  voided: z.boolean(),
  deleted: z.boolean(),
});

const payment = z.object({
  id,
  invoiceId: id,
  kind: z.enum(['payment', 'refund']),
  accountId: id,
  amount,
  date: plainDate,
  paymentMethodId: id.nullable(),
  reference: z.string().nullable(),
  origin: z.enum(['shop', 'quickbooks']),
  state: z.enum(['active', 'deleted']),
});

const actor = z.object({ type: z.string(), name: z.string() });
const openIssue = z.object({ id, code: z.string(), invoiceId: id.nullable(), since: instant });

/** The `data` of each event. */
export const webhookData = {
  'invoice.created': z.object({ invoice, actor }),
  'invoice.updated': z.object({ invoice, actor, changedFields: z.array(z.string()) }),
  'invoice.status_changed': z.object({ invoice, actor, previousStatusId: id }),
  'invoice.synced': z.object({ invoiceId: id, number: z.string(), quickBooksId: z.string().nullable() }),
  'payment.created': z.object({ payment, actor }),
  'payment.deleted': z.object({ payment, actor }),
  'sync.issue_opened': z.object({ issue: openIssue }),
  'sync.issue_closed': z.object({ issue: openIssue }),
  'connection.lost': z.object({ realmId: z.string(), companyName: z.string() }),
  'webhook.test': z.object({ message: z.string() }),
} satisfies Record<z.infer<typeof webhookEvent> | 'webhook.test', z.ZodType>;

export type WebhookEndpoint = z.infer<typeof webhookEndpoint>;
export type WebhookDelivery = z.infer<typeof webhookDelivery>;
export type WebhookEndpointCreated = z.infer<typeof webhookEndpointCreated>;
export type WebhookEvent = z.infer<typeof webhookEvent>;

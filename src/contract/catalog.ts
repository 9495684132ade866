/** Clients, items, taxes, accounts with their ledger, payment methods and invoice statuses. */
import { z } from 'zod';
import {
  address,
  amount,
  email,
  id,
  instant,
  multiline,
  patchOf,
  percent,
  plainDate,
  signedAmount,
  text,
} from './common.ts';

export const client = z
  .object({
    id,
    type: z.enum(['person', 'organization']),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    name: z.string().meta({ description: 'The organization, or first and last name together.' }),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    taxNumber: z.string().nullable(),
    address: address.nullable(),
    active: z.boolean(),
    createdAt: instant,
    erasedAt: instant
      .nullable()
      .meta({ description: 'Since when the person is erased; the client is not changed any more.' }),
  })
  .meta({ id: 'Client' });
/** `q` is part of the name, the e-mail or the phone (of a client), or of the name or the SKU (of an item). */
export const namedQuery = z.object({ q: z.string().max(100).optional(), active: z.enum(['true', 'false']).optional() });

/** A person needs a first or a last name, an organization a name. */
export const clientWrite = z.strictObject({
  type: z.enum(['person', 'organization']).default('person'),
  firstName: multiline(100).nullish(),
  lastName: multiline(100).nullish(),
  name: multiline(200).nullish(),
  email: email.nullish(),
  phone: multiline(30).nullish(),
  taxNumber: multiline(50).nullish(),
  address: address.nullish(),
  active: z.boolean().optional(),
});
export const clientPatch = patchOf(clientWrite);

export const clientErase = z.strictObject({
  name: z.string().max(200).meta({ description: 'The name of the client, typed to confirm: it cannot be undone.' }),
});
export const erasedClient = z
  .object({
    client,
    quickBooksCustomerIds: z.array(z.string()).meta({
      description:
        'The customers of QuickBooks that stood for the client. They are the accountant’s, and as they were.',
    }),
    note: z.string().meta({ description: 'What is left to do in QuickBooks, in the reader’s language.' }),
  })
  .meta({ id: 'ErasedClient' });
export type ErasedClient = z.infer<typeof erasedClient>;

export const item = z
  .object({
    id,
    kind: z.enum(['product', 'service']),
    name: z.string(),
    sku: z.string().nullable(),
    price: amount,
    taxIds: z.array(id),
    active: z.boolean(),
  })
  .meta({ id: 'Item' });
export const itemWrite = z.strictObject({
  kind: z.enum(['product', 'service']).default('service'),
  name: text(200),
  sku: text(100).nullish(),
  price: amount.default('0'),
  taxIds: z.array(id).max(10).default([]),
  active: z.boolean().optional(),
});
export const itemPatch = patchOf(itemWrite);

export const tax = z
  .object({
    id,
    name: z.string(),
    code: z.string(),
    rate: percent,
    inclusive: z.boolean(),
    compound: z.boolean(),
    active: z.boolean(),
  })
  .meta({ id: 'Tax' });
export const taxWrite = z.strictObject({
  name: text(100),
  code: text(30),
  rate: percent,
  inclusive: z.boolean().default(false),
  compound: z.boolean().default(false).meta({ description: 'Charged on the taxes before it as well.' }),
  active: z.boolean().optional(),
});
export const taxPatch = patchOf(taxWrite);

export const account = z
  .object({
    id,
    name: z.string(),
    kind: z.enum(['cash', 'bank', 'card']),
    locationId: id.nullable(),
    currency: z.string(),
    balance: signedAmount,
    active: z.boolean(),
  })
  .meta({ id: 'Account' });
export const accountWrite = z.strictObject({
  name: text(100),
  kind: z.enum(['cash', 'bank', 'card']),
  locationId: id.nullish(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  active: z.boolean().optional(),
});
export const accountPatch = patchOf(accountWrite);

export const transaction = z
  .object({
    id,
    amount: signedAmount,
    date: plainDate,
    paymentId: id.nullable(),
    invoiceId: id.nullable(),
    invoiceNumber: z.string().nullable(),
    clientName: z.string().nullable(),
    reason: z.enum(['payment', 'payment_changed', 'payment_deleted', 'payment_restored', 'refund']),
    at: instant,
  })
  .meta({ id: 'AccountTransaction' });

export const paymentMethod = z.object({ id, name: z.string(), active: z.boolean() }).meta({ id: 'PaymentMethod' });
export const paymentMethodWrite = z.strictObject({ name: text(100), active: z.boolean().optional() });

export const statusGroup = z.enum(['new', 'in_progress', 'paid', 'canceled']);

export const invoiceStatus = z
  .object({
    id,
    name: z.string(),
    group: statusGroup,
    previousStatusIds: z.array(id).nullable().meta({ description: 'null: may be reached from any status.' }),
    requiresComment: z.boolean(),
    roleIds: z.array(id).nullable().meta({ description: 'null: every role may set it.' }),
    timeLimitHours: z.number().int().nullable(),
    position: z.number().int(),
  })
  .meta({ id: 'InvoiceStatus' });
export const invoiceStatusWrite = z.strictObject({
  name: text(100),
  group: statusGroup,
  previousStatusIds: z.array(id).max(200).nullish(),
  requiresComment: z.boolean().optional(),
  roleIds: z.array(id).max(200).nullish(),
  timeLimitHours: z.number().int().min(1).max(8760).nullish(),
  position: z.number().int().min(0).max(10_000).optional(),
});
export const invoiceStatusPatch = patchOf(invoiceStatusWrite);
/** All of the company's, each once. */
export const statusOrder = z.strictObject({ ids: z.array(id).min(1).max(200) });
export const paymentMethodPatch = patchOf(paymentMethodWrite);

export type Client = z.infer<typeof client>;
export type Item = z.infer<typeof item>;
export type Tax = z.infer<typeof tax>;
export type Account = z.infer<typeof account>;
export type AccountTransaction = z.infer<typeof transaction>;
export type PaymentMethod = z.infer<typeof paymentMethod>;
export type StatusGroup = z.infer<typeof statusGroup>;
export type InvoiceStatus = z.infer<typeof invoiceStatus>;

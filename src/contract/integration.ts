/** The QuickBooks integration: the connection, its settings, and what the pickers show. */
import { z } from 'zod';
import { id, instant, plainDate, text } from './common.ts';

export const integration = z
  .object({
    id: z.string(),
    name: z.string(),
    section: z.literal('invoicing'),
    exclusiveGroup: z.string().nullable(),
    available: z.boolean().meta({ description: 'false: only kept so that a former connector can be switched off.' }),
    enabled: z.boolean(),
    connected: z.boolean(),
  })
  .meta({ id: 'Integration' });

export const integrationPatch = z.strictObject({ enabled: z.boolean() });

export const connection = z
  .object({
    environment: z
      .enum(['simulator', 'sandbox', 'production'])
      .meta({ description: 'Which QuickBooks the program speaks with.' }),
    connected: z.boolean(),
    enabled: z.boolean(),
    realmId: z.string().nullable(),
    companyName: z.string().nullable(),
    country: z.string().nullable(),
    currency: z.string().nullable(),
    edition: z.string().nullable(),
    taxMode: z.enum(['us_manual', 'us_automated', 'global', 'none']).nullable(),
    connectedBy: z.string().nullable(),
    connectedAt: instant.nullable(),
    expiresAt: instant.nullable().meta({ description: 'When the connection ends unless it is renewed before.' }),
    health: z.enum(['ok', 'expiring', 'lost', 'suspended', 'not_connected']),
  })
  .meta({ id: 'QuickBooksConnection' });

export const connectWrite = z.strictObject({ replaceCompany: z.boolean().optional() });
export const connectStart = z.object({ authorizeUrl: z.string(), startUrl: z.string() }).meta({ id: 'ConnectStart' });

const code = text(100);
const statusOrNone = id.nullish().transform((value) => value ?? null);

/** A row names one shop tax (`taxId`) or two and more that stand together on a line (`taxIds`). */
export const taxRow = z.strictObject({
  taxId: id.optional(),
  taxIds: z.array(id).min(1).max(10).optional(),
  quickBooksTaxCode: code.meta({ description: 'An id or a name; Save resolves a name and stores the id.' }),
});

export const settingsWrite = z
  .strictObject({
    enabled: z.boolean().default(false),
    sendStatusIds: z.array(id).max(200).default([]),
    depositAccountId: id.nullish().transform((value) => value ?? null),
    taxes: z.array(taxRow).max(200).default([]),
    events: z
      .strictObject({ invoiceUpdated: statusOrNone, paymentCreated: statusOrNone, invoiceVoided: statusOrNone })
      .default({ invoiceUpdated: null, paymentCreated: null, invoiceVoided: null }),
    conflictRule: z.enum(['ask', 'quickbooks', 'shop']).default('ask'),
    copyEdits: z.boolean().default(true).meta({ description: 'Edits made in QuickBooks are copied to the shop.' }),
    autoUpdate: z.boolean().default(true).meta({ description: 'Edits of a synced invoice are sent by themselves.' }),
    startDate: plainDate.nullish().transform((value) => value ?? null),
    depositAccounts: z
      .array(z.strictObject({ accountId: id, quickBooksAccountId: code }))
      .max(200)
      .default([]),
    paymentMethods: z
      .array(z.strictObject({ paymentMethodId: id, quickBooksPaymentMethodId: code }))
      .max(200)
      .default([]),
    incomeAccountId: code.nullish().transform((value) => value ?? null),
    defaultItemId: code.nullish().transform((value) => value ?? null),
    untaxedQuickBooksTaxCode: code.nullish().transform((value) => value ?? null),
    taxAuthority: z
      .enum(['shop', 'quickbooks'])
      .nullish()
      .transform((value) => value ?? null)
      .meta({ description: 'null: quickbooks where QuickBooks computes the tax itself, else shop.' }),
    unmappedTax: z.enum(['hold', 'send_untaxed']).default('hold'),
    cancelAction: z.enum(['void', 'ask', 'nothing']).default('void'),
    deletedPaymentAction: z.enum(['void', 'ask', 'nothing']).default('void'),
    locations: z
      .array(
        z.strictObject({
          locationId: id,
          quickBooksDepartmentId: code.optional(),
          quickBooksClassId: code.optional(),
        }),
      )
      .max(200)
      .default([]),
  })
  .meta({ id: 'QuickBooksSettings' });

export const pickerTaxCode = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    rate: z.string().nullable().meta({ description: 'Percent as decimal text; null where it is not fixed.' }),
    active: z.boolean(),
  })
  .meta({ id: 'QuickBooksTaxCode' });
export const pickerAccount = z
  .object({ id: z.string(), name: z.string(), type: z.string(), active: z.boolean() })
  .meta({ id: 'QuickBooksAccount' });
export const pickerItem = z
  .object({ id: z.string(), name: z.string(), sku: z.string().nullable(), type: z.string(), active: z.boolean() })
  .meta({ id: 'QuickBooksItem' });
/** A location or a class of QuickBooks, by its full name. */
export const pickerPlace = z
  .object({ id: z.string(), name: z.string(), active: z.boolean() })
  .meta({ id: 'QuickBooksPlace' });
export const pickerMethod = z
  .object({ id: z.string(), name: z.string(), active: z.boolean() })
  .meta({ id: 'QuickBooksPaymentMethod' });

export type Integration = z.infer<typeof integration>;
export type Connection = z.infer<typeof connection>;
export type QuickBooksSettings = z.infer<typeof settingsWrite>;
export type PickerTaxCode = z.infer<typeof pickerTaxCode>;
export type PickerAccount = z.infer<typeof pickerAccount>;
export type PickerItem = z.infer<typeof pickerItem>;
export type PickerMethod = z.infer<typeof pickerMethod>;
export type PickerPlace = z.infer<typeof pickerPlace>;

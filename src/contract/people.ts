/** Sessions, employees, roles, API keys, the company and its locations. */
import { z } from 'zod';
import { isTimeZone } from '../base/clock.ts';
import { address, email, id, instant, patchOf, text } from './common.ts';
import { secondFactorCode } from './two-factor.ts';

export const language = z.enum(['en', 'fr']);

export const permission = z.enum([
  'invoices.view',
  'invoices.create',
  'invoices.edit',
  'invoices.edit_issued',
  'invoices.delete',
  'payments.take',
  'payments.refund',
  'settings',
  'integrations',
  'sync',
  'sync.bodies',
]);
export type Permission = z.infer<typeof permission>;

export const signIn = z.strictObject({
  email,
  password: z.string().min(1).max(200),
  code: secondFactorCode.optional(),
});

export const company = z
  .object({
    id,
    name: z.string(),
    country: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    language,
    taxRounding: z.enum(['line', 'document']),
    numbering: z.string(),
    invoiceTermDays: z.number().int(),
  })
  .meta({ id: 'Company' });

export const companyPatch = z.strictObject({
  name: text(200).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Write the country as two letters, like FR.')
    .optional(),
  currency: z.string().optional().meta({ description: 'Only the one it has: a company has one currency for good.' }),
  timeZone: z.string().refine(isTimeZone, 'This is not a time zone, like Europe/Paris.').optional(),
  language: language.optional(),
  taxRounding: z.enum(['line', 'document']).optional(),
  numbering: text(60)
    .refine((template) => /\{C(:\d{1,2})?\}/.test(template), 'The template needs a counter: {C} or {C:5}.')
    .optional(),
  invoiceTermDays: z.number().int().min(0).max(3650).optional(),
});

export const session = z
  .object({
    employee: z
      .object({ id, name: z.string(), email: z.string(), roleId: id, language, twoFactor: z.boolean() })
      .nullable(),
    company,
    permissions: z.array(permission),
  })
  .meta({ id: 'Session', description: 'Who is signed in and what they may do.' });

export const sessionPatch = z.strictObject({ language });

export const location = z
  .object({ id, name: z.string(), address: address.nullable(), active: z.boolean() })
  .meta({ id: 'Location' });
export const locationWrite = z.strictObject({
  name: text(100),
  address: address.nullish(),
  active: z.boolean().optional(),
});
export const locationPatch = patchOf(locationWrite);

export const employee = z
  .object({
    id,
    email: z.string(),
    name: z.string(),
    roleId: id,
    language,
    active: z.boolean(),
    twoFactor: z.boolean().meta({ description: 'Signing in needs a code of an authenticator app too.' }),
  })
  .meta({ id: 'Employee' });
export const employeeWrite = z.strictObject({
  email,
  name: text(200),
  roleId: id,
  language: language.optional(),
  active: z.boolean().optional(),
  password: z.string().min(10, 'A password has at least 10 characters.').max(200).optional(),
});
export const employeePatch = patchOf(employeeWrite);

export const role = z
  .object({ id, name: z.string(), permissions: z.array(permission), builtIn: z.boolean() })
  .meta({ id: 'Role' });
export const roleWrite = z.strictObject({ name: text(100), permissions: z.array(permission).max(50) });

export const apiKey = z
  .object({
    id,
    name: z.string(),
    roleId: id,
    prefix: z.string(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export const apiKeyCreated = apiKey.extend({ key: z.string() }).meta({ id: 'ApiKeyCreated' });
export const apiKeyWrite = z.strictObject({
  name: text(100),
  roleId: id.optional(),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
});
export const apiKeyPatch = patchOf(apiKeyWrite);
export const rolePatch = patchOf(roleWrite);

export type Company = z.infer<typeof company>;
export type Session = z.infer<typeof session>;
export type Location = z.infer<typeof location>;
export type Employee = z.infer<typeof employee>;
export type Role = z.infer<typeof role>;
export type ApiKey = z.infer<typeof apiKey>;

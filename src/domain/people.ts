/** Employees, roles and API keys: who may do what. */
import type { Id } from '../base/ids.ts';
import type { Language } from './company.ts';

const permissions = [
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
  /** What was sent and answered, word for word, in the log. */
  'sync.bodies',
] as const;
export type Permission = (typeof permissions)[number];

export interface Role {
  id: Id;
  name: string;
  permissions: Permission[];
  builtIn: boolean;
}

export interface Employee {
  id: Id;
  email: string;
  name: string;
  roleId: Id;
  language: Language;
  active: boolean;
}

export interface ApiKey {
  id: Id;
  name: string;
  roleId: Id;
  /** The key's beginning, by which people tell keys apart. */
  prefix: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

/** The roles that every company starts with: Owner, Admin, Manager, Specialist. */
export const builtInRoles: readonly (readonly Permission[])[] = [
  permissions,
  permissions,
  permissions.filter((permission) => !['settings', 'integrations', 'sync.bodies'].includes(permission)),
  ['invoices.view', 'invoices.create', 'invoices.edit', 'payments.take', 'sync'],
];

/** The owner's role is the first that was made; it keeps all permissions, so that nobody is locked out for good. */
export function ownerRole(roles: readonly Role[]): Role | null {
  return roles.find((role) => role.builtIn) ?? null;
}

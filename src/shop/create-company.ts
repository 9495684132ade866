/** Makes a company with what it needs to write its first invoice: roles, statuses, a location, accounts, methods. */

import { isTimeZone } from '../base/clock.ts';
import { type Id, newId } from '../base/ids.ts';
import { insertAccount } from '../db/accounts.ts';
import { insertCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { insertStatus } from '../db/invoice-statuses.ts';
import { insertLocation } from '../db/locations.ts';
import { insertPaymentMethod } from '../db/payment-methods.ts';
import { insertRole } from '../db/roles.ts';
import type { Company, Language } from '../domain/company.ts';
import { builtInRoles, ownerRole, type Role } from '../domain/people.ts';
import { invalid } from '../domain/refused.ts';
import { type CompanyWords, companyWords } from './company-words.ts';

export interface NewCompany {
  name: string;
  /** ISO 3166, two letters. */
  country: string;
  /** ISO 4217, three letters. */
  currency: string;
  timeZone: string;
  language: Language;
}

export interface CreatedCompany {
  company: Company;
  ownerRoleId: Id;
}

/** For `database.system`: the company is not there yet that a transaction could be opened for. */
export async function createCompany(tx: Tx, now: Date, input: NewCompany): Promise<CreatedCompany> {
  checkPlace(input);
  const words = companyWords[input.language];
  const company: Company = {
    id: newId(),
    name: input.name,
    country: input.country,
    currency: input.currency,
    timeZone: input.timeZone,
    language: input.language,
    taxRounding: 'document',
    numbering: words.numbering,
    invoiceTermDays: 14,
    createdAt: now,
  };
  await insertCompany(tx, company);
  const roles = await insertRoles(tx, company.id, words.roles);
  await insertStatuses(tx, company.id, words.statuses);
  await insertLocation(tx, company.id, { id: newId(), name: words.location, address: null, active: true });
  await insertAccounts(tx, company, words.accounts);
  for (const name of words.paymentMethods) {
    await insertPaymentMethod(tx, company.id, { id: newId(), name, active: true });
  }
  const owner = ownerRole(roles);
  if (!owner) throw new Error('The built-in roles have no Owner.');
  return { company, ownerRoleId: owner.id };
}

function checkPlace(input: NewCompany): void {
  if (!/^[A-Z]{2}$/.test(input.country)) throw invalid('country', 'Write the country as two letters, like FR.');
  if (!Intl.supportedValuesOf('currency').includes(input.currency)) {
    throw invalid('currency', 'This is not a currency, like EUR.');
  }
  if (!isTimeZone(input.timeZone)) throw invalid('timeZone', 'This is not a time zone, like Europe/Paris.');
}

async function insertRoles(tx: Tx, companyId: Id, names: readonly string[]): Promise<Role[]> {
  const roles = builtInRoles.map((permissions, index) => ({
    id: newId(),
    name: names[index] ?? '',
    permissions: [...permissions],
    builtIn: true,
  }));
  for (const role of roles) await insertRole(tx, companyId, role);
  return roles;
}

async function insertStatuses(tx: Tx, companyId: Id, names: CompanyWords['statuses']): Promise<void> {
  const groups = ['new', 'in_progress', 'paid', 'canceled'] as const;
  for (const [position, group] of groups.entries()) {
    await insertStatus(tx, companyId, {
      id: newId(),
      name: names[group],
      group,
      previousStatusIds: null,
      requiresComment: false,
      roleIds: null,
      timeLimitHours: null,
      position,
    });
  }
}

async function insertAccounts(tx: Tx, company: Company, names: { cash: string; bank: string }): Promise<void> {
  for (const kind of ['cash', 'bank'] as const) {
    await insertAccount(tx, company.id, {
      id: newId(),
      name: names[kind],
      kind,
      locationId: null,
      currency: company.currency,
      balance: '0',
      active: true,
    });
  }
}

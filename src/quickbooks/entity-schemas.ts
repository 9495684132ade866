/** The table of all entities that we read, so that an answer can be parsed by the name it carries on the wire. */
import { CompanyInfo, Preferences } from './company.ts';
import { CreditMemo, Customer, Invoice, Item, Payment } from './entities.ts';
import { Account, Class, Department, PaymentMethod, TaxCode, TaxRate, Term } from './lists.ts';

/** The schema of each entity, by its name on the wire. */
export const entitySchemas = {
  Invoice,
  Payment,
  CreditMemo,
  Customer,
  Item,
  Account,
  TaxCode,
  TaxRate,
  PaymentMethod,
  Term,
  Department,
  Class,
  CompanyInfo,
  Preferences,
} as const;

export type EntityName = keyof typeof entitySchemas;

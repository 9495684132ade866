/** The small name lists that pickers and mapping read. They are never deleted, only made inactive (`Active` false). */
import { z } from 'zod';
import { amount } from './amount.ts';
import { absent, listHead, listOf, Ref } from './lines.ts';

const text = absent(z.string());
const flag = absent(z.boolean());

export const Account = z.looseObject({
  ...listHead,
  Name: z.string(),
  FullyQualifiedName: text,
  AcctNum: text,
  AccountType: text,
  AccountSubType: text,
  Classification: text,
  CurrencyRef: absent(Ref),
});
export type Account = z.infer<typeof Account>;

const TaxRateDetail = z.looseObject({ TaxRateRef: Ref, TaxTypeApplicable: text, TaxOrder: absent(z.number()) });
const TaxRateList = z.looseObject({ TaxRateDetail: listOf(TaxRateDetail) });

/** US lists also hold pseudo codes with the ids TAX and NON; real groups have a numeric Id and TaxGroup true. */
export const TaxCode = z.looseObject({
  ...listHead,
  SyncToken: text,
  Name: z.string(),
  Description: text,
  Taxable: flag,
  TaxGroup: flag,
  Hidden: flag,
  SalesTaxRateList: absent(TaxRateList),
  PurchaseTaxRateList: absent(TaxRateList),
});
export type TaxCode = z.infer<typeof TaxCode>;

/** `RateValue` is in percent: 8.5 means 8.5 %. */
export const TaxRate = z.looseObject({
  ...listHead,
  SyncToken: text,
  Name: z.string(),
  RateValue: absent(amount),
  AgencyRef: absent(Ref),
  SpecialTaxType: text,
  EffectiveTaxRate: listOf(z.looseObject({ RateValue: absent(amount), EffectiveDate: text, EndDate: text })),
});
export type TaxRate = z.infer<typeof TaxRate>;

export const PaymentMethod = z.looseObject({ ...listHead, Name: z.string(), Type: text });
export type PaymentMethod = z.infer<typeof PaymentMethod>;

export const Term = z.looseObject({
  ...listHead,
  Name: z.string(),
  Type: text,
  DueDays: absent(z.number()),
  DayOfMonthDue: absent(z.number()),
  DueNextMonthDays: absent(z.number()),
});
export type Term = z.infer<typeof Term>;

const nested = { ...listHead, Name: z.string(), FullyQualifiedName: text, ParentRef: absent(Ref) };
export const Department = z.looseObject({ ...nested, SubDepartment: flag });
export type Department = z.infer<typeof Department>;
export const Class = z.looseObject({ ...nested, SubClass: flag });
export type Class = z.infer<typeof Class>;

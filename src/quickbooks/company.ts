/** What QuickBooks tells about the company itself; read at connecting and from time to time after. */
import { z } from 'zod';
import { Address, absent, Email, listOf, Ref } from './lines.ts';

const text = absent(z.string());
const flag = absent(z.boolean());
const NameValue = z.looseObject({ Name: text, Value: text });

export const CompanyInfo = z.looseObject({
  Id: z.string(),
  SyncToken: text,
  CompanyName: text,
  LegalName: text,
  Country: text,
  CompanyAddr: absent(Address),
  LegalAddr: absent(Address),
  Email: absent(Email),
  FiscalYearStartMonth: text,
  SupportedLanguages: text,
  NameValue: listOf(NameValue),
});
export type CompanyInfo = z.infer<typeof CompanyInfo>;

/** `BookCloseDate` is a plain date; `PartnerTaxEnabled` true = automated tax is set up, false = offered, absent = none. */
export const Preferences = z.looseObject({
  Id: z.string(),
  SyncToken: text,
  AccountingInfoPrefs: absent(
    z.looseObject({
      TrackDepartments: flag,
      ClassTrackingPerTxn: flag,
      ClassTrackingPerTxnLine: flag,
      BookCloseDate: text,
      DepartmentTerminology: text,
    }),
  ),
  SalesFormsPrefs: absent(
    z.looseObject({
      CustomTxnNumbers: flag,
      AllowDeposit: flag,
      AllowDiscount: flag,
      AllowShipping: flag,
      AutoApplyCredit: flag,
      DefaultTerms: absent(Ref),
      DefaultDiscountAccount: text,
    }),
  ),
  TaxPrefs: absent(z.looseObject({ UsingSalesTax: flag, PartnerTaxEnabled: flag, TaxGroupCodeRef: absent(Ref) })),
  CurrencyPrefs: absent(z.looseObject({ MultiCurrencyEnabled: flag, HomeCurrency: absent(Ref) })),
});
export type Preferences = z.infer<typeof Preferences>;

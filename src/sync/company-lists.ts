/** The company's own facts and its small lists (tax codes and rates, accounts, payment methods, ...): one batch of queries. */
import type { BooksPreferences, TaxMode } from '../db/connections.ts';
import { CompanyInfo, Preferences } from '../quickbooks/company.ts';
import { limits } from '../quickbooks/limits.ts';
import { selectStatement } from '../quickbooks/query.ts';

const lists = ['TaxRate', 'Account', 'PaymentMethod', 'Department', 'Class', 'Item', 'TaxCode'] as const;
const singles = ['CompanyInfo', 'Preferences'] as const;

/** The statements of the batch. Inactive members are asked for too, so that a mapping to one can be named. */
export function listStatements(): string[] {
  return [
    ...singles.map((entity) => selectStatement({ entity })),
    ...lists.map((entity) =>
      selectStatement({
        entity,
        where: [{ field: 'Active', op: 'IN', values: [true, false] }],
        maxResults: limits.queryPageRows,
      }),
    ),
  ];
}

export interface CompanyFacts {
  companyName: string;
  country: string;
  currency: string;
  edition: string | null;
  taxMode: TaxMode;
  preferences: BooksPreferences;
}

export function companyFacts(rows: readonly { entity: string; row: unknown }[]): CompanyFacts | null {
  const rowOf = (entity: string) => rows.find((row) => row.entity === entity)?.row;
  const info = CompanyInfo.safeParse(rowOf('CompanyInfo'));
  const prefs = Preferences.safeParse(rowOf('Preferences'));
  if (!info.success || !prefs.success) return null;
  const { AccountingInfoPrefs: accounting, SalesFormsPrefs: sales, TaxPrefs: tax, CurrencyPrefs: money } = prefs.data;
  const country = info.data.Country ?? '';
  const unitedStates = country === 'US' || country === 'USA';
  return {
    companyName: info.data.CompanyName ?? info.data.LegalName ?? 'QuickBooks',
    country,
    currency: money?.HomeCurrency?.value ?? '',
    edition: info.data.NameValue.find((pair) => pair.Name === 'OfferingSku')?.Value ?? null,
    taxMode:
      tax?.UsingSalesTax === false
        ? 'none'
        : !unitedStates
          ? 'global'
          : tax?.PartnerTaxEnabled === true
            ? 'us_automated'
            : 'us_manual',
    preferences: {
      customTxnNumbers: sales?.CustomTxnNumbers === true,
      allowDiscount: sales?.AllowDiscount === true,
      bookCloseDate: accounting?.BookCloseDate ?? null,
      trackDepartments: accounting?.TrackDepartments === true,
      classPerTxn: accounting?.ClassTrackingPerTxn === true,
      multiCurrency: money?.MultiCurrencyEnabled === true,
      defaultTaxCodeId: tax?.TaxGroupCodeRef?.value ?? null,
    },
  };
}

/** The lists that all three companies start with. Ids are stable: tests and demos name them. */
import type { EntityName } from '../entity.ts';
import type { JsonObject } from '../json.ts';

export interface SeedRecord {
  entity: EntityName;
  id: string;
  body: JsonObject;
}

export function accounts(options: { salesTax: string }): SeedRecord[] {
  const rows: [id: string, name: string, type: string, subType: string][] = [
    ['1', 'Services', 'Income', 'ServiceFeeIncome'],
    ['4', 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds'],
    ['33', 'Accounts Payable', 'Accounts Payable', 'AccountsPayable'],
    ['35', 'Checking', 'Bank', 'Checking'],
    ['36', 'Savings', 'Bank', 'Savings'],
    ['60', 'Job Expenses', 'Expense', 'OtherMiscellaneousServiceCost'],
    ['79', 'Sales of Product Income', 'Income', 'SalesOfProductIncome'],
    ['80', 'Cost of Goods Sold', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'],
    ['84', 'Accounts Receivable (A/R)', 'Accounts Receivable', 'AccountsReceivable'],
    ['86', 'Discounts given', 'Income', 'DiscountsRefundsGiven'],
    ['90', options.salesTax, 'Other Current Liability', 'SalesTaxPayable'],
  ];
  return rows.map(([id, Name, AccountType, AccountSubType]) => ({
    entity: 'Account',
    id,
    body: { Name, AccountType, AccountSubType },
  }));
}

export const smallLists: SeedRecord[] = [
  { entity: 'PaymentMethod', id: '1', body: { Name: 'Cash', Type: 'NON_CREDIT_CARD' } },
  { entity: 'PaymentMethod', id: '2', body: { Name: 'Check', Type: 'NON_CREDIT_CARD' } },
  { entity: 'PaymentMethod', id: '3', body: { Name: 'Credit Card', Type: 'CREDIT_CARD' } },
  { entity: 'PaymentMethod', id: '4', body: { Name: 'Bank Transfer', Type: 'NON_CREDIT_CARD' } },
  { entity: 'Term', id: '1', body: { Name: 'Due on receipt', DueDays: 0 } },
  { entity: 'Term', id: '2', body: { Name: 'Net 15', DueDays: 15 } },
  { entity: 'Term', id: '3', body: { Name: 'Net 30', DueDays: 30 } },
  { entity: 'Term', id: '4', body: { Name: 'Net 60', DueDays: 60 } },
  { entity: 'Department', id: '1', body: { Name: 'Main shop' } },
  { entity: 'Department', id: '2', body: { Name: 'North shop' } },
  { entity: 'Class', id: '1', body: { Name: 'Repairs' } },
  { entity: 'Class', id: '2', body: { Name: 'Parts' } },
  { entity: 'CustomerType', id: '1', body: { Name: 'Private' } },
  { entity: 'CustomerType', id: '2', body: { Name: 'Business' } },
];

export function preferences(options: {
  currency: string;
  tax: JsonObject;
  customField: string;
  severalCurrencies?: boolean;
  /** Whether the sender numbers documents (the default) or QuickBooks. */
  ownNumbers?: boolean;
}): SeedRecord {
  const body: JsonObject = {
    AccountingInfoPrefs: {
      FirstMonthOfFiscalYear: 'January',
      TaxYearMonth: 'January',
      UseAccountNumbers: false,
      TrackDepartments: true,
      DepartmentTerminology: 'Location',
      ClassTrackingPerTxn: false,
      ClassTrackingPerTxnLine: true,
      CustomerTerminology: 'Customers',
    },
    ProductAndServicesPrefs: {
      ForSales: true,
      ForPurchase: true,
      QuantityWithPriceAndRate: true,
      QuantityOnHand: false,
    },
    SalesFormsPrefs: {
      CustomField: [{ DefinitionId: '1', Name: options.customField, Type: 'StringType' }],
      CustomTxnNumbers: options.ownNumbers !== false,
      AllowDeposit: true,
      AllowDiscount: true,
      DefaultDiscountAccount: '86',
      AllowEstimates: true,
      AllowServiceDate: false,
      AllowShipping: false,
      ETransactionPaymentEnabled: false,
      AutoApplyCredit: false,
      DefaultTerms: { value: '3' },
      UsingPriceLevels: false,
    },
    VendorAndPurchasesPrefs: { TrackingByCustomer: true, BillableExpenseTracking: true },
    EmailMessagesPrefs: {
      InvoiceMessage: { Subject: 'Invoice', Message: 'Your invoice is attached.' },
      EstimateMessage: { Subject: 'Estimate', Message: 'Your estimate is attached.' },
      SalesReceiptMessage: { Subject: 'Sales receipt', Message: 'Your receipt is attached.' },
    },
    TimeTrackingPrefs: { UseServices: true, BillCustomers: true, WorkWeekStartDate: 'Monday' },
    TaxPrefs: options.tax,
    CurrencyPrefs: {
      MultiCurrencyEnabled: options.severalCurrencies === true,
      HomeCurrency: { value: options.currency },
    },
    ReportPrefs: { ReportBasis: 'Accrual', CalcAgingReportFromTxnDate: false },
    OtherPrefs: {
      NameValue: [
        { Name: 'SalesFormsPrefs.DefaultCustomerMessage', Value: 'Thank you.' },
        { Name: 'SalesFormsPrefs.DefaultItem', Value: '1' },
      ],
    },
  };
  return { entity: 'Preferences', id: '1', body };
}

interface RateSeed {
  id: string;
  name: string;
  percent: number;
  special?: string;
}

export interface TaxCodeSeed {
  id: string;
  name: string;
  description: string;
  rates: RateSeed[];
  /** What is paid on purchases; absent: nothing is, as in the US. */
  purchases?: RateSeed[];
  group?: boolean;
  taxable?: boolean;
  active?: boolean;
}

/** A tax code with its rates; each rate becomes a TaxRate of its own. */
export function taxCode(seed: TaxCodeSeed): SeedRecord[] {
  const { purchases = [] } = seed;
  const rates = [...seed.rates, ...purchases].map(
    ({ id, name, percent, special = 'NONE' }): SeedRecord => ({
      entity: 'TaxRate',
      id,
      body: {
        Name: name,
        Description: name,
        Active: true,
        RateValue: percent,
        AgencyRef: { value: '1' },
        EffectiveTaxRate: [{ RateValue: percent, EffectiveDate: '2020-01-01T00:00:00-08:00' }],
        SpecialTaxType: special,
        DisplayType: 'ReadOnly',
      },
    }),
  );
  const list = (of: readonly RateSeed[]) =>
    of.map(({ id, name }, index) => ({
      TaxRateRef: { value: id, name },
      TaxTypeApplicable: 'TaxOnAmount',
      TaxOrder: index,
    }));
  const code: JsonObject = {
    Name: seed.name,
    Description: seed.description,
    Active: seed.active ?? true,
    Hidden: false,
    Taxable: seed.taxable ?? true,
    TaxGroup: seed.group ?? true,
    SalesTaxRateList: { TaxRateDetail: list(seed.rates) },
    PurchaseTaxRateList: { TaxRateDetail: list(purchases) },
  };
  return [...rates, { entity: 'TaxCode', id: seed.id, body: code }];
}

/** The pseudo codes of US lines. */
export const pseudoCodes: SeedRecord[] = [
  ...taxCode({ id: 'TAX', name: 'TAX', description: 'TAX', rates: [], group: false }),
  ...taxCode({ id: 'NON', name: 'NON', description: 'NON', rates: [], group: false, taxable: false }),
];

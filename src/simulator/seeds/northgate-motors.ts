/** Northgate Motors Ltd: the United Kingdom, VAT on every line. */
import type { JsonObject } from '../json.ts';
import { accounts, preferences, type SeedRecord, smallLists, taxCode } from './accounts.ts';

const address: JsonObject = { Line1: '3 Station Road', City: 'Leeds', Country: 'GBR', PostalCode: 'LS1 4DY' };

const taxCodes: SeedRecord[] = [
  ...taxCode({
    id: '6',
    name: '20.0% S',
    description: '20.0% S',
    group: false,
    rates: [{ id: '12', name: '20.0% S (Sales)', percent: 20 }],
    purchases: [{ id: '11', name: '20.0% S (Purchases)', percent: 20 }],
  }),
  ...taxCode({
    id: '7',
    name: '5.0% R',
    description: '5.0% R',
    group: false,
    rates: [{ id: '14', name: '5.0% R (Sales)', percent: 5 }],
    purchases: [{ id: '13', name: '5.0% R (Purchases)', percent: 5 }],
  }),
  ...taxCode({
    id: '10',
    name: '0.0% Z',
    description: '0.0% Z',
    group: false,
    rates: [{ id: '20', name: '0.0% Z (Sales)', percent: 0, special: 'ZERO_RATE' }],
    purchases: [{ id: '19', name: '0.0% Z (Purchases)', percent: 0, special: 'ZERO_RATE' }],
  }),
  ...taxCode({
    id: '9',
    name: 'Exempt',
    description: 'Exempt',
    group: false,
    rates: [{ id: '18', name: 'Exempt (Sales)', percent: 0, special: 'ZERO_RATE' }],
    purchases: [{ id: '17', name: 'Exempt (Purchases)', percent: 0, special: 'ZERO_RATE' }],
  }),
  ...taxCode({
    id: '4',
    name: 'No VAT',
    description: 'No VAT',
    group: false,
    taxable: false,
    rates: [{ id: '8', name: 'No VAT (Sales)', percent: 0 }],
    purchases: [{ id: '7', name: 'No VAT (Purchases)', percent: 0 }],
  }),
  ...taxCode({
    id: '3',
    name: '17.5% S',
    description: 'No longer used',
    group: false,
    active: false,
    rates: [{ id: '6', name: '17.5% S (Sales)', percent: 17.5 }],
    purchases: [{ id: '5', name: '17.5% S (Purchases)', percent: 17.5 }],
  }),
];

const income = { IncomeAccountRef: { value: '79' }, SalesTaxCodeRef: { value: '6' } };
const services = { IncomeAccountRef: { value: '1' }, SalesTaxCodeRef: { value: '6' } };

const items: SeedRecord[] = [
  { entity: 'Item', id: '1', body: { Name: 'Services', Type: 'Service', ...services } },
  { entity: 'Item', id: '2', body: { Name: 'Hours', Type: 'Service', UnitPrice: 60, ...services } },
  { entity: 'Item', id: '3', body: { Name: 'MOT test', Type: 'Service', Sku: 'MOT', UnitPrice: 54.85, ...services } },
  {
    entity: 'Item',
    id: '4',
    body: { Name: 'Tyre 205/55', Type: 'NonInventory', Sku: 'TY-205', UnitPrice: 64, ...income },
  },
];

const people: SeedRecord[] = [
  {
    entity: 'Customer',
    id: '1',
    body: {
      DisplayName: 'Aire Valley Taxis',
      CompanyName: 'Aire Valley Taxis',
      PrimaryEmailAddr: { Address: 'accounts@airevalley.example' },
      BillAddr: { Line1: '10 Canal Street', City: 'Leeds', PostalCode: 'LS2 7AB', Country: 'GBR' },
    },
  },
  {
    entity: 'Customer',
    id: '2',
    body: { GivenName: 'Olive', FamilyName: 'Grant', PrimaryEmailAddr: { Address: 'olive@grant.example' } },
  },
  { entity: 'Vendor', id: '3', body: { DisplayName: 'Pennine Tyres' } },
  { entity: 'Employee', id: '4', body: { GivenName: 'Tom', FamilyName: 'Reeve' } },
];

export const northgateMotors: SeedRecord[] = [
  {
    entity: 'CompanyInfo',
    id: '1',
    body: {
      CompanyName: 'Northgate Motors Ltd',
      LegalName: 'Northgate Motors Limited',
      CompanyAddr: { Id: '1', ...address },
      LegalAddr: { Id: '1', ...address },
      CustomerCommunicationAddr: { Id: '1', ...address },
      PrimaryPhone: { FreeFormNumber: '0113 496 0000' },
      CompanyStartDate: '2018-04-06',
      FiscalYearStartMonth: 'April',
      Country: 'GB',
      Email: { Address: 'books@northgate.example' },
      WebAddr: {},
      SupportedLanguages: 'en',
      NameValue: [
        { Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
        { Name: 'SubscriptionStatus', Value: 'PAID' },
      ],
    },
  },
  ...accounts({ salesTax: 'VAT Control' }),
  ...smallLists,
  {
    entity: 'TaxAgency',
    id: '1',
    body: { TaxTrackedOnPurchases: true, TaxTrackedOnSales: true, DisplayName: 'HM Revenue & Customs (VAT)' },
  },
  ...taxCodes,
  preferences({ currency: 'GBP', tax: { UsingSalesTax: true }, customField: 'Registration' }),
  ...items,
  ...people,
];

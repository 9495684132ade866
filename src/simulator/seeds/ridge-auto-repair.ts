/** Ridge Auto Repair: the United States, manual sales tax. */
import type { JsonObject } from '../json.ts';
import { accounts, preferences, pseudoCodes, type SeedRecord, smallLists, taxCode } from './accounts.ts';

const address: JsonObject = {
  Line1: '9 Ridge Rd',
  City: 'Bayshore',
  Country: 'USA',
  CountrySubDivisionCode: 'CA',
  PostalCode: '94326',
};

const agencies: SeedRecord[] = [
  {
    entity: 'TaxAgency',
    id: '1',
    body: { TaxTrackedOnPurchases: false, TaxTrackedOnSales: true, DisplayName: 'Board of Equalization' },
  },
  {
    entity: 'TaxAgency',
    id: '2',
    body: { TaxTrackedOnPurchases: false, TaxTrackedOnSales: true, DisplayName: 'Arizona Dept. of Revenue' },
  },
];

const taxCodes: SeedRecord[] = [
  ...pseudoCodes,
  ...taxCode({
    id: '2',
    name: 'California',
    description: 'California',
    rates: [{ id: '3', name: 'California', percent: 8 }],
  }),
  ...taxCode({
    id: '3',
    name: 'Tucson',
    description: 'Tucson',
    rates: [
      { id: '1', name: 'AZ State tax', percent: 7.1 },
      { id: '2', name: 'Tucson City', percent: 2 },
    ],
  }),
  ...taxCode({
    id: '4',
    name: 'Out of state',
    description: 'No sales tax',
    rates: [{ id: '4', name: 'Out of state', percent: 0 }],
  }),
  ...taxCode({
    id: '5',
    name: 'San Mateo',
    description: 'San Mateo County',
    rates: [{ id: '5', name: 'San Mateo', percent: 8.375 }],
  }),
  ...taxCode({
    id: '6',
    name: 'California 2015',
    description: 'No longer used',
    active: false,
    rates: [{ id: '6', name: 'California 2015', percent: 7.5 }],
  }),
];

const income = { IncomeAccountRef: { value: '79' } };
const services = { IncomeAccountRef: { value: '1' } };

const items: SeedRecord[] = [
  { entity: 'Item', id: '1', body: { Name: 'Services', Type: 'Service', Taxable: false, ...services } },
  { entity: 'Item', id: '2', body: { Name: 'Hours', Type: 'Service', Taxable: false, UnitPrice: 95, ...services } },
  {
    entity: 'Item',
    id: '3',
    body: {
      Name: 'Oil change',
      Description: 'Oil and filter',
      Type: 'Service',
      Sku: 'OIL-1',
      Taxable: true,
      UnitPrice: 49.95,
      ...income,
    },
  },
  {
    entity: 'Item',
    id: '4',
    body: {
      Name: 'Brake pads',
      Description: 'Front set',
      Type: 'NonInventory',
      Sku: 'BP-1',
      Taxable: true,
      UnitPrice: 90,
      ...income,
    },
  },
  { entity: 'Item', id: '5', body: { Name: 'Parts', Type: 'Category' } },
  {
    entity: 'Item',
    id: '6',
    body: {
      Name: 'Air filter',
      Type: 'NonInventory',
      Sku: 'AF-1',
      Taxable: true,
      UnitPrice: 24.5,
      ParentRef: { value: '5' },
      ...income,
    },
  },
];

const people: SeedRecord[] = [
  {
    entity: 'Customer',
    id: '1',
    body: {
      DisplayName: 'Hilltop Garage',
      CompanyName: 'Hilltop Garage',
      GivenName: 'Mary',
      FamilyName: 'Hill',
      PrimaryEmailAddr: { Address: 'mary@hilltop.example' },
      PrimaryPhone: { FreeFormNumber: '(650) 555-0111' },
      BillAddr: { Line1: '12 Hilltop Dr', City: 'Bayshore', CountrySubDivisionCode: 'CA', PostalCode: '94326' },
    },
  },
  {
    entity: 'Customer',
    id: '2',
    body: {
      GivenName: 'Frank',
      FamilyName: "O'Neil",
      DisplayName: "Frank O'Neil",
      PrimaryEmailAddr: { Address: 'frank@oneil.example' },
      BillAddr: { Line1: '25 Court St.', City: 'Tucson', CountrySubDivisionCode: 'AZ', PostalCode: '85719' },
      DefaultTaxCodeRef: { value: '3' },
    },
  },
  {
    entity: 'Customer',
    id: '3',
    body: {
      DisplayName: 'Red Rock Diner',
      CompanyName: 'Red Rock Diner',
      PrimaryEmailAddr: { Address: 'office@redrock.example' },
    },
  },
  {
    entity: 'Customer',
    id: '4',
    body: { DisplayName: 'Delivery van', ParentRef: { value: '3' }, Job: true, BillWithParent: true },
  },
  { entity: 'Vendor', id: '5', body: { DisplayName: 'Northside Parts', CompanyName: 'Northside Parts' } },
  { entity: 'Employee', id: '6', body: { GivenName: 'Emily', FamilyName: 'Platt' } },
];

export const ridgeAutoRepair: SeedRecord[] = [
  {
    entity: 'CompanyInfo',
    id: '1',
    body: {
      CompanyName: 'Ridge Auto Repair',
      LegalName: 'Ridge Auto Repair LLC',
      CompanyAddr: { Id: '1', ...address },
      LegalAddr: { Id: '1', ...address },
      CustomerCommunicationAddr: { Id: '1', ...address },
      PrimaryPhone: { FreeFormNumber: '(650) 555-0100' },
      CompanyStartDate: '2019-03-01',
      FiscalYearStartMonth: 'January',
      Country: 'US',
      Email: { Address: 'books@ridge.example' },
      WebAddr: {},
      SupportedLanguages: 'en',
      NameValue: [
        { Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
        { Name: 'SubscriptionStatus', Value: 'PAID' },
      ],
    },
  },
  ...accounts({ salesTax: 'Board of Equalization Payable' }),
  ...smallLists,
  ...agencies,
  ...taxCodes,
  preferences({
    currency: 'USD',
    tax: { UsingSalesTax: true, TaxGroupCodeRef: { value: '2' } },
    customField: 'Vehicle',
  }),
  ...items,
  ...people,
];

/** Harbor Bike Works: the United States, automated sales tax. */
import type { JsonObject } from '../json.ts';
import { elsewhere, jurisdictions } from '../tax/jurisdictions.ts';
import { accounts, preferences, pseudoCodes, type SeedRecord, smallLists, taxCode } from './accounts.ts';

const address: JsonObject = {
  Line1: '1 Harbor Way',
  City: 'Bayshore',
  Country: 'USA',
  CountrySubDivisionCode: 'CA',
  PostalCode: '94310',
};

const taxCodes: SeedRecord[] = [
  ...pseudoCodes,
  ...[...jurisdictions, elsewhere].flatMap(({ codeId, name, rates }) =>
    taxCode({ id: codeId, name, description: name, rates }),
  ),
  // The code that customers carry; the engine sets it and replaces it on every sale.
  ...taxCode({ id: '2', name: 'Based on location', description: 'Automated', rates: [] }),
];

const income = { IncomeAccountRef: { value: '79' } };
const services = { IncomeAccountRef: { value: '1' } };

const items: SeedRecord[] = [
  { entity: 'Item', id: '1', body: { Name: 'Services', Type: 'Service', Taxable: false, ...services } },
  { entity: 'Item', id: '2', body: { Name: 'Hours', Type: 'Service', Taxable: false, UnitPrice: 70, ...services } },
  {
    entity: 'Item',
    id: '3',
    body: { Name: 'Inner tube', Type: 'NonInventory', Sku: 'TUBE-28', Taxable: true, UnitPrice: 7.9, ...income },
  },
  {
    entity: 'Item',
    id: '4',
    body: { Name: 'City bike', Type: 'NonInventory', Sku: 'BIKE-C1', Taxable: true, UnitPrice: 640, ...income },
  },
];

const people: SeedRecord[] = [
  {
    entity: 'Customer',
    id: '1',
    body: {
      DisplayName: 'Bayshore Couriers',
      CompanyName: 'Bayshore Couriers',
      PrimaryEmailAddr: { Address: 'fleet@couriers.example' },
      BillAddr: { Line1: '40 Pier St', City: 'Bayshore', CountrySubDivisionCode: 'CA', PostalCode: '94311' },
      ShipAddr: { Line1: '40 Pier St', City: 'Bayshore', CountrySubDivisionCode: 'CA', PostalCode: '94311' },
    },
  },
  {
    entity: 'Customer',
    id: '2',
    body: {
      GivenName: 'Nina',
      FamilyName: 'Sol',
      PrimaryEmailAddr: { Address: 'nina@sol.example' },
      ShipAddr: { Line1: '8 Cactus Ln', City: 'Tucson', CountrySubDivisionCode: 'AZ', PostalCode: '85719' },
    },
  },
  { entity: 'Customer', id: '3', body: { DisplayName: 'City of Bayshore', Taxable: false, TaxExemptionReasonId: '3' } },
  { entity: 'Vendor', id: '4', body: { DisplayName: 'Wheel Wholesale' } },
  { entity: 'Employee', id: '5', body: { GivenName: 'Sam', FamilyName: 'Spoke' } },
];

export const harborBikeWorks: SeedRecord[] = [
  {
    entity: 'CompanyInfo',
    id: '1',
    body: {
      CompanyName: 'Harbor Bike Works',
      LegalName: 'Harbor Bike Works Inc',
      CompanyAddr: { Id: '1', ...address },
      LegalAddr: { Id: '1', ...address },
      CustomerCommunicationAddr: { Id: '1', ...address },
      PrimaryPhone: { FreeFormNumber: '(650) 555-0200' },
      CompanyStartDate: '2021-06-01',
      FiscalYearStartMonth: 'January',
      Country: 'US',
      Email: { Address: 'books@harbor.example' },
      WebAddr: {},
      SupportedLanguages: 'en',
      NameValue: [
        { Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
        { Name: 'SubscriptionStatus', Value: 'PAID' },
      ],
    },
  },
  ...accounts({ salesTax: 'Sales Tax Payable' }),
  ...smallLists,
  {
    entity: 'TaxAgency',
    id: '1',
    body: { TaxTrackedOnPurchases: false, TaxTrackedOnSales: true, DisplayName: 'State tax agencies' },
  },
  ...taxCodes,
  preferences({ currency: 'USD', tax: { UsingSalesTax: true, PartnerTaxEnabled: true }, customField: 'Frame number' }),
  ...items,
  ...people,
];

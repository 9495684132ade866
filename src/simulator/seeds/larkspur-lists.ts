/** Larkspur Landscaping, the sample company: its lists. All names and numbers are made up. */
import type { JsonObject } from '../json.ts';
import { preferences, pseudoCodes, type SeedRecord, smallLists, taxCode } from './accounts.ts';
import { larkspurChart } from './larkspur-chart.ts';
import { larkspurPeople } from './larkspur-people.ts';

const taxes: SeedRecord[] = [
  { entity: 'TaxAgency', id: '1', body: { DisplayName: 'Alder County Revenue' } },
  { entity: 'TaxAgency', id: '2', body: { DisplayName: 'State Board of Sales Tax' } },
  ...pseudoCodes,
  ...taxCode({ id: 'CustomSalesTax', name: 'CustomSalesTax', description: 'CustomSalesTax', rates: [], group: false }),
  ...taxCode({
    id: '2',
    name: 'Alder County',
    description: 'Alder County',
    rates: [
      { id: '1', name: 'State of Alder', percent: 6.5 },
      { id: '2', name: 'Alder County', percent: 1.25 },
    ],
  }),
  ...taxCode({
    id: '3',
    name: 'Fernhill',
    description: 'Fernhill City',
    rates: [{ id: '3', name: 'Fernhill', percent: 8.25 }],
  }),
];

type ItemRow = [id: string, name: string, type: string, price: number, income: string, extra?: JsonObject];

const stock = (QtyOnHand: number, PurchaseCost: number): JsonObject => ({
  Taxable: true,
  TrackQtyOnHand: true,
  QtyOnHand,
  PurchaseCost,
  InvStartDate: '2025-01-01',
  AssetAccountRef: { value: '81' },
  ExpenseAccountRef: { value: '80' },
});
const bought: JsonObject = { Taxable: true, ExpenseAccountRef: { value: '66' } };

const itemRows: ItemRow[] = [
  ['1', 'Services', 'Service', 0, '1'],
  ['2', 'Hours', 'Service', 48, '1'],
  ['3', 'Aeration', 'Service', 120, '47'],
  ['4', 'Garden Plan', 'Service', 85, '45'],
  ['5', 'Hedge Trimming', 'Service', 64, '45'],
  ['6', 'Lawn Mowing', 'Service', 42.5, '47'],
  ['7', 'Planting Work', 'Service', 55, '46'],
  ['8', 'Stump Removal', 'Service', 210, '45'],
  ['9', 'Leaf Clearing', 'Service', 38, '47'],
  ['10', 'Weed Treatment', 'Service', 35, '47'],
  ['11', 'Bark Mulch', 'NonInventory', 7.75, '79', bought],
  ['12', 'Lavender in a Pot', 'NonInventory', 11.4, '79', bought],
  ['13', 'Boxwood', 'NonInventory', 26.9, '79', bought],
  ['14', 'Topsoil', 'NonInventory', 4.35, '79', bought],
  ['15', 'Drip Hose', 'Inventory', 18.6, '79', { Sku: 'DH-15', ...stock(60, 9.1) }],
  ['16', 'Garden Lamp', 'Inventory', 49.9, '79', { Sku: 'GL-2', ...stock(24, 27.5) }],
  ['17', 'Stone Birdbath', 'Inventory', 139, '79', { Sku: 'SB-1', ...stock(6, 72) }],
];

const items: SeedRecord[] = [
  ...itemRows.map(
    ([id, Name, Type, UnitPrice, income, extra]): SeedRecord => ({
      entity: 'Item',
      id,
      body: { Name, Description: Name, Type, UnitPrice, IncomeAccountRef: { value: income }, ...extra },
    }),
  ),
  {
    entity: 'Item',
    id: '18',
    body: {
      Name: 'Spring Package',
      Type: 'Group',
      ItemGroupDetail: {
        ItemGroupLine: [
          { ItemRef: { value: '6' }, Qty: 2 },
          { ItemRef: { value: '10' }, Qty: 1 },
          { ItemRef: { value: '11' }, Qty: 10 },
        ],
      },
    },
  },
];

const address = {
  Id: '1',
  Line1: '27 Nursery Lane',
  City: 'Alderton',
  Country: 'USA',
  CountrySubDivisionCode: 'CA',
  PostalCode: '94990',
};

export const larkspurLists: SeedRecord[] = [
  {
    entity: 'CompanyInfo',
    id: '1',
    body: {
      CompanyName: 'Larkspur Landscaping',
      LegalName: 'Larkspur Landscaping LLC',
      CompanyAddr: address,
      LegalAddr: address,
      CustomerCommunicationAddr: address,
      PrimaryPhone: { FreeFormNumber: '(650) 555-0190' },
      CompanyStartDate: '2025-01-01',
      FiscalYearStartMonth: 'January',
      Country: 'US',
      Email: { Address: 'office@larkspur.example' },
      WebAddr: { URI: 'https://larkspur.example' },
      SupportedLanguages: 'en',
      NameValue: [
        { Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
        { Name: 'SubscriptionStatus', Value: 'PAID' },
      ],
    },
  },
  preferences({
    currency: 'USD',
    tax: { UsingSalesTax: true, TaxGroupCodeRef: { value: '2' } },
    customField: 'Crew',
    severalCurrencies: true,
    ownNumbers: false,
  }),
  ...larkspurChart,
  ...smallLists,
  ...taxes,
  { entity: 'CompanyCurrency', id: '1', body: { Code: 'CAD', Name: 'Canadian Dollar' } },
  { entity: 'CompanyCurrency', id: '2', body: { Code: 'EUR', Name: 'Euro' } },
  ...items,
  ...larkspurPeople,
];

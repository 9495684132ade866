/** Larkspur Landscaping, the sample company: its lists. All names and numbers are made up. */
import type { JsonObject } from '../json.ts';
import { preferences, pseudoCodes, type SeedRecord, smallLists, taxCode } from './accounts.ts';

type AccountRow = [id: string, name: string, type: string, subType: string, parent?: string];

const chart: AccountRow[] = [
  ['33', 'Accounts Payable (A/P)', 'Accounts Payable', 'AccountsPayable'],
  ['84', 'Accounts Receivable (A/R)', 'Accounts Receivable', 'AccountsReceivable'],
  ['35', 'Checking', 'Bank', 'Checking'],
  ['36', 'Savings', 'Bank', 'Savings'],
  ['4', 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds'],
  ['81', 'Inventory Asset', 'Other Current Asset', 'Inventory'],
  ['37', 'Truck', 'Fixed Asset', 'Vehicles'],
  ['38', 'Mowers and Trimmers', 'Fixed Asset', 'MachineryAndEquipment'],
  ['42', 'Larkspur Card', 'Credit Card', 'CreditCard'],
  ['90', 'Sales Tax Payable', 'Other Current Liability', 'SalesTaxPayable'],
  ['44', 'Truck Loan', 'Long Term Liability', 'NotesPayable'],
  ['34', 'Opening Balance Equity', 'Equity', 'OpeningBalanceEquity'],
  ['2', 'Retained Earnings', 'Equity', 'RetainedEarnings'],
  ['1', 'Services', 'Income', 'ServiceFeeIncome'],
  ['45', 'Garden Services', 'Income', 'ServiceFeeIncome'],
  ['46', 'Planting', 'Income', 'ServiceFeeIncome', '45'],
  ['47', 'Lawn Care', 'Income', 'ServiceFeeIncome', '45'],
  ['79', 'Sales of Product Income', 'Income', 'SalesOfProductIncome'],
  ['86', 'Discounts given', 'Income', 'DiscountsRefundsGiven'],
  ['80', 'Cost of Goods Sold', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'],
  ['50', 'Advertising', 'Expense', 'AdvertisingPromotional'],
  ['51', 'Fuel', 'Expense', 'Auto'],
  ['52', 'Insurance', 'Expense', 'Insurance'],
  ['60', 'Job Expenses', 'Expense', 'OtherMiscellaneousServiceCost'],
  ['53', 'Plants and Soil', 'Expense', 'SuppliesMaterials', '60'],
  ['54', 'Equipment Rental', 'Expense', 'EquipmentRental'],
  ['55', 'Legal Fees', 'Expense', 'LegalProfessionalFees'],
  ['56', 'Meals', 'Expense', 'TravelMeals'],
  ['57', 'Office Supplies', 'Expense', 'OfficeGeneralAdministrativeExpenses'],
  ['58', 'Rent', 'Expense', 'RentOrLeaseOfBuildings'],
  ['59', 'Repairs', 'Expense', 'RepairMaintenance'],
  ['61', 'Travel', 'Expense', 'Travel'],
  ['62', 'Utilities', 'Expense', 'Utilities'],
  ['63', 'Interest Earned', 'Other Income', 'InterestEarned'],
];

const accounts: SeedRecord[] = chart.map(([id, Name, AccountType, AccountSubType, parent]) => {
  const below = parent === undefined ? {} : { ParentRef: { value: parent } };
  return { entity: 'Account', id, body: { Name, AccountType, AccountSubType, ...below } };
});

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
const bought: JsonObject = { Taxable: true, ExpenseAccountRef: { value: '53' } };

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

type PersonRow = [id: string, name: string, person: string, street: string, extra?: JsonObject];

const customerRows: PersonRow[] = [
  ['1', 'Ada Quill Books', 'Ada Quill', '14 Press Row'],
  ['2', 'Brindle Veterinary Clinic', 'Owen Brindle', '3 Meadow Lane'],
  ['3', "Carver's Bakery", 'Lena Carver', '77 Mill Street'],
  ['4', 'Dagny Hollis', 'Dagny Hollis', '9 Orchard Close'],
  ['5', 'Ember Yoga House', 'Priya Ember', '210 Canal Walk', { WebAddr: { URI: 'https://ember.example' } }],
  ['6', 'Fernhill Primary School', 'Ruth Ansel', '1 School Hill', { DefaultTaxCodeRef: { value: '3' } }],
  [
    '7',
    'Gull Point Inn',
    'Marek Dunn',
    '5 Harbour Steps',
    { Mobile: { FreeFormNumber: '(650) 555-0177' }, Fax: { FreeFormNumber: '(650) 555-0178' } },
  ],
  ['8', 'Hugo Vance', 'Hugo Vance', '31 Ridgeway'],
  ['9', 'Ives & Daughters', 'Norah Ives', '60 Market Place'],
  ['10', 'Juniper Court Residents', 'Tom Sayle', '2 Juniper Court'],
  ['11', 'Kestrel Film Studio', 'Ines Roth', '18 Depot Road', { SalesTermRef: { value: '2' } }],
  ['12', 'Lowell Dentistry', 'Sam Lowell', '44 Station Road'],
  ['13', 'Mira Tannen', 'Mira Tannen', '6 Willow Bank'],
  ['14', 'Northfield Tennis Club', 'Bea Northfield', '1 Court Lane'],
];

const emailOf = (name: string) => ({
  Address: `${name
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '.')
    .replaceAll(/^\.|\.$/g, '')}@larkspur.example`,
});

function person([id, DisplayName, contact, Line1, extra]: PersonRow): { id: string; body: JsonObject } {
  const [GivenName = '', FamilyName = ''] = contact.split(' ');
  const address = { Line1, City: 'Alderton', CountrySubDivisionCode: 'CA', PostalCode: '94990' };
  const company = DisplayName === contact ? {} : { CompanyName: DisplayName };
  const phone = { FreeFormNumber: `(650) 555-01${id.padStart(2, '0')}` };
  const whole = { DisplayName, GivenName, FamilyName, PrimaryEmailAddr: emailOf(DisplayName), PrimaryPhone: phone };
  const shipTo = Number(id) < 15 ? { ShipAddr: address } : {};
  return { id, body: { ...whole, ...company, BillAddr: address, ...shipTo, ...extra } };
}

const people: SeedRecord[] = [
  ...customerRows.map((row): SeedRecord => ({ entity: 'Customer', ...person(row) })),
  { entity: 'Customer', id: '15', body: { DisplayName: 'Court gardens', ParentRef: { value: '10' }, Job: true } },
  { entity: 'Customer', id: '16', body: { DisplayName: 'Roof terrace', ParentRef: { value: '10' }, Job: true } },
  ...(
    [
      ['21', 'Alder Garden Supply', 'Fay Holt', '90 Quarry Road', { TermRef: { value: '3' }, AcctNum: 'LL-2204' }],
      ['22', 'Bristow Fuels', 'Ian Bristow', '12 Pump Lane'],
      ['23', 'Coppice Nursery', 'June Harker', '4 Coppice Way', { TermRef: { value: '2' } }],
      ['24', 'Dale Tool Rental', 'Piet Dale', '8 Yard Street', { Vendor1099: true }],
      ['25', 'Everard Insurance', 'Cora Everard', '101 High Street'],
      ['26', 'Fir Tree Properties', 'Lou Marsh', '2 Fir Tree Road'],
      ['27', 'Grantham Legal', 'Eve Grantham', '15 Temple Court', { Vendor1099: true }],
      ['28', 'Hale Power and Water', 'Desk Hale', '300 Works Road'],
    ] satisfies PersonRow[]
  ).map((row): SeedRecord => ({ entity: 'Vendor', ...person(row) })),
  {
    entity: 'Employee',
    id: '31',
    body: { GivenName: 'Wren', FamilyName: 'Abbott', HiredDate: '2024-03-04', BillableTime: true },
  },
  { entity: 'Employee', id: '32', body: { GivenName: 'Joss', FamilyName: 'Merriman', HiredDate: '2025-05-12' } },
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
  ...accounts,
  ...smallLists,
  ...taxes,
  { entity: 'CompanyCurrency', id: '1', body: { Code: 'CAD', Name: 'Canadian Dollar' } },
  { entity: 'CompanyCurrency', id: '2', body: { Code: 'EUR', Name: 'Euro' } },
  ...items,
  ...people,
];

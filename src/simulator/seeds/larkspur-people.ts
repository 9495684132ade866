/** The sample company's customers, vendors and crew; customers have the ids 1 to 29, vendors 30 to 57, as in Intuit's sample. */
import type { JsonObject } from '../json.ts';
import type { SeedRecord } from './accounts.ts';

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
  ['17', 'Old Ferry Museum', 'Hana Brooks', '1 Ferry Quay'],
  ['18', 'Pell Street Surgery', 'Amir Pell', '20 Pell Street'],
  ['19', 'Quince Cottage Hotel', 'Sue Marlow', '8 Quince Lane'],
  ['20', 'Rowan Square Cafe', 'Ben Archer', '5 Rowan Square'],
  ['21', 'Saffron Print Works', 'Mia Saffron', '40 Foundry Road'],
  ['22', 'Thora Lind', 'Thora Lind', '12 Beck Side'],
  ['23', 'Upton Riding School', 'Clare Upton', '3 Paddock Lane'],
  ['24', 'Vesper Theatre', 'Louis Grant', '9 Playhouse Yard'],
  ['25', 'Wharf Road Dairy', 'Ken Moss', '71 Wharf Road'],
  ['26', 'Xenia Baird', 'Xenia Baird', '16 Larch Grove'],
  ['27', 'Yarrow Care Home', 'Dot Finch', '2 Yarrow Park'],
  ['28', 'Zephyr Cycles', 'Max Orton', '33 Bridge Street'],
  ['29', 'Ashdown Nursery School', 'Nell Hardy', '7 Ashdown Road'],
];

const vendorRows: PersonRow[] = [
  ['30', 'Bank Street Books', 'Gil Tate', '6 Bank Street'],
  ['31', 'Everard Insurance', 'Cora Everard', '101 High Street'],
  ['32', 'Clearline Telephone', 'Desk Clearline', '1 Exchange Place'],
  ['33', 'Bristow Fuels', 'Ian Bristow', '12 Pump Lane'],
  ['34', 'Beacon Health Cover', 'Desk Beacon', '88 Crown Road'],
  ['35', 'Penrose Computers', 'Ada Penrose', '14 Station Parade'],
  ['36', 'Holloway Body Shop', 'Rick Holloway', '29 Forge Lane'],
  ['37', 'State Payroll Office', 'Desk Payroll', '2 Capitol Way'],
  ['38', 'Dale Tool Rental', 'Piet Dale', '8 Yard Street', { Vendor1099: true }],
  ['39', 'Harrow Pensions', 'Desk Harrow', '50 Broad Street'],
  ['40', 'Fir Tree Properties', 'Lou Marsh', '2 Fir Tree Road'],
  ['41', 'Tanner Hardware', 'Meg Tanner', '17 Tanner Row'],
  ['42', 'Loud and Clear Advertising', 'Jo Bright', '4 Studio Court'],
  ['43', 'Mugs and More', 'Pat Kiln', '9 Kiln Street'],
  ['44', 'Smile Dental Cover', 'Desk Smile', '61 Crown Road'],
  ['45', 'Clearview Eye Cover', 'Desk Clearview', '63 Crown Road'],
  ['46', 'Alder Garden Supply', 'Fay Holt', '90 Quarry Road', { TermRef: { value: '3' }, AcctNum: 'LL-2204' }],
  ['47', 'Sid Pemberton', 'Sid Pemberton', '11 Chapel Hill', { Vendor1099: true }],
  ['48', 'Hale Power and Water', 'Desk Hale', '300 Works Road'],
  ['49', 'Grantham Legal', 'Eve Grantham', '15 Temple Court', { Vendor1099: true }],
  ['50', 'Coppice Nursery', 'June Harker', '4 Coppice Way', { TermRef: { value: '2' } }],
  ['51', 'Stonehand Masonry', 'Al Stone', '5 Quarry Road'],
  ['52', 'Tess Wainwright', 'Tess Wainwright', '23 Mill Street', { Vendor1099: true }],
  ['53', 'Federal Tax Office', 'Desk Federal', '1 Capitol Way'],
  ['56', 'Bridge Burger Bar', 'Ray Bridge', '40 Bridge Street'],
  ['57', 'Sparkle Car Wash', 'Tina Wells', '52 Station Road'],
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
  const shipTo = Number(id) < 30 ? { ShipAddr: address } : {};
  return { id, body: { ...whole, ...company, BillAddr: address, ...shipTo, ...extra } };
}

export const larkspurPeople: SeedRecord[] = [
  ...customerRows.map((row): SeedRecord => ({ entity: 'Customer', ...person(row) })),
  { entity: 'Customer', id: '15', body: { DisplayName: 'Court gardens', ParentRef: { value: '10' }, Job: true } },
  { entity: 'Customer', id: '16', body: { DisplayName: 'Roof terrace', ParentRef: { value: '10' }, Job: true } },
  ...vendorRows.map((row): SeedRecord => ({ entity: 'Vendor', ...person(row) })),
  {
    entity: 'Employee',
    id: '54',
    body: { GivenName: 'Wren', FamilyName: 'Abbott', HiredDate: '2024-03-04', BillableTime: true },
  },
  { entity: 'Employee', id: '55', body: { GivenName: 'Joss', FamilyName: 'Merriman', HiredDate: '2025-05-12' } },
];

/** The entities that are modelled, and which list gives each its ids (QuickBooks numbers names, transactions, items... apart). */

export const entityNames = [
  'Account',
  'Class',
  'CompanyInfo',
  'CreditMemo',
  'Customer',
  'Department',
  'Employee',
  'Invoice',
  'Item',
  'Payment',
  'PaymentMethod',
  'Preferences',
  'TaxAgency',
  'TaxCode',
  'TaxRate',
  'Term',
  'Vendor',
] as const;

export type EntityName = (typeof entityNames)[number];

const byLowerCase = new Map(entityNames.map((name) => [name.toLowerCase(), name]));

/** The entity of a path segment or of a query, in any case of letters. */
export function entityNamed(text: string): EntityName | undefined {
  return byLowerCase.get(text.toLowerCase());
}

export type SalesForm = 'Invoice' | 'CreditMemo';
export type NameEntity = 'Customer' | 'Vendor' | 'Employee';

export const transactionEntities: readonly EntityName[] = ['Invoice', 'CreditMemo', 'Payment'];

export function idList(entity: EntityName): string {
  if (transactionEntities.includes(entity)) return 'transactions';
  if (entity === 'Customer' || entity === 'Vendor' || entity === 'Employee') return 'names';
  return entity;
}

/** How faults call the list that an id was not found in. */
export function elementList(entity: EntityName): string {
  if (entity === 'Class') return 'Klasses';
  if (entity === 'Customer' || entity === 'Vendor' || entity === 'Employee') return 'Names';
  return `${entity}s`;
}

/** The entities that are modelled, and which list gives each its ids (QuickBooks numbers names, transactions, items... apart). */

export const entityNames = [
  'Account',
  'Attachable',
  'Bill',
  'BillPayment',
  'Class',
  'CompanyCurrency',
  'CompanyInfo',
  'CreditMemo',
  'Customer',
  'Department',
  'Deposit',
  'Employee',
  'Estimate',
  'ExchangeRate',
  'Invoice',
  'Item',
  'JournalEntry',
  'Payment',
  'PaymentMethod',
  'Preferences',
  'Purchase',
  'PurchaseOrder',
  'RefundReceipt',
  'SalesReceipt',
  'TaxAgency',
  'TaxCode',
  'TaxRate',
  'Term',
  'TimeActivity',
  'Transfer',
  'Vendor',
  'VendorCredit',
] as const;

export type EntityName = (typeof entityNames)[number];

/** Entities that QuickBooks has and this simulator refuses, so that the refusal can say so. */
const others = [
  'Budget',
  'CreditCardPayment',
  'CustomerType',
  'InventoryAdjustment',
  'JournalCode',
  'RecurringTransaction',
  'ReimburseCharge',
  'TaxPayment',
];

const byLowerCase = new Map(entityNames.map((name) => [name.toLowerCase(), name]));
const othersByLowerCase = new Map(others.map((name) => [name.toLowerCase(), name]));

/** The entity of a path segment or of a query, in any case of letters. */
export function entityNamed(text: string): EntityName | undefined {
  return byLowerCase.get(text.toLowerCase());
}

/** QuickBooks' name of an entity that is not modelled. */
export function unmodelledEntity(text: string): string | undefined {
  return othersByLowerCase.get(text.toLowerCase());
}

/** Documents with sales lines: they share one arithmetic. */
export const salesForms = ['Invoice', 'CreditMemo', 'SalesReceipt', 'RefundReceipt', 'Estimate'] as const;
export type SalesForm = (typeof salesForms)[number];
export type NameEntity = 'Customer' | 'Vendor' | 'Employee';

/** Documents with a date that move money or promise it. Their ids come from one list. */
export const transactionEntities: readonly EntityName[] = [
  'Invoice',
  'CreditMemo',
  'Payment',
  'SalesReceipt',
  'RefundReceipt',
  'Estimate',
  'Bill',
  'VendorCredit',
  'BillPayment',
  'Purchase',
  'PurchaseOrder',
  'Deposit',
  'JournalEntry',
  'Transfer',
];

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

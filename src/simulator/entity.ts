/** The entities that are modelled, and which list gives each its ids (QuickBooks numbers names, transactions, items... apart). */

export const entityNames = [
  'Account',
  'Attachable',
  'Bill',
  'BillPayment',
  'Class',
  'CompanyCurrency',
  'CompanyInfo',
  'CreditCardPayment',
  'CreditMemo',
  'Customer',
  'CustomerType',
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
  'RecurringTransaction',
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

/** Entities that QuickBooks has and nobody can make here: lists of them are empty, and a refusal of the rest says why. */
const others = ['Budget', 'InventoryAdjustment', 'JournalCode', 'ReimburseCharge', 'TaxPayment'];

/** How records are called on the wire where that is not the name of the entity. */
const wireNames: Partial<Record<EntityName, string>> = { CreditCardPayment: 'CreditCardPaymentTxn' };

export function wireName(entity: EntityName): string {
  return wireNames[entity] ?? entity;
}

const byLowerCase = new Map(
  entityNames.flatMap((name) => [name, wireName(name)].map((known) => [known.toLowerCase(), name] as const)),
);
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
/** What a recurring transaction can be made of. */
export const recurringTypes = [
  'Bill',
  'CreditMemo',
  'Deposit',
  'Estimate',
  'Invoice',
  'JournalEntry',
  'Purchase',
  'PurchaseOrder',
  'RefundReceipt',
  'SalesReceipt',
  'Transfer',
  'VendorCredit',
] as const satisfies readonly EntityName[];
export type RecurringType = (typeof recurringTypes)[number];
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
  'CreditCardPayment',
];

export function idList(entity: EntityName): string {
  if (transactionEntities.includes(entity) || entity === 'RecurringTransaction') return 'transactions';
  if (entity === 'Customer' || entity === 'Vendor' || entity === 'Employee') return 'names';
  return entity;
}

/** How faults call the list that an id was not found in. */
export function elementList(entity: EntityName): string {
  if (entity === 'Class') return 'Klasses';
  if (entity === 'Customer' || entity === 'Vendor' || entity === 'Employee') return 'Names';
  return `${entity}s`;
}

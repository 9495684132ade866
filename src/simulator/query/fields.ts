/** Which properties may be filtered and sorted by, and how each is compared. Others are answered with 4001. */
import type { EntityName } from '../entity.ts';

type FieldType = 'id' | 'text' | 'number' | 'date' | 'time' | 'boolean' | 'reference';

export interface Field {
  name: string;
  type: FieldType;
  filter: boolean;
  sort: boolean;
}

const everywhere: Field[] = [
  field('Id', 'id'),
  field('MetaData.CreateTime', 'time'),
  field('MetaData.LastUpdatedTime', 'time'),
];

const names = ['DisplayName', 'GivenName', 'MiddleName', 'FamilyName', 'CompanyName', 'PrintOnCheckName'].map((name) =>
  field(name, 'text'),
);
const active = field('Active', 'boolean');
const list = [field('Name', 'text'), field('FullyQualifiedName', 'text'), active];
const filterOnly = { filter: true, sort: false };

const number = field('DocNumber', 'text');
const date = field('TxnDate', 'date');
const due = field('DueDate', 'date');
const balance = field('Balance', 'number');
const total = field('TotalAmt', 'number', filterOnly);
const customer = field('CustomerRef', 'reference', filterOnly);
const vendor = field('VendorRef', 'reference', filterOnly);
const term = field('SalesTermRef', 'reference', filterOnly);
const department = field('DepartmentRef', 'reference', filterOnly);
const bought = [number, date, total, vendor, department];

const fieldsByEntity: Record<EntityName, Field[]> = {
  Invoice: [number, date, due, balance, total, customer, term, department],
  CreditMemo: [number, date, balance, total, customer],
  SalesReceipt: [number, date, balance, total, customer, department],
  RefundReceipt: [number, date, balance, total, customer],
  Estimate: [number, date, total, customer, field('TxnStatus', 'text'), field('ExpirationDate', 'date')],
  Payment: [
    date,
    total,
    customer,
    field('PaymentMethodRef', 'reference', filterOnly),
    field('PaymentRefNum', 'text', filterOnly),
    field('UnappliedAmt', 'number', filterOnly),
  ],
  Bill: [...bought, due, balance, term, field('APAccountRef', 'reference', filterOnly)],
  VendorCredit: [...bought, balance],
  PurchaseOrder: [...bought, field('POStatus', 'text')],
  BillPayment: [...bought, field('PayType', 'text', filterOnly)],
  Purchase: [
    number,
    date,
    total,
    field('AccountRef', 'reference', filterOnly),
    field('PaymentType', 'text', filterOnly),
    field('EntityRef', 'reference', filterOnly),
  ],
  Deposit: [date, number, total, field('DepositToAccountRef', 'reference', filterOnly)],
  JournalEntry: [number, date, total],
  Transfer: [
    date,
    field('Amount', 'number', filterOnly),
    field('FromAccountRef', 'reference', filterOnly),
    field('ToAccountRef', 'reference', filterOnly),
  ],
  CreditCardPayment: [
    date,
    field('Amount', 'number', filterOnly),
    field('BankAccountRef', 'reference', filterOnly),
    field('CreditCardAccountRef', 'reference', filterOnly),
  ],
  RecurringTransaction: [field('Type', 'text')],
  TimeActivity: [
    date,
    customer,
    vendor,
    field('EmployeeRef', 'reference', filterOnly),
    field('NameOf', 'text', filterOnly),
    field('BillableStatus', 'text', filterOnly),
  ],
  Attachable: [
    field('FileName', 'text'),
    field('Note', 'text'),
    field('Tag', 'text'),
    field('ContentType', 'text'),
    field('Category', 'text'),
    field('Size', 'number'),
    field('AttachableRef.EntityRef.Type', 'text', filterOnly),
    field('AttachableRef.EntityRef.value', 'reference', filterOnly),
  ],
  Customer: [
    ...names,
    field('FullyQualifiedName', 'text'),
    active,
    balance,
    field('BalanceWithJobs', 'number', { filter: false, sort: true }),
    field('PrimaryEmailAddr', 'text', filterOnly),
    field('Job', 'boolean', filterOnly),
    field('ParentRef', 'reference', filterOnly),
  ],
  Vendor: [...names, active, balance, field('PrimaryEmailAddr', 'text', filterOnly), field('Vendor1099', 'boolean')],
  Employee: [...names, active],
  Item: [
    ...list,
    field('Type', 'text'),
    field('Sku', 'text'),
    field('UnitPrice', 'number'),
    field('SubItem', 'boolean', filterOnly),
    field('ParentRef', 'reference', filterOnly),
    field('QtyOnHand', 'number', filterOnly),
  ],
  Account: [
    ...list,
    field('AccountType', 'text'),
    field('AccountSubType', 'text'),
    field('AcctNum', 'text'),
    field('Classification', 'text'),
    field('CurrentBalance', 'number'),
    field('SubAccount', 'boolean', filterOnly),
    field('ParentRef', 'reference', filterOnly),
  ],
  Department: [...list, field('SubDepartment', 'boolean', filterOnly), field('ParentRef', 'reference', filterOnly)],
  Class: [...list, field('SubClass', 'boolean', filterOnly), field('ParentRef', 'reference', filterOnly)],
  TaxCode: [field('Name', 'text'), active, field('Taxable', 'boolean', filterOnly)],
  TaxRate: [field('Name', 'text'), active, field('RateValue', 'number', filterOnly)],
  TaxAgency: [field('DisplayName', 'text')],
  Term: [field('Name', 'text'), active, field('Type', 'text'), field('DueDays', 'number', filterOnly)],
  CustomerType: [field('Name', 'text'), active],
  PaymentMethod: [field('Name', 'text'), active, field('Type', 'text')],
  CompanyCurrency: [field('Code', 'text'), field('Name', 'text'), active],
  ExchangeRate: [field('SourceCurrencyCode', 'text'), field('AsOfDate', 'date')],
  CompanyInfo: [field('CompanyName', 'text')],
  Preferences: [],
};

export function findField(entity: EntityName, name: string, options: { loose: boolean }): Field | undefined {
  const fields = [...everywhere, ...fieldsByEntity[entity]];
  const exact = fields.find((candidate) => candidate.name === name);
  if (exact || !options.loose) return exact;
  return fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
}

/** Lists whose inactive members stay hidden unless the statement names Active. */
export function hidesInactive(entity: EntityName): boolean {
  return fieldsByEntity[entity].includes(active);
}

function field(name: string, type: FieldType, use = { filter: true, sort: true }): Field {
  return { name, type, ...use };
}

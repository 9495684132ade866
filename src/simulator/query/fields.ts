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

const fieldsByEntity: Record<EntityName, Field[]> = {
  Invoice: [
    field('DocNumber', 'text'),
    field('TxnDate', 'date'),
    field('DueDate', 'date'),
    field('Balance', 'number'),
    field('TotalAmt', 'number', filterOnly),
    field('CustomerRef', 'reference', filterOnly),
    field('SalesTermRef', 'reference', filterOnly),
  ],
  CreditMemo: [
    field('DocNumber', 'text'),
    field('TxnDate', 'date'),
    field('Balance', 'number'),
    field('TotalAmt', 'number', filterOnly),
    field('CustomerRef', 'reference', filterOnly),
  ],
  Payment: [
    field('TxnDate', 'date'),
    field('TotalAmt', 'number', filterOnly),
    field('CustomerRef', 'reference', filterOnly),
    field('PaymentMethodRef', 'reference', filterOnly),
    field('PaymentRefNum', 'text', filterOnly),
  ],
  Customer: [
    ...names,
    field('FullyQualifiedName', 'text'),
    active,
    field('Balance', 'number'),
    field('BalanceWithJobs', 'number', { filter: false, sort: true }),
    field('PrimaryEmailAddr', 'text', filterOnly),
  ],
  Vendor: [...names, active, field('Balance', 'number')],
  Employee: [...names, active],
  Item: [...list, field('Type', 'text'), field('Sku', 'text'), field('UnitPrice', 'number')],
  Account: [
    ...list,
    field('AccountType', 'text'),
    field('AccountSubType', 'text'),
    field('Classification', 'text'),
    field('CurrentBalance', 'number'),
  ],
  Department: list,
  Class: list,
  TaxCode: [field('Name', 'text'), active],
  TaxRate: [field('Name', 'text'), active],
  TaxAgency: [field('DisplayName', 'text')],
  Term: [field('Name', 'text'), active],
  PaymentMethod: [field('Name', 'text'), active],
  CompanyInfo: [],
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

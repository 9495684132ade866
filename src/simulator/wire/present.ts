/**
 * A stored record as it travels: properties in QuickBooks' order, references with the name their target has now.
 * Invariant: presenting reads only; the same record gives the same bytes.
 */

import { amountIn, cents, jsonNumber } from '../amount.ts';
import { type EntityName, recurringTypes } from '../entity.ts';
import { isObject, type Json, type JsonObject, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { propertyOrder } from './order.ts';
import { lastModifiedBy, nameOfPerson, nameValue, shown } from './shown.ts';
import { metaTime } from './time.ts';

/** References that come back with a name, and the list that knows it. Others (TaxCodeRef...) carry the id alone. */
const named: Readonly<Record<string, EntityName>> = {
  CustomerRef: 'Customer',
  ItemRef: 'Item',
  ClassRef: 'Class',
  DepartmentRef: 'Department',
  DepositToAccountRef: 'Account',
  DiscountAccountRef: 'Account',
  IncomeAccountRef: 'Account',
  ExpenseAccountRef: 'Account',
  AssetAccountRef: 'Account',
  PaymentMethodRef: 'PaymentMethod',
  VendorRef: 'Vendor',
  EmployeeRef: 'Employee',
  AccountRef: 'Account',
  APAccountRef: 'Account',
  BankAccountRef: 'Account',
  CCAccountRef: 'Account',
  CreditCardAccountRef: 'Account',
  FromAccountRef: 'Account',
  ToAccountRef: 'Account',
  GroupItemRef: 'Item',
  ItemAccountRef: 'Account',
  SalesTermRef: 'Term',
};

/** References that say what kind of person they mean. */
const people = ['EntityRef', 'Entity'];

const bareIn: Partial<Record<EntityName, readonly string[]>> = {
  Payment: ['DepositToAccountRef', 'PaymentMethodRef'],
  Customer: ['PaymentMethodRef', 'SalesTermRef'],
  Bill: ['SalesTermRef'],
  PurchaseOrder: ['SalesTermRef'],
  Attachable: ['EntityRef'],
};

export function present(books: Books, entity: EntityName, entry: Entry): JsonObject {
  const { Type, Template } = entry.body;
  if (entity === 'RecurringTransaction') {
    const type = recurringTypes.find((name) => name === Type);
    return type && isObject(Template) ? { [type]: present(books, type, { ...entry, body: Template }) } : {};
  }
  const whole: JsonObject = {
    ...shown(books, entity, entry.body),
    ...homeAmounts(entry.body),
    ...depositLink(entry),
    domain: 'QBO',
    sparse: false,
    Id: entry.id,
    SyncToken: String(entry.syncToken),
    MetaData: {
      CreateTime: metaTime(new Date(entry.createdAt)),
      ...lastModifiedBy(books, entity),
      LastUpdatedTime: metaTime(new Date(entry.updatedAt)),
    },
  };
  const extra = entity === 'Payment' ? { Line: paymentLines(books, entry.body.Line) } : {};
  return inOrder(entity, withNames(books, { ...whole, ...extra }, bareIn[entity] ?? []));
}

/** What lies in a bank deposit says in which one. */
function depositLink({ internal }: Entry): JsonObject {
  return internal.deposit === undefined ? {} : { LinkedTxn: [{ TxnId: internal.deposit, TxnType: 'Deposit' }] };
}

/** With multicurrency a document says its amounts in the home currency too. */
function homeAmounts(body: JsonObject): JsonObject {
  if (typeof body.ExchangeRate !== 'number') return {};
  const home = (property: string) =>
    typeof body[property] === 'number'
      ? jsonNumber(cents(amountIn(body[property]).times(amountIn(body.ExchangeRate))))
      : undefined;
  return { HomeTotalAmt: home('TotalAmt'), HomeBalance: home('Balance') };
}

/** What a deletion answers with, and what change data capture shows of it. */
export function deletedStub(entry: Entry): JsonObject {
  const template = textOf(entry.body.Type);
  if (isObject(entry.body.Template) && template !== undefined) {
    return { [template]: { domain: 'QBO', status: 'Deleted', Id: entry.id } };
  }
  return { domain: 'QBO', status: 'Deleted', Id: entry.id };
}

function inOrder(entity: EntityName, record: JsonObject): JsonObject {
  const order = propertyOrder[entity] ?? [];
  const ordered: JsonObject = {};
  for (const property of order) {
    if (record[property] !== undefined) ordered[property] = record[property];
  }
  for (const [property, value] of Object.entries(record)) {
    if (!(property in ordered) && value !== undefined) ordered[property] = value;
  }
  return ordered;
}

function withNames(books: Books, record: JsonObject, bare: readonly string[]): JsonObject {
  const result: JsonObject = {};
  for (const [property, value] of Object.entries(record)) {
    if (value === undefined) continue;
    const list = bare.includes(property) ? undefined : named[property];
    if (list && isObject(value)) result[property] = nameReference(books, list, value);
    else if (people.includes(property) && !bare.includes(property) && isObject(value) && value.value !== undefined)
      result[property] = nameOfPerson(books, value);
    else result[property] = nameInside(books, value, bare);
  }
  return result;
}

function nameInside(books: Books, value: Json | undefined, bare: readonly string[]): Json | undefined {
  if (Array.isArray(value)) return value.map((member) => nameInside(books, member, bare) ?? null);
  return isObject(value) ? withNames(books, value, bare) : value;
}

function nameReference(books: Books, list: EntityName, reference: JsonObject): JsonObject {
  const body = books.find(list, textOf(reference.value) ?? '')?.body;
  const name = textOf(body?.FullyQualifiedName) ?? textOf(body?.DisplayName) ?? textOf(body?.Name);
  return name === undefined ? reference : { value: reference.value, name };
}

function linkedType(link: JsonObject | undefined): EntityName {
  const type = link?.TxnType;
  return type === 'CreditMemo' || type === 'JournalEntry' ? type : 'Invoice';
}

/** LineEx repeats what the linked transaction is; clients are to ignore it. */
function paymentLines(books: Books, lines: Json | undefined): Json[] {
  return (Array.isArray(lines) ? lines : []).filter(isObject).map((line) => {
    const link = Array.isArray(line.LinkedTxn) ? line.LinkedTxn.find(isObject) : undefined;
    const linked = books.find(linkedType(link), textOf(link?.TxnId) ?? '');
    const balance = amountIn(linked?.body.Balance);
    const open = books.switches.lineExOpenBalance === 'after' ? balance : balance.plus(amountIn(line.Amount));
    const any = [
      nameValue('txnId', textOf(link?.TxnId) ?? ''),
      nameValue('txnOpenBalance', open.toFixed(2)),
      nameValue('txnReferenceNumber', textOf(linked?.body.DocNumber) ?? ''),
    ];
    return { ...line, LineEx: { any } };
  });
}

/** Time, attachments, currencies and tax agencies. */
import { amountIn } from '../amount.ts';
import type { EntityName } from '../entity.ts';
import { entityNamed } from '../entity.ts';
import { type JsonObject, objectOf, objectsOf, refOf, textOf } from '../json.ts';
import { currencyName, needMultiCurrency } from '../rules/currency-names.ts';
import { referenced } from '../rules/references.ts';
import type { Books } from '../state/books.ts';
import { businessRule, duplicateName, invalidReference, invalidValue, required } from '../wire/fault.ts';
import { mustRefer, type Table } from './table.ts';

export const timeActivityTable: Table = {
  entity: 'TimeActivity',
  required: ['NameOf'],
  lists: {
    EmployeeRef: 'Employee',
    VendorRef: 'Vendor',
    CustomerRef: 'Customer',
    ItemRef: 'Item',
    ClassRef: 'Class',
    DepartmentRef: 'Department',
  },
  kept: ['NameOf', 'EmployeeRef', 'VendorRef'],
  dated: false,
  deletes: true,
  content: (books, { wish }) => {
    if (wish.NameOf === 'Other') throw invalidValue('2170', 'NameOf', 'NameOf must be Employee or Vendor.');
    mustRefer(wish, wish.NameOf === 'Employee' ? 'EmployeeRef' : 'VendorRef');
    const BillableStatus = wish.BillableStatus ?? 'NotBillable';
    if (BillableStatus === 'Billable') mustRefer(wish, 'CustomerRef');
    return {
      TxnDate: wish.TxnDate ?? books.today,
      BillableStatus,
      HourlyRate: wish.HourlyRate ?? 0,
      ...duration(wish),
    };
  },
};

/** Hours and minutes, or a start and an end. */
function duration(wish: JsonObject): JsonObject {
  const [start, end] = [textOf(wish.StartTime), textOf(wish.EndTime)];
  if (start !== undefined && end !== undefined) {
    if (Date.parse(end) <= Date.parse(start)) throw businessRule('EndTime must be later than StartTime.');
    return { Hours: undefined, Minutes: undefined };
  }
  if (typeof wish.Hours !== 'number' && typeof wish.Minutes !== 'number') throw required('Hours');
  const [hours, minutes] = [amountIn(wish.Hours), amountIn(wish.Minutes)];
  if (hours.lt(0) || hours.gt(8760) || minutes.lt(0) || minutes.gt(59)) {
    throw invalidValue('2240', 'Hours', 'Hours must be from 0 to 8760, Minutes from 0 to 59.');
  }
  return { Hours: Number(hours.toFixed(0)), Minutes: Number(minutes.toFixed(0)) };
}

export const attachableTable: Table = {
  entity: 'Attachable',
  required: [],
  lists: {},
  kept: ['FileName', 'ContentType', 'Size', 'FileAccessUri', 'TempDownloadUri'],
  dated: false,
  deletes: true,
  content: (books, { wish }) => {
    if (wish.Note === undefined && wish.FileName === undefined) throw required('Note');
    for (const reference of objectsOf(wish.AttachableRef)) checkAttached(books, objectOf(reference.EntityRef));
    return {};
  },
};

function checkAttached(books: Books, reference: JsonObject | undefined): void {
  const id = refOf(reference);
  if (id === undefined) return;
  const entity: EntityName | undefined = entityNamed(textOf(reference?.type) ?? '');
  if (!entity) throw invalidReference('AttachableRef.EntityRef needs the type of what it points to');
  referenced(books, entity, { id, before: id });
}

export const taxAgencyTable: Table = {
  entity: 'TaxAgency',
  required: ['DisplayName'],
  lists: {},
  kept: ['TaxTrackedOnPurchases', 'TaxTrackedOnSales'],
  dated: false,
  deletes: false,
  content: (books, { before, wish }) => {
    const name = textOf(wish.DisplayName)?.trim().toLowerCase();
    const taken = books
      .all('TaxAgency')
      .some((other) => other.id !== before?.id && textOf(other.body.DisplayName)?.trim().toLowerCase() === name);
    if (taken) throw duplicateName('Another tax agency is already using this name.');
    return {
      TaxTrackedOnPurchases: wish.TaxTrackedOnPurchases ?? false,
      TaxTrackedOnSales: wish.TaxTrackedOnSales ?? true,
    };
  },
};

export const companyCurrencyTable: Table = {
  entity: 'CompanyCurrency',
  required: ['Code'],
  lists: {},
  kept: ['Code', 'Name'],
  dated: false,
  deletes: false,
  content: (books, { before, wish }) => {
    needMultiCurrency(books);
    const code = textOf(wish.Code) ?? '';
    const name = currencyName(code);
    if (name === undefined || code === books.company.currency.value) {
      throw invalidValue('2170', 'Code', `${code} is no foreign currency (ISO 4217, like EUR).`);
    }
    if (before && before.body.Code !== code)
      throw invalidValue('2120', 'Code', 'The code of a currency cannot change.');
    if (books.all('CompanyCurrency').some((other) => other.id !== before?.id && other.body.Code === code)) {
      throw duplicateName(`The currency ${code} is on the list.`);
    }
    return { Code: code, Name: wish.Name ?? name, Active: wish.Active !== false };
  },
};

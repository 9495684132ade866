/**
 * The one door to the books: the company API, batches, the accountant and the seeds all come through here.
 * Invariants: a write names the record's current SyncToken or is refused (5010); a refused write changes nothing.
 */
import { coverage } from './coverage.ts';
import type { EntityName } from './entity.ts';
import { type JsonObject, textOf } from './json.ts';
import { accountRules } from './rules/account.ts';
import { applyCredits } from './rules/auto-apply.ts';
import { creditMemoRules } from './rules/credit-memo.ts';
import type { EntityRules, WriteOptions } from './rules/entity-rules.ts';
import { estimateRules } from './rules/estimate.ts';
import { exchangeRateRules } from './rules/exchange-rate.ts';
import { invoiceRules } from './rules/invoice.ts';
import { itemRules } from './rules/item.ts';
import { paymentRules } from './rules/payment.ts';
import { customerRules, employeeRules, vendorRules } from './rules/people.ts';
import { preferencesRules } from './rules/preferences.ts';
import { refundReceiptRules, salesReceiptRules } from './rules/receipts.ts';
import { liftTemplate, recurringRules } from './rules/recurring.ts';
import {
  classRules,
  companyInfoRules,
  customerTypeRules,
  departmentRules,
  paymentMethodRules,
  taxCodeRules,
  taxRateRules,
  termRules,
} from './rules/small-lists.ts';
import type { Books, Entry } from './state/books.ts';
import { billPaymentTable, billTable, vendorCreditTable } from './tables/bills.ts';
import { creditCardPaymentTable, depositTable, journalEntryTable, transferTable } from './tables/movements.ts';
import { attachableTable, companyCurrencyTable, taxAgencyTable, timeActivityTable } from './tables/others.ts';
import { purchaseOrderTable, purchaseTable } from './tables/purchases.ts';
import { tableRules } from './tables/table.ts';
import { invalidId, notFound, required, stale, unsupported } from './wire/fault.ts';
import { parseEntity } from './wire/parse.ts';
import { deletedStub, present } from './wire/present.ts';

export type WriteOperation = 'create' | 'update' | 'void' | 'delete';

export interface Write {
  entity: EntityName;
  operation: WriteOperation;
  body: JsonObject;
  /** `include=allowduplicatedocnum` */
  allowDuplicateNumber?: boolean;
}

export const rules: Record<EntityName, EntityRules> = {
  Account: accountRules,
  Attachable: tableRules(attachableTable),
  Bill: tableRules(billTable),
  BillPayment: tableRules(billPaymentTable),
  Class: classRules,
  CompanyCurrency: tableRules(companyCurrencyTable),
  CompanyInfo: companyInfoRules,
  CreditCardPayment: tableRules(creditCardPaymentTable),
  CreditMemo: creditMemoRules,
  Customer: customerRules,
  CustomerType: customerTypeRules,
  Department: departmentRules,
  Deposit: tableRules(depositTable),
  Employee: employeeRules,
  Estimate: estimateRules,
  ExchangeRate: exchangeRateRules,
  Invoice: invoiceRules,
  Item: itemRules,
  JournalEntry: tableRules(journalEntryTable),
  Payment: paymentRules,
  PaymentMethod: paymentMethodRules,
  Preferences: preferencesRules,
  Purchase: tableRules(purchaseTable),
  PurchaseOrder: tableRules(purchaseOrderTable),
  RecurringTransaction: recurringRules((entity) => rules[entity]),
  RefundReceipt: refundReceiptRules,
  SalesReceipt: salesReceiptRules,
  TaxAgency: tableRules(taxAgencyTable),
  TaxCode: taxCodeRules,
  TaxRate: taxRateRules,
  Term: termRules,
  TimeActivity: tableRules(timeActivityTable),
  Transfer: tableRules(transferTable),
  Vendor: vendorRules,
  VendorCredit: tableRules(vendorCreditTable),
};

/** Runs one write in the caller's transaction; the answer is the record as presented, or the stub of a deletion. */
export function writeRecord(books: Books, write: Write): { id: string; record: JsonObject } {
  const { entity, operation, body } = write;
  if (books.actor === 'client' && coverage[entity][operation] === 'refused') {
    throw unsupported(`${operation} on ${entity}`);
  }
  const sent = parseEntity(entity, body);
  const request = entity === 'RecurringTransaction' ? liftTemplate(sent) : sent;
  const options: WriteOptions = {
    sparse: request.sparse === true,
    allowDuplicateNumber: write.allowDuplicateNumber === true,
  };
  if (operation === 'create') {
    const create = rules[entity].create ?? refuse(operation, entity);
    const entry = create(books, withoutHeader(request), options);
    return answer(books, entity, entity === 'Invoice' ? applyCredits(books, entry) : entry);
  }
  const entry = currentEntry(books, entity, request);
  if (operation === 'delete') {
    const remove = rules[entity].delete ?? refuse(operation, entity);
    remove(books, entry);
    return { id: entry.id, record: deletedStub(entry) };
  }
  if (operation === 'void')
    return answer(books, entity, (rules[entity].void ?? refuse(operation, entity))(books, entry));
  const update = rules[entity].update ?? refuse(operation, entity);
  return answer(books, entity, update(books, entry, withoutHeader(request), options));
}

export function readRecord(books: Books, entity: EntityName, id: string): JsonObject {
  if (!/^\d+$/.test(id) && entity !== 'TaxCode') throw invalidId(id);
  const entry = books.find(entity, id);
  if (!entry) throw notFound();
  return present(books, entity, entry);
}

function refuse(operation: WriteOperation, entity: EntityName): never {
  throw unsupported(`${operation} on ${entity}`);
}

function withoutHeader(request: JsonObject): JsonObject {
  const { Id: _, SyncToken: __, sparse: ___, ...content } = request;
  return content;
}

/** The record that a request means, if the request knows its latest version. */
function currentEntry(books: Books, entity: EntityName, request: JsonObject): Entry {
  const id = textOf(request.Id);
  if (id === undefined) throw required('Id');
  if (!/^-?\d+$/.test(id) && entity !== 'TaxCode') throw invalidId(id);
  const entry = books.find(entity, id);
  if (!entry) throw notFound();
  const token = textOf(request.SyncToken);
  if (token === undefined) throw required('SyncToken');
  if (token !== String(entry.syncToken)) throw stale();
  return entry;
}

/** The record as it ended up: a payment of the same operation may have moved it further. */
function answer(books: Books, entity: EntityName, entry: Entry): { id: string; record: JsonObject } {
  return { id: entry.id, record: present(books, entity, books.find(entity, entry.id) ?? entry) };
}

/**
 * What QuickBooks adds to a record when it shows one, beyond what was sent and computed, as its sandbox answered in May 2026.
 * Invariant: all of it may be sent back and is dropped then.
 */
import { type EntityName, salesForms } from '../entity.ts';
import { isObject, type Json, type JsonObject, objectOf, objectsOf, refOf, textOf } from '../json.ts';
import type { Books } from '../state/books.ts';

export function shown(books: Books, entity: EntityName, body: JsonObject): JsonObject {
  const whole: JsonObject = { ...fixed[entity], ...body, ...adds[entity]?.(body) };
  if (isSalesForm(entity)) whole.FreeFormAddress = true;
  if (Array.isArray(body.Line))
    whole.Line = body.Line.map((line) => (isObject(line) ? shownLine(books, entity, line) : line));
  return whole;
}

/** Who changed the record last; one person works these books. */
export function lastModifiedBy(books: Books, entity: EntityName): JsonObject {
  if (entity !== 'Invoice' && entity !== 'Bill' && entity !== 'PurchaseOrder') return {};
  return { LastModifiedByRef: { value: books.company.realmId } };
}

const isSalesForm = (entity: EntityName) => (salesForms as readonly EntityName[]).includes(entity);

const fixed: Partial<Record<EntityName, JsonObject>> = {
  Customer: { IsProject: false },
  Deposit: { TxnTaxDetail: {} },
  JournalEntry: { TxnTaxDetail: {} },
};

const adds: Partial<Record<EntityName, (body: JsonObject) => JsonObject>> = {
  Bill: linksWhereSome,
  Estimate: linksWhereSome,
  Purchase: (body) => ({ PurchaseEx: { any: [nameValue('TxnType', purchaseType(body))] } }),
};

function linksWhereSome({ LinkedTxn }: JsonObject): JsonObject {
  return objectsOf(LinkedTxn).length === 0 ? { LinkedTxn: undefined } : {};
}

/** QuickBooks' number of the form: a check, an expense, a credit card charge or its credit. */
function purchaseType({ PaymentType, Credit }: JsonObject): string {
  if (Credit === true) return '11';
  return PaymentType === 'Check' ? '3' : '54';
}

function shownLine(books: Books, entity: EntityName, line: JsonObject): JsonObject {
  const bundle = objectOf(line.GroupLineDetail);
  const sale = objectOf(line.SalesItemLineDetail);
  const { Id, LineNum, Description, Amount, LinkedTxn, ...rest } = line;
  const whole: JsonObject = { Id, LineNum, Description, Amount, LinkedTxn, ...rest };
  if (entity === 'Purchase') delete whole.LineNum;
  if (entity === 'Bill') whole.LinkedTxn = LinkedTxn ?? [];
  if (sale && isSalesForm(entity)) whole.SalesItemLineDetail = shownSale(books, sale);
  if (bundle) {
    const Line = objectsOf(bundle.Line).map((member) => shownLine(books, entity, member));
    whole.GroupLineDetail = { ...bundle, Line };
  }
  // Subtotals, discounts and mere links have no id, or no detail.
  return Id === undefined || line.DetailType === undefined ? whole : { ...whole, CustomExtensions: [] };
}

/** The account that the item sells to. */
function shownSale(books: Books, { TaxCodeRef, ...sale }: JsonObject): JsonObject {
  const item = books.find('Item', refOf(sale.ItemRef) ?? '');
  const account = refOf(item?.body.IncomeAccountRef);
  return { ...sale, ...(account === undefined ? {} : { ItemAccountRef: { value: account } }), TaxCodeRef };
}

/** The name of whom a reference means: people of all lists have ids of one sequence. */
export function nameOfPerson(books: Books, reference: JsonObject): JsonObject {
  const id = textOf(reference.value) ?? '';
  for (const list of ['Vendor', 'Customer', 'Employee'] as const) {
    const name = textOf(books.find(list, id)?.body.DisplayName);
    if (name !== undefined) return { value: id, name, type: reference.type };
  }
  return reference;
}

export function nameValue(name: string, value: string): JsonObject {
  return {
    name: '{http://schema.intuit.com/finance/v3}NameValue',
    declaredType: 'com.intuit.schema.finance.v3.NameValue',
    scope: 'javax.xml.bind.JAXBElement$GlobalScope',
    value: { Name: name, Value: value },
    nil: false,
    globalScope: true,
    typeSubstituted: false,
  } satisfies Record<string, Json>;
}

/** Products, services, categories, bundles and stock. The value of stock is not modelled. */
import { type JsonObject, objectOf, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { businessRule, invalidReference, invalidValue, required, rule } from '../wire/fault.ts';
import { type EntityRules, type WriteOptions, wishedContent } from './entity-rules.ts';
import { placeBelow, renameBelow } from './hierarchy.ts';
import { checkName, nameForState } from './names.ts';
import { checkReferences, referenced } from './references.ts';

export const itemRules: EntityRules = {
  create: (books, request, options) =>
    books.insert('Item', itemContent(books, { before: undefined, request, options }), options),
  update: (books, entry, request, options) => {
    const body = itemContent(books, { before: entry, request, options });
    const next = books.replace('Item', entry, { body });
    if (body.FullyQualifiedName !== entry.body.FullyQualifiedName) renameBelow(books, 'Item', next);
    return next;
  },
};

interface ItemDraft {
  before: Entry | undefined;
  request: JsonObject;
  options: WriteOptions;
}

function itemContent(books: Books, { before, request, options }: ItemDraft): JsonObject {
  const wish = wishedContent(before?.body ?? {}, request, {
    ...options,
    kept: ['Name', 'Type', 'Active', 'QtyOnHand', 'TrackQtyOnHand', 'InvStartDate'],
  });
  const sent = textOf(wish.Name);
  if (!sent) throw required('Name');
  const type = typeOf(wish, before?.body);
  checkAccounts(books, { wish, before: before?.body, type });
  const active = wish.Active !== false;
  const Name = nameForState(books, { entity: 'Item', name: sent, before: before?.body, active });
  const parentId = refOf(wish.ParentRef);
  const place = placeBelow(books, 'Item', { name: Name, parentId, ownId: before?.id });
  checkName(books, { entity: 'Item', name: Name, ownId: before?.id, path: textOf(place.FullyQualifiedName) ?? Name });
  const below: JsonObject = parentId === undefined ? { SubItem: undefined } : { SubItem: true };
  return { ...defaults(books, type), ...wish, ...place, ...below, Name, Type: type, Active: active };
}

function defaults(books: Books, type: string): JsonObject {
  if (type === 'Category') return {};
  if (type === 'Group') return { Taxable: false, UnitPrice: 0, TrackQtyOnHand: false };
  const tax: JsonObject =
    books.company.kind === 'uk' ? { Taxable: false, SalesTaxIncluded: false } : { Taxable: false };
  return { ...tax, UnitPrice: 0, PurchaseCost: 0, TrackQtyOnHand: type === 'Inventory' };
}

function typeOf(wish: JsonObject, before: JsonObject | undefined): string {
  const type = textOf(wish.Type);
  if (type === undefined) throw required('Type');
  const former = textOf(before?.Type);
  const free = ['Service', 'NonInventory'];
  if (former !== undefined && former !== type && !(free.includes(former) && free.includes(type))) {
    throw invalidValue('2120', 'Type', 'The type of an item can only change between Service and NonInventory.');
  }
  if (before?.TrackQtyOnHand === true && wish.TrackQtyOnHand === false) {
    throw businessRule('TrackQtyOnHand cannot be switched off.');
  }
  return type;
}

function checkAccounts(
  books: Books,
  { wish, before, type }: { wish: JsonObject; before: JsonObject | undefined; type: string },
): void {
  if (type === 'Category') return;
  if (type === 'Group') {
    checkBundle(books, { wish, before });
    return;
  }
  if (type === 'Inventory') checkStock(books, { wish, before });
  const income = refOf(wish.IncomeAccountRef);
  if (income === undefined) throw required('IncomeAccountRef');
  const account = referenced(books, 'Account', { id: income, before: refOf(before?.IncomeAccountRef) });
  if (account.body.Classification !== 'Revenue') {
    throw rule('6430', 'The income account of an item must be an income account.');
  }
  checkReferences(books, wish, { before, lists: { ExpenseAccountRef: 'Account', SalesTaxCodeRef: 'TaxCode' } });
}

/** Stock is counted from a day on, and lies in an asset account. */
function checkStock(books: Books, { wish, before }: { wish: JsonObject; before: JsonObject | undefined }): void {
  for (const property of ['AssetAccountRef', 'ExpenseAccountRef', 'InvStartDate', 'QtyOnHand']) {
    if (wish[property] === undefined) throw required(property);
  }
  if (wish.TrackQtyOnHand !== true) throw required('TrackQtyOnHand');
  const id = refOf(wish.AssetAccountRef) ?? '';
  const account = referenced(books, 'Account', { id, before: refOf(before?.AssetAccountRef) });
  if (account.body.AccountSubType !== 'Inventory') {
    throw rule('6430', 'The asset account of an inventory item must be an Inventory account.');
  }
}

/** The members of a bundle are plain items. */
function checkBundle(books: Books, { wish, before }: { wish: JsonObject; before: JsonObject | undefined }): void {
  const members = objectsOf(objectOf(wish.ItemGroupDetail)?.ItemGroupLine);
  if (members.length === 0) throw required('ItemGroupDetail.ItemGroupLine');
  const former = objectsOf(objectOf(before?.ItemGroupDetail)?.ItemGroupLine).map((line) => refOf(line.ItemRef));
  for (const { ItemRef } of members) {
    const id = refOf(ItemRef);
    if (id === undefined) throw required('ItemGroupDetail.ItemGroupLine.ItemRef');
    const item = referenced(books, 'Item', { id, before: former.find((other) => other === id) });
    if (item.body.Type === 'Group' || item.body.Type === 'Category') {
      throw invalidReference(`ItemGroupDetail.ItemGroupLine.ItemRef ${id}`);
    }
  }
}

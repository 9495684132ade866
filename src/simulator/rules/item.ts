/** Products, services and categories. Inventory and bundles are not modelled. */
import { type JsonObject, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { invalidValue, notModelled, required, rule } from '../wire/fault.ts';
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
  const wish = wishedContent(before?.body ?? {}, request, { ...options, kept: ['Name', 'Type', 'Active'] });
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
  const tax: JsonObject =
    books.company.kind === 'uk' ? { Taxable: false, SalesTaxIncluded: false } : { Taxable: false };
  return { ...tax, UnitPrice: 0, PurchaseCost: 0, TrackQtyOnHand: false };
}

function typeOf(wish: JsonObject, before: JsonObject | undefined): string {
  const type = textOf(wish.Type);
  if (type === undefined) throw required('Type');
  if (type === 'Inventory' || type === 'Group') throw notModelled(`item of type ${type}`);
  const former = textOf(before?.Type);
  if (former !== undefined && former !== type && (former === 'Category' || type === 'Category')) {
    throw invalidValue('2120', 'Type', 'The type of an item can only change between Service and NonInventory.');
  }
  return type;
}

function checkAccounts(
  books: Books,
  { wish, before, type }: { wish: JsonObject; before: JsonObject | undefined; type: string },
): void {
  if (type === 'Category') return;
  const income = refOf(wish.IncomeAccountRef);
  if (income === undefined) throw required('IncomeAccountRef');
  const account = referenced(books, 'Account', { id: income, before: refOf(before?.IncomeAccountRef) });
  if (account.body.Classification !== 'Revenue') {
    throw rule('6430', 'The income account of an item must be an income account.');
  }
  checkReferences(books, wish, { before, lists: { ExpenseAccountRef: 'Account', SalesTaxCodeRef: 'TaxCode' } });
}

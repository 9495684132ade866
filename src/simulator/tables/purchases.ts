/** Purchases that are paid at once (cash, check, card), and purchase orders, which promise. */
import { amountIn } from '../amount.ts';
import type { EntityName } from '../entity.ts';
import { type JsonObject, objectOf, refOf, textOf } from '../json.ts';
import { referenced } from '../rules/references.ts';
import type { Books } from '../state/books.ts';
import { businessRule, rule } from '../wire/fault.ts';
import { payables } from './bills.ts';
import { purchasePrices } from './purchase-tax.ts';
import { mustRefer, type Table } from './table.ts';

export const purchaseTable: Table = {
  entity: 'Purchase',
  required: ['AccountRef', 'PaymentType', 'Line'],
  lists: { AccountRef: 'Account', PaymentMethodRef: 'PaymentMethod', DepartmentRef: 'Department' },
  kept: ['PaymentType', 'AccountRef', 'PrintStatus', 'Credit'],
  numbers: 'unique',
  firstLine: 1,
  dated: true,
  deletes: true,
  content: (books, draft) => {
    const { before, wish } = draft;
    checkAccount(books, wish);
    const prices = purchasePrices(books, draft, { negative: true });
    if (amountIn(prices.TotalAmt).lt(0)) throw businessRule('The total of a transaction must not be negative.');
    const credit = wish.PaymentType === 'CreditCard' ? { Credit: wish.Credit ?? false } : {};
    const EntityRef = payeeOf(books, { wish, before: before?.body });
    return { ...prices, EntityRef, PrintStatus: wish.PrintStatus ?? 'NotSet', ...credit };
  },
};

const accountTypes: Readonly<Record<string, readonly string[]>> = {
  Cash: ['Bank', 'Other Current Asset'],
  Check: ['Bank'],
  CreditCard: ['Credit Card'],
};

function checkAccount(books: Books, wish: JsonObject): void {
  const account = books.find('Account', mustRefer(wish, 'AccountRef'));
  const allowed = accountTypes[textOf(wish.PaymentType) ?? ''] ?? [];
  if (!allowed.includes(textOf(account?.body.AccountType) ?? '')) {
    throw rule('6430', `A purchase by ${textOf(wish.PaymentType)} needs an account of type ${allowed.join(' or ')}.`);
  }
}

/** EntityRef names who was paid; without a type it is a vendor. */
function payeeOf(
  books: Books,
  { wish, before }: { wish: JsonObject; before: JsonObject | undefined },
): JsonObject | undefined {
  const id = refOf(wish.EntityRef);
  if (id === undefined) return undefined;
  const type = textOf(objectOf(wish.EntityRef)?.type) ?? 'Vendor';
  const list: EntityName = type === 'Customer' || type === 'Employee' ? type : 'Vendor';
  referenced(books, list, { id, before: refOf(before?.EntityRef) });
  return { value: id, type: list };
}

export const purchaseOrderTable: Table = {
  entity: 'PurchaseOrder',
  required: ['VendorRef', 'Line'],
  lists: {
    VendorRef: 'Vendor',
    APAccountRef: 'Account',
    DepartmentRef: 'Department',
    ClassRef: 'Class',
    SalesTermRef: 'Term',
    ShipTo: 'Customer',
  },
  kept: ['APAccountRef', 'POStatus'],
  numbers: 'counted',
  firstLine: 1,
  dated: true,
  deletes: true,
  content: (books, draft) => {
    const { wish } = draft;
    return {
      ...purchasePrices(books, draft, { negative: false }),
      CustomField: wish.CustomField ?? [],
      LinkedTxn: [],
      APAccountRef: { value: refOf(wish.APAccountRef) ?? payables(books) },
      POStatus: wish.ManuallyClosed === true ? 'Closed' : (wish.POStatus ?? 'Open'),
      EmailStatus: wish.EmailStatus ?? 'NotSet',
    };
  },
};

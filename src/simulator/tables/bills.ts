/** What is owed to vendors: bills, vendor credits and the payments that settle them. */
import { addDays } from '../../base/clock.ts';
import { type Decimal, sum, ZERO } from '../../base/decimal.ts';
import { amountIn, cents, jsonNumber } from '../amount.ts';
import { type JsonObject, objectOf, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { businessRule, cannotLink, notFound, notModelled, required, rule } from '../wire/fault.ts';
import { lineAmount } from './lines.ts';
import { purchasePrices } from './purchase-tax.ts';
import { mustRefer, type Table, type TableDraft } from './table.ts';

type Owed = 'Bill' | 'VendorCredit';

const header = {
  VendorRef: 'Vendor',
  APAccountRef: 'Account',
  DepartmentRef: 'Department',
  SalesTermRef: 'Term',
} as const;

export const billTable: Table = {
  ...owedTable('Bill'),
  content: (books, draft) => ({ ...owedContent(books, 'Bill', draft), DueDate: dueDate(books, draft.wish) }),
};

export const vendorCreditTable: Table = owedTable('VendorCredit');

function owedTable(entity: Owed): Table {
  return {
    entity,
    required: ['VendorRef', 'Line'],
    lists: header,
    kept: ['APAccountRef', 'DueDate'],
    firstLine: 1,
    dated: true,
    deletes: true,
    content: (books, draft) => owedContent(books, entity, draft),
    guard: (_books, entry, act) => {
      if (act === 'delete' && used(entry.body).gt(0)) {
        throw businessRule('The transaction has payments linked to it. Remove the payments first.');
      }
    },
    follow: (books, _id, { before, after }) => {
      const sign = entity === 'Bill' ? 1 : -1;
      addToVendor(books, refOf(before?.VendorRef), amountIn(before?.Balance).times(-sign));
      addToVendor(books, refOf(after?.VendorRef), amountIn(after?.Balance).times(sign));
    },
  };
}

function owedContent(books: Books, entity: Owed, draft: TableDraft): JsonObject {
  const { before, wish } = draft;
  const prices = purchasePrices(books, draft, { negative: true });
  const total = prices.TotalAmt;
  if (total < 0) throw businessRule('The total of a transaction must not be negative.');
  const applied = before ? used(before.body) : ZERO;
  const rest = amountIn(total).minus(applied);
  if (rest.lt(0)) throw businessRule('The total must not be lower than what was paid.');
  if (applied.gt(0) && refOf(wish.VendorRef) !== refOf(before?.body.VendorRef)) {
    throw businessRule('The vendor of a transaction with payments cannot be changed. Remove the payments first.');
  }
  const account = refOf(wish.APAccountRef) ?? payables(books);
  const links = entity === 'Bill' ? { LinkedTxn: before?.body.LinkedTxn ?? [] } : {};
  return { ...links, ...prices, Balance: jsonNumber(rest), APAccountRef: { value: account } };
}

function used(body: JsonObject): Decimal {
  return amountIn(body.TotalAmt).minus(amountIn(body.Balance));
}

export function payables(books: Books): string {
  const found = books.all('Account').find((account) => account.body.AccountType === 'Accounts Payable');
  if (!found) throw required('APAccountRef');
  return found.id;
}

function dueDate(books: Books, wish: JsonObject): string {
  const sent = textOf(wish.DueDate);
  if (sent !== undefined) return sent;
  const vendor = books.find('Vendor', refOf(wish.VendorRef) ?? '');
  const term = refOf(wish.SalesTermRef) ?? refOf(vendor?.body.TermRef);
  const days = term === undefined ? 0 : Number(amountIn(books.find('Term', term)?.body.DueDays).toFixed());
  return addDays(textOf(wish.TxnDate) ?? books.today, days);
}

export function addToVendor(books: Books, vendorId: string | undefined, amount: Decimal): void {
  const vendor = vendorId === undefined || amount.eq(0) ? undefined : books.find('Vendor', vendorId);
  if (!vendor) return;
  const Balance = jsonNumber(amountIn(vendor.body.Balance).plus(amount));
  books.touch('Vendor', vendor, { ...vendor.body, Balance });
}

export const billPaymentTable: Table = {
  entity: 'BillPayment',
  required: ['VendorRef', 'PayType', 'TotalAmt', 'Line'],
  lists: { VendorRef: 'Vendor', APAccountRef: 'Account', DepartmentRef: 'Department' },
  kept: ['PayType', 'CheckPayment', 'CreditCardPayment', 'APAccountRef'],
  firstLine: 1,
  dated: true,
  deletes: true,
  content: paymentContent,
  follow: (books, id, { before, after }) => {
    settle(books, id, { payment: before, sign: -1 });
    settle(books, id, { payment: after, sign: 1 });
  },
  voided: (body) => ({ ...body, Line: [], TotalAmt: 0 }),
};

function paymentContent(books: Books, { before, wish }: TableDraft): JsonObject {
  const former = before ? paidBy(before.body) : new Map<string, Decimal>();
  const lines = objectsOf(wish.Line).map((line) => paymentLine(books, line, { wish, former }));
  const applied = sum(lines.map((line) => cents(amountIn(line.Amount)).times(isCredit(line) ? -1 : 1)));
  const total = cents(amountIn(wish.TotalAmt));
  if (!applied.eq(total)) {
    throw businessRule(
      `The lines settle ${applied.toFixed(2)}, the payment is ${total.toFixed(2)}. They must be equal.`,
    );
  }
  const means = meansOf(books, wish);
  const plain = lines.map(({ Amount, LinkedTxn }) => ({ Amount, LinkedTxn }));
  return { ...means, Line: plain, TotalAmt: jsonNumber(total) };
}

function isCredit(line: JsonObject): boolean {
  return objectsOf(line.LinkedTxn)[0]?.TxnType === 'VendorCredit';
}

function linkOf(line: JsonObject): { type: Owed; id: string } {
  const [link, ...others] = objectsOf(line.LinkedTxn);
  const id = textOf(link?.TxnId);
  if (!link || id === undefined || others.length > 0) throw required('Line.LinkedTxn');
  if (link.TxnType !== 'Bill' && link.TxnType !== 'VendorCredit') {
    throw notModelled(`bill payment of ${textOf(link.TxnType) ?? 'nothing'}`);
  }
  return { type: link.TxnType, id };
}

function paymentLine(
  books: Books,
  line: JsonObject,
  { wish, former }: { wish: JsonObject; former: ReadonlyMap<string, Decimal> },
): JsonObject {
  const { type, id } = linkOf(line);
  const amount = lineAmount(line, { negative: false });
  const target = books.find(type, id);
  if (!target) throw notFound();
  if (refOf(target.body.VendorRef) !== refOf(wish.VendorRef)) throw cannotLink(`${type} ${id} is another vendor's.`);
  const open = amountIn(target.body.Balance).plus(former.get(`${type}:${id}`) ?? ZERO);
  if (amount.gt(open)) throw businessRule(`The amount for ${type} ${id} is larger than its open balance.`);
  return { ...line, Amount: jsonNumber(amount), LinkedTxn: [{ TxnId: id, TxnType: type }] };
}

/** A check is drawn on a bank account, a card has a card account. */
function meansOf(books: Books, wish: JsonObject): JsonObject {
  const byCheck = wish.PayType === 'Check';
  const means = objectOf(byCheck ? wish.CheckPayment : wish.CreditCardPayment) ?? {};
  const property = byCheck ? 'BankAccountRef' : 'CCAccountRef';
  const account = books.find('Account', mustRefer(means, property));
  if (!account) throw notFound();
  if (account.body.AccountType !== (byCheck ? 'Bank' : 'Credit Card')) {
    throw rule('6430', `${property} must be a ${byCheck ? 'Bank' : 'Credit Card'} account.`);
  }
  return byCheck ? { CheckPayment: { ...means, PrintStatus: means.PrintStatus ?? 'NotSet' } } : {};
}

function paidBy(payment: JsonObject): Map<string, Decimal> {
  const paid = new Map<string, Decimal>();
  for (const line of objectsOf(payment.Line)) {
    const { type, id } = linkOf(line);
    paid.set(`${type}:${id}`, (paid.get(`${type}:${id}`) ?? ZERO).plus(amountIn(line.Amount)));
  }
  return paid;
}

/** Moves what a payment settles onto its bills and credits (1) or off them (-1). */
function settle(
  books: Books,
  paymentId: string,
  { payment, sign }: { payment: JsonObject | undefined; sign: 1 | -1 },
): void {
  if (!payment) return;
  for (const [key, amount] of paidBy(payment)) {
    const [type = '', id = ''] = key.split(':');
    const target = books.find(type as Owed, id); // Keys are made above.
    if (!target) continue;
    const Balance = jsonNumber(amountIn(target.body.Balance).minus(amount.times(sign)));
    books.replace(type as Owed, target, {
      body: { ...target.body, Balance, ...links(target, { paymentId, payment, sign }) },
    });
    addToVendor(books, refOf(target.body.VendorRef), amount.times(type === 'Bill' ? -sign : sign));
  }
}

function links(
  target: Entry,
  { paymentId, payment, sign }: { paymentId: string; payment: JsonObject; sign: 1 | -1 },
): JsonObject {
  const others = objectsOf(target.body.LinkedTxn).filter((link) => link.TxnId !== paymentId);
  const TxnType = payment.PayType === 'Check' ? 'BillPaymentCheck' : 'BillPaymentCreditCard';
  return { LinkedTxn: sign === 1 ? [...others, { TxnId: paymentId, TxnType }] : others };
}

/**
 * What a document does to the accounts, in debits (above zero) and credits (below).
 * Invariant: the postings of every document sum to zero.
 */
import { type Decimal, sum, ZERO } from '../../base/decimal.ts';
import { amountIn, cents } from '../amount.ts';
import type { EntityName } from '../entity.ts';
import { type JsonObject, objectOf, objectsOf, refOf, textOf } from '../json.ts';
import type { Books } from '../state/book-types.ts';

export interface Posting {
  account: string;
  amount: Decimal;
}

type Poster = (books: Books, body: JsonObject) => Posting[];

const posters: Partial<Record<EntityName, Poster>> = {
  Invoice: (books, body) => {
    const deposit = cents(amountIn(body.Deposit));
    const owed = post(ofType(books, 'Accounts Receivable'), amountIn(body.TotalAmt).minus(deposit));
    return [owed, post(refOf(body.DepositToAccountRef), deposit), ...sold(books, body, -1)];
  },
  CreditMemo: (books, body) => [
    post(ofType(books, 'Accounts Receivable'), amountIn(body.TotalAmt).times(-1)),
    ...sold(books, body, 1),
  ],
  SalesReceipt: (books, body) => [
    post(refOf(body.DepositToAccountRef), amountIn(body.TotalAmt)),
    ...sold(books, body, -1),
  ],
  RefundReceipt: (books, body) => [
    post(refOf(body.DepositToAccountRef), amountIn(body.TotalAmt).times(-1)),
    ...sold(books, body, 1),
  ],
  Payment: (books, body) =>
    between(refOf(body.DepositToAccountRef), ofType(books, 'Accounts Receivable'), amountIn(body.TotalAmt)),
  Bill: (books, body) => [post(refOf(body.APAccountRef), amountIn(body.TotalAmt).times(-1)), ...bought(books, body, 1)],
  VendorCredit: (books, body) => [post(refOf(body.APAccountRef), amountIn(body.TotalAmt)), ...bought(books, body, -1)],
  BillPayment: (books, body) => {
    const check = refOf(objectOf(body.CheckPayment)?.BankAccountRef);
    const card = refOf(objectOf(body.CreditCardPayment)?.CCAccountRef);
    const means = body.PayType === 'Check' ? check : card;
    return between(refOf(body.APAccountRef) ?? ofType(books, 'Accounts Payable'), means, amountIn(body.TotalAmt));
  },
  Purchase: (books, body) => {
    const sign = body.Credit === true ? -1 : 1;
    return [post(refOf(body.AccountRef), amountIn(body.TotalAmt).times(-sign)), ...bought(books, body, sign)];
  },
  Transfer: (_books, body) => between(refOf(body.ToAccountRef), refOf(body.FromAccountRef), amountIn(body.Amount)),
  CreditCardPayment: (_books, body) =>
    between(refOf(body.CreditCardAccountRef), refOf(body.BankAccountRef), amountIn(body.Amount)),
  Deposit: (books, body) => {
    const back = objectOf(body.CashBack);
    const lines = objectsOf(body.Line).map((line) => post(sourceOf(books, line), amountIn(line.Amount).times(-1)));
    return [
      post(refOf(body.DepositToAccountRef), amountIn(body.TotalAmt)),
      post(refOf(back?.AccountRef), amountIn(back?.Amount)),
      ...lines,
    ];
  },
  JournalEntry: (_books, body) =>
    objectsOf(body.Line).flatMap((line) => {
      const detail = objectOf(line.JournalEntryLineDetail);
      if (!detail) return [];
      const sign = detail.PostingType === 'Debit' ? 1 : -1;
      return [post(refOf(detail.AccountRef), cents(amountIn(line.Amount)).times(sign))];
    }),
};

/** Postings of zero are left out; a document that posts nothing (an estimate, an order) has none. */
export function postingsOf(books: Books, entity: EntityName, body: JsonObject): Posting[] {
  const own = (posters[entity]?.(books, body) ?? []).filter((posting) => !posting.amount.eq(0));
  return typeof body.ExchangeRate === 'number' && body.ExchangeRate !== 1
    ? atHome(own, amountIn(body.ExchangeRate))
    : own;
}

/** The accounts are kept in the home currency; what rounding leaves over goes to the last posting. */
function atHome(postings: readonly Posting[], rate: Decimal): Posting[] {
  const converted = postings.map(({ account, amount }) => ({ account, amount: cents(amount.times(rate)) }));
  const rest = sum(converted.map(({ amount }) => amount));
  return converted.map((posting, index) =>
    index === converted.length - 1 ? { ...posting, amount: posting.amount.minus(rest) } : posting,
  );
}

const nowhere = ''; // An account that the chart lacks: nothing is moved there.

function post(account: string | undefined, amount: Decimal): Posting {
  return { account: account ?? nowhere, amount };
}

function between(to: string | undefined, from: string | undefined, amount: Decimal): Posting[] {
  return [post(to, amount), post(from, amount.times(-1))];
}

/** Income, discount and tax of a sales form; -1: as sold, 1: as taken back. */
function sold(books: Books, body: JsonObject, sign: 1 | -1): Posting[] {
  const lines = objectsOf(body.Line).flatMap((line): Posting[] => {
    const amount = cents(amountIn(line.Amount)).times(sign);
    if (line.DetailType === 'DiscountLineDetail') {
      return [post(refOf(objectOf(line.DiscountLineDetail)?.DiscountAccountRef), amount.times(-1))];
    }
    if (line.DetailType === 'GroupLineDetail') {
      return sold(books, { Line: objectOf(line.GroupLineDetail)?.Line }, sign);
    }
    if (line.DetailType !== 'SalesItemLineDetail') return [];
    const item = books.find('Item', refOf(objectOf(line.SalesItemLineDetail)?.ItemRef) ?? '');
    return [post(refOf(item?.body.IncomeAccountRef), amount)];
  });
  const tax = cents(amountIn(objectOf(body.TxnTaxDetail)?.TotalTax)).times(sign);
  return [...lines, post(taxPayable(books), tax)];
}

/** Cost, stock and tax of what is bought. */
function bought(books: Books, body: JsonObject, sign: 1 | -1): Posting[] {
  const tax = cents(amountIn(objectOf(body.TxnTaxDetail)?.TotalTax)).times(sign);
  const lines = objectsOf(body.Line).flatMap((line) => {
    const amount = cents(amountIn(line.Amount)).times(sign);
    const byAccount = objectOf(line.AccountBasedExpenseLineDetail);
    if (byAccount) return [post(refOf(byAccount.AccountRef), amount)];
    const byItem = objectOf(line.ItemBasedExpenseLineDetail);
    if (!byItem) return [];
    const item = books.find('Item', refOf(byItem.ItemRef) ?? '')?.body;
    const stock = item?.Type === 'Inventory' ? refOf(item.AssetAccountRef) : undefined;
    return [post(stock ?? refOf(item?.ExpenseAccountRef), amount)];
  });
  return [...lines, post(taxPayable(books), tax)];
}

/** Where the money of a deposit's line comes from. */
function sourceOf(books: Books, line: JsonObject): string | undefined {
  const own = refOf(objectOf(line.DepositLineDetail)?.AccountRef);
  const linked = objectsOf(line.LinkedTxn).length > 0;
  return linked ? bySubType(books, ['UndepositedFunds']) : own;
}

function ofType(books: Books, type: string): string | undefined {
  return books.all('Account').find((account) => account.body.AccountType === type)?.id;
}

/** Tax taken on sales lies there until it is paid, less the tax paid on purchases. */
function taxPayable(books: Books): string | undefined {
  return bySubType(books, ['SalesTaxPayable', 'GlobalTaxPayable']);
}

function bySubType(books: Books, subTypes: readonly string[]): string | undefined {
  return books.all('Account').find((account) => subTypes.includes(textOf(account.body.AccountSubType) ?? ''))?.id;
}

/** What changed between two sets of postings, by account. */
export function movedBetween(before: readonly Posting[], after: readonly Posting[]): Map<string, Decimal> {
  const moved = new Map<string, Decimal>();
  const add = ({ account, amount }: Posting, sign: 1 | -1) =>
    moved.set(account, sum([moved.get(account) ?? ZERO, amount.times(sign)]));
  for (const posting of before) add(posting, -1);
  for (const posting of after) add(posting, 1);
  return new Map([...moved].filter(([, amount]) => !amount.eq(0)));
}

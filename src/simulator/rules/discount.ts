/** The discount of a sales form: one line, a positive amount that lowers the total, by percent or by amount. */
import { type Decimal, round, ZERO } from '../../base/decimal.ts';
import { amountIn, cents } from '../amount.ts';
import { type JsonObject, objectOf, refOf } from '../json.ts';
import type { Books } from '../state/books.ts';
import { businessRule, invalidValue, rule } from '../wire/fault.ts';
import { preference, preferences } from './preferences.ts';
import { referenced } from './references.ts';

export interface Discount {
  percent: Decimal | undefined;
  amount: Decimal;
  accountId: string | undefined;
  classRef: JsonObject | undefined;
}

export function readDiscount(books: Books, lines: readonly JsonObject[]): Discount | undefined {
  const sent = lines.filter((line) => line.DetailType === 'DiscountLineDetail');
  const first = sent[0];
  if (!first) return undefined;
  if (!preference(books, 'SalesFormsPrefs', 'AllowDiscount')) {
    throw businessRule('Discounts are not enabled for this company.');
  }
  if (sent.length > 1 && books.switches.severalDiscounts === 'refuse') {
    throw businessRule('Only one discount line is allowed.');
  }
  const detail = objectOf(first.DiscountLineDetail) ?? {};
  const percent =
    detail.PercentBased === true && typeof detail.DiscountPercent === 'number'
      ? amountIn(detail.DiscountPercent)
      : undefined;
  if (percent === undefined && typeof first.Amount !== 'number') {
    throw rule('6090', 'A discount line needs an Amount or a DiscountPercent.');
  }
  const amount = cents(sent.reduce((total, line) => total.plus(amountIn(line.Amount)), ZERO));
  if (amount.lt(0) || percent?.lt(0)) {
    throw invalidValue('2290', 'Line.Amount', 'A discount is sent as a positive amount.');
  }
  return { percent, amount, accountId: discountAccount(books, detail), classRef: objectOf(detail.ClassRef) };
}

export function discountOn(subtotal: Decimal, discount: Discount | undefined): Decimal {
  if (!discount) return ZERO;
  return discount.percent === undefined ? discount.amount : round(subtotal.times(discount.percent).div(100), 2);
}

function discountAccount(books: Books, detail: JsonObject): string | undefined {
  const sent = refOf(detail.DiscountAccountRef);
  if (sent !== undefined) return referenced(books, 'Account', { id: sent, before: sent }).id;
  const standard = objectOf(preferences(books).SalesFormsPrefs)?.DefaultDiscountAccount;
  return typeof standard === 'string' ? standard : undefined;
}

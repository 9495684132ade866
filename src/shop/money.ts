/** Amounts that come in: no more decimals than the currency has, and not so large that a sum could overflow. */
import { amountText, type DecimalText, decimal, placesOf } from '../base/decimal.ts';
import type { Discount } from '../domain/invoice.ts';
import { invalid } from '../domain/refused.ts';

/** QuickBooks holds no larger amount, and the columns hold ten thousand of them. */
export const largestAmount = decimal('99999999999.99');

/** The amount in the currency's places. */
function checkedAmount(value: DecimalText, check: { path: string; places: number }): DecimalText {
  checkPlaces(value, check);
  if (decimal(value).abs().gt(largestAmount)) throw invalid(check.path, 'This amount is too large.');
  return amountText(decimal(value), check.places);
}

/** As `checkedAmount`, and above zero: a payment or a refund. */
export function checkedPayment(value: DecimalText, places: number): DecimalText {
  const amount = checkedAmount(value, { path: 'amount', places });
  if (decimal(amount).lte(0)) throw invalid('amount', 'The amount must be more than zero.');
  return amount;
}

export function checkedDiscount(discount: Discount | null, check: { path: string; places: number }): Discount | null {
  if (!discount) return null;
  const path = `${check.path}.value`;
  if (decimal(discount.value).lt(0)) throw invalid(path, 'A discount is not negative.');
  if (discount.type === 'amount') checkPlaces(discount.value, { path, places: check.places });
  if (discount.type === 'percent' && decimal(discount.value).gt(100)) {
    throw invalid(path, 'A discount is at most 100 percent.');
  }
  return { type: discount.type, value: decimal(discount.value).toFixed() };
}

function checkPlaces(value: DecimalText, check: { path: string; places: number }): void {
  if (placesOf(value) > check.places) {
    const most = check.places === 0 ? 'no decimals' : `at most ${check.places} decimals`;
    throw invalid(check.path, `Amounts in the company's currency have ${most}.`);
  }
}

/** Naming the currency is allowed, another one than the company's is not. */
export function checkCurrency(given: string | undefined, companys: string): void {
  if (given !== undefined && given !== companys) {
    throw invalid('currency', `A company has one currency; this one's is ${companys}.`);
  }
}

/** Exact decimals for the live totals: text at the border, a Big inside, half away from zero. */
import Big from 'big.js';

Big.DP = 40;
Big.RM = Big.roundHalfUp; // big.js calls half away from zero "half up".
Big.NE = -40;
Big.PE = 40;

export type Decimal = Big;

export const ZERO: Decimal = new Big(0);

export function decimal(value: string | number): Decimal {
  return new Big(value);
}

export function round(value: Decimal, places: number): Decimal {
  return value.round(places, Big.roundHalfUp);
}

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), ZERO);
}

/** Splits `total` over `weights` so that the parts add up exactly; the largest remainders get the last units. */
export function spread(total: Decimal, weights: readonly Decimal[], places: number): Decimal[] {
  const whole = sum(weights);
  if (whole.eq(0)) return weights.map((_, index) => (index === 0 ? total : ZERO));
  const unit = new Big(10).pow(-places);
  const exact = weights.map((weight) => total.times(weight).div(whole));
  const parts = exact.map((share) => share.round(places, Big.roundDown));
  const left = Number(total.minus(sum(parts)).div(unit).toFixed(0));
  const byRemainder = exact
    .map((share, index) => ({ index, rest: share.minus(parts[index] ?? ZERO) }))
    .sort((a, b) => b.rest.cmp(a.rest) || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) {
    parts[index] = (parts[index] ?? ZERO).plus(unit);
  }
  return parts;
}

/** The number of decimals that a currency's amounts have, as the platform knows them. */
export function currencyPlaces(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

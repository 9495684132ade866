/** Exact decimals. Money never becomes a binary float: it is text at every border and a Big inside. */
import Big from 'big.js';

Big.DP = 40;
Big.RM = Big.roundHalfUp; // In big.js "half up" is half away from zero, which is the product's rule.
Big.NE = -40;
Big.PE = 40;

/** A decimal number as text, like `"-12.50"`. */
export type DecimalText = string;

export type Decimal = Big;

export const ZERO: Decimal = new Big(0);

export function decimal(value: DecimalText | number | Decimal): Decimal {
  return new Big(value);
}

/** Rounds half away from zero to `places` decimals. */
export function round(value: Decimal, places: number): Decimal {
  return value.round(places, Big.roundHalfUp);
}

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), ZERO);
}

/** Fixed notation with exactly `places` decimals: `amountText(decimal('5'), 2)` is `"5.00"`. */
export function amountText(value: Decimal, places: number): DecimalText {
  const text = round(value, places).toFixed(places);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** Shortest exact notation, without trailing zeros or an exponent: `"2"`, `"0.12345"`. */
export function plainText(value: Decimal): DecimalText {
  return value.eq(0) ? '0' : value.toFixed();
}

export function sameNumber(left: DecimalText | number, right: DecimalText | number): boolean {
  return new Big(left).eq(right);
}

/** Splits `total` over `weights` so that the parts add up exactly; the largest remainders get the last units. */
export function allocate(total: Decimal, weights: readonly Decimal[], places: number): Decimal[] {
  const unit = new Big(10).pow(-places);
  const weightSum = sum(weights);
  if (weightSum.eq(0)) {
    return weights.map((_, index) => (index === 0 ? total : ZERO));
  }
  const exact = weights.map((weight) => total.times(weight).div(weightSum));
  const floors = exact.map((share) => share.round(places, Big.roundDown));
  const units = Number(total.minus(sum(floors)).div(unit).abs().toFixed(0));
  const step = total.lt(0) ? unit.times(-1) : unit;
  const byRemainder = exact
    .map((share, index) => ({ index, rest: share.minus(floors[index] ?? ZERO).abs() }))
    .sort((a, b) => b.rest.cmp(a.rest) || a.index - b.index);
  for (const { index } of byRemainder.slice(0, units)) {
    floors[index] = (floors[index] ?? ZERO).plus(step);
  }
  return floors;
}

const placesByCurrency = new Map<string, number>();

/** The number of decimals that a currency's amounts have (ISO 4217, as the platform knows them). */
export function currencyPlaces(currency: string): number {
  let places = placesByCurrency.get(currency);
  if (places === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    places = format.resolvedOptions().maximumFractionDigits ?? 2;
    placesByCurrency.set(currency, places);
  }
  return places;
}

/** The decimals that are written: `placesOf("1.50")` is 1, since a trailing zero says nothing. */
export function placesOf(value: DecimalText): number {
  return decimal(value).toFixed().split('.')[1]?.length ?? 0;
}

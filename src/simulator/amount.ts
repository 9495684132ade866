/** Money between JSON numbers on the wire and exact decimals inside: no amount is ever computed as a binary float. */
import { type Decimal, decimal, round, ZERO } from '../base/decimal.ts';
import type { Json } from './json.ts';

/** An absent amount is zero. */
export function amountIn(value: Json | undefined): Decimal {
  return typeof value === 'number' ? decimal(value) : ZERO;
}

/** The JSON number of a decimal. Its shortest text has at most 15 digits, which a double gives back unchanged. */
export function jsonNumber(value: Decimal): number {
  return Number(value.toFixed());
}

/** Half away from zero, two decimals: all currencies modelled have cents. */
export function cents(value: Decimal): Decimal {
  return round(value, 2);
}

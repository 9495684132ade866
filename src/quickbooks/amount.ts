/**
 * The one place where an amount crosses between JSON and a decimal text; nothing inexact gets past it in either direction.
 *
 * QuickBooks writes amounts as JSON numbers of at most 15 digits (format 10.5). A double keeps every decimal of up to
 * 15 significant digits apart from its neighbours, and `String(number)` answers the shortest text that parses back to
 * the same double, so text -> JSON.parse -> String returns exactly the digits that were sent (less trailing zeros).
 */
import { z } from 'zod';
import { type DecimalText, decimal, plainText } from '../base/decimal.ts';

declare const exact: unique symbol;

/** A JSON number that is known to carry its decimal text exactly. Only `wireAmount` makes one. */
export type WireAmount = number & { readonly [exact]: true };

/** An amount cannot be written as a JSON number without losing digits (or is no number at all). */
export class InexactAmount extends Error {
  override readonly name = 'InexactAmount';
  constructor(readonly amount: string) {
    super(`The amount ${JSON.stringify(amount)} cannot be sent to QuickBooks as an exact number.`);
  }
}

const numeral = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;

/** Reads a JSON number, or a number as text, as a plain decimal text: `25.0` and `"25.00"` are `"25"`. */
export const amount = z
  .union([z.number(), z.string().regex(numeral)])
  .transform((value): DecimalText => plainText(decimal(value)));

/** The JSON number to write for `text`. Throws InexactAmount when the number would not read back as the same decimal. */
export function wireAmount(text: DecimalText): WireAmount {
  if (!numeral.test(text)) throw new InexactAmount(text);
  const value = Number(text);
  if (!Number.isFinite(value) || !decimal(value).eq(decimal(text))) throw new InexactAmount(text);
  // A brand exists only in the type; the check above is what it stands for.
  return (Object.is(value, -0) ? 0 : value) as WireAmount;
}

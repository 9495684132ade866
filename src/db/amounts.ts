/** How numeric columns leave the database: amounts in the currency's places, other numbers in their shortest text. */
import { amountText, currencyPlaces, type DecimalText, decimal, plainText } from '../base/decimal.ts';

export function amountIn(currency: string): (value: DecimalText) => DecimalText {
  const places = currencyPlaces(currency);
  return (value) => amountText(decimal(value), places);
}

export function shortest(value: DecimalText): DecimalText {
  return plainText(decimal(value));
}

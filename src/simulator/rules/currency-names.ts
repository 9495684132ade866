/** Which currencies there are, and whether the company uses several. */
import type { Books } from '../state/books.ts';
import { businessRule } from '../wire/fault.ts';
import { preference } from './preferences.ts';

export function needMultiCurrency(books: Books): void {
  if (!preference(books, 'CurrencyPrefs', 'MultiCurrencyEnabled')) {
    throw businessRule('Multi Currency should be enabled to perform this operation.');
  }
}

/** The English name of an ISO 4217 code; `undefined` where there is no such currency. */
export function currencyName(code: string): string | undefined {
  if (!/^[A-Z]{3}$/.test(code)) return undefined;
  const name = new Intl.DisplayNames(['en'], { type: 'currency', fallback: 'none' }).of(code);
  return name === undefined || name === code ? undefined : name;
}

/**
 * Multicurrency: off, only the home currency exists; on, a name has a currency of its own and its documents follow it.
 * Invariant: ExchangeRate is home units for one foreign unit, and it is there exactly when multicurrency is on.
 */
import { type Json, type JsonObject, objectOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { businessRule, invalidReference, invalidValue } from '../wire/fault.ts';
import { currencyName } from './currency-names.ts';
import { rateEntry } from './exchange-rate.ts';
import { refuseForeignCurrency } from './period.ts';
import { preference } from './preferences.ts';

function isMulti(books: Books): boolean {
  return preference(books, 'CurrencyPrefs', 'MultiCurrencyEnabled');
}

function codeIn(reference: Json | undefined): string | undefined {
  return textOf(objectOf(reference)?.value);
}

/** The currency of a new name; one that the company does not know yet is added to its list. It never changes later. */
export function nameCurrency(
  books: Books,
  { sent, before }: { sent: Json | undefined; before: Json | undefined },
): JsonObject {
  const home = { ...books.company.currency };
  const [code, former] = [codeIn(sent), codeIn(before)];
  if (former !== undefined && code !== undefined && code !== former) {
    throw businessRule('The currency of a name cannot be changed once it is saved.');
  }
  if (!isMulti(books)) {
    refuseForeignCurrency(books, sent);
    return home;
  }
  if (code === undefined || code === home.value) return objectOf(before) ?? home;
  const name = currencyName(code);
  if (name === undefined) throw invalidReference(`CurrencyRef ${code}`);
  const known = books.all('CompanyCurrency').find((currency) => currency.body.Code === code);
  if (known?.body.Active === false) throw invalidReference(`CurrencyRef ${code} has been made inactive`);
  if (!known) books.insert('CompanyCurrency', { Code: code, Name: name, Active: true });
  return { value: code, name };
}

/** CurrencyRef and ExchangeRate of a document: the currency is its partner's. */
export function documentCurrency(
  books: Books,
  { wish, partner, date }: { wish: JsonObject; partner: Entry | undefined; date: string },
): JsonObject {
  const home = { ...books.company.currency };
  if (!isMulti(books)) {
    refuseForeignCurrency(books, wish.CurrencyRef);
    return { CurrencyRef: home, ExchangeRate: undefined };
  }
  const own = objectOf(partner?.body.CurrencyRef) ?? home;
  const sent = codeIn(wish.CurrencyRef);
  if (sent !== undefined && sent !== own.value) {
    throw businessRule(`The currency of the transaction must be that of its name: ${textOf(own.value)}.`);
  }
  return { CurrencyRef: { ...own }, ExchangeRate: rateOf(books, { wish, code: textOf(own.value) ?? '', date }) };
}

/** As sent, else the last one that the company wrote down, else one for one. */
function rateOf(books: Books, { wish, code, date }: { wish: JsonObject; code: string; date: string }): number {
  if (code === books.company.currency.value) return 1;
  const sent = wish.ExchangeRate;
  if (typeof sent === 'number') {
    if (sent <= 0) throw invalidValue('2240', 'ExchangeRate', 'A rate must be above zero.');
    return sent;
  }
  return Number(rateEntry(books, code, date)?.body.Rate ?? 1);
}

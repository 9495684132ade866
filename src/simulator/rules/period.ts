/** Closed books: nothing dated on or before the closing date is written, moved or removed. */

import type { Json } from '../json.ts';
import { objectOf, textOf } from '../json.ts';
import type { Books } from '../state/books.ts';
import { businessRule, periodClosed } from '../wire/fault.ts';
import { preferences } from './preferences.ts';

export function refuseClosedPeriod(books: Books, dates: readonly (Json | undefined)[]): void {
  const closing = textOf(objectOf(preferences(books).AccountingInfoPrefs)?.BookCloseDate);
  if (closing === undefined) return;
  if (dates.some((date) => typeof date === 'string' && date <= closing)) {
    throw periodClosed(books.switches.closedPeriodCode);
  }
}

/** Without multicurrency only the home currency exists. */
export function refuseForeignCurrency(books: Books, reference: Json | undefined): void {
  const code = textOf(objectOf(reference)?.value);
  if (code === undefined) return;
  if (code !== books.company.currency.value || books.switches.rejectHomeCurrencyRef) {
    throw businessRule('Multi Currency should be enabled to perform this operation.');
  }
}

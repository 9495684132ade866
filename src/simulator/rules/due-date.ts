/** When a document is due by its term: so many days after its date, or on a day of the month. */
import { addDays, isPlainDate, type PlainDate } from '../../base/clock.ts';
import { amountIn } from '../amount.ts';
import type { JsonObject } from '../json.ts';

export function dueBy(term: JsonObject | undefined, date: PlainDate): PlainDate {
  if (term?.Type !== 'DATE_DRIVEN') return addDays(date, Number(amountIn(term?.DueDays).toFixed(0)));
  const day = Number(amountIn(term.DayOfMonthDue).toFixed(0));
  const grace = Number(amountIn(term.DueNextMonthDays).toFixed(0));
  // A document that is made too close to the day is due a month later.
  const earliest = addDays(date, grace);
  const here = dayOfMonth(earliest, day);
  return here >= earliest ? here : dayOfMonth(addDays(`${earliest.slice(0, 7)}-28`, 4), day);
}

/** The last day of a month that is too short. */
function dayOfMonth(within: PlainDate, day: number): PlainDate {
  for (let last = day; last > 28; last -= 1) {
    const date = `${within.slice(0, 7)}-${last}`;
    if (isPlainDate(date)) return date;
  }
  return `${within.slice(0, 7)}-${String(Math.min(day, 28)).padStart(2, '0')}`;
}

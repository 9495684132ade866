/** Issue and due date of an invoice: plain dates, the due date not before the issue date. */
import { addDays, isPlainDate, type PlainDate } from '../base/clock.ts';
import { invalid } from '../domain/refused.ts';

export function dueAfter(issueDate: PlainDate, termDays: number): PlainDate {
  const due = addDays(issueDate, termDays);
  if (!isPlainDate(due)) throw invalid('issueDate', 'This date is too far away.');
  return due;
}

export function checkDates(dates: { issueDate: PlainDate; dueDate: PlainDate }): void {
  if (dates.dueDate < dates.issueDate) throw invalid('dueDate', 'The due date is not before the issue date.');
}

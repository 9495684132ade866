/** Time is passed in: nothing below main and the tests' kit asks the machine what time it is. */
import { Temporal } from 'temporal-polyfill';

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A plain date `YYYY-MM-DD`, without a time or a zone. */
export type PlainDate = string;

/** The calendar day that `instant` falls on in `timeZone` (an IANA name). */
export function dateIn(timeZone: string, instant: Date): PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** The first moment after `after` at which it is `hour` o'clock in `timeZone`, whatever the clocks are changed to. */
export function nextTimeOfDay(timeZone: string, of: { after: Date; hour: number }): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(of.after.getTime()).toZonedDateTimeISO(timeZone);
  const today = now.withPlainTime({ hour: of.hour });
  const next = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 });
  return new Date(next.epochMilliseconds);
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** True for a real calendar day written `YYYY-MM-DD` (so not 2026-02-30, nor the year 0, which Postgres has not). */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** Times as QuickBooks writes and reads them: in Pacific time with its offset, whatever the company's own zone is. */
import { Temporal } from 'temporal-polyfill';
import { dateIn, isPlainDate, type PlainDate } from '../../base/clock.ts';

const zone = 'America/Los_Angeles';
const quarterHour = 15 * 60 * 1000;
const offsets = new Map<number, string>();

/** `2026-09-30T02:15:07.300-07:00`, the `time` of an envelope. */
export function envelopeTime(instant: Date): string {
  const offset = offsetAt(instant);
  const minutes = (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  return new Date(instant.getTime() + minutes * 60_000).toISOString().replace('Z', offset);
}

/** The same with second precision, as in MetaData. */
export function metaTime(instant: Date): string {
  return envelopeTime(instant).replace(/\.\d{3}/, '');
}

/** The server's current date, which a transaction without TxnDate gets. */
export function serverDate(instant: Date): PlainDate {
  return dateIn(zone, instant);
}

/** Reads a date or a date-time; without an offset it is Pacific time. `undefined` when it is neither. */
export function parseTime(text: string): Date | undefined {
  try {
    if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) && text.includes('T')) {
      return new Date(Temporal.Instant.from(text).epochMilliseconds);
    }
    const local = isPlainDate(text) ? `${text}T00:00:00` : text;
    return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds);
  } catch {
    return undefined;
  }
}

/** Offsets change on the quarter of an hour at the finest, so one answer per quarter is enough. */
function offsetAt(instant: Date): string {
  const quarter = Math.floor(instant.getTime() / quarterHour);
  let offset = offsets.get(quarter);
  if (offset === undefined) {
    offset = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).offset;
    offsets.set(quarter, offset);
  }
  return offset;
}

/** Reads a date as people type it: 2026-11-24, 24/11/2026 (11/24/2026 in the US), 24.11.26, or as it is displayed. */

export function parseDate(typed: string, locale: string): string | null {
  const text = typed.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return plainDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{2}|\d{4}))?$/.exec(text);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[2])];
    const written = numbers[3] ? Number(numbers[3]) : new Date().getFullYear();
    const year = written < 100 ? 2000 + written : written;
    return monthFirst(locale) ? plainDate(year, first, second) : plainDate(year, second, first);
  }
  return fromWords(text, locale);
}

/** A date with a time behind it, "24/11/2026 8:30" or as it is displayed, as `2026-11-24T08:30`. Without a time: its beginning. */
export function parseMoment(typed: string, locale: string): string | null {
  const text = typed.trim();
  const time = /(?:^|[\sT,])(\d{1,2})\s*[:h]\s*(\d{2})?(?::\d{2})?\s*(?:([ap])\.?m\.?)?$/iu.exec(text);
  const date = parseDate((time ? text.slice(0, time.index) : text).replace(/[\s,]+(?:à|at)?$/iu, ''), locale);
  if (date === null) return null;
  if (!time) return `${date}T00:00`;
  const [, written, minute = '00', half] = time;
  const hour = half ? (Number(written) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(written);
  if (hour > 23 || Number(minute) > 59) return null;
  return `${date}T${String(hour).padStart(2, '0')}:${minute}`;
}

function monthFirst(locale: string): boolean {
  return new Intl.DateTimeFormat(locale).formatToParts(0).find((part) => part.type !== 'literal')?.type === 'month';
}

/** "24 nov. 2026" or "Nov 24, 2026": the month by its name in the locale. */
function fromWords(text: string, locale: string): string | null {
  const month = Array.from({ length: 12 }, (_, index) => index).find((index) =>
    (['short', 'long'] as const).some((form) => {
      const name = new Intl.DateTimeFormat(locale, { month: form, day: 'numeric', timeZone: 'UTC' })
        .formatToParts(Date.UTC(2026, index, 1))
        .find((part) => part.type === 'month')?.value;
      return (
        name !== undefined && new RegExp(`(^|[^\\p{L}])${name.replace('.', '\\.?')}([^\\p{L}]|$)`, 'iu').test(text)
      );
    }),
  );
  const year = /\b(\d{4})\b/.exec(text);
  const day = /(?:^|\D)(\d{1,2})(?:\D|$)/.exec(text);
  return month === undefined || !year || !day ? null : plainDate(Number(year[1]), month + 1, Number(day[1]));
}

function plainDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

/** Today in the company's time zone, which is where its documents are dated. */
export function todayIn(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());
}

export function addDays(date: string, days: number): string {
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

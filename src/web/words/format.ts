/** Numbers, money, dates and times in the reader's locale. Amounts stay text; Intl formats decimal text exactly. */
import type { Language } from './translate.ts';

export interface Format {
  locale: string;
  money: (amount: string) => string;
  number: (value: string, places?: number) => string;
  percent: (rate: string) => string;
  date: (plainDate: string) => string;
  dateTime: (instant: string) => string;
  /** From one plain date, or one moment, to another: what both share is said once. */
  period: (from: string, to: string) => string;
  relative: (instant: string, now?: number) => string;
  list: (items: readonly string[]) => string;
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** The reader's own region where it speaks the chosen language: en-GB rather than en. */
export function localeOf(language: Language, preferred: readonly string[]): string {
  return preferred.find((locale) => locale.toLowerCase().startsWith(`${language}-`)) ?? language;
}

// Intl takes decimal text and keeps every digit; its types know only literal numbers.
const exact = (text: string) => text as Intl.StringNumericLiteral;

export function formatFor({
  locale,
  currency,
  timeZone,
}: {
  locale: string;
  currency: string;
  timeZone?: string;
}): Format {
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 5 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const space = locale.startsWith('fr') ? '\u00a0' : '';
  return {
    locale,
    money: (amount) => money.format(exact(amount)),
    number: (value, places) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: places ?? 0,
        maximumFractionDigits: places ?? 5,
      }).format(exact(value)),
    percent: (rate) => `${percent.format(exact(rate))}${space}%`,
    date: (plainDate) => date.format(new Date(`${plainDate.slice(0, 10)}T00:00:00Z`)),
    dateTime: (instant) => dateTime.format(new Date(instant)),
    period: (from, to) => {
      const plain = from.length === 10;
      const [first, last] = [from, to].map((each) => new Date(plain ? `${each}T00:00:00Z` : each));
      return first && last ? (plain ? date : dateTime).formatRange(first, last) : '';
    },
    relative: (instant, now = Date.now()) => {
      const seconds = Math.round((Date.parse(instant) - now) / 1000);
      const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
      return relative.format(unit === 'second' ? 0 : Math.round(seconds / size), unit);
    },
    list: (items) => list.format(items),
  };
}

/** Numbers, money, dates and times as the reader writes and reads them. */
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, parseDate, parseMoment, todayIn } from '../../src/web/words/date-input.ts';
import { parseDecimal, typedDecimal } from '../../src/web/words/decimal-input.ts';
import { formatFor, localeOf } from '../../src/web/words/format.ts';
import { wallClock } from '../../src/web/words/zoned.ts';

const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formatting', () => {
  const english = formatFor({ locale: 'en-US', currency: 'USD' });
  const french = formatFor({ locale: 'fr-FR', currency: 'EUR' });

  it('writes money in the reader’s form, without losing digits', () => {
    expect(english.money('-1234.5')).toBe('-$1,234.50');
    expect(spaces(french.money('1234.50'))).toBe('1 234,50 €');
    expect(english.money('90071992547409.93')).toBe('$90,071,992,547,409.93');
  });

  it('writes rates and dates', () => {
    expect(english.percent('8.25')).toBe('8.25%');
    expect(spaces(french.percent('5.5'))).toBe('5,5 %');
    expect(english.date('2026-11-24')).toBe('Nov 24, 2026');
    expect(french.date('2026-11-24')).toBe('24 nov. 2026');
  });

  it('writes times relative to now', () => {
    const now = Date.parse('2026-11-24T12:00:00Z');
    expect(english.relative('2026-11-24T11:57:00Z', now)).toBe('3 min. ago');
    expect(english.relative('2026-11-24T12:00:00Z', now)).toBe('now');
    expect(french.relative('2026-11-23T12:00:00Z', now)).toBe('hier');
  });

  it('takes the region of the reader where it speaks the language', () => {
    expect(localeOf('en', ['fr-FR', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(localeOf('fr', ['en-US'])).toBe('fr');
  });
});

describe('what a person types', () => {
  it.each([
    ['12.50', 'en-US', '12.50'],
    ['1,234.50', 'en-US', '1234.50'],
    ['1,5', 'en-US', '1.5'],
    ['1,234', 'en-US', '1234'],
    ['12,50', 'fr-FR', '12.50'],
    ['1 234,50', 'fr-FR', '1234.50'],
    ['1\u202f234,5', 'fr-FR', '1234.5'],
    ['12.50', 'fr-FR', '12.50'],
    ['.5', 'en-US', '0.5'],
    ['5.', 'en-US', '5'],
    ['', 'en-US', null],
    ['-3', 'en-US', null],
    ['abc', 'fr-FR', null],
  ])('%s in %s is %s', (typed, locale, value) => {
    expect(parseDecimal(typed, locale)).toBe(value);
  });

  it('is what is shown for editing', () => {
    expect(typedDecimal('1234.5', 'fr-FR', 2)).toBe('1234,50');
    expect(typedDecimal('2', 'en-US')).toBe('2');
    expect(typedDecimal('0.12345', 'en-US', 2)).toBe('0.12345');
  });

  it.each([
    ['2026-11-24', 'en-US', '2026-11-24'],
    ['11/24/2026', 'en-US', '2026-11-24'],
    ['24/11/2026', 'fr-FR', '2026-11-24'],
    ['24.11.26', 'fr-FR', '2026-11-24'],
    ['Nov 24, 2026', 'en-US', '2026-11-24'],
    ['24 nov. 2026', 'fr-FR', '2026-11-24'],
    ['1 mai 2026', 'fr-FR', '2026-05-01'],
    ['31/02/2026', 'fr-FR', null],
    ['soon', 'en-US', null],
  ])('the date %s in %s is %s', (typed, locale, value) => {
    expect(parseDate(typed, locale)).toBe(value);
  });

  it.each(['en-US', 'en-GB', 'en', 'fr-FR', 'fr', 'fr-CA'])('a moment is read as it is displayed in %s', (locale) => {
    const { dateTime } = formatFor({ locale, currency: 'EUR', timeZone: 'America/Los_Angeles' });
    for (let hour = 0; hour < 24; hour += 1) {
      const moment = new Date(Date.UTC(2026, hour % 12, 3 + hour, hour, 7));
      expect(parseMoment(dateTime(moment.toISOString()), locale)).toBe(wallClock(moment, 'America/Los_Angeles'));
    }
  });

  it.each([
    ['24/11/2026 8:30', 'fr-FR', '2026-11-24T08:30'],
    ['24/11/2026 à 8h', 'fr-FR', '2026-11-24T08:00'],
    ['11/24/2026 12:05 am', 'en-US', '2026-11-24T00:05'],
    ['2026-11-24T23:59', 'en-US', '2026-11-24T23:59'],
    ['24/11/2026', 'fr-FR', '2026-11-24T00:00'],
    ['24/11/2026 25:00', 'fr-FR', null],
    ['8:30', 'fr-FR', null],
  ])('the moment %s in %s is %s', (typed, locale, value) => {
    expect(parseMoment(typed, locale)).toBe(value);
  });
});

describe('plain dates', () => {
  it('are counted in whole days', () => {
    expect(addDays('2026-12-28', 14)).toBe('2027-01-11');
    expect(daysBetween('2026-11-10', '2026-11-24')).toBe(14);
  });

  it('are today where the company is', () => {
    expect(todayIn('Europe/Paris')).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

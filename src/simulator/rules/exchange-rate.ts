/** Exchange rates: one for a currency and a day, written and read by these two rather than by an id. */
import { type JsonObject, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { invalidValue, notFound, required } from '../wire/fault.ts';
import { currencyName, needMultiCurrency } from './currency-names.ts';
import type { EntityRules } from './entity-rules.ts';

export const exchangeRateRules: EntityRules = {
  create: writeRate,
  /** Writing it again is the update. */
  update: (books, _entry, request) => writeRate(books, request),
};

function writeRate(books: Books, request: JsonObject): Entry {
  needMultiCurrency(books);
  const code = textOf(request.SourceCurrencyCode);
  if (code === undefined) throw required('SourceCurrencyCode');
  if (typeof request.Rate !== 'number') throw required('Rate');
  if (request.Rate <= 0) throw invalidValue('2240', 'Rate', 'A rate must be above zero.');
  known(books, code);
  const AsOfDate = textOf(request.AsOfDate) ?? books.today;
  const body = {
    SourceCurrencyCode: code,
    TargetCurrencyCode: books.company.currency.value,
    Rate: request.Rate,
    AsOfDate,
  };
  const before = rateEntry(books, code, AsOfDate);
  const same = before?.body.AsOfDate === AsOfDate;
  return same && before ? books.replace('ExchangeRate', before, { body }) : books.insert('ExchangeRate', body);
}

function known(books: Books, code: string): void {
  const listed = books.all('CompanyCurrency').some((currency) => currency.body.Code === code);
  if (currencyName(code) === undefined || !listed) {
    throw invalidValue('2170', 'SourceCurrencyCode', `${code} is not among the currencies of the company.`);
  }
}

/** The rate that holds on a day: that of the day itself or the last one before. */
export function rateEntry(books: Books, code: string, date: string): Entry | undefined {
  return books
    .all('ExchangeRate')
    .filter((entry) => entry.body.SourceCurrencyCode === code && String(entry.body.AsOfDate) <= date)
    .sort((one, other) => String(other.body.AsOfDate).localeCompare(String(one.body.AsOfDate)))[0];
}

/** What a query for a day finds: the rate that held then of every currency that the company uses, its own too. */
export function ratesOn(books: Books, date: string): Entry[] {
  const home = books.company.currency.value;
  const used = books.all('CompanyCurrency').filter(({ body }) => body.Active !== false);
  return [home, ...used.map(({ body }) => textOf(body.Code) ?? home)].map((code) => {
    const own = { SourceCurrencyCode: code, TargetCurrencyCode: home, Rate: 1 };
    const now = books.now.getTime();
    const none = { id: code, syncToken: 0, createdAt: now, updatedAt: now, deleted: false, internal: {} };
    const entry = rateEntry(books, code, date);
    return { ...none, ...entry, body: { ...own, ...entry?.body, AsOfDate: date } };
  });
}

/** `GET exchangerate?sourcecurrencycode=EUR&asofdate=2026-09-30`; a currency without a rate counts one for one. */
export function readExchangeRate(books: Books, params: URLSearchParams): JsonObject {
  const code = params.get('sourcecurrencycode');
  if (code === null) throw required('sourcecurrencycode');
  if (currencyName(code) === undefined) throw notFound();
  const AsOfDate = params.get('asofdate') ?? books.today;
  const rate = rateEntry(books, code, AsOfDate)?.body.Rate ?? 1;
  return { SourceCurrencyCode: code, TargetCurrencyCode: books.company.currency.value, Rate: rate, AsOfDate };
}

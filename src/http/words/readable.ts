/** Numbers, rates and dates inside the server's sentences, in the reader's form: "1,75 %" in French, "1.75%" in English. */
import type { Language, Params } from './words.ts';

const moneyNames = new Set(['amount', 'shop', 'quickBooks']);
/** How the sync writes a tax beside its name. */
const rateInBrackets = /\((\d+(?:\.\d+)?) %\)/g;

export function readable(params: Params, language: Language): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, inWords(name, value, language)]));
}

function inWords(name: string, value: Params[string], language: Language): Params[string] {
  if (typeof value !== 'string') return value;
  if (moneyNames.has(name) && /^-?\d+(\.\d+)?$/.test(value)) {
    return decimal(value, language, { minimumFractionDigits: value.includes('.') ? 2 : 0 });
  }
  if (name === 'closing' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(value));
  }
  if (name !== 'taxes') return value;
  return value.replace(rateInBrackets, (_, rate: string) => {
    return `(${decimal(rate, language)}${language === 'fr' ? '\u00a0' : ''}%)`;
  });
}

function decimal(text: string, language: Language, options: Intl.NumberFormatOptions = {}): string {
  // Intl takes decimal text and keeps every digit; its types know only literal numbers.
  return new Intl.NumberFormat(language, { maximumFractionDigits: 10, ...options }).format(
    text as Intl.StringNumericLiteral,
  );
}

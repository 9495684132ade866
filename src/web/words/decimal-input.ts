/** Between what a person types ("1 234,50" or "1,234.50") and the decimal text that the API speaks ("1234.50"). */

/** The decimal text of what was typed, or null when it is not a number of zero or more. */
export function parseDecimal(typed: string, locale: string): string | null {
  let text = typed.replace(/[\s\u00a0\u202f'’]/g, '');
  const commaIsDecimal = !locale.startsWith('en') || /^\d*,(\d{1,2}|\d{4,})$/.test(text);
  text = commaIsDecimal && !text.includes('.') ? text.replace(',', '.') : text.replaceAll(',', '');
  return /^(\d+\.?\d*|\.\d+)$/.test(text) ? text.replace(/^\./, '0.').replace(/\.$/, '') : null;
}

/** Like `parseDecimal`, and below zero with a minus before it, as a price that came from QuickBooks may be. */
export function parsePrice(typed: string, locale: string): string | null {
  const [, minus = '', rest = ''] = /^\s*([-−]?)(.*)$/.exec(typed) ?? [];
  const value = parseDecimal(rest, locale);
  return value === null || minus === '' ? value : `-${value}`;
}

/** Decimal text as a person would type it: no grouping, the reader's own decimal sign, at least `places` decimals. */
export function typedDecimal(value: string, locale: string, places = 0): string {
  const [whole = '0', decimals = ''] = value.split('.');
  const padded = decimals.padEnd(places, '0');
  return padded === '' ? whole : `${whole}${locale.startsWith('en') ? '.' : ','}${padded}`;
}

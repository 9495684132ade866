/** Tax codes and their rates, and the sums per rate that all three regimes share. */
import { allocate, type Decimal, round, sum, ZERO } from '../../base/decimal.ts';
import { amountIn, jsonNumber } from '../amount.ts';
import { type JsonObject, objectOf, objectsOf, refOf } from '../json.ts';
import type { Books } from '../state/books.ts';
import { invalidReference } from '../wire/fault.ts';

export interface Rate {
  id: string;
  percent: Decimal;
}

/** The rates of a tax code that exists and is active (or was there before): those of sales, or of purchases. */
export function ratesOf(
  books: Books,
  codeId: string,
  options: { before?: string | undefined; where: string; side?: 'sales' | 'purchases' | undefined },
): Rate[] {
  const code = books.find('TaxCode', codeId);
  if (!code || (code.body.Active === false && options.before !== codeId)) throw invalidReference(options.where);
  const list = options.side === 'purchases' ? code.body.PurchaseTaxRateList : code.body.SalesTaxRateList;
  return objectsOf(objectOf(list)?.TaxRateDetail).flatMap((detail) => {
    const id = refOf(detail.TaxRateRef);
    const rate = id === undefined ? undefined : books.find('TaxRate', id);
    return rate ? [{ id: rate.id, percent: amountIn(rate.body.RateValue) }] : [];
  });
}

export function combinedPercent(rates: readonly Rate[]): Decimal {
  return sum(rates.map((rate) => rate.percent));
}

/** What is taxed at some rates: one line, or with `tax` a line whose tax is known already (gross - net). */
export interface TaxablePart {
  base: Decimal;
  rates: readonly Rate[];
  tax?: Decimal;
}

export interface RateTotal {
  rate: Rate;
  base: Decimal;
  tax: Decimal;
}

/** `line`: each part's tax is rounded, then summed. `sum`: the bases are summed, then the tax is rounded. */
export function totalsByRate(parts: readonly TaxablePart[], rounding: 'line' | 'sum'): RateTotal[] {
  const totals = new Map<string, RateTotal>();
  for (const part of parts) {
    const known =
      part.tax &&
      allocate(
        part.tax,
        part.rates.map((rate) => rate.percent),
        2,
      );
    part.rates.forEach((rate, index) => {
      const total = totals.get(rate.id) ?? { rate, base: ZERO, tax: ZERO };
      const tax = known ? (known[index] ?? ZERO) : round(taxOn(part.base, rate), rounding === 'line' ? 2 : 12);
      totals.set(rate.id, { rate, base: total.base.plus(part.base), tax: total.tax.plus(tax) });
    });
  }
  return [...totals.values()].map((total) => ({ ...total, tax: round(total.tax, 2) }));
}

function taxOn(base: Decimal, rate: Rate): Decimal {
  return base.times(rate.percent).div(100);
}

export function taxLine(total: RateTotal, extra: JsonObject = {}): JsonObject {
  return {
    Amount: jsonNumber(total.tax),
    DetailType: 'TaxLineDetail',
    TaxLineDetail: {
      TaxRateRef: { value: total.rate.id },
      PercentBased: true,
      TaxPercent: jsonNumber(total.rate.percent),
      NetAmountTaxable: jsonNumber(total.base),
      ...extra,
    },
  };
}

export function totalTax(totals: readonly RateTotal[]): Decimal {
  return sum(totals.map((total) => total.tax));
}

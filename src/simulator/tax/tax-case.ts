/** What the three tax regimes are asked and what they answer. */
import type { Decimal } from '../../base/decimal.ts';
import type { JsonObject } from '../json.ts';
import type { Sale } from '../rules/sales-lines.ts';
import type { Books, Entry } from '../state/books.ts';

export type Calculation = 'TaxExcluded' | 'TaxInclusive' | 'NotApplicable';

export interface TaxCase {
  /** Absent: a sale. */
  side?: 'purchases';
  /** Receipts and refunds may be without one. */
  customer: Entry | undefined;
  /** TxnTaxDetail as sent. */
  sent: JsonObject | undefined;
  /** TxnTaxDetail as it was. */
  before: JsonObject | undefined;
  shipTo: JsonObject | undefined;
  calculation: Calculation | undefined;
}

export interface TaxedLine {
  sale: Sale;
  /** The code the line ends up with. */
  code: string | undefined;
  /** Amount without tax. */
  net: Decimal;
  /** Amount with tax, where prices include it. */
  gross: Decimal | undefined;
  /** What tax is computed on: net, less the line's share of the discount where that comes first. */
  base: Decimal;
}

export interface TaxRegime {
  /** The code of a line, or a fault where it may not carry the one that was sent. */
  code(books: Books, sale: Sale, tax: TaxCase): string | undefined;
  /** Splits an amount that includes tax. Without it prices are always net. */
  net?(books: Books, sale: Sale, code: string | undefined, tax: TaxCase): { net: Decimal; gross: Decimal | undefined };
  total(books: Books, lines: readonly TaxedLine[], tax: TaxCase): { amount: Decimal; detail: JsonObject };
}

export function roundingOf(books: Books): 'line' | 'sum' {
  const { taxRounding } = books.switches;
  if (taxRounding !== 'kind') return taxRounding;
  return books.company.kind === 'uk' ? 'line' : 'sum';
}

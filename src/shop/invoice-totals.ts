/** The totals of an invoice's content, refused where they would not be an invoice: below zero, or beyond all bounds. */
import { decimal } from '../base/decimal.ts';
import type { Totals } from '../domain/invoice.ts';
import { invalid } from '../domain/refused.ts';
import { computeTotals, type TotalsInput } from '../domain/totals.ts';
import { largestAmount } from './money.ts';

export function checkedTotals(input: TotalsInput): Totals {
  const totals = computeTotals(input);
  if (decimal(totals.total).lt(0)) throw invalid('lines', 'The total of an invoice is not negative.');
  totals.lines.forEach((line, index) => {
    const tooLarge = decimal(line.quantity).times(line.unitPrice).abs().gt(largestAmount);
    if (tooLarge) throw invalid(`lines.${index}.unitPrice`, 'Quantity times price is too large.');
  });
  for (const amount of [totals.subtotal, totals.taxTotal, totals.total]) {
    if (decimal(amount).abs().gt(largestAmount)) throw invalid('lines', 'The invoice comes to too much.');
  }
  return totals;
}

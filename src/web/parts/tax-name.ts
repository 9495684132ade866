/** A tax with its rate, unless its name already tells it: "Sales tax 8.25%", but "TVA 20 %" as it is. */
import type { Format } from '../words/format.ts';

export function taxName(tax: { name: string; rate: string }, format: Format): string {
  return tax.name.includes('%') ? tax.name : `${tax.name} ${format.percent(tax.rate)}`;
}

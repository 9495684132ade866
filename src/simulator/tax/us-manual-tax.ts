/** Manual sales tax: lines say TAX or NON, the document names one tax group, the tax is computed on the sum per rate. */
import { ZERO } from '../../base/decimal.ts';
import { jsonNumber } from '../amount.ts';
import { objectOf, refOf } from '../json.ts';
import { preference, preferences } from '../rules/preferences.ts';
import type { Books } from '../state/books.ts';
import { invalidReference, rule } from '../wire/fault.ts';
import { ratesOf, taxLine, totalsByRate, totalTax } from './rates.ts';
import { roundingOf, type TaxCase, type TaxRegime } from './tax-case.ts';

export const manualTax: TaxRegime = {
  code: (books, sale) => {
    if (!preference(books, 'TaxPrefs', 'UsingSalesTax')) return 'NON';
    return usLineCode(sale.taxCode) ?? 'NON';
  },
  total: (books, lines, tax) => {
    const taxed = lines.filter((line) => line.code === 'TAX');
    const using = preference(books, 'TaxPrefs', 'UsingSalesTax');
    const codeId = using ? groupOf(books, tax, taxed.length > 0) : undefined;
    if (codeId === undefined) return { amount: ZERO, detail: { TotalTax: 0 } };
    const rates = ratesOf(books, codeId, {
      before: refOf(tax.before?.TxnTaxCodeRef),
      where: 'TxnTaxDetail.TxnTaxCodeRef',
    });
    const none = { base: ZERO, rates }; // Keeps the rates in the answer when nothing is taxable.
    const totals = totalsByRate([none, ...taxed.map(({ base }) => ({ base, rates }))], roundingOf(books));
    const amount = totalTax(totals);
    return {
      amount,
      detail: {
        TxnTaxCodeRef: { value: codeId },
        TotalTax: jsonNumber(amount),
        TaxLine: totals.map((total) => taxLine(total)),
      },
    };
  },
};

/** TAX, NON or nothing; anything else is refused in the US. */
export function usLineCode(sent: string | undefined): 'TAX' | 'NON' | undefined {
  if (sent === undefined || sent === 'TAX' || sent === 'NON') return sent;
  if (sent === 'CustomSalesTax') throw rule('6160', 'CustomSalesTax cannot be used on new transactions.');
  throw rule('6100', `The tax code of a line must be TAX or NON. Supplied value:${sent}`);
}

/** The group that was sent; else, if there is something to tax, the customer's or the company's. */
function groupOf(books: Books, tax: TaxCase, needed: boolean): string | undefined {
  const sent = refOf(tax.sent?.TxnTaxCodeRef);
  if (sent === 'CustomSalesTax') throw rule('6160', 'CustomSalesTax cannot be used on new transactions.');
  if (sent !== undefined) {
    if (books.find('TaxCode', sent)?.body.TaxGroup !== true) throw invalidReference('TxnTaxDetail.TxnTaxCodeRef');
    return sent;
  }
  if (!needed) return undefined;
  return (
    refOf(tax.before?.TxnTaxCodeRef) ??
    refOf(tax.customer?.body.DefaultTaxCodeRef) ??
    refOf(objectOf(preferences(books).TaxPrefs)?.TaxGroupCodeRef)
  );
}

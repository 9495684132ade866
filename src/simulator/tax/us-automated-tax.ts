/**
 * Automated sales tax: the destination decides, the code that was sent is replaced by the engine's own, and a TotalTax that
 * was sent overrides the sum, spread over the rates with the difference shown.
 */
import { allocate, type Decimal, ZERO } from '../../base/decimal.ts';
import { amountIn, cents, jsonNumber } from '../amount.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { Books } from '../state/books.ts';
import { jurisdictionAt } from './jurisdictions.ts';
import { type RateTotal, ratesOf, taxLine, totalsByRate, totalTax } from './rates.ts';
import { roundingOf, type TaxCase, type TaxedLine, type TaxRegime } from './tax-case.ts';
import { usLineCode } from './us-manual-tax.ts';

export const automatedTax: TaxRegime = {
  code: (_books, sale, tax) => {
    const sent = usLineCode(sale.taxCode);
    if (sent !== undefined) return sent;
    return taxable(sale.item?.body.Taxable, tax) ? 'TAX' : 'NON';
  },
  total: (books, lines, tax) => {
    const codeId = destinationCode(books, tax);
    const rates = ratesOf(books, codeId, { before: codeId, where: 'TxnTaxDetail.TxnTaxCodeRef' });
    const parts = lines.filter((line) => isTaxed(line, tax)).map(({ base }) => ({ base, rates }));
    const computed = totalsByRate([{ base: ZERO, rates }, ...parts], roundingOf(books));
    const given = overrideIn(books, tax);
    const totals = given === undefined ? computed : spread(given, computed);
    const amount = given ?? totalTax(computed);
    const detail: JsonObject = {
      TxnTaxCodeRef: { value: codeId },
      TotalTax: jsonNumber(amount),
      TaxLine: totals.map((total, index) => taxLine(total, delta(total, computed[index]))),
    };
    return { amount, detail };
  },
};

function isTaxed(line: TaxedLine, tax: TaxCase): boolean {
  return line.code === 'TAX' && taxable(line.sale.item?.body.Taxable, tax);
}

/** TAX is subject to the item's classification and the customer's exemption. */
function taxable(itemTaxable: unknown, tax: TaxCase): boolean {
  return itemTaxable !== false && tax.customer?.body.Taxable !== false;
}

/** The ship-to address, else the company's own. */
function destinationCode(books: Books, tax: TaxCase): string {
  const company = objectOf(books.find('CompanyInfo', '1')?.body.CompanyAddr);
  const address = textOf(tax.shipTo?.CountrySubDivisionCode) === undefined ? company : tax.shipTo;
  const state = textOf(address?.CountrySubDivisionCode) ?? '';
  return jurisdictionAt({ state, postalCode: textOf(address?.PostalCode) ?? '' }).codeId;
}

function overrideIn(books: Books, tax: TaxCase): Decimal | undefined {
  const sent = tax.sent?.TotalTax;
  if (typeof sent !== 'number' || tax.sent?.UseAutomatedSalesTax === true) return undefined;
  return books.switches.automatedTaxOverride ? cents(amountIn(sent)) : undefined;
}

function spread(given: Decimal, computed: readonly RateTotal[]): RateTotal[] {
  const byTax = computed.some((total) => !total.tax.eq(0));
  const weights = computed.map((total) => (byTax ? total.tax : total.rate.percent));
  const shares = allocate(given, weights, 2);
  return computed.map((total, index) => ({ ...total, tax: shares[index] ?? ZERO }));
}

function delta(total: RateTotal, computed: RateTotal | undefined): JsonObject {
  const difference = total.tax.minus(computed?.tax ?? ZERO);
  return difference.eq(0) ? {} : { OverrideDeltaAmount: jsonNumber(difference) };
}

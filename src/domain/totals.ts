/**
 * What an invoice comes to. Everything is exact; amounts are rounded half away from zero, and whatever is split adds up
 * again: document discount over lines, document-rounded taxes over lines, taxes and bases to the total.
 */
import { allocate, amountText, type Decimal, decimal, round, sum, ZERO } from '../base/decimal.ts';
import type { Discount, LineContent, LineTax, TaxRounding, TaxTotal, Totals } from './invoice.ts';

/** big.js's mode that cuts digits off. */
const towardsZero = 0;

export interface TotalsInput {
  lines: readonly LineContent[];
  discount: Discount | null;
  taxRounding: TaxRounding;
  /** Decimals of the currency. */
  places: number;
}

/** One tax of one line, before it is rounded. */
interface TaxPart {
  lineIndex: number;
  tax: LineTax;
  exact: Decimal;
  rounded: Decimal;
}

export function computeTotals(input: TotalsInput): Totals {
  const { lines, discount, taxRounding, places } = input;
  const gross = lines.map((line) => round(decimal(line.quantity).times(line.unitPrice), places));
  const lineDiscounts = lines.map((line, index) => discountOf(gross[index] ?? ZERO, line.discount, places));
  const amounts = gross.map((value, index) => value.minus(lineDiscounts[index] ?? ZERO));
  // A correction of the tax is no price: no discount is taken of it.
  const prices = amounts.map((amount, index) => (lines[index]?.kind === 'tax_adjustment' ? ZERO : amount));
  const shares = spreadDiscount(discountOf(sum(prices), discount, places), prices, places);
  const bases = amounts.map((amount, index) => amount.minus(shares[index] ?? ZERO));

  const parts = lines.flatMap((line, index) => taxParts(index, bases[index] ?? ZERO, line.taxes));
  roundParts(parts, taxRounding, places);
  const lineTaxes = lines.map(() => ZERO);
  for (const part of parts) lineTaxes[part.lineIndex] = (lineTaxes[part.lineIndex] ?? ZERO).plus(part.rounded);
  const exclusive = sum(parts.filter((part) => !part.tax.inclusive).map((part) => part.rounded));

  const text = (value: Decimal) => amountText(value, places);
  return {
    lines: lines.map((line, index) => ({
      ...line,
      amount: text(amounts[index] ?? ZERO),
      documentDiscount: text(shares[index] ?? ZERO),
      taxTotal: text(lineTaxes[index] ?? ZERO),
    })),
    subtotal: text(sum(gross)),
    discountTotal: text(sum(lineDiscounts).plus(sum(shares))),
    taxTotal: text(sum(lineTaxes)),
    taxes: taxTotals(parts, places),
    total: text(sum(bases).plus(exclusive)),
  };
}

/** A discount never takes more than there is; what is not above zero has no discount. */
function discountOf(amount: Decimal, discount: Discount | null, places: number): Decimal {
  if (!discount || amount.lte(0)) return ZERO;
  const wanted =
    discount.type === 'percent'
      ? round(amount.times(discount.value).div(100), places)
      : round(decimal(discount.value), places);
  return wanted.gt(amount) ? amount : wanted;
}

/** Only lines above zero carry the document discount, so that no base falls below zero because of it. */
function spreadDiscount(discount: Decimal, amounts: readonly Decimal[], places: number): Decimal[] {
  if (discount.eq(0)) return amounts.map(() => ZERO);
  return allocate(
    discount,
    amounts.map((amount) => (amount.gt(0) ? amount : ZERO)),
    places,
  );
}

/** The factor of each tax on the net; a compound tax is charged on the taxes before it as well. */
function taxFactors(taxes: readonly LineTax[]): Decimal[] {
  let before = ZERO;
  return taxes.map((tax) => {
    const rate = decimal(tax.rate).div(100);
    const factor = tax.compound ? rate.times(before.plus(1)) : rate;
    before = before.plus(factor);
    return factor;
  });
}

/** What a price is divided by to be without the taxes that it contains; 1 when it contains none. */
export function containedFactor(taxes: readonly LineTax[]): Decimal {
  return sum(taxFactors(taxes).filter((_, index) => taxes[index]?.inclusive)).plus(1);
}

function taxParts(lineIndex: number, base: Decimal, taxes: readonly LineTax[]): TaxPart[] {
  const factors = taxFactors(taxes);
  const contained = containedFactor(taxes);
  return taxes.map((tax, index) => ({
    lineIndex,
    tax,
    // Multiplied before it is divided: a tax that ends after a few decimals comes out exact.
    exact: base.times(factors[index] ?? ZERO).div(contained),
    rounded: ZERO,
  }));
}

function roundParts(parts: TaxPart[], taxRounding: TaxRounding, places: number): void {
  if (taxRounding === 'line') {
    for (const part of parts) part.rounded = settle(part.exact, places);
    return;
  }
  for (const group of byTax(parts)) {
    const exact = group.map((part) => part.exact);
    const rounded = spreadRounding(settle(sum(exact), places), exact, places);
    group.forEach((part, index) => {
      part.rounded = rounded[index] ?? ZERO;
    });
  }
}

/** Rounds each part down, then gives the missing units to the parts that lost most. */
function spreadRounding(total: Decimal, exact: readonly Decimal[], places: number): Decimal[] {
  const unit = decimal(10).pow(-places);
  const floors = exact.map((value) => floor(value, unit, places));
  const missing = Number(total.minus(sum(floors)).div(unit).toFixed(0));
  const order = exact
    .map((value, index) => ({ index, rest: value.minus(floors[index] ?? ZERO) }))
    .sort((a, b) => b.rest.cmp(a.rest) || a.index - b.index);
  for (const { index } of order.slice(0, missing)) floors[index] = (floors[index] ?? ZERO).plus(unit);
  return floors;
}

/** Towards minus infinity, so that what is missing is never negative, on lines below zero too. */
function floor(value: Decimal, unit: Decimal, places: number): Decimal {
  const known = round(value, 30);
  const cut = known.round(places, towardsZero);
  return cut.gt(known) ? cut.minus(unit) : cut;
}

/** Thirds that were cut after forty decimals and add up to a half cent again are that half cent. */
function settle(value: Decimal, places: number): Decimal {
  return round(round(value, 30), places);
}

function byTax(parts: readonly TaxPart[]): TaxPart[][] {
  const groups = new Map<string, TaxPart[]>();
  for (const part of parts) {
    const { taxId, rate, inclusive, compound } = part.tax;
    const key = [taxId, decimal(rate).toFixed(), inclusive, compound].join(' ');
    const group = groups.get(key);
    if (group) group.push(part);
    else groups.set(key, [part]);
  }
  return [...groups.values()];
}

function taxTotals(parts: readonly TaxPart[], places: number): TaxTotal[] {
  return byTax(parts).flatMap((group) => {
    const tax = group[0]?.tax;
    if (!tax) return [];
    const amount = amountText(sum(group.map((part) => part.rounded)), places);
    return [{ taxId: tax.taxId, name: tax.name, rate: tax.rate, inclusive: tax.inclusive, amount }];
  });
}

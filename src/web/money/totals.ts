/**
 * The totals of an invoice while it is being written, by the same rules as the server's, to the cent. After Save the
 * server's totals are shown. All inputs are decimal text; what does not yet parse counts as zero.
 */
import type { Tax } from '../../contract/catalog.ts';
import type { Discount } from '../../contract/invoices.ts';
import { type Decimal, decimal, round, spread, sum, ZERO } from './decimal.ts';

export interface TotalsLine {
  quantity: string;
  unitPrice: string;
  discount: Discount | null;
  taxIds: readonly string[];
  /** A correction of the tax: no price, so no discount is taken of it. */
  correction?: boolean;
}

export interface TotalsInput {
  lines: readonly TotalsLine[];
  discount: Discount | null;
  taxes: readonly Tax[];
  taxRounding: 'line' | 'document';
  places: number;
}

export interface TaxTotal {
  taxId: string;
  name: string;
  rate: string;
  inclusive: boolean;
  amount: string;
}

export interface Totals {
  lineAmounts: string[];
  subtotal: string;
  discountTotal: string;
  taxes: TaxTotal[];
  taxTotal: string;
  total: string;
}

export function totalsOf({ lines, discount, taxes, taxRounding, places }: TotalsInput): Totals {
  const gross = lines.map((line) => round(decimal(line.quantity).times(decimal(line.unitPrice)), places));
  const net = lines.map((line, index) => {
    const amount = gross[index] ?? ZERO;
    return amount.minus(discountOf(line.discount, amount, places));
  });
  const prices = net.map((amount, index) => (lines[index]?.correction ? ZERO : amount));
  const documentDiscount = discountOf(discount, sum(prices), places);
  const shares = shared(documentDiscount, prices, places);
  const totals = new Map<string, { tax: Tax; amount: Decimal }>();
  lines.forEach((line, index) => {
    const base = (net[index] ?? ZERO).minus(shares[index] ?? ZERO);
    for (const { tax, amount } of lineTaxes(base, line.taxIds, taxes)) {
      const before = totals.get(tax.id)?.amount ?? ZERO;
      totals.set(tax.id, { tax, amount: before.plus(taxRounding === 'line' ? settle(amount, places) : amount) });
    }
  });
  const rounded = [...totals.values()].map(({ tax, amount }) => ({ tax, amount: settle(amount, places) }));
  const added = sum(rounded.filter(({ tax }) => !tax.inclusive).map(({ amount }) => amount));
  const text = (value: Decimal) => value.toFixed(places);
  return {
    lineAmounts: net.map(text),
    subtotal: text(sum(gross)),
    discountTotal: text(sum(gross).minus(sum(net)).plus(documentDiscount)),
    taxes: rounded.map(({ tax, amount }) => ({
      taxId: tax.id,
      name: tax.name,
      rate: tax.rate,
      inclusive: tax.inclusive,
      amount: text(amount),
    })),
    taxTotal: text(sum(rounded.map(({ amount }) => amount))),
    total: text(sum(net).minus(documentDiscount).plus(added)),
  };
}

/** A discount never takes more than there is; what is not above zero has no discount. */
function discountOf(discount: Discount | null, amount: Decimal, places: number): Decimal {
  if (!discount || amount.lte(0)) return ZERO;
  const value = decimal(discount.value);
  const wanted = round(discount.type === 'percent' ? amount.times(value).div(100) : value, places);
  return wanted.gt(amount) ? amount : wanted;
}

/** Only lines above zero carry the document discount. */
function shared(discount: Decimal, prices: readonly Decimal[], places: number): Decimal[] {
  if (discount.eq(0)) return prices.map(() => ZERO);
  return spread(
    discount,
    prices.map((price) => (price.gt(0) ? price : ZERO)),
    places,
  );
}

/** The exact taxes of a line: compound ones are charged on the taxes before them, inclusive ones are in the amount. */
function lineTaxes(amount: Decimal, taxIds: readonly string[], taxes: readonly Tax[]) {
  let before = ZERO;
  const parts = taxIds
    .flatMap((id) => taxes.find((tax) => tax.id === id) ?? [])
    .map((tax) => {
      const rate = decimal(tax.rate).div(100);
      const factor = tax.compound ? rate.times(before.plus(1)) : rate;
      before = before.plus(factor);
      return { tax, factor };
    });
  const contained = sum(parts.filter(({ tax }) => tax.inclusive).map(({ factor }) => factor)).plus(1);
  return parts.map(({ tax, factor }) => ({ tax, amount: amount.times(factor).div(contained) }));
}

/** Thirds that were cut after forty decimals and add up to a half cent again are that half cent. */
function settle(value: Decimal, places: number): Decimal {
  return round(round(value, 30), places);
}

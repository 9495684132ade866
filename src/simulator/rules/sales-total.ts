/**
 * The arithmetic of a sales form.
 * Invariant: TotalAmt = sum of the sales lines (net) - discount + tax, all in cents, and never below zero.
 */
import { allocate, type Decimal, sum, ZERO } from '../../base/decimal.ts';
import { jsonNumber } from '../amount.ts';
import { type Json, type JsonObject, objectOf, objectsOf } from '../json.ts';
import type { Books } from '../state/books.ts';
import { regimeOf } from '../tax/regime.ts';
import type { TaxCase, TaxedLine } from '../tax/tax-case.ts';
import { businessRule } from '../wire/fault.ts';
import { type Discount, discountOn } from './discount.ts';
import type { SalesLine } from './sales-lines.ts';

export interface SalesTotals {
  line: Json[];
  taxDetail: JsonObject;
  total: Decimal;
}

export function totalSales(
  books: Books,
  form: { lines: readonly SalesLine[]; discount: Discount | undefined; tax: TaxCase; taxAfterDiscount: boolean },
): SalesTotals {
  const { lines, discount, tax } = form;
  const regime = regimeOf(books);
  const flat = lines.flatMap((line) => line.bundle?.lines ?? [line]);
  const priced = flat.map((line) => (line.sale ? priceLine(books, line.sale, tax) : undefined));
  const sales = priced.filter((line) => line !== undefined);
  const subtotal = sum(sales.map((line) => line.net));
  const discountAmount = discountOn(subtotal, discount);
  const shares = form.taxAfterDiscount
    ? allocate(
        discountAmount,
        sales.map((line) => line.net),
        2,
      )
    : [];
  const taxed = sales.map((line, index): TaxedLine => ({ ...line, base: line.net.minus(shares[index] ?? ZERO) }));
  const { amount, detail } = regime.total(books, taxed, tax);
  const total = subtotal.minus(discountAmount).plus(amount);
  if (total.lt(0)) throw businessRule('The total of a transaction must not be negative.');
  const pricedOf = new Map(flat.map((line, index) => [line.id, priced[index]]));
  const plain = lines.map((line, index) => plainLine(line, { number: index + 1, pricedOf }));
  return {
    line: [...plain, subtotalLine(subtotal), ...(discount ? [discountLine(discount, discountAmount)] : [])],
    taxDetail: detail,
    total,
  };
}

function priceLine(books: Books, sale: TaxedLine['sale'], tax: TaxCase): Omit<TaxedLine, 'base'> {
  const regime = regimeOf(books);
  const code = regime.code(books, sale, tax);
  const { net, gross } = regime.net?.(books, sale, code, tax) ?? { net: sale.amount, gross: undefined };
  return { sale, code, net, gross };
}

function plainLine(
  line: SalesLine,
  { number, pricedOf }: { number: number; pricedOf: ReadonlyMap<string, Omit<TaxedLine, 'base'> | undefined> },
): JsonObject {
  const head: JsonObject = { Id: line.id, LineNum: number };
  if (line.description !== undefined) head.Description = line.description;
  if (line.bundle) {
    const { item, quantity, lines } = line.bundle;
    const Line = lines.map((member, index) => plainLine(member, { number: index + 1, pricedOf }));
    const detail = { GroupItemRef: { value: item }, Quantity: quantity, Line };
    return { ...head, Amount: 0, DetailType: 'GroupLineDetail', GroupLineDetail: detail };
  }
  const priced = pricedOf.get(line.id);
  if (!priced) return { ...head, DetailType: 'DescriptionOnly', DescriptionLineDetail: line.documentation ?? {} };
  const detail: JsonObject = { ...priced.sale.detail };
  if (priced.code !== undefined) detail.TaxCodeRef = { value: priced.code };
  if (priced.gross !== undefined) detail.TaxInclusiveAmt = jsonNumber(priced.gross);
  return { ...head, Amount: jsonNumber(priced.net), DetailType: 'SalesItemLineDetail', SalesItemLineDetail: detail };
}

function subtotalLine(amount: Decimal): JsonObject {
  return { Amount: jsonNumber(amount), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} };
}

function discountLine(discount: Discount, amount: Decimal): JsonObject {
  const detail: JsonObject = { PercentBased: discount.percent !== undefined };
  if (discount.percent) detail.DiscountPercent = jsonNumber(discount.percent);
  if (discount.accountId !== undefined) detail.DiscountAccountRef = { value: discount.accountId };
  if (discount.classRef) detail.ClassRef = discount.classRef;
  return { Amount: jsonNumber(amount), DetailType: 'DiscountLineDetail', DiscountLineDetail: detail };
}

/** What the void of a document leaves of its lines: no amounts, no prices, quantities of zero. */
export function voidedLines(lines: readonly JsonObject[]): Json[] {
  return lines.map((line) => {
    const bundle = objectOf(line.GroupLineDetail);
    if (bundle)
      return { ...line, Amount: 0, GroupLineDetail: { ...bundle, Line: voidedLines(objectsOf(bundle.Line)) } };
    const { SalesItemLineDetail: sale, ...rest } = line;
    const zero: JsonObject = { ...rest, ...(line.Amount === undefined ? {} : { Amount: 0 }) };
    if (typeof sale !== 'object' || sale === null || Array.isArray(sale)) return zero;
    const { UnitPrice: _price, TaxInclusiveAmt: _gross, ...detail } = sale;
    const quantity = detail.Qty === undefined ? {} : { Qty: 0 };
    return { ...zero, SalesItemLineDetail: { ...detail, ...quantity } };
  });
}

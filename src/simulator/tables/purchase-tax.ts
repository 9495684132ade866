/**
 * Tax on what is bought: none in the US; elsewhere by the code of each line and its rates for purchases, as on sales.
 * Invariants: TotalAmt = sum of the lines (net) + tax, in cents; no tax that was sent gets lost in silence.
 */
import { type Decimal, sum } from '../../base/decimal.ts';
import { amountIn, cents, jsonNumber } from '../amount.ts';
import { type JsonObject, objectOf, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { globalTax } from '../tax/global-tax.ts';
import { ratesOf } from '../tax/rates.ts';
import type { Calculation, TaxCase, TaxedLine } from '../tax/tax-case.ts';
import { businessRule, notModelled } from '../wire/fault.ts';
import { expenseLines } from './expense-lines.ts';
import { totalOf } from './lines.ts';
import type { TableDraft } from './table.ts';

export interface PurchasePrices extends JsonObject {
  Line: JsonObject[];
  TotalAmt: number;
}

/** The lines of a document that buys, its tax and its total. `negative`: whether single lines may be below zero. */
export function purchasePrices(
  books: Books,
  { before, wish, request }: TableDraft,
  { negative }: { negative: boolean },
): PurchasePrices {
  const lines = expenseLines(books, objectsOf(wish.Line), { before, negative });
  if (books.company.kind !== 'uk') return untaxed(lines, wish);
  if (before && !repriced.some((property) => property in request)) {
    const { TotalAmt, TxnTaxDetail, GlobalTaxCalculation } = before.body;
    return { Line: objectsOf(before.body.Line), TotalAmt: Number(TotalAmt), TxnTaxDetail, GlobalTaxCalculation };
  }
  const calculation = calculationOf(wish, lines);
  const tax: TaxCase = {
    side: 'purchases',
    customer: undefined,
    sent: objectOf(request.TxnTaxDetail),
    before: objectOf(before?.body.TxnTaxDetail),
    shipTo: undefined,
    calculation,
  };
  const taxed = lines.map((line) =>
    line.DetailType === 'DescriptionOnly' ? undefined : price(books, line, { before, tax }),
  );
  const { amount, detail } = globalTax.total(
    books,
    taxed.filter((line) => line !== undefined),
    tax,
  );
  const Line = lines.map((line, index) => pricedLine(line, taxed[index]));
  const TotalAmt = jsonNumber(sum([totalOf(Line), amount]));
  return { Line, TotalAmt, TxnTaxDetail: detail, GlobalTaxCalculation: calculation };
}

/** A sparse update that sends none of these leaves the prices as they are. */
const repriced = ['Line', 'TxnTaxDetail', 'GlobalTaxCalculation'];

function untaxed(Line: JsonObject[], wish: JsonObject): PurchasePrices {
  const detail = objectOf(wish.TxnTaxDetail);
  const lines = objectsOf(detail?.TaxLine).map((line) => amountIn(line.Amount));
  if (amountIn(detail?.TotalTax).gt(0) || sum(lines).gt(0)) throw notModelled('tax on purchases in the US');
  return { Line, TotalAmt: jsonNumber(totalOf(Line)), TxnTaxDetail: undefined, GlobalTaxCalculation: undefined };
}

/** As sent, or as it was; without a word and without any code there is no tax. */
function calculationOf(wish: JsonObject, lines: readonly JsonObject[]): Calculation {
  const sent = wish.GlobalTaxCalculation;
  if (sent === 'TaxInclusive' || sent === 'NotApplicable' || sent === 'TaxExcluded') return sent;
  return lines.some((line) => codeOf(line) !== undefined) ? 'TaxExcluded' : 'NotApplicable';
}

function detailIn(line: JsonObject): JsonObject {
  return objectOf(line[textOf(line.DetailType) ?? '']) ?? {};
}

const codeOf = (line: JsonObject) => refOf(detailIn(line).TaxCodeRef);

function price(
  books: Books,
  line: JsonObject,
  { before, tax }: { before: Entry | undefined; tax: TaxCase },
): TaxedLine {
  const detail = detailIn(line);
  const former = objectsOf(before?.body.Line).find((other) => other.Id === line.Id);
  const gross = typeof detail.TaxInclusiveAmt === 'number' ? cents(amountIn(detail.TaxInclusiveAmt)) : undefined;
  const sale = {
    amount: cents(amountIn(line.Amount)),
    gross,
    item: undefined,
    taxCode: codeOf(line),
    taxCodeBefore: former && codeOf(former),
    detail,
  };
  const code = globalTax.code(books, sale, tax);
  if (code !== undefined && tax.calculation !== 'NotApplicable') mustHaveRates(books, code);
  const priced = globalTax.net?.(books, sale, code, tax) ?? { net: sale.amount, gross: undefined };
  return { sale, code, ...priced, base: priced.net };
}

function mustHaveRates(books: Books, code: string): void {
  const rates = ratesOf(books, code, { before: code, where: 'Line.TaxCodeRef', side: 'purchases' });
  if (rates.length === 0) throw businessRule(`The tax code ${code} has no rate for purchases.`);
}

function pricedLine(line: JsonObject, taxed: TaxedLine | undefined): JsonObject {
  if (!taxed) return line;
  const { TaxInclusiveAmt: _, ...detail } = detailIn(line);
  const gross: Decimal | undefined = taxed.gross;
  const kept = gross === undefined ? detail : { ...detail, TaxInclusiveAmt: jsonNumber(gross) };
  return { ...line, Amount: jsonNumber(taxed.net), [textOf(line.DetailType) ?? '']: kept };
}

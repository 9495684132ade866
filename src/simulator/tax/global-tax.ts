/** Tax outside the US: a numeric tax code on every line; prices exclude tax, include it, or tax does not apply. */
import { type Decimal, decimal, sum, ZERO } from '../../base/decimal.ts';
import { amountIn, cents, jsonNumber } from '../amount.ts';
import { type JsonObject, objectOf, objectsOf, refOf } from '../json.ts';
import type { Books } from '../state/books.ts';
import { businessRule, rule } from '../wire/fault.ts';
import { combinedPercent, type Rate, ratesOf, type TaxablePart, taxLine, totalsByRate } from './rates.ts';
import { roundingOf, type TaxCase, type TaxedLine, type TaxRegime } from './tax-case.ts';

const where = 'Line.TaxCodeRef';

export const globalTax: TaxRegime = {
  code: (books, sale, tax) => {
    if (tax.calculation === 'NotApplicable') return sale.taxCode;
    if (sale.taxCode === undefined) throw businessRule('Make sure all your transactions have a tax rate on each line.');
    ratesOf(books, sale.taxCode, { before: sale.taxCodeBefore, where, side: tax.side });
    return sale.taxCode;
  },
  net: (books, sale, code, tax) => {
    if (tax.calculation !== 'TaxInclusive') return { net: sale.amount, gross: undefined };
    const rates = code === undefined ? [] : ratesOf(books, code, { before: code, where, side: tax.side });
    const factor = combinedPercent(rates).div(100).plus(1);
    if (sale.gross === undefined && books.switches.inclusiveAmountAlone === 'refuse') {
      throw businessRule('TaxInclusiveAmt is needed on each line when prices include tax.');
    }
    if (sale.gross === undefined && books.switches.inclusiveAmountAlone === 'net') {
      return { net: sale.amount, gross: cents(sale.amount.times(factor)) };
    }
    const gross = sale.gross ?? sale.amount;
    return { net: cents(gross.div(factor)), gross };
  },
  total: (books, lines, tax) => {
    const sentLines = objectsOf(tax.sent?.TaxLine);
    if (tax.calculation === 'NotApplicable') {
      if (sentLines.length > 0 || amountIn(tax.sent?.TotalTax).gt(0)) {
        throw rule('6170', 'TxnTaxDetail is not allowed when GlobalTaxCalculation is NotApplicable.');
      }
      return { amount: ZERO, detail: { TotalTax: 0 } };
    }
    const parts = lines.map((line) => taxablePart(books, line, tax));
    const computed = totalsByRate(parts, roundingOf(books)).map((total) => taxLine(total));
    const taxLines = sentLines.length > 0 ? mergeSent(books, { sent: sentLines, computed, parts }) : computed;
    const own = sum(taxLines.map((line) => amountIn(line.Amount)));
    const amount = sentLines.length === 0 ? (totalAlone(books, tax) ?? own) : own;
    return { amount, detail: { TotalTax: jsonNumber(amount), TaxLine: taxLines } };
  },
};

function taxablePart(books: Books, line: TaxedLine, tax: TaxCase): TaxablePart {
  const rates: Rate[] =
    line.code === undefined ? [] : ratesOf(books, line.code, { before: line.code, where, side: tax.side });
  const whole = line.gross !== undefined && line.base.eq(line.net);
  return whole && line.gross ? { base: line.base, rates, tax: line.gross.minus(line.net) } : { base: line.base, rates };
}

interface Merge {
  sent: readonly JsonObject[];
  computed: readonly JsonObject[];
  parts: readonly TaxablePart[];
}

/** Sent tax lines pin the tax of their rate; each must name a rate of the lines' codes, once. */
function mergeSent(books: Books, { sent, computed, parts }: Merge): JsonObject[] {
  const allowed = new Set(parts.flatMap((part) => part.rates.map((rate) => rate.id)));
  const pinned = new Map<string, Decimal>();
  for (const line of sent) {
    const detail = objectOf(line.TaxLineDetail);
    const rateId = refOf(detail?.TaxRateRef) ?? '';
    if (!allowed.has(rateId))
      throw businessRule(`The tax rate ${rateId} does not belong to the tax codes of the lines.`);
    if (pinned.has(rateId)) throw businessRule(`The tax rate ${rateId} is given twice.`);
    const kept = detail?.PercentBased === false || books.switches.percentTaxLines === 'honour';
    if (kept && typeof line.Amount === 'number') pinned.set(rateId, cents(amountIn(line.Amount)));
  }
  return computed.map((line) => {
    const detail = objectOf(line.TaxLineDetail) ?? {};
    const amount = pinned.get(refOf(detail.TaxRateRef) ?? '');
    if (amount === undefined || amount.eq(amountIn(line.Amount))) return line;
    return { ...line, Amount: jsonNumber(amount), TaxLineDetail: { ...detail, PercentBased: false } };
  });
}

function totalAlone(books: Books, tax: TaxCase): Decimal | undefined {
  const sent = tax.sent?.TotalTax;
  return typeof sent === 'number' && books.switches.totalTaxAloneOverrides ? cents(decimal(sent)) : undefined;
}

/**
 * What QuickBooks will compute as tax: in the US per rate over all taxable lines, elsewhere per line and rate. Outside the
 * US the shop's own amounts are sent along ("pinned") where they differ from that.
 */
import { allocate, type Decimal, type DecimalText, decimal, plainText, round, sum, ZERO } from '../../base/decimal.ts';
import type { TaxMode } from '../../db/connections.ts';
import { type BooksTaxCode, taxable } from './tax-codes.ts';

export interface PinnedTax {
  total: DecimalText;
  lines: { rateId: string; amount: DecimalText; base: DecimalText }[];
}

export interface Prediction {
  /** null: QuickBooks computes it from addresses; it cannot be known before. */
  tax: Decimal | null;
  pinned: PinnedTax | null;
}

export interface PredictTaxInput {
  lines: readonly { amount: DecimalText; taxCode: string | null }[];
  discountAmount: Decimal;
  /** The US invoice's code. */
  taxCode: string | null;
  /** The tax that the shop's total implies. */
  wanted: Decimal;
  mode: TaxMode;
  taxCodes: ReadonlyMap<string, BooksTaxCode>;
  places: number;
}

export function predictTax(input: PredictTaxInput): Prediction {
  if (input.mode === 'none') return { tax: ZERO, pinned: null };
  if (input.mode === 'us_automated') {
    const untaxed = input.lines.every((line) => line.taxCode !== taxable);
    return { tax: untaxed ? ZERO : null, pinned: null };
  }
  return input.mode === 'us_manual' ? predictUs(input) : predictPerLine(input);
}

function predictUs(input: PredictTaxInput): Prediction {
  const bases = taxedBases(input);
  const base = sum(bases.filter((_, index) => input.lines[index]?.taxCode === taxable));
  const rates = (input.taxCode === null ? undefined : input.taxCodes.get(input.taxCode))?.rates ?? [];
  return { tax: sum(rates.map((rate) => round(base.times(rate.percent).div(100), input.places))), pinned: null };
}

function predictPerLine(input: PredictTaxInput): Prediction {
  const byRate = new Map<string, { base: Decimal; perLine: Decimal; percent: DecimalText }>();
  taxedBases(input).forEach((base, index) => {
    const code = input.lines[index]?.taxCode;
    for (const rate of (code ? input.taxCodes.get(code) : undefined)?.rates ?? []) {
      const before = byRate.get(rate.rateId) ?? { base: ZERO, perLine: ZERO, percent: rate.percent };
      const tax = round(base.times(rate.percent).div(100), input.places);
      byRate.set(rate.rateId, { ...before, base: before.base.plus(base), perLine: before.perLine.plus(tax) });
    }
  });
  const rates = [...byRate.entries()];
  const perLine = sum(rates.map(([, rate]) => rate.perLine));
  const perSum = sum(rates.map(([, rate]) => round(rate.base.times(rate.percent).div(100), input.places)));
  if (perLine.eq(input.wanted) && perSum.eq(input.wanted)) return { tax: input.wanted, pinned: null };
  // A difference of more than rounding is a wrong rate in the mapping; pinning it would book a tax that nobody owes.
  const tolerance = decimal(10)
    .pow(-input.places)
    .times(input.lines.length * Math.max(rates.length, 1));
  if (rates.length === 0 || perLine.minus(input.wanted).abs().gt(tolerance)) return { tax: perLine, pinned: null };
  const amounts = allocate(
    input.wanted,
    rates.map(([, rate]) => rate.base.times(rate.percent)),
    input.places,
  );
  return {
    tax: input.wanted,
    pinned: {
      total: plainText(input.wanted),
      lines: rates.map(([rateId, rate], index) => ({
        rateId,
        amount: plainText(amounts[index] ?? ZERO),
        base: plainText(rate.base),
      })),
    },
  };
}

/** Each line's share of the taxable base after the document discount. */
function taxedBases(input: PredictTaxInput): Decimal[] {
  const amounts = input.lines.map((line) => decimal(line.amount));
  const shares = allocate(input.discountAmount, amounts, input.places);
  return amounts.map((amount, index) => amount.minus(shares[index] ?? ZERO));
}

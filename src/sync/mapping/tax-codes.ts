/** QuickBooks' tax codes with their rates, and which of them a shop line gets. */
import { type DecimalText, decimal, plainText, sum } from '../../base/decimal.ts';
import type { QuickBooksSettings } from '../../contract/integration.ts';
import type { TaxMode } from '../../db/connections.ts';
import type { Line } from '../../domain/invoice.ts';
import type { TaxCode, TaxRate } from '../../quickbooks/lists.ts';

export interface BooksTaxCode {
  id: string;
  name: string;
  description: string | null;
  active: boolean;
  rates: { rateId: string; percent: DecimalText }[];
}

/** The pseudo codes of US lines. */
export const taxable = 'TAX';
export const notTaxable = 'NON';

export function booksTaxCodes(codes: readonly TaxCode[], rates: readonly TaxRate[]): BooksTaxCode[] {
  const rateOf = new Map(rates.map((rate) => [rate.Id, rate.RateValue ?? '0']));
  return codes.map((code) => ({
    id: code.Id,
    name: code.Name,
    description: code.Description ?? null,
    active: code.Active && code.Hidden !== true,
    rates: (code.SalesTaxRateList?.TaxRateDetail ?? []).map((detail) => ({
      rateId: detail.TaxRateRef.value,
      percent: rateOf.get(detail.TaxRateRef.value) ?? '0',
    })),
  }));
}

/** The rate of a code as one percentage; null for the pseudo codes, whose rate is the invoice's. */
export function codeRate(code: BooksTaxCode): DecimalText | null {
  if (code.id === taxable) return null;
  return plainText(sum(code.rates.map((rate) => decimal(rate.percent))));
}

export type LineTaxCode = { kind: 'mapped'; code: string } | { kind: 'untaxed' } | { kind: 'unmapped'; taxes: string };

/** The QuickBooks code that the settings give to the taxes that stand together on this line. */
export function mappedCode(line: Pick<Line, 'taxes'>, settings: QuickBooksSettings): LineTaxCode {
  if (line.taxes.length === 0) return { kind: 'untaxed' };
  const wanted = keyOf(line.taxes.map((tax) => tax.taxId));
  const row = settings.taxes.find((candidate) => keyOf(taxIdsOf(candidate)) === wanted);
  if (row) return { kind: 'mapped', code: row.quickBooksTaxCode };
  return { kind: 'unmapped', taxes: line.taxes.map((tax) => `${tax.name} (${tax.rate} %)`).join(' + ') };
}

export function taxIdsOf(row: QuickBooksSettings['taxes'][number]): string[] {
  return row.taxIds ?? (row.taxId ? [row.taxId] : []);
}

function keyOf(taxIds: readonly string[]): string {
  return [...taxIds].sort().join('+');
}

/** The shop taxes that stand for a QuickBooks code: the first row wins. Null: no row has this code. */
export function shopTaxesFor(code: string, settings: QuickBooksSettings): string[] | null {
  const row = settings.taxes.find((candidate) => candidate.quickBooksTaxCode === code);
  return row ? taxIdsOf(row) : null;
}

export function isUnitedStates(mode: TaxMode): boolean {
  return mode === 'us_manual' || mode === 'us_automated';
}

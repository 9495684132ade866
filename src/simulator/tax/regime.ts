/** The tax regime of a company: which codes its lines may carry and how the tax of a document comes about. */
import type { Books } from '../state/books.ts';
import type { CompanyKind } from '../state/company.ts';
import { globalTax } from './global-tax.ts';
import type { TaxRegime } from './tax-case.ts';
import { automatedTax } from './us-automated-tax.ts';
import { manualTax } from './us-manual-tax.ts';

const regimes: Record<CompanyKind, TaxRegime> = {
  'us-manual-tax': manualTax,
  'us-automated-tax': automatedTax,
  uk: globalTax,
};

export function regimeOf(books: Books): TaxRegime {
  return regimes[books.company.kind];
}

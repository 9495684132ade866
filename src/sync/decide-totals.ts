/**
 * Both sides are quiet: do their totals agree? Where QuickBooks computes the tax and its tax counts, or the accountant's side
 * rounded it otherwise, the shop's invoice is corrected by a line of its own; where the shop's counts it is stated again; any
 * other difference is said, never hidden.
 */
import { type Decimal, decimal, plainText, ZERO } from '../base/decimal.ts';
import type { IssueDraft } from '../db/issues.ts';
import { restateTax, taxIsTheirs } from './decide-content.ts';
import { appliedBesides } from './decide-payment-writes.ts';
import { issueDraft } from './issue-draft.ts';
import { adjustmentOf } from './mapping/draft.ts';
import { totalTaxOf } from './mapping/invoice-facts.ts';
import type { Observation } from './observation.ts';
import type { Plan } from './plan.ts';

type Totals = Pick<Plan, 'needs' | 'writes' | 'shop' | 'issues' | 'link'>;

const nothing: Totals = { needs: [], writes: [], shop: [], issues: [], link: {} };

/** `money`: nothing of the payments is still to be done or said, so that what is left due can be compared too. */
export function decideTotals(observed: Observation, settled: { money: boolean }): Totals {
  const { books, invoice } = observed;
  if (!books) return nothing;
  const difference = decimal(books.doc.TotalAmt).minus(invoice.total);
  if (difference.eq(0)) return { ...nothing, issues: settled.money ? balanceIssue(observed) : [] };
  const correction = adjustmentOf(invoice).plus(difference);
  const nets = netsAgree(observed);
  // Zero: without the correction that stands both sides agree.
  if (correction.eq(0) || isTheirRounding(observed, correction) || (booksTaxCounts(observed) && nets)) {
    return { ...nothing, shop: [{ kind: 'adjust_tax', amount: plainText(correction) }] };
  }
  const restated = nets ? restateTax(observed) : null;
  if (restated) return restated;
  const params = { shop: invoice.total, quickBooks: books.doc.TotalAmt };
  return { ...nothing, issues: [issueDraft({ code: 'total_mismatch', params, fixes: ['retry'] })] };
}

/**
 * A cent a line or less, where tax is not QuickBooks' to compute: the accountant corrected it, or QuickBooks rounded an edit
 * of theirs in its own way. That side changed, so it counts.
 */
function isTheirRounding(observed: Observation, correction: Decimal): boolean {
  const { company, invoice } = observed;
  if (company.connection.taxMode === 'us_automated' || !taxIsTheirs(observed)) return false;
  // A net price that is made of one with its tax may itself be off by a cent.
  const contained = invoice.lines.some((line) => line.taxes.some((tax) => tax.inclusive));
  if (!contained && !netsAgree(observed)) return false;
  return correction.abs().lte(decimal(10).pow(-company.draft.places).times(invoice.lines.length));
}

/**
 * Totals agree: is as much of it paid? Not by QuickBooks' own Balance, which our own payment may have moved since it was
 * seen, but by the payments that are known.
 */
function balanceIssue(observed: Observation): IssueDraft[] {
  const { books, invoice } = observed;
  if (!books) return [];
  const least = (value: Decimal) => (value.lt(0) ? ZERO : value);
  const there = least(
    decimal(books.doc.TotalAmt)
      .minus(books.doc.Deposit ?? '0')
      .minus(appliedBesides(observed, null)),
  );
  const here = least(decimal(invoice.total).minus(invoice.paid).minus(invoice.credited));
  if (there.eq(here)) return [];
  const params = { shop: plainText(here), quickBooks: plainText(there) };
  return [issueDraft({ code: 'payment_unpaired', subject: 'balance', params, fixes: ['retry'] })];
}

/** Automated sales tax is QuickBooks' by default. */
function booksTaxCounts({ company }: Observation): boolean {
  const { connection, settings } = company;
  return connection.taxMode === 'us_automated' && settings.taxAuthority !== 'shop';
}

/** The difference is all in the tax: without their taxes both sides come to the same. */
function netsAgree({ books, invoice }: Observation): boolean {
  if (!books) return false;
  const there = decimal(books.doc.TotalAmt).minus(totalTaxOf(books.doc));
  const here = decimal(invoice.total).minus(invoice.taxTotal).minus(adjustmentOf(invoice));
  return there.eq(here);
}

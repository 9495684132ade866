/**
 * Both sides are quiet: do their totals agree? Where QuickBooks computes the tax and its tax counts, the shop's invoice is
 * corrected by a line of its own; any other difference is said, never hidden.
 */
import { type Decimal, decimal, plainText, ZERO } from '../base/decimal.ts';
import type { IssueDraft } from '../db/issues.ts';
import { appliedBesides } from './decide-payment-writes.ts';
import { issueDraft } from './issue-draft.ts';
import { adjustmentOf } from './mapping/draft.ts';
import type { Observation } from './observation.ts';
import type { ShopStep } from './plan.ts';

/** `money`: nothing of the payments is still to be done or said, so that what is left due can be compared too. */
export function decideTotals(
  observed: Observation,
  settled: { money: boolean },
): { shop: ShopStep[]; issues: IssueDraft[] } {
  const { books, invoice } = observed;
  if (!books) return { shop: [], issues: [] };
  const difference = decimal(books.doc.TotalAmt).minus(invoice.total);
  if (difference.eq(0)) return { shop: [], issues: settled.money ? balanceIssue(observed) : [] };
  if (booksTaxCounts(observed) && netsAgree(observed)) {
    const amount = plainText(adjustmentOf(invoice).plus(difference));
    return { shop: [{ kind: 'adjust_tax', amount }], issues: [] };
  }
  const params = { shop: invoice.total, quickBooks: books.doc.TotalAmt };
  return { shop: [], issues: [issueDraft({ code: 'total_mismatch', params, fixes: ['retry'] })] };
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
  const there = decimal(books.doc.TotalAmt).minus(books.doc.TxnTaxDetail?.TotalTax ?? '0');
  const here = decimal(invoice.total).minus(invoice.taxTotal).minus(adjustmentOf(invoice));
  return there.eq(here);
}

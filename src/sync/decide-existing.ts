/**
 * An invoice that may be in QuickBooks already, made by hand or by another program: it is searched for before it is
 * created. The same number, customer and total is the same invoice; the number alone is for a person to judge.
 */
import { sameNumber } from '../base/decimal.ts';
import type { Invoice as BooksInvoice } from '../quickbooks/entities.ts';
import { issueDraft } from './issue-draft.ts';
import type { Observation, Seen } from './observation.ts';
import { emptyPlan, type Plan, type ShopStep } from './plan.ts';

/** Null: there is nothing to be linked, so it may be created. */
export function decideExisting(observed: Observation): Plan | null {
  const { link, look, invoice, company } = observed;
  if (!link?.seek) return null;
  const fix = look?.fix?.fixId;
  const search = link.seek === 'wanted' || fix === 'retry';
  if (search) return { ...emptyPlan('pending'), needs: [{ kind: 'existing', shopId: invoice.id }] };
  const [best] = [...observed.existing].sort((a, b) => likeness(observed, b) - likeness(observed, a));
  if (!best) return null;
  if (fix === 'send_again') return { ...emptyPlan('pending'), link: { seek: null, clearTrouble: true } };
  if (fix === 'unlink') return { ...emptyPlan('unlinked'), link: { unlink: true } };
  if (fix === 'confirm_match') {
    const link = { adopt: best.doc.Id, seek: 'confirmed' as const, clearTrouble: true };
    return { ...emptyPlan('pending'), shop: clientStep(observed, best), link };
  }
  if (likeness(observed, best) === 3) return { ...emptyPlan('pending'), link: { adopt: best.doc.Id } };
  // Where QuickBooks numbers by itself, the same number on another invoice is chance.
  if (!company.connection.preferences.customTxnNumbers) return null;
  const params = { shop: invoice.total, quickBooks: best.doc.TotalAmt, number: best.doc.DocNumber ?? null };
  const fixes = ['confirm_match', 'send_again', 'unlink'] as const;
  const issue = issueDraft({ code: 'match_unconfirmed', params, fixes: [...fixes] });
  return { ...emptyPlan('held'), issues: [issue] };
}

/** 3: the same customer and total. */
function likeness({ client, invoice }: Observation, { doc }: Seen<BooksInvoice>): number {
  const customer = client.kind === 'known' && client.booksId === doc.CustomerRef.value;
  return (customer ? 2 : 0) + (sameNumber(doc.TotalAmt, invoice.total) ? 1 : 0);
}

/** A client that nobody knows in QuickBooks yet is the customer of the invoice that a person says is the same. */
function clientStep(observed: Observation, { doc }: Seen<BooksInvoice>): ShopStep[] {
  const { client, invoice, clientsByBooksId } = observed;
  const booksId = doc.CustomerRef.value;
  if (client.kind === 'known' || clientsByBooksId.has(booksId)) return [];
  return [{ kind: 'link_client', clientId: invoice.clientId, booksId }];
}

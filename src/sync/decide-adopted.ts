/** An invoice that was linked to a QuickBooks record instead of being created: both are taken as agreed if they match. */
import { sameNumber } from '../base/decimal.ts';
import type { Invoice as BooksInvoice } from '../quickbooks/entities.ts';
import { missingRefs, refIds } from './decide-create.ts';
import { issueDraft } from './issue-draft.ts';
import { draftInvoice } from './mapping/draft.ts';
import { booksFacts, draftFacts, lineKeys, matchLines } from './mapping/invoice-facts.ts';
import type { Observation, Seen } from './observation.ts';
import { emptyPlan, type Plan } from './plan.ts';

export function decideAdopted(observed: Observation, books: Seen<BooksInvoice>): Plan {
  const { invoice, company, look, client } = observed;
  const drafted = draftInvoice(invoice, company.draft);
  if (!drafted.draft) return { ...emptyPlan('held'), issues: drafted.issues };
  const missing = missingRefs(observed, drafted.draft);
  if (missing) return missing;
  const customer = client.kind === 'known' ? client.booksId : null;
  const same = sameNumber(books.doc.TotalAmt, invoice.total) && books.doc.CustomerRef.value === customer;
  if (!same && look?.fix?.fixId !== 'confirm_match') {
    const params = { shop: invoice.total, quickBooks: books.doc.TotalAmt, number: books.doc.DocNumber ?? null };
    const issue = issueDraft({ code: 'match_unconfirmed', params, fixes: ['confirm_match', 'unlink'] });
    return { ...emptyPlan('held'), issues: [issue] };
  }
  const lineIds = matchLines(
    books.doc,
    invoice.lines.map((line) => line.id),
  );
  const there = booksFacts(books.doc, {
    keys: lineKeys(lineIds),
    taxMode: company.connection.taxMode,
    numbered: company.connection.preferences.customTxnNumbers,
  });
  const base = {
    shop: draftFacts(drafted.draft, refIds(observed)),
    books: there,
    lineIds,
    announced: null,
    canceled: false,
  };
  return { ...emptyPlan('pending'), shop: [{ kind: 'rebase', base }] };
}

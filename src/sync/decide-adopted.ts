/**
 * An invoice that was linked to a QuickBooks record instead of being created: both are taken as agreed if they match. What the
 * head says otherwise there is taken for an edit of the accountant's, and is copied as such.
 */
import { sameNumber } from '../base/decimal.ts';
import type { Invoice as BooksInvoice } from '../quickbooks/entities.ts';
import { pairAtFirst } from './decide-apart.ts';
import { notAsAgreed } from './decide-content.ts';
import { missingRefs, refIds } from './decide-create.ts';
import { type BaseFacts, overlay } from './facts.ts';
import { issueDraft } from './issue-draft.ts';
import { draftInvoice } from './mapping/draft.ts';
import { booksFacts, draftFacts, lineKeys, matchLines, totalTaxOf } from './mapping/invoice-facts.ts';
import type { InvoiceBase, Observation, Seen } from './observation.ts';
import { emptyPlan, type Need, type Plan } from './plan.ts';

const headPaths = ['issueDate', 'dueDate', 'memo'];

export function decideAdopted(observed: Observation, books: Seen<BooksInvoice>): Plan {
  const { invoice, company, look, link, client } = observed;
  const unread = unreadPayments(observed, books);
  if (unread.length > 0) return { ...emptyPlan('pending'), needs: unread };
  const drafted = draftInvoice(invoice, company.draft);
  if (!drafted.draft) return { ...emptyPlan('held'), issues: drafted.issues };
  const missing = missingRefs(observed, drafted.draft);
  if (missing) return missing;
  const customer = client.kind === 'known' ? client.booksId : null;
  // Where it was renumbered here since it was sent.
  const numbered = company.connection.preferences.customTxnNumbers && books.doc.DocNumber !== undefined;
  const renumbered = numbered && drafted.draft.number !== books.doc.DocNumber;
  const alike = sameNumber(books.doc.TotalAmt, invoice.total) && books.doc.CustomerRef.value === customer;
  const same = alike && !renumbered;
  if (!same && look?.fix?.fixId !== 'confirm_match' && link?.seek !== 'confirmed') {
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
  const paired = pairAtFirst(observed, books.doc.Id);
  const here = draftFacts(drafted.draft, refIds(observed));
  const agreed: BaseFacts = {
    shop: { ...here, ...(renumbered && there.number ? { number: there.number } : {}) },
    books: overlay(
      there,
      here,
      headPaths.filter((path) => there[path] !== undefined),
    ),
  };
  const base: InvoiceBase = {
    ...agreed,
    lineIds,
    tax: totalTaxOf(books.doc),
    announced: notAsAgreed(there, agreed, headPaths),
    canceled: false,
    ...(paired.apart ? { apart: paired.apart } : {}),
  };
  return { ...emptyPlan('pending'), shop: [{ kind: 'rebase', base }, ...paired.steps] };
}

/** Payments that the record names and the mirror does not have; read with it, in case it is the older of the two. */
function unreadPayments({ booksPayments }: Observation, { doc }: Seen<BooksInvoice>): Need[] {
  const known = new Set(booksPayments.map((seen) => seen.doc.Id));
  const named = doc.LinkedTxn.filter((linked) => linked.TxnType === 'Payment').map((linked) => linked.TxnId);
  const unread = named.filter((id) => !known.has(id));
  if (unread.length === 0) return [];
  const payments = unread.map((booksId): Need => ({ kind: 'read', entity: 'Payment', booksId }));
  return [{ kind: 'read', entity: 'Invoice', booksId: doc.Id }, ...payments];
}

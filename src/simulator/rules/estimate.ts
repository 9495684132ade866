/** Estimates: sales forms that promise and are not owed. An invoice made from one closes it; without that invoice it is open again. */
import { type JsonObject, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { businessRule, cannotLink, notFound } from '../wire/fault.ts';
import type { EntityRules } from './entity-rules.ts';
import { refuseClosedPeriod } from './period.ts';
import { salesFormContent } from './sales-form.ts';

export const estimateRules: EntityRules = {
  create: (books, request, options) => {
    const { body, internal } = salesFormContent(books, { form: 'Estimate', before: undefined, request, options });
    return books.insert('Estimate', body, { internal, ...options });
  },
  update: (books, entry, request, options) => {
    const { body, internal } = salesFormContent(books, { form: 'Estimate', before: entry, request, options });
    return books.replace('Estimate', entry, { body, internal });
  },
  delete: (books, entry) => {
    refuseClosedPeriod(books, [entry.body.TxnDate]);
    if (objectsOf(entry.body.LinkedTxn).length > 0) {
      throw businessRule('The estimate has an invoice. Delete the invoice first.');
    }
    books.remove('Estimate', entry);
  },
};

export function estimateLinks(body: JsonObject): JsonObject[] {
  return objectsOf(body.LinkedTxn).filter((link) => link.TxnType === 'Estimate');
}

/** The estimates that a new or changed invoice names beyond those it had: each is closed by it. */
export function closeEstimates(books: Books, invoice: Entry, wished: readonly JsonObject[]): Entry {
  const had = new Set(estimateLinks(invoice.body).map((link) => link.TxnId));
  const added = wished.filter((link) => link.TxnType === 'Estimate' && !had.has(link.TxnId));
  if (added.length === 0) return invoice;
  for (const link of added) {
    const estimate = books.find('Estimate', textOf(link.TxnId) ?? '');
    if (!estimate) throw notFound();
    if (refOf(estimate.body.CustomerRef) !== refOf(invoice.body.CustomerRef)) {
      throw cannotLink(`Estimate ${estimate.id} belongs to another customer.`);
    }
    const LinkedTxn = [...objectsOf(estimate.body.LinkedTxn), { TxnId: invoice.id, TxnType: 'Invoice' }];
    books.replace('Estimate', estimate, { body: { ...estimate.body, TxnStatus: 'Closed', LinkedTxn } });
  }
  const links = added.map((link) => ({ TxnId: textOf(link.TxnId) ?? '', TxnType: 'Estimate' }));
  const LinkedTxn = [...links, ...objectsOf(invoice.body.LinkedTxn)];
  return books.replace('Invoice', invoice, { body: { ...invoice.body, LinkedTxn } });
}

/** The invoice is gone or void: what it was made from waits again. */
export function reopenEstimates(books: Books, invoice: Entry): void {
  for (const link of estimateLinks(invoice.body)) {
    const estimate = books.find('Estimate', textOf(link.TxnId) ?? '');
    if (!estimate) continue;
    const LinkedTxn = objectsOf(estimate.body.LinkedTxn).filter((other) => other.TxnId !== invoice.id);
    books.replace('Estimate', estimate, { body: { ...estimate.body, TxnStatus: 'Pending', LinkedTxn } });
  }
}

/** What the mirror knows of QuickBooks invoices under the numbers of shop invoices, as far as they are free to be linked. */
import type { Reader } from '../db/database.ts';
import { type LinkScope, linksOfBooks } from '../db/links.ts';
import { invoicesNumbered, type Mirror } from '../db/mirrors.ts';
import type { Invoice } from '../domain/invoice.ts';
import { Invoice as BooksInvoice } from '../quickbooks/entities.ts';
import { booksNumber } from './mapping/draft.ts';
import { isVoided } from './mapping/invoice-facts.ts';

export interface Existing {
  mirrors: readonly Mirror[];
  of(invoice: Invoice): Mirror[];
}

export async function observeExisting(
  reader: Reader,
  scope: LinkScope,
  invoices: readonly Invoice[],
): Promise<Existing> {
  const numbered = await invoicesNumbered(reader, { ...scope, numbers: invoices.flatMap(numbersOf) });
  const links = await linksOfBooks(reader, { ...scope, kind: 'invoice', booksIds: numbered.map((row) => row.booksId) });
  const taken = new Set(links.map((link) => link.booksId));
  const mirrors = numbered.filter((row) => !taken.has(row.booksId) && !isVoided(BooksInvoice.parse(row.doc)));
  return {
    mirrors,
    of(invoice) {
      const numbers = numbersOf(invoice);
      return mirrors.filter((row) => numbers.includes(String(row.doc.DocNumber)));
    },
  };
}

/** As QuickBooks would hold the number, and in full: another program may not have shortened it in our way. */
export function numbersOf(invoice: Pick<Invoice, 'number'>): string[] {
  return [...new Set([booksNumber(invoice.number), invoice.number])];
}

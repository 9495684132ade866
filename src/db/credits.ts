/** The table credits: what QuickBooks applied to an invoice that is no money in an account. `booksId` is a credit memo's. */
import type { Id } from '../base/ids.ts';
import type { Credit } from '../domain/invoice.ts';
import { amountIn } from './amounts.ts';
import type { Reader, Tx } from './database.ts';

interface CreditRow {
  id: Id;
  currency: string;
  invoice_id: Id;
  amount: string;
  date: string;
  books_id: string | null;
}

export async function loadCredits(reader: Reader, companyId: Id, invoiceIds: readonly Id[]): Promise<Credit[]> {
  if (invoiceIds.length === 0) return [];
  const rows = await reader<CreditRow[]>`
    select credits.*, companies.currency
    from credits join companies on companies.id = credits.company_id
    where credits.company_id = ${companyId} and invoice_id = any(${invoiceIds}::uuid[])
    order by credits.date, credits.id`;
  return rows.map((row) => ({
    id: row.id,
    invoiceId: row.invoice_id,
    amount: amountIn(row.currency)(row.amount),
    date: row.date,
    booksId: row.books_id,
  }));
}

/** Replaces all credits of an invoice. `credited` of the invoice itself is the caller's to keep. */
export async function replaceCredits(
  tx: Tx,
  companyId: Id,
  invoiceId: Id,
  credits: readonly Omit<Credit, 'invoiceId'>[],
): Promise<void> {
  await tx`delete from credits where company_id = ${companyId} and invoice_id = ${invoiceId}`;
  if (credits.length === 0) return;
  const rows = credits.map((credit) => ({
    company_id: companyId,
    id: credit.id,
    invoice_id: invoiceId,
    amount: credit.amount,
    date: credit.date,
    books_id: credit.booksId,
  }));
  await tx`insert into credits ${tx(rows)}`;
}

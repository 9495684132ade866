/**
 * Looks in QuickBooks for invoices that are there already: by number, hundreds in one query, many queries in one batch. What
 * is found is only mirrored, and the clients concerned are linked where they match; what follows from it is decided elsewhere.
 */
import type { Id } from '../base/ids.ts';
import { setSeek } from '../db/backfill.ts';
import { loadInvoices } from '../db/invoices.ts';
import { linksOf } from '../db/links.ts';
import type { Invoice } from '../domain/invoice.ts';
import { selectInChunks } from '../quickbooks/query.ts';
import type { SyncContext } from './context.ts';
import type { CompanyView } from './observation.ts';
import { numbersOf } from './observe-existing.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { runQueries } from './read-books.ts';
import { resolveRefs } from './resolve-refs.ts';
import { observeBooks, toSeen } from './see.ts';

/** False when QuickBooks could not be asked now. With `mark` the invoices may be created or linked next; a preview only looks. */
export async function recognise(
  context: SyncContext,
  pass: Pass,
  view: CompanyView,
  { invoiceIds, mark }: { invoiceIds: readonly Id[]; mark: boolean },
): Promise<boolean> {
  const { companyId } = pass;
  const invoices = await context.database.read(companyId, (reader) => loadInvoices(reader, companyId, invoiceIds));
  const values = [...new Set(invoices.flatMap(numbersOf))].filter(isPrintable);
  const rows = await runQueries(context, pass, selectInChunks({ entity: 'Invoice', field: 'DocNumber', values }));
  if (!rows) return false;
  const seen = rows.map(({ entity, row }) => toSeen(entity, row));
  const there = new Set(seen.map((record) => String(record.doc.DocNumber)));
  const found = invoices.filter((invoice) => numbersOf(invoice).some((number) => there.has(number)));
  if (!(await knowClients(context, pass, view, found))) return false;
  await writeHeld(context, pass, async (tx, now) => {
    await observeBooks(tx, pass, { seen, deleted: [], now });
    if (mark) await setSeek(tx, { companyId, realmId: pass.connection.realmId, invoiceIds, seek: 'looked' });
  });
  return true;
}

/** A number that cannot be written in a query cannot be one of QuickBooks either. */
function isPrintable(number: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(number);
}

/** Whose invoice it is, as far as QuickBooks knows the client: those that it does not know are not created here. */
async function knowClients(
  context: SyncContext,
  pass: Pass,
  view: CompanyView,
  invoices: readonly Invoice[],
): Promise<boolean> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  const shopIds = [...new Set(invoices.map((invoice) => invoice.clientId))];
  const links = await context.database.read(pass.companyId, (reader) =>
    linksOf(reader, { ...scope, kind: 'client', shopIds }),
  );
  const known = new Set(links.filter((link) => link.booksId !== null).map((link) => link.shopId));
  const clientIds = shopIds.filter((id) => !known.has(id));
  const resolved = await resolveRefs(context, pass, view, { clientIds, itemIds: [] });
  return resolved?.waits === false;
}

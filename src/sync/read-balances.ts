/**
 * Reads the balances of customers again that are not known or no longer comparable with the mirrors, for the
 * reconciliation. Most sweeps have none; what cannot be read now stays marked for the next one.
 */
import { balancesToRead, settleGone } from '../db/customer-balances.ts';
import type { SyncContext } from './context.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { readBooks } from './read-books.ts';
import { observeBooks } from './see.ts';

const mostAtOnce = 500;

export async function readBalances(context: SyncContext, pass: Pass): Promise<void> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  const ids = await context.database.read(pass.companyId, (reader) =>
    balancesToRead(reader, { ...scope, limit: mostAtOnce }),
  );
  if (ids.length === 0) return;
  const result = await readBooks(
    context,
    pass,
    ids.map((booksId) => ({ entity: 'Customer', booksId })),
  );
  if (!result) return;
  await writeHeld(context, pass, async (tx, now) => {
    await observeBooks(tx, pass, { seen: result.seen, deleted: [], now });
    await settleGone(tx, { ...scope, customers: result.missing.map((row) => row.booksId), now });
  });
}

/** Keeps what pickers and mapping read fresh: on a change of preferences or lists, and daily. */
import { recordCompanyFacts } from '../db/connections.ts';
import { companyFacts, listStatements } from './company-lists.ts';
import type { SyncContext } from './context.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { runQueries } from './read-books.ts';
import { observeBooks, toSeen } from './see.ts';

const dayMs = 86_400_000;

export function listsAreOld(context: SyncContext, pass: Pass): boolean {
  const at = pass.connection.listsReadAt;
  return at === null || context.clock.now().getTime() - at.getTime() > dayMs;
}

/** False when QuickBooks could not be asked now. */
export async function refreshLists(context: SyncContext, pass: Pass): Promise<boolean> {
  const rows = await runQueries(context, pass, listStatements(), { someMayBeRefused: true });
  const facts = rows ? companyFacts(rows) : null;
  if (!rows || !facts) return false;
  await writeHeld(context, pass, async (tx, now) => {
    const seen = rows.filter((row) => row.entity !== 'CompanyInfo').map(({ entity, row }) => toSeen(entity, row));
    await observeBooks(tx, pass, { seen, deleted: [], now });
    await recordCompanyFacts(tx, pass.companyId, { ...facts, now });
    pass.connection = { ...pass.connection, ...facts, listsReadAt: now };
  });
  return true;
}

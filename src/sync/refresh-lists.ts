/**
 * Keeps what pickers and mapping read fresh: on a change of preferences or lists, before work that finds them a day old, and
 * when somebody opens the settings. A company in which nothing happens costs no reads of lists.
 */
import type { Id } from '../base/ids.ts';
import { currentConnection, recordCompanyFacts } from '../db/connections.ts';
import type { Tx } from '../db/database.ts';
import { askToLook, notifyChange } from '../db/looks.ts';
import { companyFacts, listStatements } from './company-lists.ts';
import type { SyncContext } from './context.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { runQueries } from './read-books.ts';
import { observeBooks, toSeen } from './see.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

export function listsAreOld(context: SyncContext, pass: Pass): boolean {
  return isOlder(pass.connection.listsReadAt, dayMs, context.clock.now());
}

function isOlder(readAt: Date | null, ms: number, now: Date): boolean {
  return readAt === null || now.getTime() - readAt.getTime() > ms;
}

/** For who is about to choose from the lists: what is older than an hour is read again soon. */
export async function askForFreshLists(tx: Tx, companyId: Id, now: Date): Promise<void> {
  const connection = await currentConnection(tx, companyId);
  if (connection?.state !== 'connected' || !isOlder(connection.listsReadAt, hourMs, now)) return;
  await askToLook(tx, { companyId, kind: 'lists', subjectIds: ['lists'], now });
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
    await notifyChange(tx, pass.companyId);
    pass.connection = { ...pass.connection, ...facts, listsReadAt: now };
  });
  return true;
}

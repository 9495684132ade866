/**
 * Finds what webhooks missed: change data capture since the last sweep, with some overlap, which observing twice does not
 * mind. A full answer may be an incomplete one: then everything since is read by query instead. Sweeps back off while
 * webhooks work and nothing new is found.
 */
import { postponeSweep, recordSweep } from '../db/connections.ts';
import { forgetExpected } from '../db/expected-events.ts';
import { followMerge } from '../db/merges.ts';
import type { Seen } from '../db/mirrors.ts';
import { cdcRequest, parseCdcAnswer } from '../quickbooks/cdc.ts';
import { limits } from '../quickbooks/limits.ts';
import { selectStatement } from '../quickbooks/query.ts';
import { callBooks } from './call-books.ts';
import { retryPauseMs, type SyncContext } from './context.ts';
import { comeBackAt, type Pass, writeHeld } from './pass-state.ts';
import { readBalances } from './read-balances.ts';
import { runQueries } from './read-books.ts';
import { observeBooks, toSeen } from './see.ts';
import { unseenMerges } from './unseen-merges.ts';

const entities = ['Invoice', 'Payment', 'CreditMemo', 'Customer', 'Item'] as const;
const overlapMs = 5 * 60_000;
const firstPauseMs = 15 * 60_000;
const longestPauseMs = 24 * 3_600_000;
const reachMs = (limits.cdcReachDays - 1) * 86_400_000;

export async function sweepIfDue(context: SyncContext, pass: Pass): Promise<void> {
  const { nextSweepAt, sweptTo, connectedAt } = pass.connection;
  const now = context.clock.now();
  if (!nextSweepAt || nextSweepAt > now) return;
  const since = new Date((sweptTo ?? connectedAt).getTime() - overlapMs);
  const tooOld = now.getTime() - since.getTime() > reachMs;
  const found = tooOld ? await byQuery(context, pass, since) : await byCapture(context, pass, since);
  if (!found) {
    const nextSweep = pass.nextAt ?? new Date(now.getTime() + retryPauseMs(3));
    await writeHeld(context, pass, (tx) => postponeSweep(tx, pass.companyId, nextSweep));
    comeBackAt(pass, nextSweep);
    return;
  }
  await writeHeld(context, pass, async (tx) => {
    const { seen, deleted } = found;
    const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
    for (const merge of await unseenMerges(tx, scope, found)) await followMerge(tx, scope, merge);
    const looks = await observeBooks(tx, pass, { seen, deleted, now, source: { kind: 'sweep' } });
    const quietSweeps = looks > 0 ? 0 : pass.connection.quietSweeps + 1;
    const pause = context.sweepSeconds === null ? backOff(quietSweeps) : context.sweepSeconds * 1000;
    const nextSweep = new Date(now.getTime() + pause);
    const swept = found.serverTime && found.serverTime < now ? found.serverTime : now;
    await recordSweep(tx, pass.companyId, { sweptTo: swept, nextSweepAt: nextSweep, quietSweeps });
    await forgetExpected(tx, { companyId: pass.companyId, before: new Date(now.getTime() - 3_600_000) });
    pass.connection = { ...pass.connection, sweptTo: swept, nextSweepAt: nextSweep, quietSweeps };
  });
  await readBalances(context, pass);
}

function backOff(quietSweeps: number): number {
  return Math.min(firstPauseMs * 2 ** Math.max(0, quietSweeps - 1), longestPauseMs);
}

interface Found {
  seen: Seen[];
  deleted: { entity: string; booksId: string }[];
  serverTime?: Date;
}

async function byCapture(context: SyncContext, pass: Pass, since: Date): Promise<Found | null> {
  const outcome = await callBooks(context, pass, {
    ...cdcRequest({ entities, since }),
    kind: 'single',
    reads: 1,
    writes: 0,
  });
  if (outcome.kind !== 'answer') return null;
  const answer = parseCdcAnswer(outcome.body, entities);
  const deleted = answer.changes.flatMap(({ entity, deleted: gone }) =>
    gone.map(({ id }) => ({ entity, booksId: id })),
  );
  if (answer.overflow) {
    const all = await byQuery(context, pass, since);
    return all ? { ...all, deleted } : null;
  }
  const seen = answer.changes.flatMap(({ entity, rows }) => rows.map((row) => toSeen(entity, row)));
  return { seen, deleted, ...(answer.serverTime ? { serverTime: answer.serverTime } : {}) };
}

/** Page by page, ordered, of what changed since. Deletions cannot be found this way. */
async function byQuery(context: SyncContext, pass: Pass, since: Date): Promise<Found | null> {
  const seen: Seen[] = [];
  for (const entity of entities) {
    for (let start = 1; ; start += limits.queryPageRows) {
      const where = [{ field: 'MetaData.LastUpdatedTime', op: '>=' as const, value: since.toISOString() }];
      const orderBy = [{ field: 'MetaData.LastUpdatedTime' }];
      const statement = selectStatement({
        entity,
        where,
        orderBy,
        startPosition: start,
        maxResults: limits.queryPageRows,
      });
      const rows = await runQueries(context, pass, [statement]);
      if (!rows) return null;
      seen.push(...rows.map(({ row }) => toSeen(entity, row)));
      if (rows.length < limits.queryPageRows) break;
    }
  }
  return { seen, deleted: [] };
}

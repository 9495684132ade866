/**
 * Finds what webhooks missed: change data capture since the last sweep, with some overlap, which observing twice does not
 * mind. A full answer may be an incomplete one: then everything since is read by query instead. Sweeps back off while
 * webhooks work and nothing new is found.
 */
import { postponeSweep, recordSweep } from '../db/connections.ts';
import { forgetExpected } from '../db/expected-events.ts';
import { cdcRequest, parseCdcAnswer } from '../quickbooks/cdc.ts';
import { limits } from '../quickbooks/limits.ts';
import { callBooks } from './call-books.ts';
import { retryPauseMs, type SyncContext } from './context.ts';
import { comeBackAt, type Pass, writeHeld } from './pass-state.ts';
import { readBalances } from './read-balances.ts';
import { toSeen } from './see.ts';
import { observeSwept, type Swept, sweepByQuery, sweepFrom, sweptEntities } from './sweep-by-query.ts';

const overlapMs = 5 * 60_000;
const firstPauseMs = 15 * 60_000;
const longestPauseMs = 24 * 3_600_000;
const reachMs = (limits.cdcReachDays - 1) * 86_400_000;

export async function sweepIfDue(context: SyncContext, pass: Pass): Promise<void> {
  const { nextSweepAt, sweptTo, connectedAt, sweepCursor } = pass.connection;
  const now = context.clock.now();
  if (!nextSweepAt || nextSweepAt > now) return;
  const since = new Date((sweptTo ?? connectedAt).getTime() - overlapMs);
  const tooOld = now.getTime() - since.getTime() > reachMs;
  // A release before that knows of no cursor may have swept past it.
  const goesOn = sweepCursor !== null && (sweptTo === null || sweptTo < new Date(sweepCursor.to));
  const cursor = goesOn ? sweepCursor : tooOld ? sweepFrom({ since, to: now, gone: null }) : null;
  const swept = cursor ? await sweepByQuery(context, pass, cursor) : await byCapture(context, pass, since);
  if (!swept) {
    const nextSweep = pass.nextAt ?? new Date(now.getTime() + retryPauseMs(3));
    await writeHeld(context, pass, (tx) => postponeSweep(tx, pass.companyId, nextSweep));
    comeBackAt(pass, nextSweep);
    return;
  }
  const quietSweeps = swept.looks > 0 ? 0 : pass.connection.quietSweeps + 1;
  // One that was cut off for long has seen nothing of what changed since it began.
  const isBehind = goesOn && now.getTime() - swept.to.getTime() > overlapMs;
  const usual = context.sweepSeconds === null ? backOff(quietSweeps) : context.sweepSeconds * 1000;
  const pause = isBehind ? 0 : usual;
  const nextSweep = new Date(now.getTime() + pause);
  await writeHeld(context, pass, async (tx) => {
    await recordSweep(tx, pass.companyId, { sweptTo: swept.to, nextSweepAt: nextSweep, quietSweeps });
    await forgetExpected(tx, { companyId: pass.companyId, before: new Date(now.getTime() - 3_600_000) });
  });
  pass.connection = { ...pass.connection, sweptTo: swept.to, nextSweepAt: nextSweep, quietSweeps, sweepCursor: null };
  await readBalances(context, pass);
}

function backOff(quietSweeps: number): number {
  return Math.min(firstPauseMs * 2 ** Math.max(0, quietSweeps - 1), longestPauseMs);
}

async function byCapture(context: SyncContext, pass: Pass, since: Date): Promise<Swept | null> {
  const now = context.clock.now();
  const outcome = await callBooks(context, pass, {
    ...cdcRequest({ entities: sweptEntities, since }),
    kind: 'single',
    reads: 1,
    writes: 0,
  });
  if (outcome.kind !== 'answer') return null;
  const answer = parseCdcAnswer(outcome.body, sweptEntities);
  const to = answer.serverTime && answer.serverTime < now ? answer.serverTime : now;
  const gone = answer.changes.flatMap(({ entity, deleted }) => deleted.map(({ id }) => ({ entity, booksId: id })));
  if (answer.overflow) return sweepByQuery(context, pass, sweepFrom({ since, to, gone }));
  const seen = answer.changes.flatMap(({ entity, rows }) => rows.map((row) => toSeen(entity, row)));
  const looks = await writeHeld(context, pass, (tx) => observeSwept(tx, pass, { seen, gone, deleted: gone, now }));
  return { to, looks };
}

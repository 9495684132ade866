/**
 * Sends stored requests and records their outcome, each in one transaction. Used for new requests and, with the same bytes
 * and ids, for those whose outcome a crash or a lost answer left unknown.
 */
import { closeIntent, deferIntents, type Intent, retryIntent } from '../db/intents.ts';
import { type BatchItemOutcome, parseBatchAnswer } from '../quickbooks/batch.ts';
import { saysNothingOfRecord } from '../quickbooks/fault-codes.ts';
import type { QboOutcome } from '../quickbooks/transport.ts';
import { callBooks } from './call-books.ts';
import { retryPauseMs, type SyncContext, syncLimits } from './context.ts';
import { comeBackAt, type Pass, writeHeld } from './pass-state.ts';
import { type MemberOutcome, recordAnswer } from './record-answer.ts';
import { UnreadableRecord } from './see.ts';

/** True when all outcomes are known now. */
export async function sendIntents(context: SyncContext, pass: Pass, intents: readonly Intent[]): Promise<boolean> {
  const waiting = [...intents];
  const deferred: Intent[] = [];
  let known = true;
  const worker = async () => {
    for (let intent = waiting.shift(); intent; intent = waiting.shift()) {
      const result = await sendIntent(context, pass, intent);
      if (result === 'deferred') deferred.push(intent);
      known &&= result === 'known';
    }
  };
  await Promise.all(Array.from({ length: syncLimits.requestsInFlight }, worker));
  if (deferred.length > 0) {
    const retryAt = pass.nextAt ?? context.clock.now();
    await writeHeld(context, pass, (tx) =>
      deferIntents(tx, { companyId: pass.companyId, ids: deferred.map((intent) => intent.id), retryAt }),
    );
  }
  return known;
}

async function sendIntent(context: SyncContext, pass: Pass, intent: Intent): Promise<'known' | 'unknown' | 'deferred'> {
  const isBatch = intent.path === '/batch';
  const outcome = await callBooks(context, pass, {
    method: intent.method,
    path: intent.path,
    query: intent.query,
    body: intent.body,
    requestId: intent.requestId,
    kind: isBatch ? 'batch' : 'single',
    reads: 0,
    writes: intent.members.length,
  });
  if (outcome.kind === 'deferred') return 'deferred';
  if (isUncertain(outcome)) return tryAgainLater(context, pass, intent);
  const outcomes = isBatch ? batchOutcomes(intent, outcome) : singleOutcome(intent, outcome);
  if ([...outcomes.values()].some((member) => member.kind === 'unknown')) return tryAgainLater(context, pass, intent);
  try {
    await writeHeld(context, pass, async (tx, now) => {
      const exchange = { intent, tid: outcome.tid ?? null, durationMs: Math.round(outcome.durationMs), now };
      await recordAnswer(tx, context, pass, { ...exchange, outcomes });
      await closeIntent(tx, { companyId: pass.companyId, id: intent.id, now });
    });
    return 'known';
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    context.log.warn({ companyId: pass.companyId, requestId: intent.requestId, tid: outcome.tid }, error.message);
    return tryAgainLater(context, pass, intent);
  }
}

/** Also where it was only turned away: an earlier try, perhaps of a worker that died, may have been carried out. */
function isUncertain(outcome: QboOutcome): boolean {
  if (outcome.kind !== 'fault') return outcome.kind === 'unknown';
  return !outcome.definite || saysNothingOfRecord(outcome.class);
}

async function tryAgainLater(context: SyncContext, pass: Pass, intent: Intent): Promise<'unknown'> {
  await writeHeld(context, pass, async (tx, now) => {
    const retryAt = new Date(now.getTime() + retryPauseMs(intent.attempts));
    await retryIntent(tx, { companyId: pass.companyId, id: intent.id, sentAt: now, retryAt });
    comeBackAt(pass, retryAt);
  });
  return 'unknown';
}

function singleOutcome(intent: Intent, outcome: QboOutcome): Map<string, MemberOutcome> {
  const [member] = intent.members;
  if (!member) return new Map();
  if (outcome.kind === 'fault') return new Map([[member.bId, outcome]]);
  const body = outcome.kind === 'answer' ? (outcome.body as Record<string, unknown>)[member.entity] : undefined;
  return new Map([[member.bId, body === undefined ? { kind: 'unknown' } : { kind: 'answer', body }]]);
}

function batchOutcomes(intent: Intent, outcome: QboOutcome): Map<string, MemberOutcome> {
  const ids = intent.members.map((member) => member.bId);
  if (outcome.kind === 'fault') return new Map(ids.map((bId) => [bId, outcome]));
  const items = parseBatchAnswer(outcome.kind === 'answer' ? outcome.body : null, ids);
  return new Map([...items].map(([bId, item]) => [bId, memberOutcome(item)]));
}

/** An item whose fault is not definite leaves the whole batch unknown: the same id replays what was done. */
function memberOutcome(item: BatchItemOutcome): MemberOutcome {
  if (item.kind === 'fault' && !item.definite) return { kind: 'unknown' };
  return item.kind === 'query' ? { kind: 'unknown' } : item;
}

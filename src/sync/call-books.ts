/** One request to QuickBooks within the company's budget, with a live token; what it cost is kept for the record. */
import type { FaultClass } from '../quickbooks/fault-codes.ts';
import { limits } from '../quickbooks/limits.ts';
import type { Route } from '../quickbooks/paths.ts';
import type { RequestKind } from '../quickbooks/quota.ts';
import type { QboOutcome } from '../quickbooks/transport.ts';
import type { SyncContext } from './context.ts';
import { syncLimits } from './context.ts';
import { comeBackAt, type Pass } from './pass-state.ts';
import { accessToken } from './tokens.ts';

export interface BooksCall extends Route {
  requestId?: string;
  kind: RequestKind;
  reads: number;
  writes: number;
}

/** `deferred`: nothing was sent; the pass knows when to come back. */
export type CallOutcome = QboOutcome | { kind: 'deferred' };

/** Faults that concern the company as a whole: nothing else is tried for a while. */
const stopping: ReadonlySet<FaultClass> = new Set([
  'company_suspended',
  'company_locked',
  'company_reset',
  'user_lost_access',
  'forbidden',
]);

/** Of these, the company itself refuses all writes, and people are told so. */
const suspending: ReadonlySet<FaultClass> = new Set(['company_suspended', 'company_locked']);

export async function callBooks(context: SyncContext, pass: Pass, call: BooksCall): Promise<CallOutcome> {
  if (context.stop.asked || isPaused(context, pass)) return { kind: 'deferred' };
  const token = await accessToken(context, pass);
  if (token.kind !== 'token') return noToken(context, pass, token.kind);
  const first = await sendOnce(context, pass, { call, token: token.token });
  if (first.kind !== 'fault' || first.class !== 'unauthorized') return first;
  const renewed = await accessToken(context, pass, { refused: token.token });
  if (renewed.kind !== 'token') return noToken(context, pass, renewed.kind);
  return sendOnce(context, pass, { call, token: renewed.token });
}

function isPaused(context: SyncContext, pass: Pass): boolean {
  const { pausedUntil, state } = pass.connection;
  if (state !== 'connected') return true;
  if (!pausedUntil || pausedUntil <= context.clock.now()) return false;
  comeBackAt(pass, pausedUntil);
  return true;
}

function noToken(context: SyncContext, pass: Pass, kind: 'lost' | 'unreachable'): CallOutcome {
  if (kind === 'lost') pass.connection = { ...pass.connection, state: 'lost' };
  else pause(context, pass, syncLimits.retryFirstMs * 4);
  return { kind: 'deferred' };
}

function pause(context: SyncContext, pass: Pass, ms: number): void {
  const until = new Date(context.clock.now().getTime() + ms);
  pass.connection = { ...pass.connection, pausedUntil: until };
  comeBackAt(pass, until);
}

async function sendOnce(
  context: SyncContext,
  pass: Pass,
  { call, token }: { call: BooksCall; token: string },
): Promise<CallOutcome> {
  const quota = context.quotaOf(pass.connection.realmId);
  const grant = quota.take(call.kind);
  if (!grant.granted) {
    comeBackAt(pass, new Date(context.clock.now().getTime() + grant.waitMs));
    return { kind: 'deferred' };
  }
  const at = context.clock.now();
  try {
    const { kind, reads, writes, ...route } = call;
    const outcome = await context.send({ ...route, realmId: pass.connection.realmId, accessToken: token });
    pass.calls.push({
      realmId: pass.connection.realmId,
      owner: context.owner,
      at,
      kind,
      reads,
      writes,
      status: outcome.status ?? null,
      intuitTid: outcome.tid ?? null,
      durationMs: Math.round(outcome.durationMs),
      outcome: outcome.kind === 'answer' ? 'answer' : outcome.kind === 'fault' ? outcome.class : outcome.reason,
      beginning: 'beginning' in outcome && outcome.beginning ? outcome.beginning : null,
    });
    consequences(context, pass, outcome);
    return outcome;
  } finally {
    grant.release();
  }
}

function consequences(context: SyncContext, pass: Pass, outcome: QboOutcome): void {
  if (outcome.kind === 'fault' && outcome.class === 'throttled') {
    const until = context.clock.now().getTime() + limits.throttleWaitMs;
    context.quotaOf(pass.connection.realmId).penalize(until);
    comeBackAt(pass, new Date(until));
  }
  if (outcome.kind === 'fault' && stopping.has(outcome.class)) {
    pause(context, pass, syncLimits.pauseSuspendedMs);
    if (suspending.has(outcome.class)) {
      pass.connection = { ...pass.connection, suspendedUntil: pass.connection.pausedUntil };
    }
  }
  if (outcome.kind === 'unknown') {
    context.log.warn(
      { companyId: pass.companyId, reason: outcome.reason, status: outcome.status, beginning: outcome.beginning },
      'QuickBooks gave no readable answer',
    );
  }
}

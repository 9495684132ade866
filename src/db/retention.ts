/** What is only kept for a time. What happened to an invoice (its events, the log without bodies) is kept for good. */
import type { Tx } from './database.ts';

const dayMs = 86_400_000;

export const retentionDays = {
  /** The bodies of requests and answers in the log. */
  logBodies: 90,
  calls: 62,
  answeredIntents: 30,
  handledEvents: 30,
  idempotencyKeys: 2,
  /** Webhooks and e-mails, also those that never arrived. */
  told: 30,
} as const;

/** Needs a system transaction. Running it twice, or by two workers at once, does no harm. */
export async function forgetOld(tx: Tx, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  await tx`
    update sync_log set detail = null where detail is not null and at < ${before(retentionDays.logBodies)}`;
  await tx`delete from calls where at < ${before(retentionDays.calls)}`;
  await tx`delete from intents where answered_at < ${before(retentionDays.answeredIntents)}`;
  await tx`delete from webhook_events where handled_at < ${before(retentionDays.handledEvents)}`;
  await tx`delete from idempotency_keys where created_at < ${before(retentionDays.idempotencyKeys)}`;
  await tx`delete from deliveries where created_at < ${before(retentionDays.told)}`;
  await tx`delete from mails where created_at < ${before(retentionDays.told)}`;
  await tx`delete from sessions where expires_at < ${now}`;
  await tx`delete from oauth_states where expires_at < ${now}`;
}

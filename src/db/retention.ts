/**
 * What is only kept for a time, forgotten a thousand rows at a time, so that no transaction is long and no lock is held for
 * long. What happened to an invoice (its events, the log without bodies) is kept for good.
 */
import type { Database, Reader, Tx } from './database.ts';

const dayMs = 86_400_000;
const lot = 1000;

const retentionDays = {
  /** The bodies of requests and answers in the log. */
  logBodies: 90,
  calls: 62,
  answeredIntents: 30,
  handledEvents: 30,
  /** Of writes whose event never came; a sweep forgets them much sooner, where one runs. */
  expectedEvents: 2,
  idempotencyKeys: 2,
  /** Webhooks and e-mails, also those that never arrived. */
  told: 30,
} as const;

/** How long the states of QuickBooks' records are kept that were followed by others; null: for good. */
export interface Kept {
  historyDays: number | null;
}

/** Running it twice, or by two workers at once, does no harm. `stopped`: the rest is for the next time. */
export async function forgetOld(
  database: Database,
  kept: Kept & { now: Date; stopped?: () => boolean },
): Promise<void> {
  const { now, historyDays, stopped = () => false } = kept;
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  const work: ((tx: Tx) => Promise<number>)[] = [
    (tx) => forgetBodies(tx, before(retentionDays.logBodies)),
    (tx) => forget(tx, 'calls', tx`at < ${before(retentionDays.calls)}`),
    (tx) => {
      const at = before(retentionDays.answeredIntents);
      return forget(tx, 'intents', tx`created_at < ${at} and answered_at < ${at}`);
    },
    (tx) => {
      const at = before(retentionDays.handledEvents);
      return forget(tx, 'webhook_events', tx`received_at < ${at} and handled_at < ${at}`);
    },
    (tx) => forget(tx, 'expected_events', tx`at_second < ${before(retentionDays.expectedEvents)}`),
    (tx) => forget(tx, 'idempotency_keys', tx`created_at < ${before(retentionDays.idempotencyKeys)}`),
    (tx) => forget(tx, 'deliveries', tx`created_at < ${before(retentionDays.told)}`),
    (tx) => forget(tx, 'mails', tx`created_at < ${before(retentionDays.told)}`),
    (tx) => forget(tx, 'sessions', tx`expires_at < ${now}`),
    (tx) => forget(tx, 'oauth_states', tx`expires_at < ${now}`),
  ];
  if (historyDays !== null) work.push((tx) => forgetVersions(tx, before(historyDays)));
  for (const forgetLot of work) {
    while (!stopped() && (await database.system(forgetLot)) === lot);
  }
}

/** Answers how many rows it were. What another worker is just forgetting is passed over. */
async function forget(tx: Tx, table: string, old: ReturnType<Reader>): Promise<number> {
  const gone = await tx`
    delete from ${tx(table)} where ctid = any(array(
      select ctid from ${tx(table)} where ${old} limit ${lot} for update skip locked))`;
  return gone.count;
}

async function forgetBodies(tx: Tx, before: Date): Promise<number> {
  const gone = await tx`
    update sync_log set detail = null where ctid = any(array(
      select ctid from sync_log where detail is not null and at < ${before} limit ${lot} for update skip locked))`;
  return gone.count;
}

/** The last state before that moment stays: it is what a record held from then on. */
async function forgetVersions(tx: Tx, before: Date): Promise<number> {
  const gone = await tx`
    delete from mirror_versions where ctid = any(array(
      select version.ctid from mirror_versions as version
      where version.seen_at < ${before} and exists (
        select 1 from mirror_versions as later
        where later.company_id = version.company_id and later.realm_id = version.realm_id
          and later.entity = version.entity and later.books_id = version.books_id and later.id > version.id
          and later.seen_at < ${before})
      limit ${lot} for update of version skip locked))`;
  return gone.count;
}

/** Of before this moment the states of QuickBooks' records are not all kept; null: they all are. */
export function keptFrom(now: Date, { historyDays }: Kept): Date | null {
  return historyDays === null ? null : new Date(now.getTime() - historyDays * dayMs);
}

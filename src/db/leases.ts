/**
 * One worker holds a company at a time: a row with an owner and an end. Every transaction of the holder renews it first,
 * so that a worker that lost its lease can write nothing.
 */
import type { Id } from '../base/ids.ts';
import { keepToIndexes, type Tx } from './database.ts';

export class LeaseLost extends Error {
  constructor(companyId: Id) {
    super(`Another worker has taken over company ${companyId}.`);
    this.name = 'LeaseLost';
  }
}

export class ConnectionChanged extends Error {
  constructor(companyId: Id) {
    super(`Company ${companyId} was connected anew meanwhile.`);
    this.name = 'ConnectionChanged';
  }
}

const noId = '00000000-0000-0000-0000-000000000000';
/** So many looks are read in the order in which they became due. */
const looksRead = 1000;
/** Where one company has more than that, so many others are found by going from company to company. */
const companiesPassed = 50;

export interface Work {
  companyIds: Id[];
  /** How far it went from company to company: where the next claim goes on. null: to the last one, or not at all. */
  walkedTo: Id | null;
}

/**
 * Companies with something to do now, that nobody holds; needs a system transaction. Fair: longest waiting first, and where one
 * has a long backlog, the others in turn, from the one `after` on. What it costs does not grow with a backlog.
 */
export async function companiesWithWork(tx: Tx, query: { now: Date; limit: number; after: Id | null }): Promise<Work> {
  const starts = [query.after ?? noId, noId];
  keepToIndexes(tx);
  const [row] = await tx<{ company_ids: Id[]; walked_to: Id | null }[]>`
    with recursive oldest as materialized (
      select company_id, due_at from looks where due_at <= ${query.now} order by due_at limit ${looksRead}),
    passed (company_id, due_at, walk, count) as (
      select next.company_id, next.due_at, start.walk, 1
        from unnest(${starts}::uuid[]) with ordinality as start (id, walk) cross join lateral (
          select company_id, due_at from looks where company_id > start.id and due_at <= ${query.now}
          order by company_id, due_at limit 1) as next
        where (select count(*) from oldest) = ${looksRead}
      union all
      select next.company_id, next.due_at, passed.walk, passed.count + 1 from passed cross join lateral (
          select company_id, due_at from looks where company_id > passed.company_id and due_at <= ${query.now}
          order by company_id, due_at limit 1) as next
        where passed.count < ${companiesPassed})
    select (select company_id from passed where walk = 1 and count = ${companiesPassed}) as walked_to, array(
    select work.company_id from (
      select company_id, min(due_at) as due_at from oldest group by company_id
      union all
      select company_id, due_at from passed
      union all
      select events.company_id, min(events.due_at) from webhook_events as events
        join connections on connections.company_id = events.company_id and connections.current
          and connections.state = 'connected'
          and (connections.paused_until is null or connections.paused_until <= ${query.now})
        where events.handled_at is null and events.due_at <= ${query.now} group by events.company_id
      union all
      select company_id, next_sweep_at from connections
        where current and state = 'connected' and next_sweep_at <= ${query.now}
          and (paused_until is null or paused_until <= ${query.now})
      union all
      select intents.company_id, min(coalesce(retry_at, created_at)) from intents
        join connections on connections.company_id = intents.company_id and connections.current
          and connections.realm_id = intents.realm_id and connections.state = 'connected'
          and (connections.paused_until is null or connections.paused_until <= ${query.now})
        where answered_at is null and coalesce(retry_at, created_at) <= ${query.now} group by intents.company_id
      union all
      select jobs.company_id, min(jobs.due_at) from jobs
        join connections on connections.company_id = jobs.company_id and connections.current
          and connections.realm_id = jobs.realm_id and connections.state = 'connected'
          and (connections.paused_until is null or connections.paused_until <= ${query.now})
        where jobs.due_at <= ${query.now} group by jobs.company_id
    ) as work
    where not exists (select 1 from leases where leases.company_id = work.company_id and leases.until > ${query.now})
    group by work.company_id order by min(work.due_at) limit ${query.limit}) as company_ids`;
  return { companyIds: row?.company_ids ?? [], walkedTo: row?.walked_to ?? null };
}

/** True when the lease is ours now; needs a system transaction. */
export async function takeLease(tx: Tx, lease: { companyId: Id; owner: Id; now: Date; until: Date }): Promise<boolean> {
  const rows = await tx`
    insert into leases (company_id, owner, until) values (${lease.companyId}, ${lease.owner}, ${lease.until})
    on conflict (company_id) do update set owner = excluded.owner, until = excluded.until
      where leases.until <= ${lease.now} or leases.owner = excluded.owner
    returning company_id`;
  return rows.length === 1;
}

/**
 * Throws LeaseLost when another worker holds the company, ConnectionChanged when its connection is not the one under which the
 * work began. The row stays locked until the transaction ends.
 */
export async function holdLease(
  tx: Tx,
  lease: { companyId: Id; owner: Id; until: Date; connection: { realmId: string; epoch: number } },
): Promise<void> {
  const { realmId, epoch } = lease.connection;
  const [row] = await tx<{ same: boolean }[]>`
    update leases set until = ${lease.until} where company_id = ${lease.companyId} and owner = ${lease.owner}
    returning exists (select 1 from connections
      where company_id = leases.company_id and current and realm_id = ${realmId} and epoch = ${epoch}) as same`;
  if (!row) throw new LeaseLost(lease.companyId);
  if (!row.same) throw new ConnectionChanged(lease.companyId);
}

export async function releaseLease(tx: Tx, lease: { companyId: Id; owner: Id }): Promise<void> {
  await tx`delete from leases where company_id = ${lease.companyId} and owner = ${lease.owner}`;
}

/** Needs a system transaction. A holder that is still alive finds out with its next transaction, and writes nothing. */
export async function endAllLeases(tx: Tx): Promise<void> {
  await tx`delete from leases`;
}

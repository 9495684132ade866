/** The table digests: when each company's next digest of issues is due. Its time zone tells what eight o'clock is. */
import type { Id } from '../base/ids.ts';
import type { Tx } from './database.ts';

export interface DueDigest {
  companyId: Id;
  timeZone: string;
  /** When it was due; null: it was never reckoned, or in another time zone. */
  dueAt: Date | null;
}

/** Companies whose digest is due or is to be reckoned; needs a system transaction. */
export async function dueDigests(tx: Tx, query: { now: Date; limit: number }): Promise<DueDigest[]> {
  const rows = await tx<{ id: Id; time_zone: string; due_at: Date | null }[]>`
    select companies.id, companies.time_zone,
      case when digests.time_zone = companies.time_zone then digests.next_at end as due_at
    from companies left join digests on digests.company_id = companies.id
    where digests.company_id is null or digests.time_zone <> companies.time_zone or digests.next_at <= ${query.now}
    limit ${query.limit}`;
  return rows.map((row) => ({ companyId: row.id, timeZone: row.time_zone, dueAt: row.due_at }));
}

/** False when another process has seen to this digest. */
export async function setNextDigest(tx: Tx, digest: DueDigest & { nextAt: Date }): Promise<boolean> {
  const rows = await tx`
    insert into digests (company_id, time_zone, next_at)
    values (${digest.companyId}, ${digest.timeZone}, ${digest.nextAt})
    on conflict (company_id) do update set time_zone = excluded.time_zone, next_at = excluded.next_at
      where digests.next_at = ${digest.dueAt} or digests.time_zone <> excluded.time_zone
    returning 1`;
  return rows.length === 1;
}

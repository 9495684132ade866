/** The table calls: every HTTP request to QuickBooks, for the quota, the monthly budget of reads, and people who ask. */
import { type Id, newId } from '../base/ids.ts';
import type { Call as CallView } from '../contract/sync.ts';
import type { Reader, Tx } from './database.ts';

export interface Call {
  realmId: string;
  owner: Id;
  at: Date;
  kind: 'single' | 'batch';
  /** Metered reads: each query, also in a batch. */
  reads: number;
  writes: number;
  status: number | null;
  intuitTid: string | null;
  durationMs: number;
  outcome: string;
  /** The beginning of an answer that could not be read. */
  beginning: string | null;
}

export async function recordCall(tx: Tx, companyId: Id, call: Call): Promise<void> {
  await tx`insert into calls ${tx({
    company_id: companyId,
    id: newId(),
    realm_id: call.realmId,
    owner: call.owner,
    at: call.at,
    kind: call.kind,
    reads: call.reads,
    writes: call.writes,
    status: call.status,
    intuit_tid: call.intuitTid,
    duration_ms: call.durationMs,
    outcome: call.outcome,
    beginning: call.beginning,
  })}`;
}

/** What other processes sent to this QuickBooks company since a moment. */
export async function callsOfOthers(
  reader: Reader,
  query: { companyId: Id; realmId: string; owner: Id; since: Date },
): Promise<{ id: Id; at: Date; kind: 'single' | 'batch' }[]> {
  return reader<{ id: Id; at: Date; kind: 'single' | 'batch' }[]>`
    select id, at, kind from calls where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and owner <> ${query.owner} and at > ${query.since}`;
}

export async function countCalls(
  reader: Reader,
  query: { companyId: Id; minuteAgo: Date; monthStart: Date },
): Promise<{ lastMinute: number; monthReads: number }> {
  const [row] = await reader<{ last_minute: string; month_reads: string | null }[]>`
    select count(*) filter (where at > ${query.minuteAgo}) as last_minute, sum(reads) as month_reads
    from calls where company_id = ${query.companyId} and at > ${query.monthStart}`;
  return { lastMinute: Number(row?.last_minute ?? 0), monthReads: Number(row?.month_reads ?? 0) };
}

/** Newest first. */
export async function listCalls(
  reader: Reader,
  query: { companyId: Id; limit: number; before: Id | null },
): Promise<CallView[]> {
  const rows = await reader<
    {
      id: Id;
      at: Date;
      kind: 'single' | 'batch';
      reads: number;
      writes: number;
      status: number | null;
      outcome: string;
      intuit_tid: string | null;
      duration_ms: number;
    }[]
  >`
    select id, at, kind, reads, writes, status, outcome, intuit_tid, duration_ms from calls
    where company_id = ${query.companyId} ${query.before ? reader`and id < ${query.before}` : reader``}
    order by id desc limit ${query.limit}`;
  return rows.map(({ intuit_tid, duration_ms, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    intuitTid: intuit_tid,
    durationMs: duration_ms,
  }));
}

/** The log: every decision and every write, with what was before and after; and the plain list of calls behind them. */
import { type Id, newId } from '../base/ids.ts';
import type { LogAction, LogRow } from '../contract/sync.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';

export type LogEntry = Omit<LogRow, 'id' | 'at'> & {
  at: Date;
  /** From the cause (a change here or in QuickBooks) until this was done, for the measured latency. */
  waitedMs?: number | null;
};

export async function appendLog(tx: Tx, companyId: Id, entries: readonly LogEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    company_id: companyId,
    id: newId(),
    at: entry.at,
    direction: entry.direction,
    entity: entry.entity,
    invoice_id: entry.invoiceId,
    books_id: entry.quickBooksId,
    action: entry.action,
    outcome: entry.outcome,
    request_id: entry.requestId,
    intuit_tid: entry.intuitTid,
    duration_ms: entry.durationMs,
    waited_ms: entry.waitedMs ?? null,
    detail: entry.detail === null ? null : tx.json(asJson(entry.detail)),
  }));
  await tx`insert into sync_log ${tx(rows)}`;
}

export async function listLog(
  reader: Reader,
  query: { companyId: Id; invoiceId?: Id; action?: LogAction; limit: number; before: Id | null },
): Promise<LogRow[]> {
  const rows = await reader<
    {
      id: Id;
      at: Date;
      direction: LogRow['direction'];
      entity: string;
      invoice_id: Id | null;
      books_id: string | null;
      action: LogAction;
      outcome: LogRow['outcome'];
      request_id: string | null;
      intuit_tid: string | null;
      duration_ms: number | null;
      detail: unknown;
    }[]
  >`
    select * from sync_log where company_id = ${query.companyId}
      ${query.invoiceId ? reader`and invoice_id = ${query.invoiceId}` : reader``}
      ${query.action ? reader`and action = ${query.action}` : reader``}
      ${query.before ? reader`and id < ${query.before}` : reader``}
    order by id desc limit ${query.limit}`;
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    direction: row.direction,
    entity: row.entity,
    invoiceId: row.invoice_id,
    quickBooksId: row.books_id,
    action: row.action,
    outcome: row.outcome,
    requestId: row.request_id,
    intuitTid: row.intuit_tid,
    durationMs: row.duration_ms,
    detail: row.detail,
  }));
}

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

/** The row that tells of a request for an invoice. */
export async function logRowOfRequest(
  reader: Reader,
  query: { companyId: Id; invoiceId: Id; requestId: string | null },
): Promise<Id | null> {
  if (query.requestId === null) return null;
  const [row] = await reader<{ id: Id }[]>`
    select id from sync_log where company_id = ${query.companyId} and invoice_id = ${query.invoiceId}
      and request_id = ${query.requestId} and entity = 'invoice' order by id limit 1`;
  return row?.id ?? null;
}

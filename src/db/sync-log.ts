/** The log: every decision and every write, with what was before and after. */
import { type Id, newId } from '../base/ids.ts';
import type { LogAction, LogRow } from '../contract/sync.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';
import { firstRows, likeText, type Page, toWindowPage, windowRows } from './page.ts';

export type LogEntry = Omit<LogRow, 'id' | 'at' | 'invoiceNumber'> & {
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

export interface LogFilter {
  invoiceId?: Id;
  action?: LogAction;
  direction?: LogRow['direction'];
  outcome?: LogRow['outcome'];
  entity?: string;
  from?: Date;
  to?: Date;
  q?: string;
  /** Does `q` also look into what was sent and answered? */
  inBodies: boolean;
}

interface Row {
  id: Id;
  at: Date;
  direction: LogRow['direction'];
  entity: string;
  invoice_id: Id | null;
  number: string | null;
  books_id: string | null;
  action: LogAction;
  outcome: LogRow['outcome'];
  request_id: string | null;
  intuit_tid: string | null;
  duration_ms: number | null;
  detail: unknown;
}

function toLogRow(row: Row): LogRow {
  return {
    id: row.id,
    at: row.at.toISOString(),
    direction: row.direction,
    entity: row.entity,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    quickBooksId: row.books_id,
    action: row.action,
    outcome: row.outcome,
    requestId: row.request_id,
    intuitTid: row.intuit_tid,
    durationMs: row.duration_ms,
    detail: row.detail,
  };
}

/** To look into what was kept, each row has to be unpacked. */
const unpackedRows = 1000;

/** Newest first. A page reads a bounded number of rows (docs/decisions/0021). */
export async function listLog(
  reader: Reader,
  query: LogFilter & { companyId: Id; limit: number; before: Id | null },
): Promise<Page<LogRow>> {
  const { companyId, limit } = query;
  const after = query.before ? await placeOf(reader, companyId, query.before) : null;
  if (query.before && !after) return { items: [], nextCursor: null };
  const { q, direction, entity, action, outcome } = query;
  const narrowed = [q, direction, entity, action, outcome].some((given) => given !== undefined);
  const ask = (most: number) => page(reader, { ...query, after, most });
  if (!narrowed) return ask(limit + 1);
  const first = await ask(firstRows);
  if (first.nextCursor === null || first.items.length === limit) return first;
  return ask(query.q !== undefined && query.inBodies ? unpackedRows : windowRows);
}

interface Place {
  at: Date;
  id: Id;
}

type Asked = LogFilter & { companyId: Id; limit: number; after: Place | null; most: number };

async function page(reader: Reader, query: Asked): Promise<Page<LogRow>> {
  const rows = await reader<Row[]>`
    select sync_log.*, invoices.number from (${newestRows(reader, query)}) as sync_log
    left join invoices on invoices.company_id = sync_log.company_id and invoices.id = sync_log.invoice_id
    where true ${conditions(reader, query)}
    order by sync_log.at desc, sync_log.id desc limit ${query.limit + 1}`;
  return toWindowPage(rows, {
    limit: query.limit,
    key: (row) => [row.id],
    item: toLogRow,
    async windowEnd() {
      const [last, more] = await reader<{ id: Id }[]>`
        select id from (${newestRows(reader, { ...query, most: query.most + 1 })}) as sync_log
        order by at desc, id desc offset ${query.most - 1} limit 2`;
      return last && more ? [last.id] : null;
    },
  });
}

async function placeOf(reader: Reader, companyId: Id, id: Id): Promise<Place | null> {
  const [row] = await reader<Place[]>`select at, id from sync_log where company_id = ${companyId} and id = ${id}`;
  return row ?? null;
}

const seldom: ReadonlySet<LogAction> = new Set([
  'void',
  'unlink',
  'payment_update',
  'payment_void',
  'hold',
  'conflict',
  'undo',
]);

/** The newest rows of what indexes can tell apart; the words of a partial index stand in the statement itself. */
function newestRows(reader: Reader, query: Asked) {
  const { after } = query;
  const parts = [reader`company_id = ${query.companyId}`];
  if (after) parts.push(reader`and (at, id) < (${after.at}, ${after.id}::uuid)`);
  if (query.invoiceId) parts.push(reader`and invoice_id = ${query.invoiceId}`);
  if (query.from) parts.push(reader`and at >= ${query.from}`);
  if (query.to) parts.push(reader`and at <= ${query.to}`);
  if (query.outcome && query.outcome !== 'done') {
    parts.push(reader`and outcome = ${query.outcome} and outcome <> 'done'`);
  }
  if (query.action && seldom.has(query.action)) {
    parts.push(reader`and action = ${query.action}
      and action in ('void', 'unlink', 'payment_update', 'payment_void', 'hold', 'conflict', 'undo')`);
  }
  return reader`
    select * from sync_log where ${parts.reduce((all, part) => reader`${all} ${part}`)}
    order by at desc, id desc limit ${query.most}`;
}

function conditions(reader: Reader, query: LogFilter) {
  const parts = [reader``];
  if (query.action) parts.push(reader`and sync_log.action = ${query.action}`);
  if (query.direction) parts.push(reader`and sync_log.direction = ${query.direction}`);
  if (query.outcome) parts.push(reader`and sync_log.outcome = ${query.outcome}`);
  if (query.entity) parts.push(reader`and sync_log.entity = ${query.entity}`);
  if (query.q) {
    const part = likeText(query.q);
    parts.push(reader`and (invoices.number ilike ${part} or sync_log.books_id = ${query.q}
      or sync_log.request_id ilike ${part} or sync_log.intuit_tid ilike ${part}
      ${query.inBodies ? reader`or sync_log.detail::text ilike ${part}` : reader``})`);
  }
  return parts.reduce((all, part) => reader`${all} ${part}`);
}

export async function findLogRow(reader: Reader, companyId: Id, id: Id): Promise<LogRow | null> {
  const [row] = await reader<Row[]>`
    select sync_log.*, invoices.number from sync_log
    left join invoices on invoices.company_id = sync_log.company_id and invoices.id = sync_log.invoice_id
    where sync_log.company_id = ${companyId} and sync_log.id = ${id}`;
  return row ? toLogRow(row) : null;
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

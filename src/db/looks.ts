/**
 * Looks: "this invoice may need work". The only way in which a change becomes work for the sync; written in the same
 * transaction as the change. Looks at one invoice merge, and `seq` tells whether one was asked for while it was worked.
 */
import type { Id } from '../base/ids.ts';
import { keepToIndexes, type Reader, type Tx } from './database.ts';

export const workChannel = 'tandem_work';
export const changesChannel = 'tandem_changes';

export interface Look {
  companyId: Id;
  kind: 'invoice' | 'lists';
  subjectId: string;
  seq: number;
  /** Statuses that people moved the invoice into since the last look. */
  enteredStatusIds: Id[];
  /** Someone pressed Sync. */
  requested: boolean;
  /** The answer that a person gave to an issue. */
  fix: LookFix | null;
  attempts: number;
  createdAt: Date;
  /** When the change in QuickBooks happened that it follows from; absent or null: it began in the shop. */
  noticedAt?: Date | null;
}

export interface LookFix {
  issueId: Id;
  fixId: string;
  fields?: Record<string, 'shop' | 'quickbooks'>;
}

export interface LookRequest {
  companyId: Id;
  kind?: 'invoice' | 'lists';
  subjectIds: readonly string[];
  enteredStatusId?: Id;
  requested?: boolean;
  fix?: LookFix;
  /** By subject: when QuickBooks changed what is to be looked at. */
  noticed?: ReadonlyMap<string, Date>;
  now: Date;
}

export async function askToLook(tx: Tx, request: LookRequest): Promise<void> {
  if (request.subjectIds.length === 0) return;
  const entered = request.enteredStatusId ? [request.enteredStatusId] : [];
  // Sorted, so that two transactions that ask for the same looks take their locks in one order.
  const subjects = [...new Set(request.subjectIds)].sort();
  const noticed = subjects.map((subject) => request.noticed?.get(subject)?.toISOString() ?? '');
  await tx`
    insert into looks (company_id, kind, subject_id, entered_status_ids, requested, fix, due_at, created_at, noticed_at)
    select ${request.companyId}, ${request.kind ?? 'invoice'}, asked.subject, ${entered}::uuid[], ${request.requested ?? false},
      ${request.fix ? tx.json(asJson(request.fix)) : null}, ${request.now}, ${request.now},
      nullif(asked.noticed, '')::timestamptz
    from unnest(${subjects}::text[], ${noticed}::text[]) as asked (subject, noticed)
    on conflict (company_id, kind, subject_id) do update set
      seq = looks.seq + 1,
      entered_status_ids = looks.entered_status_ids || excluded.entered_status_ids,
      requested = looks.requested or excluded.requested,
      fix = coalesce(excluded.fix, looks.fix),
      attempts = 0,
      noticed_at = coalesce(looks.noticed_at, excluded.noticed_at),
      due_at = excluded.due_at`;
  await notifyWork(tx, request.companyId);
}

export async function lockLooks(tx: Tx, companyId: Id, invoiceIds: readonly Id[]): Promise<void> {
  await tx`
    select 1 from looks where company_id = ${companyId} and kind = 'invoice' and subject_id = any(${[...invoiceIds]}::text[])
    order by subject_id for update`;
}

/** Wakes the workers when this transaction commits. */
export async function notifyWork(tx: Tx, companyId: Id): Promise<void> {
  await tx`select pg_notify(${workChannel}, ${companyId})`;
}

/** Tells open pages, when this transaction commits, that something of the company changed. */
export async function notifyChange(tx: Tx, companyId: Id): Promise<void> {
  await tx`select pg_notify(${changesChannel}, ${companyId})`;
}

/** JSON columns take plain values; interfaces are plain values that TypeScript does not see as such. */
export function asJson<Value>(value: Value): never {
  return value as never;
}

interface LookRow {
  company_id: Id;
  kind: 'invoice' | 'lists';
  subject_id: string;
  seq: string;
  entered_status_ids: Id[];
  requested: boolean;
  fix: LookFix | null;
  attempts: number;
  created_at: Date;
  noticed_at: Date | null;
}

/** The oldest looks of a company that are due. */
export async function dueLooks(reader: Reader, query: { companyId: Id; now: Date; limit: number }): Promise<Look[]> {
  keepToIndexes(reader);
  const rows = await reader<LookRow[]>`
    select * from looks where company_id = ${query.companyId} and due_at <= ${query.now}
    order by due_at, created_at, subject_id limit ${query.limit}`;
  return rows.map(toLook);
}

/** Removes looks that were worked, unless they were asked for again meanwhile. */
export async function finishLooks(tx: Tx, companyId: Id, done: readonly Look[]): Promise<void> {
  if (done.length > 0) keepToIndexes(tx);
  for (const kind of ['invoice', 'lists'] as const) {
    const these = done.filter((look) => look.kind === kind);
    if (these.length === 0) continue;
    await tx`
      delete from looks where company_id = ${companyId} and kind = ${kind} and ${areThese(tx, these)}`;
  }
}

/** Puts looks off until `dueAt`; the causes they carry stay. */
export async function postponeLooks(
  tx: Tx,
  request: { companyId: Id; looks: readonly Look[]; dueAt: Date },
): Promise<void> {
  keepToIndexes(tx);
  await tx`
    update looks set due_at = ${request.dueAt}, attempts = attempts + 1
    where company_id = ${request.companyId} and ${areThese(tx, request.looks)}`;
}

/** Those that were not asked for again meanwhile. The ids alone choose the rows, so that an index finds them. */
function areThese(tx: Tx, looks: readonly Look[]) {
  const seqs = Object.fromEntries(looks.map((look) => [look.subjectId, look.seq]));
  return tx`subject_id = any(${Object.keys(seqs)}::text[]) and seq = (${tx.json(seqs)}::jsonb ->> subject_id)::bigint`;
}

/**
 * Makes all looks of a company due now: its connection came or was lost. What is worked at this moment counts as asked for again,
 * since its worker may not know yet what has changed.
 */
export async function hastenLooks(tx: Tx, companyId: Id, now: Date): Promise<void> {
  await tx`
    update looks set due_at = least(due_at, ${now}), seq = seq + 1 where company_id = ${companyId}`;
  await notifyWork(tx, companyId);
}

function toLook(row: LookRow): Look {
  return {
    companyId: row.company_id,
    kind: row.kind,
    subjectId: row.subject_id,
    seq: Number(row.seq),
    enteredStatusIds: row.entered_status_ids,
    requested: row.requested,
    fix: row.fix,
    attempts: row.attempts,
    createdAt: row.created_at,
    noticedAt: row.noticed_at,
  };
}

/** What a look asked for was acted on: it is not asked for again when the look is taken up next. */
export async function consumeCauses(tx: Tx, companyId: Id, look: Look): Promise<void> {
  await tx`
    update looks set requested = false, fix = null, entered_status_ids = '{}', noticed_at = null
    where company_id = ${companyId} and kind = ${look.kind} and subject_id = ${look.subjectId} and seq = ${look.seq}`;
}

/**
 * Jobs and their items: work over many records that is shown before it is done. Each item keeps its own state, so that a
 * job goes on after a crash where it stopped.
 */
import type postgres from 'postgres';
import type { DecimalText } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import type { JobKind, JobState } from '../contract/jobs.ts';
import type { Reader, Tx } from './database.ts';
import { asJson, notifyWork } from './looks.ts';

export interface Job {
  id: Id;
  realmId: string;
  kind: JobKind;
  state: JobState;
  request: unknown;
  createdAt: Date;
  preparedAt: Date | null;
  confirmedAt: Date | null;
  finishedAt: Date | null;
}

interface JobRow {
  id: Id;
  realm_id: string;
  kind: JobKind;
  state: JobState;
  request: unknown;
  created_at: Date;
  prepared_at: Date | null;
  confirmed_at: Date | null;
  finished_at: Date | null;
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    realmId: row.realm_id,
    kind: row.kind,
    state: row.state,
    request: row.request,
    createdAt: row.created_at,
    preparedAt: row.prepared_at,
    confirmedAt: row.confirmed_at,
    finishedAt: row.finished_at,
  };
}

/** A new job is due at once: a worker asks QuickBooks for what its preview needs. */
export async function createJob(
  tx: Tx,
  job: { companyId: Id; id: Id; realmId: string; kind: JobKind; request: unknown; now: Date },
): Promise<void> {
  await tx`
    insert into jobs (company_id, id, realm_id, kind, state, request, created_at, due_at)
    values (${job.companyId}, ${job.id}, ${job.realmId}, ${job.kind}, 'preparing', ${tx.json(asJson(job.request))},
      ${job.now}, ${job.now})`;
  await notifyWork(tx, job.companyId);
}

export async function findJob(reader: Reader, companyId: Id, id: Id): Promise<Job | null> {
  const [row] = await reader<JobRow[]>`select * from jobs where company_id = ${companyId} and id = ${id}`;
  return row ? toJob(row) : null;
}

/** Newest first. */
export async function listJobs(
  reader: Reader,
  query: { companyId: Id; kind: JobKind | undefined; before: Id | null; limit: number },
): Promise<Job[]> {
  const rows = await reader<JobRow[]>`
    select * from jobs where company_id = ${query.companyId}
      ${query.kind ? reader`and kind = ${query.kind}` : reader``}
      ${query.before ? reader`and id < ${query.before}` : reader``}
    order by id desc limit ${query.limit}`;
  return rows.map(toJob);
}

/** Two people may press *confirm* at once. */
export async function lockJob(tx: Tx, companyId: Id, id: Id): Promise<Job | null> {
  const [row] = await tx<JobRow[]>`select * from jobs where company_id = ${companyId} and id = ${id} for update`;
  return row ? toJob(row) : null;
}

/** Jobs of this QuickBooks company that have work left, oldest first. */
export async function activeJobs(reader: Reader, scope: { companyId: Id; realmId: string }): Promise<Job[]> {
  const rows = await reader<JobRow[]>`
    select * from jobs where company_id = ${scope.companyId} and realm_id = ${scope.realmId}
      and state in ('preparing', 'running') order by created_at, id`;
  return rows.map(toJob);
}

export interface JobChange {
  state?: JobState;
  request?: unknown;
  preparedAt?: Date;
  confirmedAt?: Date;
  finishedAt?: Date;
  dueAt?: Date | null;
}

export async function changeJob(tx: Tx, key: { companyId: Id; id: Id }, change: JobChange): Promise<void> {
  const columns: Record<string, string | Date | null | postgres.Parameter> = {};
  if (change.state !== undefined) columns.state = change.state;
  if (change.request !== undefined) columns.request = tx.json(asJson(change.request));
  if (change.preparedAt !== undefined) columns.prepared_at = change.preparedAt;
  if (change.confirmedAt !== undefined) columns.confirmed_at = change.confirmedAt;
  if (change.finishedAt !== undefined) columns.finished_at = change.finishedAt;
  if (change.dueAt !== undefined) columns.due_at = change.dueAt;
  await tx`update jobs set ${tx(columns)} where company_id = ${key.companyId} and id = ${key.id}`;
}

export type ItemState = 'found' | 'ready' | 'asked' | 'done';

export interface JobItem {
  position: number;
  subject: string;
  state: ItemState;
  action: string | null;
  result: string | null;
  amount: DecimalText;
  detail: unknown;
}

export interface JobKey {
  companyId: Id;
  jobId: Id;
}

/** Items of a job in its order, after a position. */
export async function jobItems(
  reader: Reader,
  query: JobKey & {
    states?: readonly ItemState[];
    action?: string | undefined;
    result?: string | undefined;
    after?: number;
    limit: number;
  },
): Promise<JobItem[]> {
  return reader<JobItem[]>`
    select position, subject, state, action, result, amount::text, detail from job_items
    where company_id = ${query.companyId} and job_id = ${query.jobId} and position > ${query.after ?? 0}
      ${query.states ? reader`and state = any(${[...query.states]}::text[])` : reader``}
      ${query.action ? reader`and coalesce(action, 'unchecked') = ${query.action}` : reader``}
      ${query.result ? reader`and result = ${query.result}` : reader``}
    order by position limit ${query.limit}`;
}

export type NewItem = Pick<JobItem, 'subject' | 'action' | 'amount' | 'detail'> & {
  state?: ItemState;
  result?: string;
};

/** Adds items behind those that are there; one about the same subject is not added twice. */
export async function addItems(tx: Tx, key: JobKey, items: readonly NewItem[]): Promise<void> {
  const last = await tx<{ position: number | null }[]>`
    select max(position) as position from job_items where company_id = ${key.companyId} and job_id = ${key.jobId}`;
  const start = last[0]?.position ?? 0;
  for (let from = 0; from < items.length; from += rowsPerStatement) {
    const rows = items.slice(from, from + rowsPerStatement).map((item, index) => ({
      company_id: key.companyId,
      job_id: key.jobId,
      position: start + from + index + 1,
      subject: item.subject,
      state: item.state ?? 'found',
      action: item.action,
      result: item.result ?? null,
      amount: item.amount,
      detail: tx.json(asJson(item.detail)),
    }));
    await tx`insert into job_items ${tx(rows)} on conflict do nothing`;
  }
}

const rowsPerStatement = 1000;

export type ItemChange = Pick<JobItem, 'position' | 'state'> & Partial<Pick<JobItem, 'action' | 'result' | 'detail'>>;

/** Changes items; what is not named stays, in the detail too. */
export async function changeItems(tx: Tx, key: JobKey, changes: readonly ItemChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({
    position: change.position,
    state: change.state,
    action: change.action ?? null,
    result: change.result ?? null,
    detail: change.detail ?? null,
  }));
  await tx`
    update job_items set state = new.state, action = coalesce(new.action, job_items.action),
      result = coalesce(new.result, job_items.result), detail = job_items.detail || coalesce(new.detail, '{}')
    from jsonb_to_recordset(${tx.json(asJson(rows))}::jsonb)
      as new (position integer, state text, action text, result text, detail jsonb)
    where job_items.company_id = ${key.companyId} and job_items.job_id = ${key.jobId}
      and job_items.position = new.position`;
}

export interface ItemCount {
  action: string | null;
  result: string | null;
  state: ItemState;
  count: number;
  amount: DecimalText;
}

export async function countItems(reader: Reader, key: JobKey): Promise<ItemCount[]> {
  const rows = await reader<(Omit<ItemCount, 'count'> & { count: string })[]>`
    select action, result, state, count(*), sum(amount)::text as amount from job_items
    where company_id = ${key.companyId} and job_id = ${key.jobId} group by action, result, state`;
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

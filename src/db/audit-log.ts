/** The table audit_log: rows are only added. */
import type { Id } from '../base/ids.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';
import { idPattern, type Page, type Paging, readCursor, toPage } from './page.ts';

export interface AuditChange {
  field: string;
  from: unknown;
  to: unknown;
}

export interface AuditEntry {
  id: Id;
  at: Date;
  actor: { type: 'employee' | 'api_key' | 'integration' | 'system'; id: Id | null; name: string };
  /** Like `employee.changed`. */
  action: string;
  subject: { type: string; id: string | null; name: string };
  changes: AuditChange[];
  address: string | null;
  requestId: string | null;
}

interface Row {
  id: Id;
  at: Date;
  actor_type: AuditEntry['actor']['type'];
  actor_id: Id | null;
  actor_name: string;
  action: string;
  subject_type: string;
  subject_id: string | null;
  subject_name: string;
  changes: AuditChange[];
  address: string | null;
  request_id: string | null;
}

export async function insertAuditEntry(tx: Tx, companyId: Id, entry: AuditEntry): Promise<void> {
  await tx`
    insert into audit_log (company_id, id, at, actor_type, actor_id, actor_name, action, subject_type, subject_id,
      subject_name, changes, address, request_id)
    values (${companyId}, ${entry.id}, ${entry.at}, ${entry.actor.type}, ${entry.actor.id}, ${entry.actor.name},
      ${entry.action}, ${entry.subject.type}, ${entry.subject.id}, ${entry.subject.name},
      ${tx.json(asJson(entry.changes))}, ${entry.address}, ${entry.requestId})`;
}

export interface AuditQuery extends Paging {
  /** The whole action, or its first part: `employee` finds `employee.changed`. */
  action?: string | undefined;
  actorId?: Id | undefined;
  subjectId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Newest first. */
export async function listAuditEntries(reader: Reader, companyId: Id, query: AuditQuery): Promise<Page<AuditEntry>> {
  const [after] = readCursor(query.cursor, [idPattern]) ?? [];
  const { action, actorId, subjectId, from, to } = query;
  const rows = await reader<Row[]>`
    select * from audit_log where company_id = ${companyId}
      ${after ? reader`and id < ${after}` : reader``}
      ${action ? reader`and (action = ${action} or split_part(action, '.', 1) = ${action})` : reader``}
      ${actorId ? reader`and actor_id = ${actorId}` : reader``}
      ${subjectId ? reader`and subject_id = ${subjectId}` : reader``}
      ${from ? reader`and at >= ${from}` : reader``} ${to ? reader`and at < ${to}` : reader``}
    order by id desc limit ${query.limit + 1}`;
  return toPage(rows, { limit: query.limit, key: (row) => [row.id], item: toEntry });
}

function toEntry(row: Row): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
    action: row.action,
    subject: { type: row.subject_type, id: row.subject_id, name: row.subject_name },
    changes: row.changes,
    address: row.address,
    requestId: row.request_id,
  };
}

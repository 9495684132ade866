/** The table invoice_statuses. */
import type { Id } from '../base/ids.ts';
import { duplicate } from '../domain/refused.ts';
import type { InvoiceStatus, StatusGroup } from '../domain/status.ts';
import type { Reader, Tx } from './database.ts';
import { isViolationOf } from './violations.ts';

interface StatusRow {
  id: Id;
  name: string;
  status_group: StatusGroup;
  previous_status_ids: Id[] | null;
  requires_comment: boolean;
  role_ids: Id[] | null;
  time_limit_hours: number | null;
  position: number;
}

/** All statuses of the company, in its order. */
export async function allStatuses(reader: Reader, companyId: Id): Promise<InvoiceStatus[]> {
  const rows = await reader<StatusRow[]>`
    select * from invoice_statuses where company_id = ${companyId} order by position, id`;
  return rows.map(toStatus);
}

export async function insertStatus(tx: Tx, companyId: Id, status: InvoiceStatus): Promise<void> {
  await refuseTakenName(tx`
    insert into invoice_statuses (company_id, id, name, status_group, previous_status_ids, requires_comment, role_ids,
      time_limit_hours, position)
    values (${companyId}, ${status.id}, ${status.name}, ${status.group}, ${status.previousStatusIds}::uuid[],
      ${status.requiresComment}, ${status.roleIds}::uuid[], ${status.timeLimitHours}, ${status.position})`);
}

export async function updateStatus(tx: Tx, companyId: Id, status: InvoiceStatus): Promise<void> {
  await refuseTakenName(tx`
    update invoice_statuses set name = ${status.name}, status_group = ${status.group},
      previous_status_ids = ${status.previousStatusIds}::uuid[], requires_comment = ${status.requiresComment},
      role_ids = ${status.roleIds}::uuid[], time_limit_hours = ${status.timeLimitHours}, position = ${status.position}
    where company_id = ${companyId} and id = ${status.id}`);
}

/** Deletes a status, and its name in the rules of others. */
export async function removeStatus(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`
    update invoice_statuses set previous_status_ids = array_remove(previous_status_ids, ${id}::uuid)
    where company_id = ${companyId} and ${id}::uuid = any(previous_status_ids)`;
  await tx`delete from invoice_statuses where company_id = ${companyId} and id = ${id}`;
}

/** Keeps the company's statuses from change by others, so that rules that name each other stay whole. */
export async function lockStatuses(tx: Tx, companyId: Id): Promise<void> {
  await tx`select id from invoice_statuses where company_id = ${companyId} order by id for no key update`;
}

export async function isStatusUsed(reader: Reader, companyId: Id, id: Id): Promise<boolean> {
  const [row] = await reader`
    select 1 where exists (select 1 from invoices where company_id = ${companyId} and status_id = ${id})
      or exists (select 1 from integrations where company_id = ${companyId} and settings::text like ${`%${id}%`})`;
  return row !== undefined;
}

async function refuseTakenName(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    if (!isViolationOf(error, 'invoice_statuses_company_id_name_key')) throw error;
    throw duplicate('name', 'Another status has this name.');
  }
}

function toStatus(row: StatusRow): InvoiceStatus {
  return {
    id: row.id,
    name: row.name,
    group: row.status_group,
    previousStatusIds: row.previous_status_ids,
    requiresComment: row.requires_comment,
    roleIds: row.role_ids,
    timeLimitHours: row.time_limit_hours,
    position: row.position,
  };
}

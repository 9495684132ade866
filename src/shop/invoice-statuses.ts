/** Invoice statuses and their rules. The rules name only statuses and roles that exist, and New never runs out. */
import { type Id, newId } from '../base/ids.ts';
import { merge, type Patch } from '../base/merge.ts';
import type { Tx } from '../db/database.ts';
import {
  allStatuses,
  insertStatus,
  isStatusUsed,
  lockStatuses,
  removeStatus,
  updateStatus,
} from '../db/invoice-statuses.ts';
import { notifyChange } from '../db/looks.ts';
import { allRoles } from '../db/roles.ts';
import { duplicate, invalid, notFound, Refused } from '../domain/refused.ts';
import type { InvoiceStatus } from '../domain/status.ts';
import type { CommandContext } from './command.ts';

export interface InvoiceStatusWrite {
  name: string;
  group: InvoiceStatus['group'];
  previousStatusIds?: Id[] | null | undefined;
  requiresComment?: boolean | undefined;
  roleIds?: Id[] | null | undefined;
  timeLimitHours?: number | null | undefined;
  position?: number | undefined;
}

export async function createStatus(tx: Tx, context: CommandContext, input: InvoiceStatusWrite): Promise<InvoiceStatus> {
  await lockStatuses(tx, context.companyId);
  const statuses = await allStatuses(tx, context.companyId);
  const status = await checked(tx, context, statuses, {
    id: newId(),
    name: input.name,
    group: input.group,
    previousStatusIds: input.previousStatusIds ?? null,
    requiresComment: input.requiresComment ?? false,
    roleIds: input.roleIds ?? null,
    timeLimitHours: input.timeLimitHours ?? null,
    position: input.position ?? Math.max(0, ...statuses.map((other) => other.position + 1)),
  });
  await insertStatus(tx, context.companyId, status);
  await notifyChange(tx, context.companyId);
  return status;
}

export async function changeInvoiceStatus(
  tx: Tx,
  context: CommandContext,
  id: Id,
  patch: Patch<InvoiceStatusWrite>,
): Promise<InvoiceStatus> {
  const { statuses, status } = await statusToChange(tx, context, id);
  const after = await checked(tx, context, statuses, merge<InvoiceStatus>(status, patch));
  if (after.group !== 'new') checkAnotherNew(statuses, status);
  await updateStatus(tx, context.companyId, after);
  await notifyChange(tx, context.companyId);
  return after;
}

/** Puts all statuses into this order. It names each once, so that one that another person has just made is not forgotten. */
export async function orderStatuses(tx: Tx, context: CommandContext, ids: readonly Id[]): Promise<InvoiceStatus[]> {
  await lockStatuses(tx, context.companyId);
  const statuses = await allStatuses(tx, context.companyId);
  const wanted = ids.map((id) => id.toLowerCase());
  if (wanted.length !== statuses.length || statuses.some(({ id }) => !wanted.includes(id))) {
    throw invalid('ids', 'Name every status of the company once.');
  }
  for (const status of statuses) {
    const position = wanted.indexOf(status.id);
    if (position !== status.position) await updateStatus(tx, context.companyId, { ...status, position });
  }
  await notifyChange(tx, context.companyId);
  return allStatuses(tx, context.companyId);
}

export async function deleteStatus(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  const { statuses, status } = await statusToChange(tx, context, id);
  checkAnotherNew(statuses, status);
  if (await isStatusUsed(tx, context.companyId, status.id)) {
    throw new Refused('in_use', `“${status.name}” is used by invoices or by the integration's settings.`);
  }
  await removeStatus(tx, context.companyId, status.id);
  await notifyChange(tx, context.companyId);
}

async function statusToChange(tx: Tx, context: CommandContext, id: Id) {
  await lockStatuses(tx, context.companyId);
  const statuses = await allStatuses(tx, context.companyId);
  const status = statuses.find((candidate) => candidate.id === id.toLowerCase());
  if (!status) throw notFound('invoice status');
  return { statuses, status };
}

function checkAnotherNew(statuses: readonly InvoiceStatus[], status: InvoiceStatus): void {
  if (statuses.some((other) => other.id !== status.id && other.group === 'new')) return;
  if (status.group === 'new') throw new Refused('conflict', 'A company needs one status of the group New.');
}

async function checked(
  tx: Tx,
  context: CommandContext,
  statuses: readonly InvoiceStatus[],
  status: InvoiceStatus,
): Promise<InvoiceStatus> {
  const sameName = statuses.find((other) => other.name === status.name && other.id !== status.id);
  if (sameName) throw duplicate('name', 'Another status has this name.');
  const ownIds = [...statuses.map((other) => other.id), status.id];
  const previousStatusIds = known(status.previousStatusIds, ownIds, 'previousStatusIds');
  const roles = status.roleIds ? await allRoles(tx, context.companyId) : [];
  const roleIds = known(
    status.roleIds,
    roles.map((role) => role.id),
    'roleIds',
  );
  return { ...status, previousStatusIds, roleIds };
}

function known(ids: readonly Id[] | null, all: readonly Id[], path: string): Id[] | null {
  if (ids === null) return null;
  const lower = ids.map((id) => id.toLowerCase());
  lower.forEach((id, index) => {
    if (!all.includes(id)) throw invalid(`${path}.${index}`, 'This is not one of the company’s.');
  });
  return [...new Set(lower)];
}

/** Roles: made, changed, deleted. The owner's keeps all permissions; one that somebody has cannot go. */
import { type Id, newId } from '../base/ids.ts';
import { merge, type Patch } from '../base/merge.ts';
import type { Tx } from '../db/database.ts';
import { lockCompany } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import { allRoles, insertRole, isRoleUsed, removeRole, updateRole } from '../db/roles.ts';
import { ownerRole, type Permission, type Role } from '../domain/people.ts';
import { duplicate, notFound, Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { checkMayGrant } from './may-grant.ts';
import { checkSomeoneRules } from './someone-rules.ts';

export interface RoleWrite {
  name: string;
  permissions: Permission[];
}

export async function createRole(tx: Tx, context: CommandContext, input: RoleWrite): Promise<Role> {
  await lockCompany(tx, context.companyId);
  const roles = await allRoles(tx, context.companyId);
  const role: Role = { id: newId(), name: input.name, permissions: unique(input.permissions), builtIn: false };
  checkNameFree(roles, role);
  await checkMayGrant(tx, context, role.permissions);
  await insertRole(tx, context.companyId, role);
  await notifyChange(tx, context.companyId);
  return role;
}

export async function changeRole(tx: Tx, context: CommandContext, id: Id, patch: Patch<RoleWrite>): Promise<Role> {
  const { roles, role } = await roleToChange(tx, context, id);
  const merged = merge<Role>(role, patch);
  const after = { ...merged, permissions: unique(merged.permissions) };
  checkNameFree(roles, after);
  if (role === ownerRole(roles) && after.permissions.length < role.permissions.length) {
    throw new Refused('conflict', `“${role.name}” keeps all permissions, so that nobody is locked out for good.`);
  }
  await checkMayGrant(tx, context, after.permissions);
  await updateRole(tx, context.companyId, after);
  if (role.permissions.includes('settings') && !after.permissions.includes('settings')) {
    await checkSomeoneRules(tx, context);
  }
  await notifyChange(tx, context.companyId);
  return after;
}

export async function deleteRole(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  const { role } = await roleToChange(tx, context, id);
  if (role.builtIn) throw new Refused('conflict', `“${role.name}” is a built-in role and stays.`);
  if (await isRoleUsed(tx, context.companyId, role.id)) {
    throw new Refused('in_use', `Employees or API keys have the role “${role.name}”.`);
  }
  await removeRole(tx, context.companyId, role.id);
  await notifyChange(tx, context.companyId);
}

async function roleToChange(tx: Tx, context: CommandContext, id: Id) {
  await lockCompany(tx, context.companyId);
  const roles = await allRoles(tx, context.companyId);
  const role = roles.find((candidate) => candidate.id === id.toLowerCase());
  if (!role) throw notFound('role');
  return { roles, role };
}

function checkNameFree(roles: readonly Role[], role: Role): void {
  if (roles.some((other) => other.name === role.name && other.id !== role.id)) {
    throw duplicate('name', 'Another role has this name.');
  }
}

function unique(permissions: readonly Permission[]): Permission[] {
  return [...new Set(permissions)];
}

/** The table roles. */
import type { Id } from '../base/ids.ts';
import type { Permission, Role } from '../domain/people.ts';
import { duplicate } from '../domain/refused.ts';
import type { Reader, Tx } from './database.ts';
import { isViolationOf } from './violations.ts';

interface RoleRow {
  id: Id;
  name: string;
  permissions: Permission[];
  built_in: boolean;
}

/** All roles of the company, in the order in which they were made: Owner first. */
export async function allRoles(reader: Reader, companyId: Id): Promise<Role[]> {
  const rows = await reader<RoleRow[]>`select * from roles where company_id = ${companyId} order by id`;
  return rows.map((row) => ({ id: row.id, name: row.name, permissions: row.permissions, builtIn: row.built_in }));
}

export async function insertRole(tx: Tx, companyId: Id, role: Role): Promise<void> {
  await refuseTakenName(tx`
    insert into roles (company_id, id, name, permissions, built_in)
    values (${companyId}, ${role.id}, ${role.name}, ${role.permissions}::text[], ${role.builtIn})`);
}

export async function updateRole(tx: Tx, companyId: Id, role: Role): Promise<void> {
  await refuseTakenName(tx`
    update roles set name = ${role.name}, permissions = ${role.permissions}::text[]
    where company_id = ${companyId} and id = ${role.id}`);
}

/** Deletes a role, and its name in the rules of the statuses. */
export async function removeRole(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`
    update invoice_statuses set role_ids = array_remove(role_ids, ${id}::uuid)
    where company_id = ${companyId} and ${id}::uuid = any(role_ids)`;
  await tx`delete from roles where company_id = ${companyId} and id = ${id}`;
}

export async function isRoleUsed(reader: Reader, companyId: Id, id: Id): Promise<boolean> {
  const [row] = await reader`
    select 1 where exists (select 1 from employees where company_id = ${companyId} and role_id = ${id})
      or exists (select 1 from api_keys where company_id = ${companyId} and role_id = ${id})`;
  return row !== undefined;
}

async function refuseTakenName(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    if (!isViolationOf(error, 'roles_company_id_name_key')) throw error;
    throw duplicate('name', 'Another role has this name.');
  }
}

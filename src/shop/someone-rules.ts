/** Whatever is changed of employees and roles, somebody can still get at the settings. */
import type { Tx } from '../db/database.ts';
import { allEmployees } from '../db/employees.ts';
import { allRoles } from '../db/roles.ts';
import { Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';

export async function checkSomeoneRules(tx: Tx, context: CommandContext): Promise<void> {
  const roles = await allRoles(tx, context.companyId);
  const ruling = new Set(roles.filter((role) => role.permissions.includes('settings')).map((role) => role.id));
  const employees = await allEmployees(tx, context.companyId);
  if (!employees.some((employee) => employee.active && ruling.has(employee.roleId))) {
    throw new Refused('conflict', 'Someone active must keep a role that may change the settings.');
  }
}

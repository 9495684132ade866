/** Nobody gives what they do not have: a role that is assigned or changed holds no permission that the giver lacks. */
import type { Id } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { allRoles } from '../db/roles.ts';
import type { Permission, Role } from '../domain/people.ts';
import { invalid, Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';

export async function checkMayGrant(
  tx: Tx,
  context: CommandContext,
  permissions: readonly Permission[],
): Promise<void> {
  const { actor } = context;
  if (actor.type !== 'employee' && actor.type !== 'api_key') return;
  const own = (await allRoles(tx, context.companyId)).find((role) => role.id === actor.roleId)?.permissions ?? [];
  const missing = permissions.filter((permission) => !own.includes(permission));
  if (missing.length > 0) {
    throw new Refused('forbidden', `You cannot give permissions that you do not have: ${missing.join(', ')}.`);
  }
}

/** The role that is to be assigned, if the actor may assign it. */
export async function grantableRole(tx: Tx, context: CommandContext, roleId: Id): Promise<Role> {
  const role = (await allRoles(tx, context.companyId)).find((candidate) => candidate.id === roleId.toLowerCase());
  if (!role) throw invalid('roleId', 'There is no such role.');
  await checkMayGrant(tx, context, role.permissions);
  return role;
}

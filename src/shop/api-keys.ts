/** API keys: made, changed, revoked. The key itself is shown once, and only its hash is kept. */
import { type Id, newId } from '../base/ids.ts';
import { secretText, sha256 } from '../base/random.ts';
import { findApiKey, insertApiKey, updateApiKey } from '../db/api-keys.ts';
import type { Tx } from '../db/database.ts';
import { lockRow } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import { allRoles } from '../db/roles.ts';
import { type ApiKey, ownerRole } from '../domain/people.ts';
import { invalid, notFound } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { grantableRole } from './may-grant.ts';

const keyBytes = 32;
/** `tdm_` and a little more: enough to tell keys apart, nothing to guess one from. */
const shownCharacters = 10;

export interface ApiKeyWrite {
  name: string;
  /** Absent: the role of whoever makes it. */
  roleId?: Id | undefined;
  expiresAt?: string | null | undefined;
}

export async function createApiKey(
  tx: Tx,
  context: CommandContext,
  input: ApiKeyWrite,
): Promise<ApiKey & { key: string }> {
  const role = await grantableRole(tx, context, input.roleId ?? (await ownRoleId(tx, context)));
  const key = `tdm_${secretText(keyBytes)}`;
  const apiKey: ApiKey = {
    id: newId(),
    name: input.name,
    roleId: role.id,
    prefix: key.slice(0, shownCharacters),
    createdAt: context.now,
    expiresAt: checkedExpiry(input.expiresAt ?? null, context.now),
    revokedAt: null,
    lastUsedAt: null,
  };
  await insertApiKey(tx, context.companyId, { ...apiKey, keyHash: sha256(key) });
  await notifyChange(tx, context.companyId);
  return { ...apiKey, key };
}

export async function changeApiKey(
  tx: Tx,
  context: CommandContext,
  id: Id,
  patch: Partial<ApiKeyWrite>,
): Promise<ApiKey> {
  const before = await keyToChange(tx, context, id);
  const after = { ...before, name: patch.name ?? before.name };
  if (patch.roleId !== undefined) after.roleId = (await grantableRole(tx, context, patch.roleId)).id;
  if (patch.expiresAt !== undefined) after.expiresAt = checkedExpiry(patch.expiresAt, context.now);
  await updateApiKey(tx, context.companyId, after);
  await notifyChange(tx, context.companyId);
  return after;
}

/** Ends a key at once. Its row stays, to tell what was done with it. */
export async function revokeApiKey(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  const key = await keyToChange(tx, context, id);
  if (key.revokedAt) return;
  await updateApiKey(tx, context.companyId, { ...key, revokedAt: context.now });
  await notifyChange(tx, context.companyId);
}

async function keyToChange(tx: Tx, context: CommandContext, id: Id): Promise<ApiKey> {
  await lockRow(tx, 'api_keys', context.companyId, id);
  const key = await findApiKey(tx, context.companyId, id);
  if (!key) throw notFound('API key');
  // A key that may more than the actor is not the actor's to change.
  await grantableRole(tx, context, key.roleId);
  return key;
}

async function ownRoleId(tx: Tx, context: CommandContext): Promise<Id> {
  const { actor } = context;
  if (actor.type === 'employee' || actor.type === 'api_key') return actor.roleId;
  const owner = ownerRole(await allRoles(tx, context.companyId));
  if (!owner) throw invalid('roleId', 'The company has no role for owners.');
  return owner.id;
}

function checkedExpiry(text: string | null, now: Date): Date | null {
  if (text === null) return null;
  const at = new Date(text);
  if (!(at > now)) throw invalid('expiresAt', 'The key must expire in the future.');
  return at;
}

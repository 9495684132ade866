/** The table api_keys. Only the hash of a key is kept; the key itself is shown once. */
import type { Id } from '../base/ids.ts';
import type { ApiKey, Permission } from '../domain/people.ts';
import type { Reader, Tx } from './database.ts';
import { idPattern, type Page, type Paging, readCursor, toPage } from './page.ts';
import type { Principal } from './sessions.ts';

interface KeyRow {
  id: Id;
  name: string;
  role_id: Id;
  prefix: string;
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
}

/** The keys of the company, newest first, revoked ones too. */
export async function listApiKeys(reader: Reader, companyId: Id, query: Paging): Promise<Page<ApiKey>> {
  const [after] = readCursor(query.cursor, [idPattern]) ?? [];
  const rows = await reader<KeyRow[]>`
    select id, name, role_id, prefix, created_at, expires_at, revoked_at, last_used_at from api_keys
    where company_id = ${companyId} ${after ? reader`and id < ${after}` : reader``}
    order by id desc limit ${query.limit + 1}`;
  return toPage(rows, { limit: query.limit, key: (row) => [row.id], item: toApiKey });
}

export async function findApiKey(reader: Reader, companyId: Id, id: Id): Promise<ApiKey | null> {
  const [row] = await reader<KeyRow[]>`select * from api_keys where company_id = ${companyId} and id = ${id}`;
  return row ? toApiKey(row) : null;
}

export async function insertApiKey(tx: Tx, companyId: Id, key: ApiKey & { keyHash: Buffer }): Promise<void> {
  await tx`
    insert into api_keys (company_id, id, name, role_id, key_hash, prefix, created_at, expires_at)
    values (${companyId}, ${key.id}, ${key.name}, ${key.roleId}, ${key.keyHash}, ${key.prefix}, ${key.createdAt},
      ${key.expiresAt})`;
}

export async function updateApiKey(tx: Tx, companyId: Id, key: ApiKey): Promise<void> {
  await tx`
    update api_keys set name = ${key.name}, role_id = ${key.roleId}, expires_at = ${key.expiresAt},
      revoked_at = ${key.revokedAt}
    where company_id = ${companyId} and id = ${key.id}`;
}

interface PrincipalRow {
  company_id: Id;
  id: Id;
  name: string;
  role_id: Id;
  permissions: Permission[];
  last_used_at: Date | null;
}

const lastUsedEveryMs = 60_000;

/** Who a key stands for, if it is neither revoked nor expired. Notes its use once a minute, not with every request. */
export async function findKeyHolder(tx: Tx, keyHash: Buffer, now: Date): Promise<Principal | null> {
  const [row] = await tx<PrincipalRow[]>`
    select api_keys.company_id, api_keys.id, api_keys.name, api_keys.role_id, roles.permissions, api_keys.last_used_at
    from api_keys join roles on roles.company_id = api_keys.company_id and roles.id = api_keys.role_id
    where key_hash = ${keyHash} and revoked_at is null and (expires_at is null or expires_at > ${now})`;
  if (!row) return null;
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > lastUsedEveryMs) {
    await tx`update api_keys set last_used_at = ${now} where company_id = ${row.company_id} and id = ${row.id}`;
  }
  return {
    companyId: row.company_id,
    id: row.id,
    name: row.name,
    roleId: row.role_id,
    permissions: row.permissions,
  };
}

function toApiKey(row: KeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    roleId: row.role_id,
    prefix: row.prefix,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}

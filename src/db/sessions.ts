/** The table sessions: who is signed in. Only the hash of a session's token is kept. */
import type { Id } from '../base/ids.ts';
import type { Permission } from '../domain/people.ts';
import type { Tx } from './database.ts';

/** Whoever a session or an API key stands for, found by its hash. */
export interface Principal {
  companyId: Id;
  /** The employee's or the key's. */
  id: Id;
  name: string;
  roleId: Id;
  permissions: Permission[];
}

export async function insertSession(
  tx: Tx,
  session: { tokenHash: Buffer; companyId: Id; employeeId: Id; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx`
    insert into sessions (token_hash, company_id, employee_id, created_at, expires_at)
    values (${session.tokenHash}, ${session.companyId}, ${session.employeeId}, ${session.createdAt},
      ${session.expiresAt})`;
}

export async function findSession(tx: Tx, tokenHash: Buffer, now: Date): Promise<Principal | null> {
  const [row] = await tx<{ company_id: Id; id: Id; name: string; role_id: Id; permissions: Permission[] }[]>`
    select employees.company_id, employees.id, employees.name, employees.role_id, roles.permissions
    from sessions
    join employees on employees.company_id = sessions.company_id and employees.id = sessions.employee_id
    join roles on roles.company_id = employees.company_id and roles.id = employees.role_id
    where sessions.token_hash = ${tokenHash} and sessions.expires_at > ${now} and employees.active`;
  if (!row) return null;
  return {
    companyId: row.company_id,
    id: row.id,
    name: row.name,
    roleId: row.role_id,
    permissions: row.permissions,
  };
}

export async function removeSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx`delete from sessions where token_hash = ${tokenHash}`;
}

/** Signs an employee out everywhere: after a new password, or when the person has left. */
export async function removeSessionsOf(tx: Tx, companyId: Id, employeeId: Id): Promise<void> {
  await tx`delete from sessions where company_id = ${companyId} and employee_id = ${employeeId}`;
}

/** All but the one whose hash is kept. */
export async function removeOtherSessionsOf(
  tx: Tx,
  companyId: Id,
  { employeeId, kept }: { employeeId: Id; kept: Buffer },
): Promise<void> {
  await tx`
    delete from sessions where company_id = ${companyId} and employee_id = ${employeeId} and token_hash <> ${kept}`;
}

export async function removeExpiredSessions(tx: Tx, now: Date): Promise<void> {
  await tx`delete from sessions where expires_at <= ${now}`;
}

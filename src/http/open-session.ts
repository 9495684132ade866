/** Signs an employee in: a session whose token only the browser's cookie holds, and what the person may do. */
import type { Id } from '../base/ids.ts';
import { secretText, sha256 } from '../base/random.ts';
import type { Session } from '../contract/people.ts';
import { loadCompany } from '../db/companies.ts';
import type { Reader, Tx } from '../db/database.ts';
import { allEmployees } from '../db/employees.ts';
import { allRoles } from '../db/roles.ts';
import { insertSession, removeExpiredSessions } from '../db/sessions.ts';
import { haveTwoFactor } from '../db/two-factor.ts';
import { audit } from '../shop/audit.ts';
import type { CommandContext } from '../shop/command.ts';
import type { HttpContext } from './context.ts';
import type { Reply } from './define-route.ts';
import { presentCompany } from './present/lists.ts';
import { sessionCookieHeader } from './session-cookie.ts';

const sessionSeconds = 14 * 24 * 3600;
const tokenBytes = 32;

export interface SignedIn {
  companyId: Id;
  employeeId: Id;
  now: Date;
}

/** `check` comes first in the transaction that opens the session, and throws where it may not be. */
export async function openSession(
  { database, config }: HttpContext,
  who: SignedIn & { origin: NonNullable<CommandContext['origin']> },
  check: (tx: Tx) => Promise<void> = async () => {},
): Promise<Reply<Session>> {
  const { companyId, employeeId, now } = who;
  const token = secretText(tokenBytes);
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
  const body = await database.write(companyId, async (tx) => {
    await check(tx);
    await removeExpiredSessions(tx, now);
    await insertSession(tx, { tokenHash: sha256(token), companyId, employeeId, createdAt: now, expiresAt });
    const described = await describeSession(tx, companyId, { employeeId, roleId: null });
    const name = described.employee?.name ?? '';
    const actor = { type: 'employee' as const, id: employeeId, name, roleId: described.employee?.roleId ?? '' };
    const subject = { type: 'employee', id: employeeId, name };
    await audit(tx, { companyId, actor, now, origin: who.origin }, { action: 'session.started', subject });
    return described;
  });
  return { body, headers: { 'Set-Cookie': sessionCookieHeader(config, token, sessionSeconds) } };
}

export async function describeSession(
  reader: Reader,
  companyId: Id,
  who: { employeeId: Id | null; roleId: Id | null },
): Promise<Session> {
  const company = presentCompany(await loadCompany(reader, companyId));
  const employees = who.employeeId === null ? [] : await allEmployees(reader, companyId);
  const employee = employees.find((candidate) => candidate.id === who.employeeId) ?? null;
  const roleId = employee?.roleId ?? who.roleId;
  const role = (await allRoles(reader, companyId)).find((candidate) => candidate.id === roleId);
  return {
    employee: employee && {
      id: employee.id,
      name: employee.name,
      email: employee.email,
      roleId: employee.roleId,
      language: employee.language,
      twoFactor: (await haveTwoFactor(reader, companyId, [employee.id])).has(employee.id),
    },
    company,
    permissions: role?.permissions ?? [],
  };
}

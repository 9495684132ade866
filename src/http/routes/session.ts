/** /session: sign in, who am I and what may I, sign out. A failure never tells whether the e-mail exists. */
import { getCookie } from 'hono/cookie';
import type { Id } from '../../base/ids.ts';
import { secretText, sha256 } from '../../base/random.ts';
import { session, signIn } from '../../contract/people.ts';
import { loadCompany } from '../../db/companies.ts';
import type { Reader } from '../../db/database.ts';
import { allEmployees, findCredentials } from '../../db/employees.ts';
import { allRoles } from '../../db/roles.ts';
import { insertSession, removeExpiredSessions, removeSession } from '../../db/sessions.ts';
import { isPassword } from '../../shop/passwords.ts';
import { clientAddress } from '../client-address.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { presentCompany } from '../present/lists.ts';
import { HttpFault } from '../problem.ts';
import { createRateLimit, type RateLimit } from '../rate-limit.ts';
import { sessionCookie, sessionCookieHeader } from '../session-cookie.ts';

const sessionSeconds = 14 * 24 * 3600;
const tokenBytes = 32;
const attempts = { perWindow: 10, windowMs: 5 * 60_000 };

/** Attempts are counted for an address and an e-mail together, by the clock of the program that they are made in. */
const limits = new WeakMap<object, RateLimit>();

const start = defineRoute({
  kind: 'open',
  method: 'post',
  path: '/session',
  tag: 'session',
  summary: 'Sign in',
  permission: null,
  body: signIn,
  response: session,
  status: 201,
  async handler({ context, raw, body, now }) {
    const { clock, config, database } = context;
    const limit = limits.get(clock) ?? createRateLimit({ clock, ...attempts });
    limits.set(clock, limit);
    limit.count(`${clientAddress(raw, config.trustProxy)} ${body.email.toLowerCase()}`);
    const found = await database.system((tx) => findCredentials(tx, body.email));
    const correct = await isPassword(body.password, found?.passwordHash ?? null);
    if (!found || !correct) throw new HttpFault(401, 'unauthenticated', 'The e-mail or the password is wrong.');
    const token = secretText(tokenBytes);
    const { companyId, employeeId } = found;
    const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
    const shown = await database.write(companyId, async (tx) => {
      await removeExpiredSessions(tx, now);
      await insertSession(tx, { tokenHash: sha256(token), companyId, employeeId, createdAt: now, expiresAt });
      return describe(tx, companyId, { employeeId, roleId: null });
    });
    return { body: shown, headers: { 'Set-Cookie': sessionCookieHeader(config, token, sessionSeconds) } };
  },
});

const read = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/session',
  tag: 'session',
  summary: 'Who am I, and what may I do',
  permission: null,
  response: session,
  async handler({ reader, companyId, actor }) {
    const employeeId = actor.type === 'employee' ? actor.id : null;
    return { body: await describe(reader, companyId, { employeeId, roleId: actor.roleId }) };
  },
});

const end = defineRoute({
  kind: 'open',
  method: 'delete',
  path: '/session',
  tag: 'session',
  summary: 'Sign out',
  permission: null,
  response: null,
  async handler({ context, raw }) {
    const token = getCookie(raw, sessionCookie);
    if (token !== undefined) await context.database.system((tx) => removeSession(tx, sha256(token)));
    return { body: null, headers: { 'Set-Cookie': sessionCookieHeader(context.config, null, 0) } };
  },
});

export const sessionRoutes: Route[] = [start, read, end];

async function describe(reader: Reader, companyId: Id, who: { employeeId: Id | null; roleId: Id | null }) {
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
    },
    company,
    permissions: role?.permissions ?? [],
  };
}

/** /session: sign in, who am I and what may I, my own language, sign out. A failure never tells whether the e-mail exists. */
import { getCookie } from 'hono/cookie';
import { sha256 } from '../../base/random.ts';
import { session, sessionPatch, signIn } from '../../contract/people.ts';
import { findCredentials } from '../../db/employees.ts';
import { removeSession } from '../../db/sessions.ts';
import { Refused } from '../../domain/refused.ts';
import { changeOwnLanguage } from '../../shop/employees.ts';
import { isPassword } from '../../shop/passwords.ts';
import { clientAddress } from '../client-address.ts';
import { countAttempt } from '../count-attempts.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { describeSession, openSession } from '../open-session.ts';
import { HttpFault } from '../problem.ts';
import { sessionCookie, sessionCookieHeader } from '../session-cookie.ts';

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
    countAttempt(clock, `${clientAddress(raw, config.trustProxy)} ${body.email.toLowerCase()}`);
    const found = await database.system((tx) => findCredentials(tx, body.email));
    const correct = await isPassword(body.password, found?.passwordHash ?? null);
    if (!found || !correct) throw new HttpFault(401, 'unauthenticated', 'The e-mail or the password is wrong.');
    return openSession(context, { companyId: found.companyId, employeeId: found.employeeId, now });
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
    return { body: await describeSession(reader, companyId, { employeeId, roleId: actor.roleId }) };
  },
});

const change = defineRoute({
  kind: 'write',
  method: 'patch',
  path: '/session',
  tag: 'session',
  summary: 'Choose my own language; it needs no permission',
  permission: null,
  body: sessionPatch,
  response: session,
  async handler({ tx, command, companyId, actor, body }) {
    if (actor.type !== 'employee') throw new Refused('forbidden', 'A key is nobody who reads a language.');
    await changeOwnLanguage(tx, command, { employeeId: actor.id, language: body.language });
    return { body: await describeSession(tx, companyId, { employeeId: actor.id, roleId: actor.roleId }) };
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

export const sessionRoutes: Route[] = [start, read, change, end];

/** /session: sign in, who am I and what may I, my own language, sign out. A failure never tells whether the e-mail exists. */
import { getCookie } from 'hono/cookie';
import type { Id } from '../../base/ids.ts';
import { sha256 } from '../../base/random.ts';
import { session, sessionPatch, signIn } from '../../contract/people.ts';
import { allEmployees, findCredentials } from '../../db/employees.ts';
import { findSession, removeSession } from '../../db/sessions.ts';
import { Refused } from '../../domain/refused.ts';
import { audit } from '../../shop/audit.ts';
import type { CommandContext } from '../../shop/command.ts';
import { changeOwnLanguage } from '../../shop/employees.ts';
import { isPassword } from '../../shop/passwords.ts';
import { passSecondFactor, type SecondFactor } from '../../shop/two-factor.ts';
import { clientAddress, requestOrigin } from '../client-address.ts';
import type { HttpContext } from '../context.ts';
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
    const origin = requestOrigin(raw, config);
    const refuse = async (fault: HttpFault) => {
      if (found) await auditRefusal(context, { ...found, now, origin });
      return fault;
    };
    if (!found || !correct) {
      throw await refuse(new HttpFault(401, 'unauthenticated', 'The e-mail or the password is wrong.'));
    }
    // Counted for the person, wherever the guesses come from: who gets here has the password.
    if (body.code !== undefined) countAttempt(clock, `code ${found.employeeId}`);
    const who = { companyId: found.companyId, employeeId: found.employeeId, now };
    try {
      return await openSession(context, { ...who, origin }, async (tx) => {
        checkPassed(await passSecondFactor(tx, { ...who, code: body.code ?? null, seal: context.seal }));
      });
    } catch (error) {
      if (error instanceof HttpFault && error.code === wrongCode) throw await refuse(error);
      throw error;
    }
  },
});

const wrongCode = 'second_factor_wrong';

function checkPassed(passed: SecondFactor): void {
  if (passed === 'missing') {
    const detail = 'Enter the code that your authenticator app shows, or a recovery code.';
    throw new HttpFault(401, 'second_factor_required', detail);
  }
  if (passed === 'wrong') {
    const detail = 'This code is not right, or it was used already. Wait for the next one.';
    throw new HttpFault(401, wrongCode, detail);
  }
}

async function auditRefusal(
  { database }: HttpContext,
  of: { companyId: Id; employeeId: Id; now: Date; origin: NonNullable<CommandContext['origin']> },
): Promise<void> {
  const { companyId, employeeId, now, origin } = of;
  const actor = { type: 'system' as const, name: 'Sign-in' };
  await database.write(companyId, async (tx) => {
    const employee = (await allEmployees(tx, companyId)).find(({ id }) => id === employeeId);
    const subject = { type: 'employee', id: employeeId, name: employee?.name ?? '' };
    await audit(tx, { companyId, actor, now, origin }, { action: 'session.refused', subject });
  });
}

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
  async handler({ context, raw, now }) {
    const token = getCookie(raw, sessionCookie);
    if (token !== undefined) await endSession(context, { token, now, origin: requestOrigin(raw, context.config) });
    return { body: null, headers: { 'Set-Cookie': sessionCookieHeader(context.config, null, 0) } };
  },
});

async function endSession(
  { database }: HttpContext,
  of: { token: string; now: Date; origin: NonNullable<CommandContext['origin']> },
): Promise<void> {
  const tokenHash = sha256(of.token);
  await database.system(async (tx) => {
    const found = await findSession(tx, tokenHash, of.now);
    await removeSession(tx, tokenHash);
    if (!found) return;
    const { companyId, id, name, roleId } = found;
    const command = {
      companyId,
      actor: { type: 'employee' as const, id, name, roleId },
      now: of.now,
      origin: of.origin,
    };
    await audit(tx, command, { action: 'session.ended', subject: { type: 'employee', id, name } });
  });
}

export const sessionRoutes: Route[] = [start, read, change, end];

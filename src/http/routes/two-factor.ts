/** /session/two-factor: one's own second factor; /employees/{id}/two-factor: taken from who has lost it. */
import { getCookie } from 'hono/cookie';
import type { Id } from '../../base/ids.ts';
import { sha256 } from '../../base/random.ts';
import { codeWrite, passwordAgain, recoveryCodes, twoFactor, twoFactorBegun } from '../../contract/two-factor.ts';
import { removeOtherSessionsOf } from '../../db/sessions.ts';
import { countRecoveryCodes, haveTwoFactor } from '../../db/two-factor.ts';
import { Refused } from '../../domain/refused.ts';
import {
  beginTwoFactor,
  confirmTwoFactor,
  removeOwnTwoFactor,
  renewRecoveryCodes,
  resetTwoFactor,
} from '../../shop/two-factor.ts';
import { countAttempt } from '../count-attempts.ts';
import { type Caller, defineRoute, type Route } from '../define-route.ts';
import { sessionCookie } from '../session-cookie.ts';

const tag = 'session';

function ownId(actor: Caller['actor']): Id {
  if (actor.type !== 'employee') throw new Refused('forbidden', 'A key has no second factor.');
  return actor.id;
}

const read = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/session/two-factor',
  tag,
  summary: 'My second factor',
  permission: null,
  response: twoFactor,
  async handler({ reader, companyId, actor }) {
    const employeeId = ownId(actor);
    const enabled = (await haveTwoFactor(reader, companyId, [employeeId])).has(employeeId);
    return { body: { enabled, recoveryCodesLeft: await countRecoveryCodes(reader, { companyId, employeeId }) } };
  },
});

const begin = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/session/two-factor',
  tag,
  summary: 'Begin a second factor: answers the secret for the app; it is in use once a code has confirmed it',
  permission: null,
  body: passwordAgain,
  response: twoFactorBegun,
  status: 201,
  showsSecret: true,
  async handler({ tx, command, actor, body, context }) {
    const employeeId = ownId(actor);
    countAttempt(context.clock, `password ${employeeId}`);
    return { body: await beginTwoFactor(tx, command, { employeeId, password: body.password, seal: context.seal }) };
  },
});

const confirm = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/session/two-factor/confirm',
  tag,
  summary: 'Confirm it by a code: from now on it is asked for; ends my other sessions and answers recovery codes',
  permission: null,
  body: codeWrite,
  response: recoveryCodes,
  status: 201,
  showsSecret: true,
  async handler({ tx, command, companyId, actor, body, context, raw }) {
    const employeeId = ownId(actor);
    countAttempt(context.clock, `code ${employeeId}`);
    const codes = await confirmTwoFactor(tx, command, { employeeId, code: body.code, seal: context.seal });
    const kept = sha256(getCookie(raw, sessionCookie) ?? '');
    await removeOtherSessionsOf(tx, companyId, { employeeId, kept });
    return { body: { recoveryCodes: codes } };
  },
});

const renew = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/session/two-factor/recovery-codes',
  tag,
  summary: 'New recovery codes; the former ones are void',
  permission: null,
  body: passwordAgain,
  response: recoveryCodes,
  status: 201,
  showsSecret: true,
  async handler({ tx, command, actor, body, context }) {
    const employeeId = ownId(actor);
    countAttempt(context.clock, `password ${employeeId}`);
    return { body: { recoveryCodes: await renewRecoveryCodes(tx, command, { employeeId, password: body.password }) } };
  },
});

const remove = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/session/two-factor/remove',
  tag,
  summary: 'Remove my second factor',
  permission: null,
  body: passwordAgain,
  response: null,
  async handler({ tx, command, actor, body, context }) {
    const employeeId = ownId(actor);
    countAttempt(context.clock, `password ${employeeId}`);
    await removeOwnTwoFactor(tx, command, { employeeId, password: body.password });
    return { body: null };
  },
});

const reset = defineRoute({
  kind: 'write',
  method: 'delete',
  path: '/employees/{id}/two-factor',
  tag: 'employees',
  summary: 'Remove the second factor of somebody who has lost it, and sign them out',
  permission: 'settings',
  response: null,
  async handler({ tx, command, params }) {
    await resetTwoFactor(tx, command, params.id);
    return { body: null };
  },
});

export const twoFactorRoutes: Route[] = [read, begin, confirm, renew, remove, reset];

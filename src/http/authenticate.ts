/** Who calls: `Authorization: Bearer KEY`, or the page's session cookie. A key that is sent is never passed over. */
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { sha256 } from '../base/random.ts';
import { findKeyHolder } from '../db/api-keys.ts';
import { findSession, type Principal } from '../db/sessions.ts';
import type { HttpContext } from './context.ts';
import type { Caller } from './define-route.ts';
import { HttpFault } from './problem.ts';
import { checkSameOrigin } from './same-origin.ts';
import { sessionCookie } from './session-cookie.ts';

export async function authenticate(context: HttpContext, raw: Context): Promise<Caller> {
  const authorization = raw.req.header('authorization');
  if (authorization !== undefined) return byKey(context, authorization);
  const token = getCookie(raw, sessionCookie);
  if (token === undefined) throw unauthenticated('Send an API key, or sign in.');
  // A browser sends the cookie whoever made it send the request; a key is only ever sent on purpose.
  checkSameOrigin(raw, context.config.publicUrl);
  const now = context.clock.now();
  const found = await context.database.system((tx) => findSession(tx, sha256(token), now));
  if (!found) throw unauthenticated('The session has ended. Sign in again.');
  return caller('employee', found);
}

async function byKey(context: HttpContext, authorization: string): Promise<Caller> {
  const key = /^Bearer +([\w-]+)$/i.exec(authorization.trim())?.[1];
  const now = context.clock.now();
  const found = key && (await context.database.system((tx) => findKeyHolder(tx, sha256(key), now)));
  if (!found) throw unauthenticated('This API key is not valid: unknown, expired or revoked.');
  return caller('api_key', found);
}

function caller(type: Caller['actor']['type'], found: Principal): Caller {
  return {
    companyId: found.companyId,
    actor: { type, id: found.id, name: found.name, roleId: found.roleId },
    permissions: found.permissions,
  };
}

function unauthenticated(detail: string): HttpFault {
  return new HttpFault(401, 'unauthenticated', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

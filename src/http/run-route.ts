/**
 * What happens to every request of the API, in this order: who calls, how often, may they, what do they say; then the
 * route's own work in one transaction of the caller's company; then the answer.
 */
import type { Context } from 'hono';
import type { CommandContext } from '../shop/command.ts';
import { authenticate } from './authenticate.ts';
import { bodyBytes } from './body-bytes.ts';
import { clientAddress, requestOrigin } from './client-address.ts';
import type { HttpContext } from './context.ts';
import type { Caller, Reply, Route } from './define-route.ts';
import { readIfMatch } from './etag.ts';
import { readIdempotencyKey, requestHash, runOnce } from './once-only.ts';
import { HttpFault } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import { checkContentType, readBody, readParams, readQuery } from './read-request.ts';
import { checkSameOrigin } from './same-origin.ts';

export interface Limits {
  /** For each key or session. */
  callers: RateLimit;
  /** For each address that fails to say who it is, or that needs not. */
  strangers: RateLimit;
}

export async function runRoute(context: HttpContext, limits: Limits, route: Route, raw: Context): Promise<Response> {
  const caller = route.kind === 'open' ? null : await identify(context, limits, raw);
  if (caller) {
    raw.set('companyId', caller.companyId);
    if (route.permission !== null && !caller.permissions.includes(route.permission)) {
      throw new HttpFault(403, 'forbidden', `This needs the permission “${route.permission}”.`);
    }
  } else {
    limits.strangers.count(clientAddress(raw, context.config.trustProxy));
    checkSameOrigin(raw, context.config.publicUrl);
  }
  const params = readParams(route, raw);
  const query = readQuery(route, raw);
  checkContentType(route, raw);
  const bodyText = route.method === 'get' ? '' : Buffer.from(await bodyBytes(raw)).toString('utf8');
  const body = readBody(route, bodyText, raw);
  const reply = await work({ context, route, raw, caller, bodyText, parts: { context, params, query, body, raw } });
  return toResponse(route, reply);
}

async function identify(context: HttpContext, limits: Limits, raw: Context): Promise<Caller> {
  try {
    const caller = await authenticate(context, raw);
    limits.callers.count(caller.actor.id);
    return caller;
  } catch (error) {
    if (error instanceof HttpFault && error.status === 401) {
      limits.strangers.count(clientAddress(raw, context.config.trustProxy));
    }
    throw error;
  }
}

interface Job {
  context: HttpContext;
  route: Route;
  raw: Context;
  caller: Caller | null;
  bodyText: string;
  parts: { context: HttpContext; params: Record<string, string>; query: unknown; body: unknown; raw: Context };
}

async function work(job: Job): Promise<Reply<unknown>> {
  const { context, route, raw, caller, parts } = job;
  const now = context.clock.now();
  if (route.kind === 'open') return route.handler({ ...parts, now });
  if (!caller) throw new Error(`${route.path} ran without a caller.`);
  const command: CommandContext = {
    companyId: caller.companyId,
    actor: caller.actor,
    now,
    origin: requestOrigin(raw, context.config),
  };
  if (route.kind === 'service') return route.handler({ ...parts, ...caller, now, command });
  if (route.kind === 'read') {
    return context.database.read(caller.companyId, (reader) => route.handler({ ...parts, ...caller, reader, now }));
  }
  const { handler } = route;
  const ifMatch = readIfMatch(job.raw.req.header('if-match'));
  const key = readIdempotencyKey(job.raw);
  return context.database.write(caller.companyId, (tx) => {
    const run = () => handler({ ...parts, ...caller, tx, command, ifMatch });
    if (key === null) return run();
    const once = { companyId: caller.companyId, key, hash: requestHash(job.raw, job.bodyText), now };
    return runOnce(tx, route, once, run);
  });
}

function toResponse(route: Route, reply: Reply<unknown>): Response {
  const headers: Record<string, string> = { 'Cache-Control': 'no-store', ...reply.headers };
  if (reply.etag !== undefined) headers.ETag = reply.etag;
  if (route.response === null) return new Response(null, { status: route.status, headers });
  if (route.produces) {
    headers['Content-Type'] = `${route.produces}; charset=utf-8`;
    return new Response(String(reply.body), { status: route.status, headers });
  }
  return Response.json(reply.body, { status: route.status, headers });
}

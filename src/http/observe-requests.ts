/** One log line and one measurement for each request, under an id that the answer bears too. */
import type { MiddlewareHandler } from 'hono';
import { Histogram } from 'prom-client';
import { newId } from '../base/ids.ts';
import type { HttpContext } from './context.ts';

export function observeRequests(context: HttpContext): MiddlewareHandler {
  const seconds = new Histogram({
    name: 'tandem_http_request_seconds',
    help: 'Time of HTTP requests by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [context.metrics],
  });
  return async (c, next) => {
    const given = c.req.header('x-request-id');
    const requestId = given !== undefined && /^[\w.-]{1,64}$/.test(given) ? given : newId();
    c.set('requestId', requestId);
    const started = performance.now();
    await next();
    c.header('X-Request-Id', requestId);
    const durationMs = performance.now() - started;
    const route = c.get('route') ?? 'other';
    seconds.observe({ method: c.req.method, route, status: c.res.status }, durationMs / 1000);
    context.log.debug(
      {
        requestId,
        companyId: c.get('companyId'),
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        durationMs: Math.round(durationMs),
      },
      'request',
    );
  };
}

declare module 'hono' {
  interface ContextVariableMap {
    requestId: string;
    companyId: string;
    /** The route's path as it is defined, so that measurements do not grow with ids. */
    route: string;
  }
}

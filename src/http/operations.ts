/** For those who run the program: is it alive, is it ready, and its measurements (loopback, or with a token). */
import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { sha256 } from '../base/random.ts';
import { isFromLoopback } from './client-address.ts';
import type { HttpContext } from './context.ts';
import { HttpFault } from './problem.ts';

export function operationRoutes(context: HttpContext): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    try {
      await context.database.system((tx) => tx`select 1`);
      return c.json({ status: 'ready' });
    } catch (error) {
      context.log.warn({ error }, 'not ready: the database does not answer');
      throw new HttpFault(503, 'unavailable', 'The database does not answer.');
    }
  });
  app.get('/metrics', async (c) => {
    const { metricsToken } = context.config;
    const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const withToken = metricsToken !== null && given !== undefined && sameSecret(given, metricsToken);
    if (!withToken && !isFromLoopback(c)) {
      throw new HttpFault(403, 'forbidden', 'Metrics are for this machine itself, or for whoever has METRICS_TOKEN.');
    }
    return c.text(await context.metrics.metrics(), 200, { 'Content-Type': context.metrics.contentType });
  });
  return app;
}

function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(sha256(left), sha256(right));
}

/** Keeps web pages of others out: no form from another site, no name that was rebound to the loopback. */
import type { MiddlewareHandler } from 'hono';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

export const ownOriginOnly: MiddlewareHandler = async (context, next) => {
  const url = new URL(context.req.url);
  if (!loopback.has(url.hostname)) return context.text('The simulator answers on the loopback alone.', 421);
  const origin = context.req.header('origin');
  const changes = context.req.method !== 'GET' && context.req.method !== 'HEAD';
  if (changes && origin !== undefined && origin !== url.origin) {
    return context.text('A request from another site is refused.', 403);
  }
  return next();
};

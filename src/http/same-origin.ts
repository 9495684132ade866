/** Keeps other sites from acting with a visitor's session: a browser says where a request that writes comes from. */
import type { Context } from 'hono';
import { HttpFault } from './problem.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What sends neither header is no browser, and carries nobody's cookie unknowingly. */
export function checkSameOrigin(raw: Context, publicUrl: string): void {
  if (safe.has(raw.req.method)) return;
  const site = raw.req.header('sec-fetch-site');
  const origin = raw.req.header('origin');
  const ownSite = site === undefined || site === 'same-origin' || site === 'none';
  if (ownSite && (origin === undefined || isOwn(origin, publicUrl, raw.req.header('host')))) return;
  throw new HttpFault(403, 'cross_origin', 'This request came from another site.');
}

function isOwn(origin: string, publicUrl: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  return new URL(origin).origin === new URL(publicUrl).origin || new URL(origin).host === host;
}

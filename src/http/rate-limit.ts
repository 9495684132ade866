/** A limit of requests in each minute for a name (a key, a session, an address), counted in this process. */
import type { Clock } from '../base/clock.ts';
import { HttpFault } from './problem.ts';

export interface RateLimit {
  /** Counts one request; throws a 429 when there were too many. */
  count(name: string): void;
}

const mostNames = 50_000;

export function createRateLimit(options: { clock: Clock; perWindow: number; windowMs?: number }): RateLimit {
  const windowMs = options.windowMs ?? 60_000;
  let windowStart = 0;
  let counts = new Map<string, number>();
  return {
    count(name) {
      const now = options.clock.now().getTime();
      if (now - windowStart >= windowMs || now < windowStart || counts.size >= mostNames) {
        windowStart = now;
        counts = new Map();
      }
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (count <= options.perWindow) return;
      const seconds = Math.max(1, Math.ceil((windowStart + windowMs - now) / 1000));
      throw new HttpFault(429, 'rate_limited', `Too many requests. Try again in ${seconds} seconds.`, {
        headers: { 'Retry-After': String(seconds) },
      });
    },
  };
}

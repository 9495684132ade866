/** A limit on guessing: attempts are counted for a name, by the clock of the program that they are made in. */
import type { Clock } from '../base/clock.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

const attempts = { perWindow: 10, windowMs: 5 * 60_000 };
const limits = new WeakMap<Clock, RateLimit>();

/** Throws a 429 when there were too many. */
export function countAttempt(clock: Clock, name: string): void {
  const limit = limits.get(clock) ?? createRateLimit({ clock, ...attempts });
  limits.set(clock, limit);
  limit.count(name);
}

/** A clock that stands still until a test moves it. */
import type { Clock } from '../../src/base/clock.ts';

export interface TestClock extends Clock {
  advance(ms: number): void;
  moveTo(at: Date): void;
}

export function testClock(start = '2026-03-02T15:00:00Z'): TestClock {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    advance(ms) {
      now += ms;
    },
    moveTo(at) {
      now = Math.max(now, at.getTime());
    },
  };
}

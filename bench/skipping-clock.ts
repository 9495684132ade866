/**
 * A clock that goes as fast as the wall's, and leaves out what would only be waited: work takes the time that it takes, and a
 * pause of a quota takes none. What it shows in the end is what the wall's would have shown, so nothing is scaled.
 */
import type { TestClock } from '../test/kit/test-clock.ts';

export function skippingClock(): TestClock {
  const began = Date.now() - performance.now();
  let skipped = 0;
  const now = () => Math.floor(began + performance.now() + skipped);
  return {
    now: () => new Date(now()),
    advance(ms) {
      skipped += ms;
    },
    moveTo(at) {
      skipped += Math.max(0, at.getTime() - now());
    },
  };
}

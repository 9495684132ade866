/** Waiting for facts of other processes: asked again until they hold, within a limit; never a pause of a fixed length. */
import { vi } from 'vitest';

/** Answers what `fact` answers once it no longer throws; at the deadline its last error is the failure. */
export function until<Result>(
  fact: () => Promise<Result> | Result,
  { withinMs = 30_000, everyMs = 40 } = {},
): Promise<Result> {
  return vi.waitFor(fact, { timeout: withinMs, interval: everyMs });
}

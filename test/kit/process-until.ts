/** Waiting for facts of other processes: asked again until they hold, within a limit; never a pause of a fixed length. */
import { vi } from 'vitest';

const askAgainMs = 40;

/** Answers what `fact` answers once it no longer throws; at the deadline its last error is the failure. */
export function until<Result>(fact: () => Promise<Result> | Result, withinMs = 20_000): Promise<Result> {
  return vi.waitFor(fact, { timeout: withinMs, interval: askAgainMs });
}

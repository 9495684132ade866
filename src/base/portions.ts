/**
 * A long computation, between the items of which whatever waits in this process goes on: one thread serves all companies.
 * Nothing that is computed may rely on what changes meanwhile.
 */
import { setImmediate } from 'node:timers/promises';

/** Lists of up to so many are computed at a stretch. */
const few = 30;

/** Like `items.map(work)`; others go on after each item of a long list. */
export async function mapInPortions<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    if (items.length > few) await setImmediate();
    results.push(work(item));
  }
  return results;
}

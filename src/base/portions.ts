/**
 * A long computation in portions, between which whatever waits in this process goes on: one thread serves all companies.
 * Nothing that is computed may rely on what changes meanwhile.
 */
import { setImmediate } from 'node:timers/promises';

const portion = 10;

/** Like `items.map(work)`, with a pause after every few items. */
export async function mapInPortions<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % portion === 0) await setImmediate();
    results.push(work(item));
  }
  return results;
}

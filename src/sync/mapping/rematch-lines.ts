/**
 * A line that was deleted in QuickBooks and entered again has another id there: where it holds what the shop's line held when
 * both sides last agreed, it is the same line.
 */
import { type Facts, lineOrder } from '../facts.ts';
import type { LineIds } from './invoice-facts.ts';

/** The line ids with the pairs that were found; null: there are none. */
export function rematchLines(now: Facts, base: { books: Facts; lineIds: LineIds }): LineIds | null {
  const there = lineOrder(now);
  const before = new Set(lineOrder(base.books));
  const fresh = there.filter((key) => key.startsWith(prefix) && !before.has(key));
  const found: Record<string, string> = {};
  for (const key of Object.keys(base.lineIds)) {
    if (there.includes(key)) continue;
    const at = fresh.findIndex((candidate) => heldBy(now, candidate) === heldBy(base.books, key));
    const [same] = at < 0 ? [] : fresh.splice(at, 1);
    if (same !== undefined) found[key] = same.slice(prefix.length);
  }
  return Object.keys(found).length === 0 ? null : { ...base.lineIds, ...found };
}

const prefix = 'books-';

/** All that a line holds, as one text. */
function heldBy(facts: Facts, key: string): string {
  const start = `lines.${key}.`;
  const fields = Object.entries(facts).filter(([path]) => path.startsWith(start));
  return JSON.stringify(fields.map(([path, value]) => [path.slice(start.length), value]).sort());
}

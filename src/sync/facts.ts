/**
 * Facts: an invoice's content as flat text by path (`dueDate`, `lines.<key>.quantity`), so that one three-way merge serves
 * every field and every line. Each side is compared with what *it* held when both last agreed: what a mapping or QuickBooks
 * itself rewrites on the way is no change.
 */
export type Facts = Readonly<Record<string, string>>;

/** What both sides held when they last agreed, each in its own words. */
export interface BaseFacts {
  shop: Facts;
  books: Facts;
}

export type Side = 'shop' | 'quickbooks';

export interface Conflict {
  path: string;
  base: string | null;
  shop: string | null;
  quickBooks: string | null;
}

export interface Merge {
  /** Paths that only the shop changed: to be written to QuickBooks. */
  push: string[];
  /** Paths that only QuickBooks changed: to be copied to the shop. */
  pull: string[];
  /** Changed on both sides to the same. */
  agreed: string[];
  conflicts: Conflict[];
}

/** The lines' keys in their order, as one text. */
export const orderFact = 'order';

const lineOf = (path: string) => /^lines\.([^.]+)\./.exec(path)?.[1] ?? null;

export function mergeFacts(now: { shop: Facts; books: Facts }, base: BaseFacts): Merge {
  const merge: Merge = { push: [], pull: [], agreed: [], conflicts: [] };
  const paths = new Set([now.shop, now.books, base.shop, base.books].flatMap((facts) => Object.keys(facts)));
  for (const path of [...paths].sort()) {
    if (path === orderFact) continue;
    const shopChanged = now.shop[path] !== base.shop[path];
    const booksChanged = now.books[path] !== base.books[path];
    if (shopChanged && booksChanged) {
      if (now.shop[path] === now.books[path]) merge.agreed.push(path);
      else merge.conflicts.push(conflictAt(path, now, base));
    } else if (shopChanged) merge.push.push(path);
    else if (booksChanged) merge.pull.push(path);
  }
  mergeOrder(merge, now, base);
  return removedLinesWhole(merge, now, base);
}

/** Only lines that both sides have, and had, can be in another order: one that is added or removed is no change of it. */
function mergeOrder(merge: Merge, now: { shop: Facts; books: Facts }, base: BaseFacts): void {
  const all = [base.shop, base.books, now.shop, now.books].map(lineOrder);
  const common = (all[0] ?? []).filter((key) => all.every((keys) => keys.includes(key)));
  const [shopBase, booksBase, shop, books] = all.map((keys) => keys.filter((key) => common.includes(key)).join(' '));
  const shopChanged = shop !== shopBase;
  const booksChanged = books !== booksBase;
  if (shopChanged && booksChanged) {
    if (shop === books) merge.agreed.push(orderFact);
    else merge.conflicts.push(conflictAt(orderFact, now, base));
  } else if (shopChanged) merge.push.push(orderFact);
  else if (booksChanged) merge.pull.push(orderFact);
}

export function lineOrder(facts: Facts): string[] {
  return (facts[orderFact] ?? '').split(' ').filter((key) => key !== '');
}

function conflictAt(path: string, now: { shop: Facts; books: Facts }, base: BaseFacts): Conflict {
  return {
    path,
    base: base.books[path] ?? base.shop[path] ?? null,
    shop: now.shop[path] ?? null,
    quickBooks: now.books[path] ?? null,
  };
}

/**
 * A line that one side removed while the other changed it is one conflict, over the whole line; so is each removed one, where
 * both sides together removed all of them: an invoice has at least one line.
 */
function removedLinesWhole(merge: Merge, now: { shop: Facts; books: Facts }, base: BaseFacts): Merge {
  const touched = new Set([...merge.push, ...merge.pull, ...merge.conflicts.map((c) => c.path)].map(lineOf));
  const result = { ...merge };
  const none = !leavesALine(now, base);
  for (const key of touched) {
    if (key === null) continue;
    const inLine = (path: string) => lineOf(path) === key;
    const holds = (facts: Facts) => Object.keys(facts).some(inLine);
    const pushed = result.push.some(inLine) || result.conflicts.some((c) => inLine(c.path));
    const pulled = result.pull.some(inLine) || result.conflicts.some((c) => inLine(c.path));
    const removedHere = holds(base.shop) && !holds(now.shop);
    const removedThere = holds(base.books) && !holds(now.books);
    if (removedHere && removedThere) continue;
    if ((removedHere && (pulled || none)) || (removedThere && (pushed || none))) {
      result.push = result.push.filter((path) => !inLine(path));
      result.pull = result.pull.filter((path) => !inLine(path));
      result.conflicts = result.conflicts.filter((c) => !inLine(c.path));
      const path = `lines.${key}`;
      const text = (facts: Facts) => lineText(facts, key);
      result.conflicts.push({ path, base: text(base.books), shop: text(now.shop), quickBooks: text(now.books) });
    }
  }
  return result;
}

function leavesALine(now: { shop: Facts; books: Facts }, base: BaseFacts): boolean {
  const keys = (facts: Facts) => new Set(Object.keys(facts).map(lineOf).filter(Boolean));
  const [here, there, before, beforeThere] = [now.shop, now.books, base.shop, base.books].map(keys);
  const stays = (key: string | null) =>
    (here?.has(key) || !before?.has(key)) && (there?.has(key) || !beforeThere?.has(key));
  return [...(here ?? []), ...(there ?? [])].some(stays);
}

/** A line in one text, for a person: `2 × 90 Brake pads`. Null when the side does not have it. */
function lineText(facts: Facts, key: string): string | null {
  const at = (field: string) => facts[`lines.${key}.${field}`];
  if (!Object.keys(facts).some((path) => lineOf(path) === key)) return null;
  const amount = at('quantity') && at('unitPrice') ? `${at('quantity')} × ${at('unitPrice')}` : (at('amount') ?? '');
  return [amount, at('description')].filter(Boolean).join(' ');
}

/** Does `path` belong to a conflict that was answered at `answer` (a field, or its whole line)? */
export function isUnder(path: string, answer: string): boolean {
  return path === answer || path.startsWith(`${answer}.`);
}

/** Answers given to conflicts turn them into pushes and pulls. */
export function answerConflicts(merge: Merge, choose: (conflict: Conflict) => Side | null): Merge {
  const result: Merge = { push: [...merge.push], pull: [...merge.pull], agreed: merge.agreed, conflicts: [] };
  for (const conflict of merge.conflicts) {
    const side = choose(conflict);
    if (side === 'shop') result.push.push(conflict.path);
    else if (side === 'quickbooks') result.pull.push(conflict.path);
    else result.conflicts.push(conflict);
  }
  return result;
}

/** The facts of `from` at `paths` (a path may be a whole line) laid over `onto`. */
export function overlay(onto: Facts, from: Facts, paths: readonly string[]): Facts {
  const result: Record<string, string> = { ...onto };
  for (const path of paths) {
    for (const key of Object.keys(result)) if (isUnder(key, path)) delete result[key];
    for (const [key, value] of Object.entries(from)) if (isUnder(key, path)) result[key] = value;
  }
  return result;
}

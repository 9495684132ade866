/** Chance that can be repeated: the same seed gives the same choices, on every machine. */
export interface Random {
  /** From 0 up to, but not with, 1. */
  next(): number;
  /** A whole number from 0 up to, but not with, `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  /** Null for an empty list. */
  pick<Item>(list: readonly Item[]): Item | null;
  /** One of a list that has at least its first. */
  one<Item>(first: Item, ...rest: Item[]): Item;
}

/** The generator is Mulberry32, started from a hash of the text. */
export function seededRandom(seed: string): Random {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] ?? null,
    one: (first, ...rest) => [first, ...rest][below(rest.length + 1)] ?? first,
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}

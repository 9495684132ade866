/** Keyset paging: a cursor is the sort key of the last row of a page, so rows that come or go meanwhile shift nothing. */
import { invalid } from '../domain/refused.ts';

export interface Paging {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Makes a page of `limit` from up to `limit + 1` rows; the row too many only says that there are more. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  page: { limit: number; key: (row: Row) => readonly string[]; item: (row: Row) => Item },
): Page<Item> {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const more = rows.length > page.limit && last !== undefined;
  return {
    items: shown.map(page.item),
    nextCursor: more ? toCursor(page.key(last)) : null,
  };
}

/** A filter that no index answers is asked of at most so many rows for a page; where more are left, the cursor goes on there. */
export const windowRows = 1000;
/** What most rows pass is found among the first few. */
export const firstRows = 200;

/**
 * Makes a page from the rows of a window that pass a filter. A page that is not full goes on after the last row that was
 * read: it may be short, or empty, and yet not be the last.
 */
export async function toWindowPage<Row, Item>(
  rows: readonly Row[],
  page: {
    limit: number;
    key: (row: Row) => readonly string[];
    item: (row: Row) => Item;
    /** The last row of the window; null where the list ends in it. */
    windowEnd: () => Promise<readonly string[] | null>;
  },
): Promise<Page<Item>> {
  const found = toPage(rows, page);
  if (found.nextCursor !== null) return found;
  const end = await page.windowEnd();
  return { items: found.items, nextCursor: end === null ? null : toCursor(end) };
}

function toCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key in a cursor; each part must match its pattern, since a cursor comes from outside. */
export function readCursor(cursor: string | undefined, patterns: readonly RegExp[]): string[] | null {
  if (cursor === undefined) return null;
  const key = parse(cursor);
  const fits = Array.isArray(key) && key.length === patterns.length;
  if (!fits || !key.every((part, index) => typeof part === 'string' && patterns[index]?.test(part))) {
    throw invalid('cursor', 'This cursor was not given by this list.');
  }
  return key;
}

export const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const datePattern = /^\d{4}-\d{2}-\d{2}$/;
/** Any text that Postgres can hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the character that Postgres refuses is the one to look for.
export const textPattern = /^[^\u0000]*$/;

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** For `like`: the text itself, its wildcards escaped. */
export function likeText(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

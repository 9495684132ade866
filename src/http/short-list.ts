/** Lists that are short by their nature (taxes, statuses, roles) are read whole; a page of them is cut here. */
import { type Id, isId } from '../base/ids.ts';
import { type Page, type Paging, readCursor, textPattern, toPage } from '../db/page.ts';
import { notFound } from '../domain/refused.ts';

export function shortList<Row extends { id: Id }>(rows: readonly Row[], paging: Paging): Page<Row> {
  const [after] = readCursor(paging.cursor, [textPattern]) ?? [];
  const start = after === undefined ? 0 : rows.findIndex((row) => row.id === after) + 1;
  const wanted = rows.slice(start, start + paging.limit + 1);
  return toPage(wanted, { limit: paging.limit, key: (row) => [row.id], item: (row) => row });
}

export function oneOf<Row extends { id: Id }>(rows: readonly Row[], id: Id, what: string): Row {
  const row = rows.find((candidate) => isId(id) && candidate.id === id.toLowerCase());
  if (!row) throw notFound(what);
  return row;
}

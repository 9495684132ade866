/** Reads the `QueryResponse` object that queries, batch items and change data capture have in common. */
import { isJsonObject } from './json-object.ts';

export interface QueryRows {
  /** By entity name as on the wire; raw objects, to be parsed with the entity's schema. Empty when nothing was found. */
  rows: Readonly<Record<string, readonly unknown[]>>;
  /** Always there for `count(*)`, sometimes for rows. */
  totalCount?: number;
}

/** Undefined when `value` is no QueryResponse. An empty object is one: it is how QuickBooks says "nothing found". */
export function readQueryResponse(value: unknown): QueryRows | undefined {
  if (!isJsonObject(value)) return undefined;
  const rows: Record<string, readonly unknown[]> = {};
  for (const [name, content] of Object.entries(value)) {
    if (Array.isArray(content)) rows[name] = content;
  }
  return { rows, ...(typeof value.totalCount === 'number' ? { totalCount: value.totalCount } : {}) };
}

/** The same from the whole body of a query's answer. */
export function parseQueryAnswer(body: unknown): QueryRows | undefined {
  return isJsonObject(body) ? readQueryResponse(body.QueryResponse) : undefined;
}

/**
 * Builds statements of QuickBooks' query language; no value can end its literal and become part of the statement.
 * The language knows AND but neither OR nor NOT; numbers and dates are quoted like text, only booleans are bare.
 */
import { limits } from './limits.ts';

export type QueryValue = string | boolean;

export type Condition =
  | { field: string; op: '=' | '<' | '>' | '<=' | '>='; value: QueryValue }
  | { field: string; op: 'LIKE'; value: string }
  | { field: string; op: 'IN'; values: readonly QueryValue[] };

/** `startPosition` counts from 1. Order is not promised without `orderBy`. Inactive names need a condition on `Active`. */
export interface Query {
  entity: string;
  where?: readonly Condition[];
  orderBy?: readonly { field: string; descending?: boolean }[];
  startPosition?: number;
  maxResults?: number;
}

export class InvalidQuery extends Error {
  override readonly name = 'InvalidQuery';
}

/** `select * from ...`. Throws InvalidQuery for names, values and positions that cannot be written. */
export function selectStatement(query: Query): string {
  const { startPosition, maxResults } = query;
  if (startPosition !== undefined && !(Number.isInteger(startPosition) && startPosition >= 1)) {
    throw new InvalidQuery(`A start position is a whole number from 1: ${startPosition}`);
  }
  if (
    maxResults !== undefined &&
    !(Number.isInteger(maxResults) && maxResults >= 1 && maxResults <= limits.queryPageRows)
  ) {
    throw new InvalidQuery(`A page has 1 to ${limits.queryPageRows} rows: ${maxResults}`);
  }
  const order = (query.orderBy ?? []).map(({ field, descending }) => `${name(field)}${descending ? ' DESC' : ''}`);
  return [
    `select * from ${name(query.entity)}${whereClause(query.where)}`,
    ...(order.length > 0 ? [`ORDERBY ${order.join(', ')}`] : []),
    ...(startPosition === undefined ? [] : [`STARTPOSITION ${startPosition}`]),
    ...(maxResults === undefined ? [] : [`MAXRESULTS ${maxResults}`]),
  ].join(' ');
}

/** `select count(*) from ...`; the answer is `totalCount`. */
export function countStatement(query: { entity: string; where?: readonly Condition[] }): string {
  return `select count(*) from ${name(query.entity)}${whereClause(query.where)}`;
}

/** As many statements as it takes to look for all `values` of a field, each a page and none over `maxChars` long. */
export function selectInChunks(
  query: Query & { field: string; values: readonly string[]; maxChars?: number },
): string[] {
  const { field, values, maxChars = limits.queryStatementChars, ...rest } = query;
  const statement = (chunk: readonly string[]) =>
    selectStatement({
      maxResults: limits.queryPageRows,
      ...rest,
      where: [...(rest.where ?? []), { field, op: 'IN', values: chunk }],
    });
  const chunks: string[][] = [];
  let room = 0;
  const frame = statement(['']).length - literal('').length;
  for (const value of values) {
    const cost = literal(value).length + 1;
    const current = chunks.at(-1);
    if (current && cost <= room && current.length < limits.queryPageRows) {
      current.push(value);
      room -= cost;
    } else {
      chunks.push([value]);
      room = maxChars - frame - cost + 1;
      if (room < 0) throw new InvalidQuery(`One value alone makes the statement longer than ${maxChars} characters.`);
    }
  }
  return chunks.map(statement);
}

/** A quoted literal. A backslash guards apostrophes and itself. Throws InvalidQuery for text that cannot be printed. */
export function literal(value: QueryValue): string {
  if (typeof value === 'boolean') return String(value);
  if (unprintable.test(value)) throw new InvalidQuery('A value holds characters that cannot be printed.');
  return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

/** Control characters, line and paragraph separators, and halves of surrogate pairs (which have no UTF-8). */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

export function inList(values: readonly QueryValue[]): string {
  if (values.length === 0) throw new InvalidQuery('A list of values needs at least one.');
  return `(${values.map(literal).join(',')})`;
}

function whereClause(where: readonly Condition[] | undefined): string {
  return where && where.length > 0 ? ` where ${where.map(condition).join(' AND ')}` : '';
}

function condition(given: Condition): string {
  const right = given.op === 'IN' ? inList(given.values) : literal(given.value);
  return `${name(given.field)} ${given.op} ${right}`;
}

function name(text: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/.test(text))
    throw new InvalidQuery(`No name of a field: ${text}`);
  return text;
}

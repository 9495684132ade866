/**
 * The grammar of the query language; what it does not know (OR, NOT, !=, joins) is refused with 4000.
 *
 *   SELECT (* | COUNT(*) | field {, field}) FROM Entity [WHERE condition {AND condition}]
 *     [ORDERBY field [ASC|DESC] {, ...}] [STARTPOSITION n] [MAXRESULTS n]      (the last two in either order)
 */
import { queryUnreadable } from '../wire/fault.ts';
import { type Token, tokenize } from './tokenizer.ts';

type Operator = '!=' | '=' | '<' | '>' | '<=' | '>=' | 'IN' | 'LIKE';

export interface Condition {
  field: string;
  operator: Operator;
  values: string[];
}

export interface Query {
  count: boolean;
  /** Empty: all. */
  fields: string[];
  entity: string;
  where: Condition[];
  order: { field: string; descending: boolean }[];
  start: number | undefined;
  max: number | undefined;
}

interface Reader {
  peek(): Token;
  next(): Token;
  /** Takes the keyword when it is next. */
  take(keyword: string): boolean;
  expect(keyword: string): void;
}

export interface QueryTaste {
  /** `Order By` in two words, numbers without quotes. */
  loose: boolean;
  /** `!=` is understood. */
  notEquals: boolean;
}

export function parseQuery(text: string, options: QueryTaste): Query {
  const reader = createReader(tokenize(text));
  reader.expect('SELECT');
  const selection = readSelection(reader);
  reader.expect('FROM');
  const entity = word(reader);
  const where = reader.take('WHERE') ? readConditions(reader, options) : [];
  const order = takeOrderBy(reader, options.loose) ? readOrder(reader) : [];
  const paging = readPaging(reader);
  if (reader.peek().kind !== 'end') throw unexpected(reader.peek());
  return { ...selection, entity, where, order, ...paging };
}

function createReader(tokens: readonly Token[]): Reader {
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', value: '<EOF>', at: 0 };
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const isNext = (keyword: string) =>
    (peek().kind === 'word' || peek().kind === 'symbol') && peek().value.toUpperCase() === keyword;
  return {
    peek,
    next,
    take: (keyword) => {
      const found = isNext(keyword);
      if (found) position += 1;
      return found;
    },
    expect: (keyword) => {
      if (!isNext(keyword)) throw unexpected(peek());
      position += 1;
    },
  };
}

function readSelection(reader: Reader): Pick<Query, 'count' | 'fields'> {
  const fields: string[] = [];
  let all = false;
  do {
    if (reader.take('*')) {
      all = true;
      continue;
    }
    const field = word(reader);
    if (field.toUpperCase() === 'COUNT' && reader.take('(')) {
      reader.expect('*');
      reader.expect(')');
      return { count: true, fields: [] };
    }
    if (field.endsWith('.')) reader.expect('*'); // All of a part, like Line.*
    fields.push(field);
  } while (reader.take(','));
  return { count: false, fields: all ? [] : fields };
}

function readConditions(reader: Reader, taste: QueryTaste): Condition[] {
  const conditions: Condition[] = [];
  do {
    conditions.push(readCondition(reader, taste));
  } while (reader.take('AND'));
  return conditions;
}

function readCondition(reader: Reader, taste: QueryTaste): Condition {
  const field = word(reader);
  const token = reader.next();
  const operator = token.value.toUpperCase();
  const value = () => literal(reader, taste);
  if (token.kind === 'word' && operator === 'IN') return { field, operator: 'IN', values: readList(reader, taste) };
  if (token.kind === 'word' && operator === 'LIKE') return { field, operator: 'LIKE', values: [value()] };
  if (token.kind !== 'symbol') throw unexpected(token);
  if (isComparison(operator)) return { field, operator, values: [value()] };
  if (operator === '!=' && taste.notEquals) return { field, operator, values: [value()] };
  throw unexpected(token);
}

function isComparison(text: string): text is '=' | '<' | '>' | '<=' | '>=' {
  return ['=', '<', '>', '<=', '>='].includes(text);
}

function readList(reader: Reader, taste: QueryTaste): string[] {
  reader.expect('(');
  const values: string[] = [];
  do {
    values.push(literal(reader, taste));
  } while (reader.take(','));
  reader.expect(')');
  return values;
}

/** A quoted text, or a bare true or false; numbers and dates are quoted too, though clients send bare numbers and are heard. */
function literal(reader: Reader, taste: QueryTaste): string {
  const token = reader.next();
  if (token.kind === 'text' || (token.kind === 'number' && taste.loose)) return token.value;
  if (token.kind === 'word' && /^(true|false)$/i.test(token.value)) return token.value.toLowerCase();
  throw unexpected(token);
}

function takeOrderBy(reader: Reader, loose: boolean): boolean {
  if (reader.take('ORDERBY')) return true;
  if (!loose || !reader.take('ORDER')) return false;
  reader.expect('BY');
  return true;
}

function readOrder(reader: Reader): Query['order'] {
  const order: Query['order'] = [];
  do {
    const field = word(reader);
    const descending = reader.take('DESC');
    if (!descending) reader.take('ASC');
    order.push({ field, descending });
  } while (reader.take(','));
  return order;
}

function readPaging(reader: Reader): Pick<Query, 'start' | 'max'> {
  const paging: Pick<Query, 'start' | 'max'> = { start: undefined, max: undefined };
  for (;;) {
    if (paging.start === undefined && reader.take('STARTPOSITION')) paging.start = integer(reader);
    else if (paging.max === undefined && reader.take('MAXRESULTS')) paging.max = integer(reader);
    else return paging;
  }
}

function word(reader: Reader): string {
  const token = reader.next();
  if (token.kind !== 'word') throw unexpected(token);
  return token.value;
}

function integer(reader: Reader): number {
  const token = reader.next();
  if (token.kind !== 'number' || !/^-?\d+$/.test(token.value)) throw unexpected(token);
  return Number(token.value);
}

function unexpected(token: Token) {
  return queryUnreadable(`Encountered "${token.value}" at column ${token.at + 1}.`);
}

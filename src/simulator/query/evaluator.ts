/**
 * Answers a query from the books.
 * Invariants: deleted records are never found; inactive list records only when the statement names Active; paging over an
 * explicit order neither skips nor repeats.
 */
import { type Decimal, decimal } from '../../base/decimal.ts';
import { type EntityName, entityNamed, transactionEntities, unmodelledEntity, wireName } from '../entity.ts';
import { isObject, type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { ratesOn } from '../rules/exchange-rate.ts';
import { nameOf } from '../rules/hierarchy.ts';
import type { Books, Entry } from '../state/books.ts';
import type { Index } from '../state/index-tables.ts';
import { queryInvalid } from '../wire/fault.ts';
import { present } from '../wire/present.ts';
import { parseTime } from '../wire/time.ts';
import { type Field, findField, hidesInactive } from './fields.ts';
import { type Condition, parseQuery, type Query } from './parser.ts';

const standardPage = 100;
const largestPage = 1000;

/** The content of a QueryResponse. */
export function answerQuery(books: Books, text: string): JsonObject {
  const query = parseQuery(text, {
    loose: books.switches.looseQueries,
    notEquals: books.switches.queryNotEquals === 'allow',
  });
  const entity = entityNamed(query.entity);
  const { start, max } = pageOf(query);
  if (!entity) return noneOf(query);
  const found = select(books, entity, query);
  if (query.count) return { totalCount: found.length };
  const extra = entity === 'TaxCode' && books.switches.pseudoTaxCodes === 'in-addition' ? pseudoCodes(found) : 0;
  const page = found.slice(start === 1 ? 0 : start - 1 + extra, start - 1 + extra + max);
  if (page.length === 0) return {};
  const rows = page.map((entry) => project(books, query, present(books, entity, entry)));
  const total = counted.includes(entity) ? { totalCount: found.length } : {};
  return { [wireName(entity)]: rows, startPosition: start, maxResults: rows.length, ...total };
}

/** Lists whose answers were seen to say how many there are in all. */
const counted: readonly EntityName[] = ['Bill', 'BillPayment', 'Deposit', 'Invoice', 'JournalEntry', 'PurchaseOrder'];

/** How many of the codes are not of the company but of QuickBooks itself; they come first. */
function pseudoCodes(codes: readonly Entry[]): number {
  return codes.filter((code) => !/^\d+$/.test(code.id)).length;
}

/** Of what QuickBooks has and cannot be made here there is none; a name that QuickBooks does not know is refused. */
function noneOf({ entity, count }: Query): JsonObject {
  if (unmodelledEntity(entity) === undefined) throw queryInvalid(`invalid context declaration: ${entity}`);
  return count ? { totalCount: 0 } : {};
}

function pageOf(query: Query): { start: number; max: number } {
  const start = query.start ?? 1;
  const max = query.max ?? standardPage;
  if (start < 1) throw queryInvalid(`value ${start} is too small. Min startposition is 1`);
  if (max < 1) throw queryInvalid(`value ${max} is too small. Min maxresults is 1`);
  if (max > largestPage) throw queryInvalid(`value ${max} is too large. Max maxresults is ${largestPage}`);
  return { start, max };
}

function select(books: Books, entity: EntityName, query: Query): Entry[] {
  const conditions = query.where.map((condition) => testFor(books, entity, condition));
  const namesActive = query.where.some((condition) => condition.field.toLowerCase() === 'active');
  const onlyActive = hidesInactive(entity) && !namesActive;
  const found = candidates(books, entity, query).filter(
    (entry) => !(onlyActive && entry.body.Active === false) && conditions.every((test) => test(entry)),
  );
  return found.sort(orderFor(books, entity, query));
}

/** By an index where a condition names exact values, else everything; the conditions still decide. */
function candidates(books: Books, entity: EntityName, query: Query): Entry[] {
  for (const { field: name, operator, values } of query.where) {
    const field = fieldFor(books, entity, name);
    const exact = operator === '=' || operator === 'IN';
    if (exact && field.name === 'AsOfDate') return values.flatMap((date) => ratesOn(books, date));
    if (!exact || !['id', 'text', 'reference'].includes(field.type)) continue;
    const index: Index<Entry> = { name: `query:${field.name}`, keyOf: (entry) => indexKey(contentOf(entry, field)) };
    const keys = new Set(values.map((value) => indexKey(value) ?? ''));
    return [...keys].flatMap((key) => books.lookup(entity, index, key));
  }
  return books.all(entity);
}

function indexKey(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}

function fieldFor(books: Books, entity: EntityName, name: string): Field {
  const found = findField(entity, name, { loose: books.switches.looseQueries });
  if (!found) throw queryInvalid(`Property ${name} not found for Entity ${entity} or not queryable`);
  return found;
}

function testFor(books: Books, entity: EntityName, condition: Condition): (entry: Entry) => boolean {
  const field = fieldFor(books, entity, condition.field);
  if (!field.filter) throw queryInvalid(`Property ${field.name} is not queryable`);
  const { operator, values } = condition;
  if (operator === 'LIKE') {
    const pattern = likePattern(values[0] ?? '', books.switches.queryCaseSensitive);
    return (entry) => pattern.test(String(contentOf(entry, field) ?? ''));
  }
  if (field.type === 'id') for (const value of values) checkId(entity, value);
  const wanted = values.map((value) => readLiteral(books, field, value));
  if (operator === '!=')
    return (entry) => wanted.every((value) => compare(readValue(books, entry, field), value) !== 0);
  if (operator === 'IN') return (entry) => wanted.some((value) => compare(readValue(books, entry, field), value) === 0);
  const [value] = wanted;
  return (entry) => {
    const order = compare(readValue(books, entry, field), value);
    if (order === undefined) return false;
    return { '=': order === 0, '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0 }[operator];
  };
}

/** An id is a number; only tax codes have names for ids too (TAX, NON). */
function checkId(entity: EntityName, id: string): void {
  if (entity !== 'TaxCode' && !/^-?\d+$/.test(id)) throw queryInvalid(`Invalid value ${id} for property Id`);
}

function likePattern(pattern: string, caseSensitive: boolean): RegExp {
  const parts = pattern.split('%').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`, caseSensitive ? '' : 'i');
}

/** Times are epoch milliseconds. */
type Comparable = string | number | Decimal | undefined;

function compare(left: Comparable, right: Comparable): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (typeof left === 'object' && typeof right === 'object') return left.cmp(right);
  if (typeof left !== typeof right) return String(left) < String(right) ? -1 : 1;
  return left === right ? 0 : left < right ? -1 : 1;
}

function readLiteral(books: Books, field: Field, text: string): Comparable {
  const value = comparable(books, field, text);
  if (value === undefined) throw queryInvalid(`Invalid value ${text} for property ${field.name}`);
  return value;
}

function readValue(books: Books, entry: Entry, field: Field): Comparable {
  const value = contentOf(entry, field);
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' && field.type === 'time' ? value : comparable(books, field, String(value));
}

function comparable(books: Books, field: Field, text: string): Comparable {
  switch (field.type) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text.trim()) ? decimal(text.trim()) : undefined;
    case 'id':
      return /^\d+$/.test(text) ? Number(text) : text;
    case 'time':
      return parseTime(text)?.getTime();
    case 'date': {
      if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text.slice(0, 10);
      return undefined;
    }
    case 'boolean':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() : undefined;
    case 'reference':
      return text;
    default:
      return books.switches.queryCaseSensitive ? text : text.toLowerCase();
  }
}

/** Times are epoch milliseconds with the precision of the second, as on the wire. */
function contentOf(entry: Entry, field: Field): Json | undefined {
  switch (field.name) {
    case 'Id':
      return entry.id;
    case 'MetaData.CreateTime':
      return entry.createdAt - (entry.createdAt % 1000);
    case 'MetaData.LastUpdatedTime':
      return entry.updatedAt - (entry.updatedAt % 1000);
    case 'AttachableRef.EntityRef.Type':
      return textOf(attachedTo(entry)?.type);
    case 'AttachableRef.EntityRef.value':
      return textOf(attachedTo(entry)?.value);
    default: {
      const value = entry.body[field.name];
      if (field.name === 'Active') return value !== false;
      return isObject(value) ? (textOf(value.value) ?? textOf(value.Address)) : value;
    }
  }
}

/** Attachments are looked for by the first record they hang on. */
function attachedTo(entry: Entry): JsonObject | undefined {
  return objectOf(objectsOf(entry.body.AttachableRef)[0]?.EntityRef);
}

/** Without ORDERBY nothing is promised: transactions come latest change first, lists by name. */
function orderFor(books: Books, entity: EntityName, query: Query): (left: Entry, right: Entry) => number {
  const sorts = query.order.map(({ field: name, descending }) => {
    const field = fieldFor(books, entity, name);
    if (!field.sort) throw queryInvalid(`Property ${field.name} is not sortable`);
    return { field, sign: descending ? -1 : 1 };
  });
  return (left, right) => {
    for (const { field, sign } of sorts) {
      const order = compare(readValue(books, left, field) ?? '', readValue(books, right, field) ?? '');
      if (order) return order * sign;
    }
    const byDefault = sorts.length > 0 ? 0 : usualOrder(entity, left, right);
    return byDefault || Number(left.id) - Number(right.id) || (left.id < right.id ? -1 : 1);
  };
}

function usualOrder(entity: EntityName, left: Entry, right: Entry): number {
  if (transactionEntities.includes(entity)) return right.updatedAt - left.updatedAt;
  const [one, other] = [left, right].map((entry) => Number(/^\d+$/.test(entry.id)));
  if (one !== other) return (one ?? 0) - (other ?? 0); // The pseudo codes of the US come first: TAX, NON.
  if (one === 0) return nameOf(right.body).localeCompare(nameOf(left.body), 'en');
  return nameOf(left.body).localeCompare(nameOf(right.body), 'en');
}

/** A projection mostly answers complete objects; the switch tries the literal reading. */
function project(books: Books, query: Query, record: JsonObject): JsonObject {
  if (query.fields.length === 0 || books.switches.queryProjection === 'complete') return record;
  const wanted = new Set(query.fields.map((name) => name.split('.')[0]?.toLowerCase()));
  const always = ['domain', 'sparse', 'Id'];
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => always.includes(name) || wanted.has(name.toLowerCase())),
  );
}

/**
 * Change data capture: the latest state of what changed since a time, with stubs for what was deleted.
 * Invariants: at most 1000 objects in all, without any paging; nothing older than thirty days.
 */
import { coverage } from '../coverage.ts';
import { type EntityName, entityNamed, unmodelledEntity, wireName } from '../entity.ts';
import type { JsonObject } from '../json.ts';
import { type Books, type Entry, entriesEver } from '../state/books.ts';
import { invalidValue, notModelled, required } from '../wire/fault.ts';
import { deletedStub, present } from '../wire/present.ts';
import { metaTime, parseTime } from '../wire/time.ts';

const reachMs = 30 * 24 * 3_600_000;
const largest = 1000;

export function changedSince(books: Books, params: URLSearchParams): JsonObject {
  const entities = entitiesOf(params.get('entities'));
  const since = sinceOf(books, params.get('changedSince'));
  let left = largest;
  const blocks = entities.map((entity) => {
    if (entity === undefined) return {};
    const changed = entriesEver(books.store, books.company.realmId, entity)
      .filter((entry) => entry.updatedAt >= since)
      .sort((one, other) => one.updatedAt - other.updatedAt || Number(one.id) - Number(other.id))
      .slice(0, left);
    left -= changed.length;
    return block(books, entity, changed);
  });
  return { CDCResponse: [{ QueryResponse: blocks }] };
}

/** `undefined`: one that QuickBooks has and cannot be made here, so that none changed. */
function entitiesOf(list: string | null): (EntityName | undefined)[] {
  const names = (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length === 0) throw required('entities');
  return names.map((name) => {
    const entity = entityNamed(name);
    if (!entity && unmodelledEntity(name) !== undefined) return undefined;
    if (!entity || coverage[entity].cdc === 'refused') throw notModelled(`change data capture of ${name}`);
    return entity;
  });
}

/** Epoch milliseconds. The wire's times have whole seconds, so the second of `changedSince` counts as after it. */
function sinceOf(books: Books, text: string | null): number {
  if (text === null || text === '') throw required('changedSince');
  // A plus sign that was not encoded arrives as a blank.
  const since = parseTime(text.replace(' ', '+'))?.getTime();
  if (since === undefined) throw invalidValue('2060', 'changedSince', `${text} is no time.`);
  const earliest = books.now.getTime() - reachMs;
  if (since >= earliest) return since - (since % 1000);
  if (books.switches.cdcBeyond30Days === 'refuse') {
    throw invalidValue('2070', 'changedSince', 'changedSince lies more than 30 days back.');
  }
  return earliest;
}

function block(books: Books, entity: EntityName, changed: readonly Entry[]): JsonObject {
  if (changed.length === 0) return {};
  const rows = changed.map((entry) => (entry.deleted ? stub(entry) : present(books, entity, entry)));
  if (changed.every((entry) => entry.deleted)) {
    return { [wireName(entity)]: rows, maxResults: rows.length, totalCount: rows.length };
  }
  return { [wireName(entity)]: rows, startPosition: 1, maxResults: rows.length };
}

function stub(entry: Entry): JsonObject {
  return { ...deletedStub(entry), MetaData: { LastUpdatedTime: metaTime(new Date(entry.updatedAt)) } };
}

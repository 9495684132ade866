/**
 * Names of list records.
 * Invariants: no two records of one name space share a name (letter case and outer blanks do not count);
 * Customer, Vendor and Employee are one name space; an inactive record carries ` (deleted)` and frees its name.
 */
import type { EntityName } from '../entity.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import type { Index } from '../state/index-tables.ts';
import { duplicateName, invalidValue } from '../wire/fault.ts';
import { nameOf } from './hierarchy.ts';

const suffix = ' (deleted)';
const people: readonly EntityName[] = ['Customer', 'Vendor', 'Employee'];

export interface NameCheck {
  entity: EntityName;
  name: string;
  ownId: string | undefined;
  /** Items, accounts, classes: the same name may stand below another parent. */
  path?: string;
}

export function checkName(books: Books, check: NameCheck): void {
  if (/[:\t\n]/.test(check.name)) {
    throw invalidValue('2040', 'Name', 'A name must not contain a colon, a tab or a line feed.');
  }
  for (const entity of people.includes(check.entity) ? people : [check.entity]) {
    const same =
      check.path === undefined
        ? books.lookup(entity, byName, comparableName(check.name))
        : books.lookup(entity, byPath, comparableName(check.path));
    const taken = same.find((entry) => entity !== check.entity || entry.id !== check.ownId);
    if (!taken) continue;
    if (entity !== check.entity) {
      throw duplicateName(`Another ${entity.toLowerCase()} is already using this name. Please use a different name.`);
    }
    throw duplicateName(books.switches.duplicateNameDetail === 'id' ? `Id=${taken.id}` : 'null');
  }
}

const byName: Index<Entry> = { name: 'name', keyOf: (entry) => comparableName(nameOf(entry.body)) };
const byPath: Index<Entry> = {
  name: 'path',
  keyOf: (entry) => comparableName(textOf(entry.body.FullyQualifiedName) ?? ''),
};

function comparableName(name: string): string {
  return name.trim().toLowerCase();
}

/** The name that goes with the wished state: suffixed when it becomes inactive, freed from it where the switch says so. */
export function nameForState(
  books: Books,
  options: { entity: EntityName; name: string; before: JsonObject | undefined; active: boolean },
): string {
  const { entity, name, before, active } = options;
  if (active) {
    const reactivated = before?.Active === false && books.switches.reactivationStripsSuffix;
    return reactivated && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  }
  if (before?.Active === false || name.endsWith(suffix)) return name;
  const isTaken = (wish: string) => books.lookup(entity, byName, comparableName(wish)).length > 0;
  let next = name + suffix;
  for (let count = 2; isTaken(next); count += 1) next = `${name}${suffix} ${count}`;
  return next;
}

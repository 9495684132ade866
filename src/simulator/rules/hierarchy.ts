/** Names below names: FullyQualifiedName is the path of names from the top, and follows when a parent is renamed. */
import type { EntityName } from '../entity.ts';
import { type JsonObject, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { invalidReference, rule } from '../wire/fault.ts';

const deepest = 5;

/** ParentRef, Level and FullyQualifiedName of a record; a top one has no level. */
export function placeBelow(
  books: Books,
  entity: EntityName,
  options: { name: string; parentId: string | undefined; ownId: string | undefined },
): JsonObject {
  const { name, parentId, ownId } = options;
  const path = [name];
  let id = parentId;
  while (id !== undefined) {
    const parent = books.find(entity, id);
    if (!parent || id === ownId) throw invalidReference(`ParentRef ${id}`);
    path.unshift(nameOf(parent.body));
    if (path.length > deepest) throw rule('6180', `At most ${deepest} levels of names are allowed.`);
    id = refOf(parent.body.ParentRef);
  }
  const below = path.length > 1 ? { Level: path.length - 1 } : { Level: undefined };
  return { ...below, FullyQualifiedName: path.join(':') };
}

/** After a rename or a move: the records below follow, without a new SyncToken. */
export function renameBelow(books: Books, entity: EntityName, parent: Entry): void {
  const path = textOf(parent.body.FullyQualifiedName) ?? '';
  for (const child of books.all(entity)) {
    if (refOf(child.body.ParentRef) !== parent.id) continue;
    const body = { ...child.body, FullyQualifiedName: `${path}:${nameOf(child.body)}` };
    renameBelow(books, entity, books.touch(entity, child, body));
  }
}

export function nameOf(body: JsonObject): string {
  return textOf(body.DisplayName) ?? textOf(body.Name) ?? '';
}

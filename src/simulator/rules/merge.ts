/** Merging two list records, which only QuickBooks' own pages can do: everything that named the one names the other. */
import { amountIn, jsonNumber } from '../amount.ts';
import type { EntityName } from '../entity.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { notFound, notModelled } from '../wire/fault.ts';

const referencing: Partial<Record<EntityName, { property: string; entities: readonly EntityName[] }>> = {
  Customer: { property: 'CustomerRef', entities: ['Invoice', 'CreditMemo', 'Payment'] },
  Item: { property: 'ItemRef', entities: ['Invoice', 'CreditMemo'] },
  Vendor: { property: 'VendorRef', entities: [] },
};

/** The transactions that move keep their SyncToken: their content is the same, their time is not. */
export function mergeNames(
  books: Books,
  { entity, id, deletedId }: { entity: EntityName; id: string; deletedId: string },
): Entry {
  const use = referencing[entity];
  if (!use) throw notModelled(`merge of ${entity}`);
  const [kept, lost] = [books.find(entity, id), books.find(entity, deletedId)];
  if (!kept || !lost || id === deletedId) throw notFound();
  for (const list of use.entities) {
    for (const entry of books.all(list)) {
      const body = pointed(entry.body, { property: use.property, from: deletedId, to: id });
      books.touch(list, entry, isObject(body) ? body : entry.body);
    }
  }
  books.store.put(`${books.company.realmId}/${entity}`, deletedId, {
    ...lost,
    deleted: true,
    body: {},
    updatedAt: books.now.getTime(),
  });
  return books.touch(entity, kept, { ...kept.body, ...summedBalances(kept.body, lost.body) });
}

function pointed(value: Json | undefined, move: { property: string; from: string; to: string }): Json | undefined {
  if (Array.isArray(value)) return value.map((member) => pointed(member, move) ?? null);
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const [property, inner] of Object.entries(value)) {
    const hit = property === move.property && isObject(inner) && inner.value === move.from;
    result[property] = hit ? { value: move.to } : pointed(inner, move);
  }
  return result;
}

function summedBalances(kept: JsonObject, lost: JsonObject): JsonObject {
  if (kept.Balance === undefined) return {};
  const add = (property: string) => jsonNumber(amountIn(kept[property]).plus(amountIn(lost[property])));
  return { Balance: add('Balance'), BalanceWithJobs: add('BalanceWithJobs') };
}

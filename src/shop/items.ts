/** Items: made, changed, deleted. One that is used is only deactivated: lines and links keep their item. */
import { decimal, plainText } from '../base/decimal.ts';
import { type Id, newId } from '../base/ids.ts';
import { merge, type Patch } from '../base/merge.ts';
import type { Tx } from '../db/database.ts';
import { insertItem, isItemUsed, loadItems, removeItem, updateItem } from '../db/items.ts';
import { lockRow } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import { allTaxes } from '../db/taxes.ts';
import type { Item } from '../domain/catalog.ts';
import { notFound } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { pick } from './references.ts';

export interface ItemWrite {
  kind: Item['kind'];
  name: string;
  sku?: string | null | undefined;
  price: string;
  taxIds: Id[];
  active?: boolean | undefined;
}

export async function createItem(tx: Tx, context: CommandContext, input: ItemWrite): Promise<Item> {
  const item: Item = {
    id: newId(),
    kind: input.kind,
    name: input.name,
    sku: input.sku ?? null,
    price: plainText(decimal(input.price)),
    taxIds: await checkedTaxIds(tx, context, input.taxIds, []),
    active: input.active ?? true,
    version: 1,
  };
  await insertItem(tx, context.companyId, item, context.now);
  await notifyChange(tx, context.companyId);
  return item;
}

export async function changeItem(tx: Tx, context: CommandContext, id: Id, patch: Patch<ItemWrite>): Promise<Item> {
  const before = await itemToChange(tx, context, id);
  const merged = merge<Item>(before, patch);
  const after: Item = {
    ...merged,
    price: plainText(decimal(merged.price)),
    taxIds: patch.taxIds ? await checkedTaxIds(tx, context, patch.taxIds, before.taxIds) : before.taxIds,
    version: before.version + 1,
  };
  await updateItem(tx, context.companyId, after, context.now);
  await notifyChange(tx, context.companyId);
  return after;
}

export async function deleteItem(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  const item = await itemToChange(tx, context, id);
  if (await isItemUsed(tx, context.companyId, item.id)) {
    await updateItem(tx, context.companyId, { ...item, active: false, version: item.version + 1 }, context.now);
  } else {
    await removeItem(tx, context.companyId, item.id);
  }
  await notifyChange(tx, context.companyId);
}

async function itemToChange(tx: Tx, context: CommandContext, id: Id): Promise<Item> {
  await lockRow(tx, 'items', context.companyId, id);
  const [item] = await loadItems(tx, context.companyId, [id]);
  if (!item) throw notFound('item');
  return item;
}

/** In the order given, each once. A tax that the item had may have become inactive since. */
async function checkedTaxIds(tx: Tx, context: CommandContext, ids: readonly Id[], had: readonly Id[]): Promise<Id[]> {
  if (ids.length === 0) return [];
  const taxes = (await allTaxes(tx, context.companyId)).map((tax) =>
    had.includes(tax.id) ? { ...tax, active: true } : tax,
  );
  const found = ids.map((id, index) => pick(context, taxes, { id, path: `taxIds.${index}`, what: 'tax' }).id);
  return [...new Set(found)];
}

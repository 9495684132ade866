/** The table items. */
import type { Id } from '../base/ids.ts';
import type { Item } from '../domain/catalog.ts';
import { shortest } from './amounts.ts';
import type { NamedQuery } from './clients.ts';
import type { Reader, Tx } from './database.ts';
import { idPattern, likeText, type Page, readCursor, textPattern, toPage } from './page.ts';

interface ItemRow {
  id: Id;
  kind: 'product' | 'service';
  name: string;
  sku: string | null;
  price: string;
  tax_ids: Id[];
  active: boolean;
  version: string;
  sort: string;
}

export async function loadItems(reader: Reader, companyId: Id, ids: readonly Id[]): Promise<Item[]> {
  if (ids.length === 0) return [];
  const rows = await reader<ItemRow[]>`
    select * from items where company_id = ${companyId} and id = any(${ids}::uuid[])`;
  return rows.map(toItem);
}

/** By name; `q` is part of the name or of the SKU. */
export async function listItems(reader: Reader, companyId: Id, query: NamedQuery): Promise<Page<Item>> {
  const after = readCursor(query.cursor, [textPattern, idPattern]);
  const part = likeText(query.q ?? '');
  const rows = await reader<ItemRow[]>`
    select *, lower(name) as sort from items where company_id = ${companyId}
      ${query.active === undefined ? reader`` : reader`and active = ${query.active}`}
      ${query.q ? reader`and (name ilike ${part} or sku ilike ${part})` : reader``}
      ${after ? reader`and (lower(name), id) > (${after[0] ?? ''}, ${after[1] ?? ''}::uuid)` : reader``}
    order by lower(name), id limit ${query.limit + 1}`;
  return toPage(rows, { limit: query.limit, key: (row) => [row.sort, row.id], item: toItem });
}

export async function insertItem(tx: Tx, companyId: Id, item: Item, at: Date): Promise<void> {
  await tx`
    insert into items (company_id, id, kind, name, sku, price, tax_ids, active, version, created_at, updated_at)
    values (${companyId}, ${item.id}, ${item.kind}, ${item.name}, ${item.sku}, ${item.price}, ${item.taxIds}::uuid[],
      ${item.active}, ${item.version}, ${at}, ${at})`;
}

export async function updateItem(tx: Tx, companyId: Id, item: Item, at: Date): Promise<void> {
  await tx`
    update items set kind = ${item.kind}, name = ${item.name}, sku = ${item.sku}, price = ${item.price},
      tax_ids = ${item.taxIds}::uuid[], active = ${item.active}, version = ${item.version}, updated_at = ${at}
    where company_id = ${companyId} and id = ${item.id}`;
}

export async function removeItem(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`delete from items where company_id = ${companyId} and id = ${id}`;
}

export async function isItemUsed(reader: Reader, companyId: Id, id: Id): Promise<boolean> {
  const [row] = await reader`
    select 1
    where exists (select 1 from links where company_id = ${companyId} and kind = 'item' and shop_id = ${id})
      or exists (select 1 from invoices where company_id = ${companyId}
        and lines @> jsonb_build_array(jsonb_build_object('itemId', ${id}::text)))`;
  return row !== undefined;
}

function toItem(row: ItemRow): Item {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    sku: row.sku,
    price: shortest(row.price),
    taxIds: row.tax_ids,
    active: row.active,
    version: Number(row.version),
  };
}

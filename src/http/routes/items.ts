/** /items */
import { item, itemPatch, itemWrite, namedQuery } from '../../contract/catalog.ts';
import { listQuery } from '../../contract/common.ts';
import { listItems, loadItems } from '../../db/items.ts';
import { notFound } from '../../domain/refused.ts';
import { changeItem, createItem, deleteItem } from '../../shop/items.ts';
import { crudRoutes } from '../crud-routes.ts';
import { presentItem } from '../present/lists.ts';
import { namedFilter } from './named-filter.ts';

export const itemRoutes = crudRoutes({
  path: '/items',
  what: 'item',
  table: 'items',
  audited: null,
  permissions: {
    read: 'invoices.view',
    create: 'invoices.create',
    change: 'invoices.edit',
    remove: 'invoices.edit',
  },
  shown: item,
  query: listQuery(namedQuery),
  write: itemWrite,
  patch: itemPatch,
  async list(reader, companyId, query) {
    const found = await listItems(reader, companyId, namedFilter(query));
    return { ...found, items: found.items.map(presentItem) };
  },
  async one(reader, companyId, id) {
    const [found] = await loadItems(reader, companyId, [id]);
    if (!found) throw notFound('item');
    return presentItem(found);
  },
  create: async (tx, context, input) => presentItem(await createItem(tx, context, input)),
  change: async (tx, context, id, patch) => presentItem(await changeItem(tx, context, id, patch)),
  remove: deleteItem,
});

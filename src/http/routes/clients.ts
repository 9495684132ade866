/** /clients */
import { client, clientPatch, clientWrite, namedQuery } from '../../contract/catalog.ts';
import { listQuery } from '../../contract/common.ts';
import { listClients, loadClients } from '../../db/clients.ts';
import { notFound } from '../../domain/refused.ts';
import { changeClient, createClient, deleteClient } from '../../shop/clients.ts';
import { crudRoutes } from '../crud-routes.ts';
import { presentClient } from '../present/lists.ts';
import { namedFilter } from './named-filter.ts';

export const clientRoutes = crudRoutes({
  path: '/clients',
  what: 'client',
  table: 'clients',
  audited: null,
  permissions: {
    read: 'invoices.view',
    create: 'invoices.create',
    change: 'invoices.create',
    remove: 'invoices.edit',
  },
  shown: client,
  query: listQuery(namedQuery),
  write: clientWrite,
  patch: clientPatch,
  async list(reader, companyId, query) {
    const found = await listClients(reader, companyId, namedFilter(query));
    return { ...found, items: found.items.map(presentClient) };
  },
  async one(reader, companyId, id) {
    const [found] = await loadClients(reader, companyId, [id]);
    if (!found) throw notFound('client');
    return presentClient(found);
  },
  create: async (tx, context, input) => presentClient(await createClient(tx, context, input)),
  change: async (tx, context, id, patch) => presentClient(await changeClient(tx, context, id, patch)),
  remove: deleteClient,
});

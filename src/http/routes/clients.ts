/** /clients, and erasing one. */
import { client, clientErase, clientPatch, clientWrite, erasedClient, namedQuery } from '../../contract/catalog.ts';
import { listQuery } from '../../contract/common.ts';
import { listClients, loadClients } from '../../db/clients.ts';
import { notFound } from '../../domain/refused.ts';
import { changeClient, createClient, deleteClient } from '../../shop/clients.ts';
import { eraseClient } from '../../shop/erase-client.ts';
import { crudRoutes } from '../crud-routes.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { presentClient } from '../present/lists.ts';
import { readerLanguage } from '../reader-language.ts';
import { clientErasedNote } from '../words/client-erased.ts';
import { namedFilter } from './named-filter.ts';

const lists = crudRoutes({
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

const erase = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/clients/{id}/erase',
  tag: 'clients',
  summary:
    'Erase the person for good; invoices and amounts stay. 409 `sync_unfinished` while its invoices are not settled with QuickBooks',
  permission: 'settings',
  body: clientErase,
  response: erasedClient,
  async handler({ tx, command, params, body, raw, companyId }) {
    const { client: erased, quickBooksCustomerIds } = await eraseClient(tx, command, params.id, body.name);
    const note = clientErasedNote(quickBooksCustomerIds.length > 0, await readerLanguage(raw, tx, companyId));
    return { body: { client: presentClient(erased), quickBooksCustomerIds, note } };
  },
});

export const clientRoutes: Route[] = [...lists, erase];

/** /invoice-statuses */
import { invoiceStatus, invoiceStatusPatch, invoiceStatusWrite, statusOrder } from '../../contract/catalog.ts';
import { page, pageQuery } from '../../contract/common.ts';
import { allStatuses } from '../../db/invoice-statuses.ts';
import { changeInvoiceStatus, createStatus, deleteStatus, orderStatuses } from '../../shop/invoice-statuses.ts';
import { crudRoutes } from '../crud-routes.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { oneOf, shortList } from '../short-list.ts';

const order = defineRoute({
  kind: 'write',
  method: 'put',
  path: '/invoice-statuses/order',
  tag: 'invoice-statuses',
  summary: 'Put all statuses into this order',
  permission: 'settings',
  body: statusOrder,
  response: page(invoiceStatus),
  async handler({ tx, command, body }) {
    return { body: { items: await orderStatuses(tx, command, body.ids), nextCursor: null } };
  },
});

const crud = crudRoutes({
  path: '/invoice-statuses',
  what: 'invoice status',
  table: 'invoice_statuses',
  audited: 'invoice_status',
  permissions: { read: null, create: 'settings', change: 'settings', remove: 'settings' },
  shown: invoiceStatus,
  query: pageQuery,
  write: invoiceStatusWrite,
  patch: invoiceStatusPatch,
  list: async (reader, companyId, query) => shortList(await allStatuses(reader, companyId), query),
  one: async (reader, companyId, id) => oneOf(await allStatuses(reader, companyId), id, 'invoice status'),
  create: createStatus,
  change: changeInvoiceStatus,
  remove: deleteStatus,
});

export const invoiceStatusRoutes: Route[] = [order, ...crud];

/** /invoice-statuses */
import { invoiceStatus, invoiceStatusPatch, invoiceStatusWrite } from '../../contract/catalog.ts';
import { pageQuery } from '../../contract/common.ts';
import { allStatuses } from '../../db/invoice-statuses.ts';
import { changeInvoiceStatus, createStatus, deleteStatus } from '../../shop/invoice-statuses.ts';
import { crudRoutes } from '../crud-routes.ts';
import { oneOf, shortList } from '../short-list.ts';

export const invoiceStatusRoutes = crudRoutes({
  path: '/invoice-statuses',
  what: 'invoice status',
  table: 'invoice_statuses',
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

/** /taxes */
import { tax, taxPatch, taxWrite } from '../../contract/catalog.ts';
import { pageQuery } from '../../contract/common.ts';
import { allTaxes } from '../../db/taxes.ts';
import { changeTax, createTax, deleteTax } from '../../shop/taxes.ts';
import { crudRoutes } from '../crud-routes.ts';
import { oneOf, shortList } from '../short-list.ts';

export const taxRoutes = crudRoutes({
  path: '/taxes',
  what: 'tax',
  table: 'taxes',
  audited: 'tax',
  permissions: { read: null, create: 'settings', change: 'settings', remove: 'settings' },
  shown: tax,
  query: pageQuery,
  write: taxWrite,
  patch: taxPatch,
  list: async (reader, companyId, query) => shortList(await allTaxes(reader, companyId), query),
  one: async (reader, companyId, id) => oneOf(await allTaxes(reader, companyId), id, 'tax'),
  create: createTax,
  change: changeTax,
  remove: deleteTax,
});

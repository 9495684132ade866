/** /payment-methods */
import { paymentMethod, paymentMethodPatch, paymentMethodWrite } from '../../contract/catalog.ts';
import { pageQuery } from '../../contract/common.ts';
import { allPaymentMethods } from '../../db/payment-methods.ts';
import { changePaymentMethod, createPaymentMethod, deletePaymentMethod } from '../../shop/payment-methods.ts';
import { crudRoutes } from '../crud-routes.ts';
import { oneOf, shortList } from '../short-list.ts';

export const paymentMethodRoutes = crudRoutes({
  path: '/payment-methods',
  what: 'payment method',
  table: 'payment_methods',
  audited: 'payment_method',
  permissions: { read: null, create: 'settings', change: 'settings', remove: 'settings' },
  shown: paymentMethod,
  query: pageQuery,
  write: paymentMethodWrite,
  patch: paymentMethodPatch,
  list: async (reader, companyId, query) => shortList(await allPaymentMethods(reader, companyId), query),
  one: async (reader, companyId, id) => oneOf(await allPaymentMethods(reader, companyId), id, 'payment method'),
  create: createPaymentMethod,
  change: changePaymentMethod,
  remove: deletePaymentMethod,
});

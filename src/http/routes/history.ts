/** /invoices/{id}/history */
import { page, pageQuery } from '../../contract/common.ts';
import { historyEvent } from '../../contract/invoices.ts';
import { listEvents } from '../../db/invoice-events.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { presentEvent } from '../present/history.ts';
import { findInvoice } from '../show-invoice.ts';

const history = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/invoices/{id}/history',
  tag: 'invoices',
  summary: 'Every change of an invoice, newest first',
  permission: 'invoices.view',
  query: pageQuery,
  response: page(historyEvent),
  async handler({ reader, companyId, params, query }) {
    const { id: invoiceId } = await findInvoice(reader, companyId, params.id);
    const found = await listEvents(reader, companyId, { ...query, invoiceId });
    return { body: { ...found, items: found.items.map(presentEvent) } };
  },
});

export const historyRoutes: Route[] = [history];

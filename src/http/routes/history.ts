/** /invoices/{id}/history: of the shop, or of both sides in one line. */
import { listQuery, page } from '../../contract/common.ts';
import { historyEvent, historyQuery } from '../../contract/invoices.ts';
import { listEvents } from '../../db/invoice-events.ts';
import { idPattern, readCursor, toPage } from '../../db/page.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { presentBooksEvent, presentEvent } from '../present/history.ts';
import { findInvoice } from '../show-invoice.ts';

const history = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/invoices/{id}/history',
  tag: 'invoices',
  summary: 'Every change of an invoice, newest first; with side=both also what QuickBooks held',
  permission: 'invoices.view',
  query: listQuery(historyQuery),
  response: page(historyEvent),
  async handler({ reader, companyId, params, query, context }) {
    const { id: invoiceId } = await findInvoice(reader, companyId, params.id);
    if (query.side === 'shop') {
      const found = await listEvents(reader, companyId, { ...query, invoiceId });
      return { body: { ...found, items: found.items.map(presentEvent) } };
    }
    // One more of each side than a page holds; the ids of both grow with time.
    const limit = query.limit + 1;
    const before = readCursor(query.cursor, [idPattern])?.[0] ?? null;
    const here = await listEvents(reader, companyId, { cursor: query.cursor, limit, invoiceId });
    const there = await context.services.booksHistory(reader, { companyId, invoiceId, limit, before });
    const both = [...here.items.map(presentEvent), ...there.map(presentBooksEvent)];
    const rows = both.sort((one, other) => (one.id < other.id ? 1 : -1));
    return { body: toPage(rows, { limit: query.limit, key: (row) => [row.id], item: (row) => row }) };
  },
});

export const historyRoutes: Route[] = [history];

/** /sync/log and /sync/calls: every decision, every write with what was sent and answered, every request to QuickBooks. */
import { listQuery, page, pageQuery } from '../../contract/common.ts';
import { call, logEntry, logQuery, logRow } from '../../contract/sync.ts';
import { listCalls } from '../../db/calls.ts';
import { idPattern, readCursor, toPage } from '../../db/page.ts';
import { findLogRow, listLog } from '../../db/sync-log.ts';
import { notFound } from '../../domain/refused.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { idOrNone } from '../id-or-none.ts';
import { showLogEntry } from '../show-log-entry.ts';

const tag = 'sync';
const bodies = 'sync.bodies';

const log = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/log',
  tag,
  summary: 'Every decision and every write, newest first',
  permission: 'invoices.view',
  query: listQuery(logQuery),
  response: page(logRow),
  async handler({ reader, companyId, permissions, query }) {
    const { cursor, limit, invoiceId, from, to, q, ...plain } = query;
    const before = readCursor(cursor, [idPattern])?.[0] ?? null;
    const maySeeBodies = permissions.includes(bodies);
    const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
    const filter = {
      ...given,
      ...(invoiceId ? { invoiceId: idOrNone(invoiceId) } : {}),
      ...(from ? { from: new Date(from) } : {}),
      ...(to ? { to: new Date(to) } : {}),
      ...(q ? { q } : {}),
      inBodies: maySeeBodies,
    };
    const found = await listLog(reader, { companyId, ...filter, limit, before });
    return { body: maySeeBodies ? found : { ...found, items: found.items.map((row) => ({ ...row, detail: null })) } };
  },
});

const oneRow = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/log/{id}',
  tag,
  summary: 'One row of the log with the fields before and after, the request and the answer',
  permission: 'invoices.view',
  response: logEntry,
  async handler({ reader, companyId, permissions, params, context }) {
    const row = await findLogRow(reader, companyId, params.id);
    if (!row) throw notFound('row of the log');
    return {
      body: await showLogEntry(reader, { companyId, row, context, maySeeBodies: permissions.includes(bodies) }),
    };
  },
});

const calls = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/calls',
  tag,
  summary: 'Every HTTP request to QuickBooks, reads too, newest first',
  permission: 'invoices.view',
  query: pageQuery,
  response: page(call),
  async handler({ reader, companyId, query: { cursor, limit } }) {
    const before = readCursor(cursor, [idPattern])?.[0] ?? null;
    const rows = await listCalls(reader, { companyId, limit: limit + 1, before });
    return { body: toPage(rows, { limit, key: (row) => [row.id], item: (row) => row }) };
  },
});

export const syncLogRoutes: Route[] = [log, oneRow, calls];

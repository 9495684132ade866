/** /audit-log: read only; rows are written with what they tell. */
import { auditEntry, auditFilter } from '../../contract/audit-log.ts';
import { listQuery, page } from '../../contract/common.ts';
import { listAuditEntries } from '../../db/audit-log.ts';
import { defineRoute, type Route } from '../define-route.ts';

const list = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/audit-log',
  tag: 'audit-log',
  summary: 'Who signed in, and who changed settings, people, keys and connections; newest first',
  permission: 'settings',
  query: listQuery(auditFilter),
  response: page(auditEntry),
  async handler({ reader, companyId, query }) {
    const { from, to, ...rest } = query;
    const found = await listAuditEntries(reader, companyId, {
      ...rest,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    });
    return { body: { ...found, items: found.items.map((entry) => ({ ...entry, at: entry.at.toISOString() })) } };
  },
});

export const auditLogRoutes: Route[] = [list];

/** /sync: issues with their fixes, what waits to be sent, counts; and the sync of one invoice. */
import type { Id } from '../../base/ids.ts';
import { listQuery, page, pageQuery } from '../../contract/common.ts';
import {
  accepted,
  dismissWrite,
  issue,
  issueQuery,
  preview,
  resolveWrite,
  waitingInvoice,
  waitingSend,
} from '../../contract/sync.ts';
import { loadClients } from '../../db/clients.ts';
import { type Connection, currentConnection } from '../../db/connections.ts';
import type { Reader, Tx } from '../../db/database.ts';
import { savedSettings } from '../../db/integrations.ts';
import { loadInvoices } from '../../db/invoices.ts';
import { findIssue, listIssues, type StoredIssue, setIssueState } from '../../db/issues.ts';
import { linksOf, saveLink, waitingLinks } from '../../db/links.ts';
import { askToLook, type LookFix, notifyChange } from '../../db/looks.ts';
import { idPattern, readCursor, toPage } from '../../db/page.ts';
import { invalid, notFound, Refused } from '../../domain/refused.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { idOrNone } from '../id-or-none.ts';
import { presentIssue, presentPreview } from '../present/issue.ts';
import { readerLanguage } from '../reader-language.ts';
import { findInvoice } from '../show-invoice.ts';

const tag = 'sync';

const issues = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/issues',
  tag,
  summary: 'Why the two sides do not agree, newest first',
  permission: 'invoices.view',
  query: listQuery(issueQuery),
  response: page(issue),
  async handler({ reader, companyId, query, raw }) {
    const before = readCursor(query.cursor, [idPattern])?.[0] ?? null;
    const { state, code, invoiceId, limit } = query;
    const filter = { ...(code ? { code } : {}), ...(invoiceId ? { invoiceId: idOrNone(invoiceId) } : {}) };
    const rows = await listIssues(reader, { companyId, state, ...filter, limit: limit + 1, before });
    const language = await readerLanguage(raw, reader, companyId);
    return { body: toPage(rows, { limit, key: (row) => [row.id], item: (row) => presentIssue(row, language) }) };
  },
});

const oneIssue = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/issues/{id}',
  tag,
  summary: 'One issue',
  permission: 'invoices.view',
  response: issue,
  async handler({ reader, companyId, params, raw }) {
    const found = await issueNamed(reader, companyId, params.id);
    return { body: presentIssue(found, await readerLanguage(raw, reader, companyId)) };
  },
});

async function issueNamed(reader: Reader, companyId: Id, id: Id): Promise<StoredIssue> {
  const found = await findIssue(reader, companyId, id);
  if (!found) throw notFound('issue');
  return found;
}

async function applyFix(
  tx: Tx,
  request: { companyId: Id; issue: StoredIssue; fix: LookFix; now: Date },
): Promise<void> {
  const { companyId, issue: found, fix, now } = request;
  if (found.state === 'closed') throw new Refused('conflict', 'This issue is closed already.');
  if (found.invoiceId === null)
    throw new Refused('conflict', 'Reconnect to QuickBooks in the settings to resolve this.');
  if (found.state === 'dismissed') await setIssueState(tx, { companyId, id: found.id, state: 'open', now });
  await askToLook(tx, { companyId, subjectIds: [found.invoiceId], fix, now });
  await notifyChange(tx, companyId);
}

const retry = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/sync/issues/{id}/retry',
  tag,
  summary: 'Try again',
  permission: 'sync',
  response: issue,
  status: 202,
  async handler({ tx, companyId, params, command, raw }) {
    const found = await issueNamed(tx, companyId, params.id);
    await applyFix(tx, { companyId, issue: found, fix: { issueId: found.id, fixId: 'retry' }, now: command.now });
    return { body: presentIssue(found, await readerLanguage(raw, tx, companyId)) };
  },
});

const resolve = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/sync/issues/{id}/resolve',
  tag,
  summary: 'Apply one of the fixes of an issue',
  permission: 'sync',
  body: resolveWrite,
  response: issue,
  status: 202,
  async handler({ tx, companyId, params, body, command, raw }) {
    const found = await issueNamed(tx, companyId, params.id);
    if (!found.fixes.includes(body.fixId)) {
      throw invalid('fixId', `This issue can be resolved by: ${found.fixes.join(', ') || 'nothing here'}.`);
    }
    if (body.fixId === 'merge') checkFields(found, body.fields ?? {});
    const fix = { issueId: found.id, fixId: body.fixId, ...(body.fields ? { fields: body.fields } : {}) };
    await applyFix(tx, { companyId, issue: found, fix, now: command.now });
    return { body: presentIssue(found, await readerLanguage(raw, tx, companyId)) };
  },
});

function checkFields(found: StoredIssue, fields: Record<string, unknown>): void {
  const missing = (found.conflict?.fields ?? []).map((field) => field.path).filter((path) => !(path in fields));
  if (missing.length === 0) return;
  throw new Refused(
    'invalid',
    'Choose a side for each field.',
    missing.map((path) => ({ path: `fields.${path}`, message: 'Choose “shop” or “quickbooks”.' })),
  );
}

const dismiss = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/sync/issues/{id}/dismiss',
  tag,
  summary: 'Set an issue aside; a dismissed one is brought back',
  permission: 'sync',
  body: dismissWrite,
  response: issue,
  async handler({ tx, companyId, params, body, command, raw }) {
    const found = await issueNamed(tx, companyId, params.id);
    if (found.state === 'closed') throw new Refused('conflict', 'This issue is closed already.');
    const state = found.state === 'open' ? ('dismissed' as const) : ('open' as const);
    await setIssueState(tx, { companyId, id: found.id, state, reason: body.reason ?? null, now: command.now });
    await notifyChange(tx, companyId);
    return { body: presentIssue({ ...found, state }, await readerLanguage(raw, tx, companyId)) };
  },
});

const waiting = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/waiting',
  tag,
  summary: 'Invoices that entered a sending status while the integration was off',
  permission: 'invoices.view',
  query: pageQuery,
  response: page(waitingInvoice),
  async handler({ reader, companyId, query }) {
    const after = readCursor(query.cursor, [idPattern])?.[0] ?? null;
    const connection = await currentConnection(reader, companyId);
    if (!connection) return { body: { items: [], nextCursor: null } };
    const scope = { companyId, realmId: connection.realmId };
    const links = await waitingLinks(reader, { ...scope, limit: query.limit + 1, after });
    const ids = links.map((link) => link.shopId);
    const invoices = new Map((await loadInvoices(reader, companyId, ids)).map((found) => [found.id, found]));
    const clientIds = [...invoices.values()].map((found) => found.clientId);
    const clients = new Map(
      (await loadClients(reader, companyId, clientIds)).map((client) => [client.id, client.name]),
    );
    const item = (link: { shopId: Id; since: Date }) => {
      const found = invoices.get(link.shopId);
      return {
        invoiceId: link.shopId,
        number: found?.number ?? '',
        clientName: clients.get(found?.clientId ?? '') ?? '',
        total: found?.total ?? '0',
        since: link.since.toISOString(),
      };
    };
    return { body: toPage(links, { limit: query.limit, key: (link) => [link.shopId], item }) };
  },
});

const sendWaiting = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/sync/waiting/send',
  tag,
  summary: 'Send the waiting invoices together, or those that are named',
  permission: 'sync',
  body: waitingSend,
  response: accepted,
  status: 202,
  async handler({ tx, companyId, body, command }) {
    const { realmId } = await mustSync(tx, companyId);
    const links = await waitingLinks(tx, { companyId, realmId, limit: 1_000_000, after: null });
    const wanted = links.map((link) => link.shopId).filter((id) => body.invoiceIds?.includes(id) ?? true);
    await askToLook(tx, { companyId, subjectIds: wanted, requested: true, now: command.now });
    return { body: { accepted: wanted.length } };
  },
});

/** Refuses what could not be sent: without a connection, or switched off. */
async function mustSync(tx: Tx, companyId: Id): Promise<Connection> {
  const connection = await currentConnection(tx, companyId);
  if (!connection || connection.state === 'disconnected') {
    throw new Refused('not_connected', 'Connect to QuickBooks Online in the settings first.');
  }
  if ((await savedSettings(tx, companyId))?.enabled !== true) {
    throw new Refused('conflict', 'Enable QuickBooks Online (2-way) in the settings first.');
  }
  return connection;
}

const syncInvoice = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/invoices/{id}/sync',
  tag,
  summary: 'Sync with QuickBooks, in any status',
  permission: 'sync',
  response: accepted,
  status: 202,
  async handler({ tx, companyId, params, command }) {
    const found = await findInvoice(tx, companyId, params.id);
    await mustSync(tx, companyId);
    await askToLook(tx, { companyId, subjectIds: [found.id], requested: true, now: command.now });
    await notifyChange(tx, companyId);
    return { body: { accepted: 1 } };
  },
});

const unlink = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/invoices/{id}/unlink',
  tag,
  summary: 'Forget that the QuickBooks invoice is the same; nothing is changed there',
  permission: 'sync',
  response: accepted,
  status: 202,
  async handler({ tx, companyId, params, command }) {
    const found = await findInvoice(tx, companyId, params.id);
    const connection = await currentConnection(tx, companyId);
    const scope = { companyId, realmId: connection?.realmId ?? '' };
    const [link] = await linksOf(tx, { ...scope, kind: 'invoice', shopIds: [found.id] });
    if (!link?.booksId) throw new Refused('conflict', 'This invoice is not linked to QuickBooks.');
    const fix = { issueId: found.id, fixId: 'unlink' };
    await saveLink(tx, { ...scope, kind: 'invoice', shopId: found.id, requested: false });
    await askToLook(tx, { companyId, subjectIds: [found.id], fix, now: command.now });
    return { body: { accepted: 1 } };
  },
});

const previewInvoice = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/invoices/{id}/preview',
  tag,
  summary: 'What a sync would do now, as a diff, with the age of what it rests on',
  permission: 'invoices.view',
  response: preview,
  async handler({ reader, companyId, params, context, raw }) {
    const found = await findInvoice(reader, companyId, params.id);
    const plan = await context.services.preview(reader, companyId, found.id);
    if (!plan) throw new Refused('not_connected', 'Connect to QuickBooks Online in the settings first.');
    return { body: presentPreview(found.id, plan, await readerLanguage(raw, reader, companyId)) };
  },
});

export const syncRoutes: Route[] = [
  issues,
  oneIssue,
  retry,
  resolve,
  dismiss,
  waiting,
  sendWaiting,
  syncInvoice,
  unlink,
  previewInvoice,
];

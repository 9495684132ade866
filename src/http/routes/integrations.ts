/** /integrations and /integrations/quickbooks: what is there, connecting, settings, and what the pickers show. */
import type { z } from 'zod';
import { page, pageQuery } from '../../contract/common.ts';
import {
  connection,
  connectStart,
  connectWrite,
  integration,
  integrationPatch,
  pickerAccount,
  pickerItem,
  pickerMethod,
  pickerPlace,
  pickerTaxCode,
  settingsWrite,
} from '../../contract/integration.ts';
import { currentConnection } from '../../db/connections.ts';
import type { Reader } from '../../db/database.ts';
import { integrationRows } from '../../db/integrations.ts';
import { lockCompany } from '../../db/lock-row.ts';
import { notFound } from '../../domain/refused.ts';
import { audit, changesOf } from '../../shop/audit.ts';
import { auditRecord } from '../audit-record.ts';
import { connectCookie } from '../connect-cookie.ts';
import type { HttpContext } from '../context.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { checkMatch, contentTag } from '../etag.ts';
import { presentConnection, presentIntegrations } from '../present/connection.ts';
import { shortList } from '../short-list.ts';

const tag = 'integrations';
const permission = 'integrations';
const subject = { type: 'integration', id: 'quickbooks', name: 'QuickBooks Online' };

async function showIntegrations(reader: Reader, companyId: string) {
  const rows = await integrationRows(reader, companyId);
  return presentIntegrations(rows, await currentConnection(reader, companyId));
}

async function showConnection(
  reader: Reader,
  { companyId, now, context }: { companyId: string; now: Date; context: HttpContext },
) {
  const rows = await integrationRows(reader, companyId);
  const environment = context.config.quickBooksEnvironment;
  const enabled = rows.some((row) => row.id === 'quickbooks' && row.enabled);
  return { environment, ...presentConnection(await currentConnection(reader, companyId), enabled, now) };
}

const list = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/integrations',
  tag,
  summary: 'List the integrations',
  permission: null,
  query: pageQuery,
  response: page(integration),
  async handler({ reader, companyId, query }) {
    return { body: shortList(await showIntegrations(reader, companyId), query) };
  },
});

const change = defineRoute({
  kind: 'write',
  method: 'patch',
  path: '/integrations/{id}',
  textParams: ['id'],
  tag,
  summary: 'Enable or disable an integration',
  permission,
  body: integrationPatch,
  response: integration,
  async handler({ tx, companyId, params, body, context, command, ifMatch }) {
    if (params.id === 'quickbooks' && ifMatch) {
      await lockCompany(tx, companyId);
      checkMatch(ifMatch, contentTag(await showConnection(tx, { companyId, now: command.now, context })));
    }
    const find = async () => (await showIntegrations(tx, companyId)).find((row) => row.id === params.id) ?? null;
    const before = await find();
    await context.services.enable(tx, { companyId, id: params.id, enabled: body.enabled, now: command.now });
    const shown = await find();
    if (!shown) throw notFound('integration');
    await auditRecord(tx, command, { type: 'integration', done: 'changed', before, after: shown, body });
    return { body: shown };
  },
});

const status = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/integrations/quickbooks',
  tag,
  summary: 'The connection to QuickBooks Online',
  permission: null,
  response: connection,
  async handler({ reader, companyId, now, context }) {
    const body = await showConnection(reader, { companyId, now, context });
    return { body, etag: contentTag(body) };
  },
});

const connect = defineRoute({
  kind: 'service',
  method: 'post',
  path: '/integrations/quickbooks/connect',
  tag,
  summary: 'Begin to connect, or to reconnect',
  permission,
  body: connectWrite,
  response: connectStart,
  async handler({ companyId, actor, body, context, command }) {
    const replaceCompany = body.replaceCompany === true;
    const started = await context.services.startConnecting({ companyId, actorName: actor.name, replaceCompany });
    const { authorizeUrl, startUrl, cookie } = started;
    await context.database.write(companyId, (tx) => audit(tx, command, { action: 'quickbooks.connecting', subject }));
    return { body: { authorizeUrl, startUrl }, headers: { 'Set-Cookie': connectCookie(context.config, cookie) } };
  },
});

const disconnect = defineRoute({
  kind: 'service',
  method: 'post',
  path: '/integrations/quickbooks/disconnect',
  tag,
  summary: 'End the connection and revoke its token; links and mappings are kept',
  permission,
  response: null,
  async handler({ companyId, context, command }) {
    await context.services.disconnect(companyId);
    await context.database.write(companyId, (tx) => audit(tx, command, { action: 'quickbooks.disconnected', subject }));
    return { body: null };
  },
});

const readSettings = defineRoute({
  kind: 'service',
  method: 'get',
  path: '/integrations/quickbooks/settings',
  tag,
  summary: 'The settings of the integration',
  permission,
  response: settingsWrite,
  async handler({ companyId, context, now }) {
    return context.database.write(companyId, async (tx) => {
      await context.services.askForFreshLists(tx, companyId, now);
      const body = await context.services.readSettings(tx, companyId);
      return { body, etag: contentTag(body) };
    });
  },
});

const saveSettings = defineRoute({
  kind: 'write',
  method: 'put',
  path: '/integrations/quickbooks/settings',
  tag,
  summary: 'Replace the settings; all of them are checked together, and nothing is sent by saving',
  permission,
  body: settingsWrite,
  response: settingsWrite,
  async handler({ tx, companyId, body, context, command, ifMatch }) {
    await lockCompany(tx, companyId);
    const before = await context.services.readSettings(tx, companyId);
    checkMatch(ifMatch, contentTag(before));
    const saved = await context.services.saveSettings(tx, { companyId, now: command.now, settings: body });
    await audit(tx, command, { action: 'quickbooks.settings_changed', subject, changes: changesOf(before, saved) });
    return { body: saved, etag: contentTag(await context.services.readSettings(tx, companyId)) };
  },
});

function picker<Item extends z.ZodType<{ id: string }>>(
  name: string,
  item: Item,
  load: (services: HttpContext['services'], reader: Reader, companyId: string) => Promise<z.output<Item>[]>,
): Route {
  const response = page(item);
  return defineRoute({
    kind: 'read',
    method: 'get',
    path: `/integrations/quickbooks/${name}`,
    tag,
    summary: `QuickBooks' ${name.replace('-', ' ')}, as last read`,
    permission,
    query: pageQuery,
    response: response as z.ZodType<{ items: z.output<Item>[]; nextCursor: string | null }>,
    async handler({ reader, companyId, context, query }) {
      return { body: shortList(await load(context.services, reader, companyId), query) };
    },
  });
}

export const integrationRoutes: Route[] = [
  list,
  status,
  connect,
  disconnect,
  readSettings,
  saveSettings,
  picker('tax-codes', pickerTaxCode, (services, reader, companyId) => services.taxCodes(reader, companyId)),
  picker('accounts', pickerAccount, (services, reader, companyId) => services.accounts(reader, companyId)),
  picker('items', pickerItem, (services, reader, companyId) => services.items(reader, companyId)),
  picker('payment-methods', pickerMethod, (services, reader, companyId) => services.paymentMethods(reader, companyId)),
  picker('departments', pickerPlace, (services, reader, companyId) => services.departments(reader, companyId)),
  picker('classes', pickerPlace, (services, reader, companyId) => services.classes(reader, companyId)),
  change,
];

/** /webhook-endpoints. The secret of a new one is shown once, in the answer that makes it. */

import type { Id } from '../../base/ids.ts';
import { page, pageQuery } from '../../contract/common.ts';
import {
  webhookDelivery,
  webhookEndpoint,
  webhookEndpointCreated,
  webhookEndpointPatch,
  webhookEndpointWrite,
} from '../../contract/webhook-endpoints.ts';
import type { Reader } from '../../db/database.ts';
import { findDelivery, listDeliveries } from '../../db/deliveries.ts';
import { allWebhookEndpoints } from '../../db/webhook-endpoints.ts';
import { notFound } from '../../domain/refused.ts';
import {
  changeWebhookEndpoint,
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  resendDelivery,
  testWebhookEndpoint,
} from '../../shop/webhook-endpoints.ts';
import { auditRecord } from '../audit-record.ts';
import type { HttpContext } from '../context.ts';
import { crudRoutes } from '../crud-routes.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { contentTag } from '../etag.ts';
import { presentDelivery, presentWebhookEndpoint } from '../present/webhook-endpoint.ts';
import { oneOf, shortList } from '../short-list.ts';

const tag = 'webhook-endpoints';

const crud = crudRoutes({
  path: '/webhook-endpoints',
  what: 'webhook endpoint',
  table: 'webhook_endpoints',
  audited: 'webhook_endpoint',
  permissions: { read: 'settings', create: 'settings', change: 'settings', remove: 'settings' },
  shown: webhookEndpoint,
  query: pageQuery,
  write: webhookEndpointWrite,
  patch: webhookEndpointPatch,
  async list(reader, companyId, query) {
    const found = shortList(await allWebhookEndpoints(reader, companyId), query);
    return { ...found, items: found.items.map(presentWebhookEndpoint) };
  },
  one: async (reader, companyId, id) => presentWebhookEndpoint(await endpointNamed(reader, companyId, id)),
  create: async (tx, command, input, http) =>
    presentWebhookEndpoint(await createWebhookEndpoint(tx, command, input, optionsOf(http))),
  change: async (tx, command, id, patch, http) =>
    presentWebhookEndpoint(await changeWebhookEndpoint(tx, command, { id, patch }, optionsOf(http))),
  remove: deleteWebhookEndpoint,
});

function optionsOf({ config, seal }: HttpContext) {
  return { allowPrivate: config.allowPrivateWebhooks, seal };
}

async function endpointNamed(reader: Reader, companyId: Id, id: Id) {
  return oneOf(await allWebhookEndpoints(reader, companyId), id, 'webhook endpoint');
}

const create = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/webhook-endpoints',
  tag,
  summary: 'Create a webhook endpoint; its secret is shown this once',
  permission: 'settings',
  body: webhookEndpointWrite,
  response: webhookEndpointCreated,
  status: 201,
  showsSecret: true,
  async handler({ tx, command, body, context }) {
    const created = await createWebhookEndpoint(tx, command, body, optionsOf(context));
    const shown = presentWebhookEndpoint(created);
    await auditRecord(tx, command, { type: 'webhook_endpoint', done: 'created', before: null, after: shown, body });
    return { body: { ...shown, secret: created.secret }, etag: contentTag(shown) };
  },
});

const deliveries = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/webhook-endpoints/{id}/deliveries',
  tag,
  summary: 'What was sent to an endpoint and what it answered, newest first',
  permission: 'settings',
  query: pageQuery,
  response: page(webhookDelivery),
  async handler({ reader, companyId, params, query }) {
    const endpoint = await endpointNamed(reader, companyId, params.id);
    const found = await listDeliveries(reader, companyId, { ...query, endpointId: endpoint.id });
    return { body: { ...found, items: found.items.map(presentDelivery) } };
  },
});

const resend = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/webhook-endpoints/{id}/deliveries/{deliveryId}/resend',
  tag,
  summary: 'Send a delivery again: the same event with the same id',
  permission: 'settings',
  response: webhookDelivery,
  status: 202,
  async handler({ tx, command, params }) {
    await resendDelivery(tx, command, { endpointId: params.id, deliveryId: params.deliveryId });
    return { body: await deliveryNamed(tx, command.companyId, { endpointId: params.id, id: params.deliveryId }) };
  },
});

const test = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/webhook-endpoints/{id}/test',
  tag,
  summary: 'Send a test, to see whether an endpoint is reached',
  permission: 'settings',
  response: webhookDelivery,
  status: 202,
  async handler({ tx, command, params }) {
    const id = await testWebhookEndpoint(tx, command, params.id);
    return { body: await deliveryNamed(tx, command.companyId, { endpointId: params.id, id }) };
  },
});

async function deliveryNamed(reader: Reader, companyId: Id, of: { endpointId: Id; id: Id }) {
  const found = await findDelivery(reader, companyId, of);
  if (!found) throw notFound('delivery');
  return presentDelivery(found);
}

export const webhookEndpointRoutes: Route[] = [
  ...crud.filter((route) => route.method !== 'post'),
  create,
  deliveries,
  resend,
  test,
];

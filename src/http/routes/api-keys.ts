/** /api-keys. A new key is shown once, in the answer that makes it. */

import { pageQuery } from '../../contract/common.ts';
import { apiKey, apiKeyCreated, apiKeyPatch, apiKeyWrite } from '../../contract/people.ts';
import { findApiKey, listApiKeys } from '../../db/api-keys.ts';
import { notFound } from '../../domain/refused.ts';
import { changeApiKey, createApiKey, revokeApiKey } from '../../shop/api-keys.ts';
import { auditRecord } from '../audit-record.ts';
import { crudRoutes } from '../crud-routes.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { contentTag } from '../etag.ts';
import { presentApiKey } from '../present/lists.ts';

const crud = crudRoutes({
  path: '/api-keys',
  what: 'API key',
  table: 'api_keys',
  audited: 'api_key',
  permissions: { read: 'settings', create: 'settings', change: 'settings', remove: 'settings' },
  shown: apiKey,
  query: pageQuery,
  write: apiKeyWrite,
  patch: apiKeyPatch,
  async list(reader, companyId, query) {
    const found = await listApiKeys(reader, companyId, query);
    return { ...found, items: found.items.map(presentApiKey) };
  },
  async one(reader, companyId, id) {
    const found = await findApiKey(reader, companyId, id);
    if (!found) throw notFound('API key');
    return presentApiKey(found);
  },
  create: async (tx, context, input) => presentApiKey(await createApiKey(tx, context, input)),
  change: async (tx, context, id, patch) => presentApiKey(await changeApiKey(tx, context, id, patch)),
  remove: revokeApiKey,
});

const create = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/api-keys',
  tag: 'api-keys',
  summary: 'Create an API key, which is shown this once',
  permission: 'settings',
  body: apiKeyWrite,
  response: apiKeyCreated,
  status: 201,
  showsSecret: true,
  async handler({ tx, command, body }) {
    const created = await createApiKey(tx, command, body);
    const shown = presentApiKey(created);
    await auditRecord(tx, command, { type: 'api_key', done: 'created', before: null, after: shown, body });
    return { body: { ...shown, key: created.key }, etag: contentTag(shown) };
  },
});

export const apiKeyRoutes: Route[] = [...crud.filter((route) => route.method !== 'post'), create];

/** The OpenAPI 3.1 document, from the same definitions that the requests run through. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { instant, problem } from '../contract/common.ts';
import { webhookData } from '../contract/webhook-endpoints.ts';
import type { Route } from './define-route.ts';

export const apiBase = '/api/v1';

export function openApiDocument(routes: readonly Route[], publicUrl: string): object {
  const api = new OpenAPIHono();
  const registry = api.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'tandem_session' });
  for (const route of routes) {
    registry.registerPath({
      method: route.method,
      path: route.path,
      operationId: operationId(route),
      tags: [route.tag],
      summary: route.summary,
      ...(route.permission ? { description: `Needs the permission \`${route.permission}\`.` } : {}),
      security: route.kind === 'open' ? [] : [{ apiKey: [] }, { session: [] }],
      request: requestOf(route),
      responses: responsesOf(route),
    });
  }
  registry.registerPath({
    method: 'get',
    path: '/live',
    operationId: 'getLive',
    tags: ['session'],
    summary: 'Server-sent events: `change` whenever something of the company changed',
    security: [{ apiKey: [] }, { session: [] }],
    responses: {
      200: { description: 'A stream of events.', content: { 'text/event-stream': { schema: z.string() } } },
    },
  });
  for (const [type, data] of Object.entries(webhookData)) registry.registerWebhook(webhookOf(type, data));
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Tandem', version: '1', description: 'Invoices, payments and their sync with QuickBooks Online.' },
    servers: [{ url: `${publicUrl}${apiBase}` }],
  });
  return withNullableReferences(document) as object;
}

/** What is sent to a webhook endpoint; any 2xx takes it. */
function webhookOf(type: string, data: z.ZodType) {
  const schema = z.object({ id: z.string(), type: z.literal(type), timestamp: instant, companyId: z.string(), data });
  const headers = z.object({
    'webhook-id': z.string(),
    'webhook-timestamp': z.string(),
    'webhook-signature': z.string(),
  });
  return {
    method: 'post' as const,
    path: type,
    summary: 'Signed by the Standard Webhooks scheme; may come more than once and out of order',
    request: { headers, body: { required: true, content: { 'application/json': { schema } } } },
    responses: { '2XX': { description: 'Taken.' } },
  };
}

/** `GET /invoices/{id}` is `getInvoicesById`. */
function operationId(route: Route): string {
  const words = route.path.split('/').filter(Boolean);
  const names = words.map((word) => (word.startsWith('{') ? `By${capital(word.slice(1, -1))}` : capital(word)));
  return route.method + names.join('').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function requestOf(route: Route) {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const headers = {
    ...(route.kind === 'write' ? { 'Idempotency-Key': z.string().max(255).optional() } : {}),
    ...(route.kind === 'write' && route.method !== 'post' ? { 'If-Match': z.string().optional() } : {}),
  };
  return {
    ...(names.length > 0 ? { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) } : {}),
    ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
    ...(Object.keys(headers).length > 0 ? { headers: z.object(headers) } : {}),
    ...(route.body ? { body: { required: true, content: { 'application/json': { schema: route.body } } } } : {}),
  };
}

function responsesOf(route: Route) {
  const type = route.produces ?? 'application/json';
  const content = route.response ? { content: { [type]: { schema: route.response } } } : {};
  const fault = { description: 'A problem document.', content: { 'application/problem+json': { schema: problem } } };
  return { [route.status]: { description: 'Done.', ...content }, default: fault };
}

/**
 * The generator writes `Thing | null` as "a Thing and also an object or null", which a null never is; JSON Schema
 * says it with anyOf.
 */
function withNullableReferences(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withNullableReferences);
  if (typeof node !== 'object' || node === null) return node;
  const { allOf, ...rest } = node as { allOf?: unknown[] };
  const [reference, other] = allOf ?? [];
  if (allOf?.length === 2 && isReference(reference) && allowsNull(other)) {
    return { ...rest, anyOf: [reference, { type: 'null' }] };
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withNullableReferences(value)]));
}

function isReference(node: unknown): boolean {
  return typeof node === 'object' && node !== null && '$ref' in node;
}

function allowsNull(node: unknown): boolean {
  const type = typeof node === 'object' && node !== null && 'type' in node ? node.type : null;
  return Array.isArray(type) && type.includes('null');
}

/**
 * Every operation of the OpenAPI document, called with what fits its schema, nearly fits it, or is garbage. The answer
 * is never a fault of ours, always a problem document or what the contract says (start-app.ts looks at each one).
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../src/http/routes.ts';
import { startApp, type TestApp } from './start-app.ts';

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
}

interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  responses: Record<string, { content?: Record<string, unknown> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

let app: TestApp;
let document: Document;
const ids: string[] = ['01900000-0000-7000-8000-000000000000', 'not-an-id'];

beforeAll(async () => {
  app = await startApp();
  document = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as Document;
  const keep = (answer: { body: { id: string } }) => ids.push(answer.body.id);
  keep(await app.send('POST', '/taxes', { name: 'VAT', code: 'VAT', rate: '20' }));
  keep(await app.send('POST', '/items', { name: 'Oil', price: '9.99', taxIds: [ids[2]] }));
  const client = await app.send('POST', '/clients', { firstName: 'Ada' });
  keep(client);
  for (const path of ['/accounts', '/locations', '/invoice-statuses', '/payment-methods', '/roles']) {
    for (const row of (await app.send('GET', path)).body.items) ids.push(row.id);
  }
  const invoice = await app.send('POST', '/invoices', {
    clientId: client.body.id,
    lines: [{ name: 'x', unitPrice: '10' }],
  });
  keep(invoice);
  const accountId = (await app.send('GET', '/accounts')).body.items[0].id;
  keep(await app.send('POST', `/invoices/${invoice.body.id}/payments`, { accountId, amount: '4' }));
});
afterAll(() => app.close());

const text = fc.oneof(
  fc.constantFrom('', ' ', '0', '1', '-1', '1.5', '0.00001', '99999999999.99', '1e5', 'NaN', '12,5', '2026-11-24'),
  fc.constantFrom('2026-02-30', '0000-01-01', '9999-12-31', '2026-11-24T10:00:00Z', 'a@b.co', 'EUR', 'XXX', '{C}'),
  fc.constantFrom('\u0000', '\ud800', '\u202e', "'; drop table invoices; --", '%', '\\', '__proto__', '𝕏'.repeat(200)),
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.constantFrom(...Array.from({ length: 24 }, (_, index) => index)).map((index) => ids[index % ids.length] ?? ''),
);
const garbage = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(null, true, -1, 1e308, [], {}));

/** Mostly what the schema asks for, sometimes not. */
function fitting(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref) return fitting(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, depth);
  if (depth > 6) return garbage;
  const right = exact(schema, depth);
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: garbage });
}

function exact(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => fitting(each, depth)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? []].flat();
  const type = types.find((each) => each !== 'null');
  if (type === 'object') {
    const properties = Object.entries(schema.properties ?? {}).map(
      ([name, inner]) => [name, fitting(inner, depth + 1)] as const,
    );
    const requiredKeys = schema.required ?? [];
    return fc.record(Object.fromEntries(properties), { requiredKeys: requiredKeys as never[] });
  }
  if (type === 'array') return fc.array(fitting(schema.items ?? {}, depth + 1), { maxLength: 4 });
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return fc.oneof(fc.integer({ min: -2, max: 400 }), fc.double());
  if (type === 'string') return types.includes('null') ? fc.option(text) : text;
  return garbage;
}

function request(path: string, operation: Operation) {
  const parameters = operation.parameters ?? [];
  const names = parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name);
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const schema = operation.requestBody?.content['application/json'].schema;
  return fc
    .record({
      params: fc.tuple(...names.map(() => text)),
      query: fc.record(Object.fromEntries(query.map((each) => [each.name, fitting(each.schema)])), {
        requiredKeys: [],
      }),
      body: schema ? fitting(schema) : fc.constant(undefined),
    })
    .map((parts) => {
      const search = new URLSearchParams(
        Object.entries(parts.query).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      ).toString();
      const filled = names.reduce(
        (all, name, index) =>
          all.replace(
            `{${name}}`,
            encodeURIComponent((parts.params[index] ?? '').replace(/\p{Surrogate}/gu, '') || 'x'),
          ),
        path,
      );
      return { path: search === '' ? filled : `${filled}?${search}`, body: parts.body };
    });
}

test('the document and the routes are the same', () => {
  const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  expect(document.openapi).toBe('3.1.0');
  expect(documented.sort()).toEqual(['get /live', ...routes.map((route) => `${route.method} ${route.path}`)].sort());
  expect(JSON.stringify(document)).not.toMatch(/"allOf":\[\{"\$ref":"[^"]+"\},\{"type"/);
});

test('no operation has a fault of ours', async () => {
  const statuses = new Map<number, number>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      // Signing out or ending the own key would only make the rest dull; the stream does not end.
      if (path === '/live' || path === '/session' || (path.startsWith('/api-keys/') && method === 'delete')) continue;
      await fc.assert(
        fc.asyncProperty(request(path, operation), async (call) => {
          const { status } = await app.send(method.toUpperCase(), call.path, call.body);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }),
        { numRuns: Number(process.env.FUZZ_RUNS ?? 25), seed: 20261124 },
      );
    }
  }
  // It would prove little if everything were refused.
  const done = [...statuses].filter(([status]) => status < 300).map(([, count]) => count);
  expect(done.reduce((all, count) => all + count, 0)).toBeGreaterThan(100);
}, 300_000);

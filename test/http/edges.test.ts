/** What every route has in common: who calls, what may come in, and how faults are told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permission } from '../../src/contract/people.ts';
import { builtInRoles } from '../../src/domain/people.ts';
import { password, startApp, type TestApp } from './start-app.ts';

let app: TestApp;
let clientId: string;
beforeAll(async () => {
  app = await startApp();
  clientId = (await app.send('POST', '/clients', { firstName: 'Ada' })).body.id;
});
afterAll(() => app.close());

const lines = [{ name: 'Repair', unitPrice: '10' }];

describe('who calls', () => {
  test('nobody, a wrong key, a revoked key, an expired key', async () => {
    expect(await app.sendAs(null)('GET', '/clients')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect((await app.sendAs('tdm_wrong')('GET', '/clients')).status).toBe(401);
    const made = await app.send('POST', '/api-keys', { name: 'Till', expiresAt: '2026-11-25T00:00:00Z' });
    expect(made.body.key).toMatch(/^tdm_[\w-]{43}$/);
    expect(made.body.key.startsWith(made.body.prefix)).toBe(true);
    const till = app.sendAs(made.body.key);
    expect((await till('GET', '/clients')).status).toBe(200);
    const listed = (await app.send('GET', '/api-keys')).body.items[0];
    expect(listed).toMatchObject({ name: 'Till', lastUsedAt: '2026-11-24T10:00:00.000Z' });
    expect(listed.key).toBeUndefined();
    expect((await app.send('DELETE', `/api-keys/${made.body.id}`)).status).toBe(204);
    expect((await till('GET', '/clients')).status).toBe(401);

    const short = await app.send('POST', '/api-keys', { name: 'Short', expiresAt: '2026-11-24T10:00:01+00:00' });
    app.now.value = new Date('2026-11-24T10:00:02Z');
    expect((await app.sendAs(short.body.key)('GET', '/clients')).status).toBe(401);
    expect((await app.send('POST', '/api-keys', { name: 'Past', expiresAt: '2020-01-01T00:00:00Z' })).status).toBe(422);
  });

  test('a key and its permissions', async () => {
    const roles = (await app.send('GET', '/roles')).body.items;
    expect(roles.map((role: { name: string }) => role.name)).toEqual(['Owner', 'Admin', 'Manager', 'Specialist']);
    const { body } = await app.send('POST', '/api-keys', { name: 'Desk', roleId: roles[3].id });
    const desk = app.sendAs(body.key);
    expect((await desk('GET', '/session')).body).toMatchObject({ employee: null, permissions: roles[3].permissions });
    expect((await desk('GET', '/api-keys')).status).toBe(403);
    expect((await desk('POST', '/taxes', { name: 'X', code: 'X', rate: '1' })).body.code).toBe('forbidden');
    const made = await desk('POST', '/invoices', { clientId, lines });
    expect(made.status).toBe(201);
    expect((await desk('DELETE', `/invoices/${made.body.id}`)).status).toBe(403);
    const statuses = (await desk('GET', '/invoice-statuses')).body.items;
    await desk('POST', `/invoices/${made.body.id}/status`, { statusId: statuses[1].id });
    const edit = await desk('PATCH', `/invoices/${made.body.id}`, { comment: 'late' });
    expect(edit).toMatchObject({ status: 403, body: { detail: expect.stringContaining('edit_issued') } });
    expect((await app.send('PATCH', `/invoices/${made.body.id}`, { comment: 'late' })).status).toBe(200);
  });

  test('nobody gives a permission that they do not have', async () => {
    const clerk = await app.send('POST', '/roles', { name: 'Clerk', permissions: ['settings'] });
    const { body } = await app.send('POST', '/api-keys', { name: 'Clerk', roleId: clerk.body.id });
    const send = app.sendAs(body.key);
    const owner = (await app.send('GET', '/roles')).body.items[0];
    expect((await send('POST', '/api-keys', { name: 'Up', roleId: owner.id })).body.code).toBe('forbidden');
    expect((await send('PATCH', `/roles/${clerk.body.id}`, { permissions: ['settings', 'sync'] })).status).toBe(403);
    const boss = (await app.send('GET', '/employees')).body.items[0];
    expect((await send('PATCH', `/employees/${boss.id}`, { password: 'a new password' })).status).toBe(403);
    expect((await app.send('PATCH', `/roles/${owner.id}`, { permissions: [] })).body.code).toBe('conflict');
    expect((await app.send('DELETE', `/employees/${boss.id}`)).body.code).toBe('conflict');
  });
});

test('the contract and the roles know the same permissions', () => {
  expect(permission.options).toEqual(builtInRoles[0]);
});

describe('signing in', () => {
  const email = 'owner@northside.test';

  async function signIn(body: object, headers: Record<string, string> = {}) {
    return app.sendAs(null)('POST', '/session', body, headers);
  }

  test('sets a cookie that scripts cannot read, and the page may write with it from its own origin only', async () => {
    const answer = await signIn({ email: email.toUpperCase(), password });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ employee: { email }, company: { name: 'Northside' } });
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/^tandem_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    const cookie = set.split(';')[0] ?? '';
    const send = (method: string, path: string, body?: unknown, headers = {}) =>
      app.sendAs(null)(method, path, body, { cookie, ...headers });
    expect((await send('GET', '/session')).body.employee.email).toBe(email);
    const write = (headers: object) => send('PATCH', '/company', { invoiceTermDays: 14 }, headers);
    expect((await write({ origin: app.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await write({ origin: 'https://evil.test' })).body.code).toBe('cross_origin');
    expect((await write({ origin: app.url, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await write({ origin: 'null' })).status).toBe(403);
    expect((await send('DELETE', '/session')).status).toBe(204);
    expect((await send('GET', '/session')).status).toBe(401);
  });

  test('fails alike for a wrong password and an unknown e-mail, and not for ever', async () => {
    const wrong = await signIn({ email, password: 'wrong' });
    const unknown = await signIn({ email: 'nobody@northside.test', password: 'wrong' });
    expect(wrong.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
    for (let count = 0; count < 8; count += 1) await signIn({ email, password: 'wrong' });
    const late = await signIn({ email, password });
    expect(late).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    app.now.value = new Date(app.now.value.getTime() + 5 * 60_000);
    expect((await signIn({ email, password })).status).toBe(201);
  });

  test('ends when the person leaves or gets a new password', async () => {
    const roleId = (await app.send('GET', '/roles')).body.items[2].id;
    const person = { email: 'grace@northside.test', name: 'Grace', roleId, password };
    const { body } = await app.send('POST', '/employees', person);
    expect((await app.send('POST', '/employees', { ...person, email: person.email.toUpperCase() })).body.code).toBe(
      'duplicate',
    );
    const answer = await signIn({ email: person.email, password });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const mine = () => app.sendAs(null)('GET', '/session', undefined, { cookie });
    expect((await mine()).status).toBe(200);
    await app.send('PATCH', `/employees/${body.id}`, { password: 'another password' });
    expect((await mine()).status).toBe(401);
    await app.send('DELETE', `/employees/${body.id}`);
    expect((await signIn({ email: person.email, password: 'another password' })).status).toBe(401);
  });
});

describe('what may come in', () => {
  test('JSON, of at most 1 MB, with known properties', async () => {
    expect(await app.send('POST', '/clients', '{"firstName":')).toMatchObject({
      status: 400,
      body: { code: 'not_json' },
    });
    const large = await app.send('POST', '/clients', { firstName: 'x'.repeat(1024 * 1024) });
    expect(large).toMatchObject({ status: 413, body: { code: 'too_large' } });
    const text = await app.send('POST', '/clients', '{"firstName":"A"}', { 'Content-Type': 'text/plain' });
    expect(text.status).toBe(415);
    const unknown = await app.send('POST', '/clients', { firstName: 'A', address: { street: 'x' }, vip: true });
    expect(unknown.status).toBe(422);
    expect(unknown.body.errors.map((error: { path: string }) => error.path).sort()).toEqual(['address.street', 'vip']);
    expect((await app.send('POST', '/clients', { firstName: 'a\0b' })).status).toBe(422);
    expect((await app.send('POST', '/clients', '['.repeat(300_000))).status).toBe(400);
    expect((await app.send('POST', '/clients', `${'['.repeat(30_000)}${']'.repeat(30_000)}`)).status).toBe(422);
    expect((await app.send('GET', '/clients?q=%00')).status).toBe(422);
    expect((await app.send('GET', '/clients?vip=1')).body.errors[0].path).toBe('vip');
    expect((await app.send('GET', '/clients?limit=201')).body.errors[0].path).toBe('limit');
    expect((await app.send('GET', '/clients?cursor=garbage')).body.errors[0].path).toBe('cursor');
    const cursor = Buffer.from('["a","b"]').toString('base64url');
    expect((await app.send('GET', `/clients?cursor=${cursor}`)).status).toBe(422);
  });

  test('ids that are none, and addresses that are none', async () => {
    expect((await app.send('GET', '/invoices/1')).body.code).toBe('not_found');
    expect((await app.send('GET', '/invoices/%00')).status).toBe(404);
    expect((await app.send('PATCH', '/taxes/not-an-id', {})).status).toBe(404);
    expect((await app.send('GET', '/nothing')).body.code).toBe('not_found');
    const wrong = await app.send('PUT', '/invoices');
    expect(wrong).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(wrong.headers.get('allow')).toBe('GET, POST');
    expect((await app.send('GET', '/invoices?clientId=1')).body.items).toEqual([]);
  });

  test('a request keeps its id', async () => {
    const { headers } = await app.send('GET', '/company', undefined, { 'X-Request-Id': 'abc-1' });
    expect(headers.get('x-request-id')).toBe('abc-1');
    const other = await app.send('GET', '/company', undefined, { 'X-Request-Id': 'a b' });
    expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const refused = await app.send('GET', '/invoices/1', undefined, { 'X-Request-Id': 'abc-2' });
    expect(refused.headers.get('x-request-id')).toBe('abc-2');
    expect(refused.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

test('requests are limited for each key', async () => {
  const own = await startApp({ requestsPerMinute: 3 });
  try {
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await own.send('GET', '/company')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    own.now.value = new Date(own.now.value.getTime() + 60_000);
    expect((await own.send('GET', '/company')).status).toBe(200);
  } finally {
    await own.close();
  }
});

describe('a write that is sent twice', () => {
  const write = (key: string, body: unknown) => app.send('POST', '/invoices', body, { 'Idempotency-Key': key });

  test('is done once and answered alike', async () => {
    const body = { clientId, lines };
    const one = await write('k1', body);
    const two = await write('k1', body);
    expect(two).toMatchObject({ status: 201, body: one.body });
    expect(two.headers.get('idempotent-replayed')).toBe('true');
    expect(two.headers.get('etag')).toBe(one.headers.get('etag'));
    expect(await write('k1', { ...body, comment: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    expect((await app.send('POST', '/clients', { firstName: 'B' }, { 'Idempotency-Key': 'k1' })).status).toBe(422);
    expect((await app.send('POST', '/clients', { firstName: 'B' }, { 'Idempotency-Key': 'é' })).status).toBe(422);
  });

  test('is done once when both come at the same moment', async () => {
    const body = { clientId, lines, number: 'TWICE' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => write('k2', body)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  });

  test('is free again when it was refused', async () => {
    const wrong = await write('k3', { clientId, lines, number: 'TWICE' });
    expect(wrong).toMatchObject({ status: 409, body: { code: 'duplicate', errors: [{ path: 'number' }] } });
    expect((await write('k3', { clientId, lines, number: 'FREE' })).status).toBe(201);
  });

  test('never keeps a secret', async () => {
    const send = () => app.send('POST', '/api-keys', { name: 'Once' }, { 'Idempotency-Key': 'k4' });
    expect((await send()).status).toBe(201);
    expect((await send()).body.code).toBe('conflict');
    const rows = await app.database.system((tx) => tx`select body::text from idempotency_keys where key = 'k4'`);
    expect(JSON.stringify(rows)).not.toContain('tdm_');
  });
});

describe('a version that was seen', () => {
  test('of an invoice', async () => {
    const { body, headers } = await app.send('POST', '/invoices', { clientId, lines });
    const seen = headers.get('etag') ?? '';
    const patch = (match: string) =>
      app.send('PATCH', `/invoices/${body.id}`, { comment: match }, { 'If-Match': match });
    const changed = await patch(seen);
    expect(changed.status).toBe(200);
    expect(await patch(seen)).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect((await patch('*')).status).toBe(200);
    expect((await patch(`"x", ${(await app.send('GET', `/invoices/${body.id}`)).headers.get('etag')}`)).status).toBe(
      200,
    );
    const pay = { accountId: (await app.send('GET', '/accounts')).body.items[0].id, amount: '1' };
    const late = await app.send('POST', `/invoices/${body.id}/payments`, pay, { 'If-Match': seen });
    expect(late.status).toBe(412);
  });

  test('of anything else, by its content', async () => {
    const { body, headers } = await app.send('POST', '/items', { name: 'Filter', price: '12.5' });
    const seen = { 'If-Match': headers.get('etag') ?? '' };
    expect((await app.send('GET', `/items/${body.id}`)).headers.get('etag')).toBe(seen['If-Match']);
    expect((await app.send('PATCH', `/items/${body.id}`, { price: '13' }, seen)).status).toBe(200);
    expect((await app.send('PATCH', `/items/${body.id}`, { price: '14' }, seen)).status).toBe(412);
    expect((await app.send('DELETE', `/items/${body.id}`, undefined, seen)).status).toBe(412);
  });
});

test('the company takes back what it answered; its country can be mended, its currency is for good', async () => {
  const { id, ...answered } = (await app.send('GET', '/company')).body;
  expect((await app.send('PATCH', '/company', answered)).body).toEqual({ id, ...answered });
  expect((await app.send('PATCH', '/company', { country: 'CA' })).body.country).toBe('CA');
  expect((await app.send('GET', '/company')).body.country).toBe('CA');
  for (const wrong of [{ currency: 'CAD' }, { country: 'Canada' }]) {
    const [path] = Object.keys(wrong);
    expect(await app.send('PATCH', '/company', wrong)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  }
  expect((await app.send('PATCH', '/company', answered)).body).toEqual({ id, ...answered });
});

/** The audit log: who came in and who changed what, without secrets, and to be read with the permission for settings. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '../../src/contract/audit-log.ts';
import { password, startApp, type TestApp } from './start-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

async function entries(query = ''): Promise<AuditEntry[]> {
  return (await app.send('GET', `/audit-log${query}`)).body.items;
}

test('people, roles, keys and settings: by whom, when, from where, from what to what', async () => {
  const roles = (await app.send('GET', '/roles')).body.items;
  const made = await app.send('POST', '/employees', {
    email: 'sam@northside.test',
    name: 'Sam',
    roleId: roles[3].id,
    password,
  });
  await app.send('PATCH', `/employees/${made.body.id}`, { name: 'Samuel', password: 'another long password' });
  await app.send('DELETE', `/employees/${made.body.id}`);
  await app.send('PATCH', '/company', { invoiceTermDays: 30 });
  await app.send('PATCH', '/company', { invoiceTermDays: 30 });
  const key = await app.send('POST', '/api-keys', { name: 'Till' });
  const hook = await app.send('POST', '/webhook-endpoints', {
    url: 'https://example.com/hook',
    events: ['invoice.created'],
  });
  const all = await entries();
  expect(all.map(({ action }) => action)).toEqual([
    'webhook_endpoint.created',
    'api_key.created',
    'company.changed',
    'employee.deleted',
    'employee.changed',
    'employee.created',
    'api_key.created',
  ]);
  expect(all[4]).toMatchObject({
    at: '2026-11-24T10:00:00.000Z',
    actor: { type: 'api_key', name: 'Command line' },
    subject: { type: 'employee', id: made.body.id, name: 'Samuel' },
    changes: [
      { field: 'name', from: 'Sam', to: 'Samuel' },
      { field: 'password', from: '•••', to: '•••' },
    ],
    address: '127.0.0.1',
    requestId: expect.any(String),
  });
  expect(all[2]?.changes).toEqual([{ field: 'invoiceTermDays', from: 14, to: 30 }]);
  expect(all[6]).toMatchObject({ actor: { type: 'system', id: null }, address: null });
  const text = JSON.stringify(all);
  for (const secret of [password, 'another long password', key.body.key, hook.body.secret])
    expect(text).not.toContain(secret);
});

test('signing in, and being refused', async () => {
  const email = 'owner@northside.test';
  await app.sendAs(null)('POST', '/session', { email, password: 'a guess of someone' });
  await app.sendAs(null)('POST', '/session', { email: 'nobody@northside.test', password });
  const signedIn = await app.sendAs(null)('POST', '/session', { email, password });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  await app.sendAs(null)('DELETE', '/session', undefined, { cookie, origin: app.url });
  const found = await entries('?action=session');
  expect(found.map(({ action, actor }) => [action, actor.name])).toEqual([
    ['session.ended', 'owner'],
    ['session.started', 'owner'],
    ['session.refused', 'Sign-in'],
  ]);
});

test('is filtered and paged, for whoever may change the settings of this company', async () => {
  const page = await app.send('GET', '/audit-log?limit=2');
  expect(page.body.items).toHaveLength(2);
  const rest = await entries(`?limit=200&cursor=${page.body.nextCursor}`);
  expect(rest.length + 2).toBe((await entries('?limit=200')).length);
  expect((await entries('?action=employee.changed')).map(({ action }) => action)).toEqual(['employee.changed']);
  expect(await entries('?from=2026-11-24T10:00:01Z')).toEqual([]);
  expect((await app.send('GET', '/audit-log?action=employee&word=x')).status).toBe(422);
  const roles = (await app.send('GET', '/roles')).body.items;
  const desk = await app.send('POST', '/api-keys', { name: 'Desk', roleId: roles[3].id });
  expect((await app.sendAs(desk.body.key)('GET', '/audit-log')).status).toBe(403);
  const other = await app.addCompany('Southside');
  expect((await app.sendAs(other.key)('GET', '/audit-log')).body.items).toHaveLength(1);
});

test('a change that is refused leaves nothing', async () => {
  const before = (await entries('?limit=200')).length;
  expect((await app.send('PATCH', '/company', { numbering: 'no counter' })).status).toBe(422);
  const [owner] = (await app.send('GET', '/employees')).body.items;
  expect((await app.send('DELETE', `/employees/${owner.id}`)).status).toBe(409);
  expect((await entries('?limit=200')).length).toBe(before);
});

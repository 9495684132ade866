/** The first company over REST: with the code, once; and what everyone may choose and try afterwards. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSetUpCode, setUpCode } from '../../src/base/set-up-code.ts';
import { hasCompanies } from '../../src/db/companies.ts';
import { password, startApp, type TestApp } from './start-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const code = 'abcd-efgh-jkmn-pqrs';
const first = {
  code,
  company: 'Northside',
  country: 'FR',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  language: 'fr',
  name: 'Dana',
  email: 'dana@example.com',
  password,
};

/** All that belongs to the company of the kit goes, as if it had never been. */
async function empty(): Promise<void> {
  await app.database.system((tx) => tx`truncate companies cascade`);
  expect(await app.database.system(hasCompanies)).toBe(false);
}

test('where there is a company, nobody makes one from outside', async () => {
  const stranger = app.sendAs(null);
  expect((await stranger('GET', '/set-up')).body).toEqual({ needed: false });
  expect(await stranger('POST', '/set-up', first)).toMatchObject({ status: 409, body: { code: 'conflict' } });
});

test('an employee chooses their own language without any permission; a key has none', async () => {
  const [owner] = (await app.send('GET', '/employees')).body.items;
  const role = (await app.send('POST', '/roles', { name: 'Looks', permissions: ['invoices.view'] })).body;
  const looker = { email: 'looker@example.com', name: 'Lou', roleId: role.id, language: 'en', password };
  await app.send('POST', '/employees', looker);
  const signedIn = await app.sendAs(null)('POST', '/session', { email: looker.email, password });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const asLooker = (body: object) => app.sendAs(null)('PATCH', '/session', body, { cookie });
  expect(await asLooker({ language: 'fr' })).toMatchObject({ status: 200, body: { employee: { language: 'fr' } } });
  expect((await asLooker({ language: 'fr', name: 'Boss' })).status).toBe(422);
  expect((await asLooker({ language: 'de' })).status).toBe(422);
  expect((await app.send('PATCH', '/session', { language: 'fr' })).status).toBe(403);
  const employees = (await app.send('GET', '/employees')).body.items;
  expect(employees.find((one: { id: string }) => one.id === owner.id).language).toBe(owner.language);
});

test('somebody active keeps the settings: neither the last one’s role nor the last one loses them', async () => {
  const [owner] = (await app.send('GET', '/employees')).body.items;
  const manages = { name: 'Manages', permissions: ['invoices.view', 'settings'] };
  const role = (await app.send('POST', '/roles', manages)).body;
  expect((await app.send('PATCH', `/employees/${owner.id}`, { roleId: role.id })).status).toBe(200);
  const taken = await app.send('PATCH', `/roles/${role.id}`, { permissions: ['invoices.view'] });
  expect(taken).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await app.send('PATCH', `/roles/${role.id}`, { name: 'Manages all' })).status).toBe(200);
  expect((await app.send('PATCH', `/employees/${owner.id}`, { roleId: owner.roleId })).status).toBe(200);
  expect((await app.send('PATCH', `/roles/${role.id}`, { permissions: ['invoices.view'] })).status).toBe(200);
});

test('saved views are each employee’s own; of two devices that change them at once one is told', async () => {
  const role = (await app.send('POST', '/roles', { name: 'Views', permissions: ['invoices.view'] })).body;
  const signInAs = async (email: string) => {
    const signedIn = await app.sendAs(null)('POST', '/session', { email, password });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return (method: string, body?: unknown, headers = {}) =>
      app.sendAs(null)(method, '/me/views', body, { cookie, ...headers });
  };
  for (const email of ['ann@example.com', 'ben@example.com']) {
    await app.send('POST', '/employees', { email, name: email, roleId: role.id, password });
  }
  const [ann, ben] = [await signInAs('ann@example.com'), await signInAs('ben@example.com')];
  const late = { name: 'Late', filters: { overdue: 'true', q: 'van' } };
  const first = await ann('GET');
  expect(first.body).toEqual({ items: [] });
  const tag = { 'if-match': first.headers.get('etag') ?? '' };
  expect(await ann('PUT', { items: [late] }, tag)).toMatchObject({ status: 200, body: { items: [late] } });
  expect((await ann('PUT', { items: [] }, tag)).status).toBe(412);
  expect((await ann('GET')).body).toEqual({ items: [late] });
  expect((await ben('GET')).body).toEqual({ items: [] });
  expect((await ann('PUT', { items: [late, late] })).status).toBe(422);
  expect((await ann('PUT', { items: [{ name: 'No', filters: { secret: '1' } }] })).status).toBe(422);
  expect((await app.send('GET', '/me/views')).status).toBe(403);
});

test('sample data is removed as a whole, but what money was taken on stays and is named', async () => {
  expect((await app.send('POST', '/sample-data')).body).toEqual({ present: true, kept: [] });
  expect((await app.send('POST', '/sample-data')).status).toBe(409);
  const invoices = (await app.send('GET', '/invoices')).body.items;
  expect(invoices).toHaveLength(3);
  const own = (await app.send('POST', '/clients', { firstName: 'Ada' })).body;
  const [account] = (await app.send('GET', '/accounts')).body.items;
  await app.send('POST', `/invoices/${invoices[0].id}/payments`, { accountId: account.id, amount: '1' });
  expect((await app.send('DELETE', '/sample-data')).body).toEqual({ present: false, kept: [invoices[0].number] });
  const left = (await app.send('GET', '/invoices')).body.items.map((one: { id: string }) => one.id);
  expect(left).toEqual([invoices[0].id]);
  const clients = (await app.send('GET', '/clients?active=true')).body.items;
  expect(clients.map((one: { id: string }) => one.id)).toEqual([own.id]);
  expect((await app.send('GET', '/items?active=true')).body.items).toEqual([]);
  expect((await app.send('GET', '/sample-data')).body.present).toBe(false);
});

test('the first company: only with the code, only once, also of two who come at once', async () => {
  await empty();
  const stranger = app.sendAs(null);
  expect((await stranger('GET', '/set-up')).body).toEqual({ needed: true });
  const refused = await stranger('POST', '/set-up', { ...first, code: 'abcd-efgh-jkmn-pqrt' });
  expect(refused).toMatchObject({ status: 403, body: { code: 'wrong_code', errors: [{ path: 'code' }] } });
  expect((await stranger('POST', '/set-up', { ...first, timeZone: 'Mars' })).status).toBe(422);
  const both = await Promise.all([
    stranger('POST', '/set-up', first),
    stranger('POST', '/set-up', { ...first, company: 'Southside', email: 'sam@example.com' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const made = both.find(({ status }) => status === 201);
  expect(made?.body.permissions).toContain('settings');
  const cookie = (made?.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect((await app.sendAs(null)('GET', '/company', undefined, { cookie })).body.currency).toBe('EUR');
  expect((await stranger('GET', '/set-up')).body).toEqual({ needed: false });
});

test('guessing the code comes to an end', async () => {
  await empty();
  app.now.value = new Date(app.now.value.getTime() + 600_000);
  const guess = () => app.sendAs(null)('POST', '/set-up', { ...first, code: 'guess' });
  const answers = [];
  for (let attempt = 0; attempt < 11; attempt += 1) answers.push((await guess()).status);
  expect(answers).toEqual([...Array(10).fill(403), 429]);
  expect((await app.sendAs(null)('POST', '/set-up', first)).status).toBe(429);
});

test('the code follows from the key, and is read however it is typed', () => {
  expect(setUpCode('one key')).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect(setUpCode('one key')).toBe(setUpCode('one key'));
  expect(setUpCode('one key')).not.toBe(setUpCode('another key'));
  expect(isSetUpCode(' ABCD efgh-JKMN PQRS ', code)).toBe(true);
  expect(isSetUpCode('', code)).toBe(false);
});

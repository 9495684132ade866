/** The second factor: an app's codes and recovery codes, each of which opens once; and who may take it away. */
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { password, startApp, type TestApp } from './start-app.ts';

let app: TestApp;
const email = 'owner@northside.test';
beforeEach(async () => {
  await app?.close();
  app = await startApp();
});
afterAll(() => app.close());

/** The authenticator app. */
const codeOf = (secret: string, seconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.now.value.getTime() + seconds * 1000 });

const signIn = (code?: string, who = { email, password }) =>
  app.sendAs(null)('POST', '/session', { ...who, ...(code === undefined ? {} : { code }) });

/** A person in a browser: what they send bears their cookie. */
async function person(code?: string, who = { email, password }) {
  const answer = await signIn(code, who);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return (method: string, path: string, body?: unknown) =>
    app.sendAs(null)(method, path, body, { cookie, origin: app.url });
}

async function enrol() {
  const send = await person();
  const begun = await send('POST', '/session/two-factor', { password });
  expect(begun.status).toBe(201);
  const { secret, uri } = begun.body;
  const confirmed = await send('POST', '/session/two-factor/confirm', { code: codeOf(secret) });
  expect(confirmed.status).toBe(201);
  return { send, secret, uri, codes: confirmed.body.recoveryCodes as string[] };
}

test('it is in use once a code confirmed it; then the password alone does not open', async () => {
  const send = await person();
  expect((await send('POST', '/session/two-factor', { password: 'a guess of someone' })).body.errors).toEqual([
    { path: 'password', message: 'The password is wrong.' },
  ]);
  const { secret, uri } = (await send('POST', '/session/two-factor', { password })).body;
  expect(uri).toMatch(/^otpauth:\/\/totp\/Tandem%20Northside:owner%40northside\.test\?/);
  expect(uri).toContain(`secret=${secret}`);
  expect((await signIn()).status).toBe(201);
  expect((await send('POST', '/session/two-factor/confirm', { code: '000000' })).status).toBe(422);
  expect((await send('POST', '/session/two-factor/confirm', { code: codeOf(secret) })).status).toBe(201);
  expect((await send('GET', '/session')).body.employee).toMatchObject({ twoFactor: true });
  expect((await send('GET', '/session/two-factor')).body).toEqual({ enabled: true, recoveryCodesLeft: 10 });
  expect(await signIn()).toMatchObject({ status: 401, body: { code: 'second_factor_required' } });
  // A wrong password is told as before, whatever code comes with it.
  const wrong = await signIn(codeOf(secret, 30), { email, password: 'a guess of someone' });
  expect(wrong).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  expect((await signIn(codeOf(secret, 30))).status).toBe(201);
});

test('a code opens once, also among many at once; one from before it does not open after it', async () => {
  const { secret } = await enrol();
  expect(await signIn(codeOf(secret))).toMatchObject({ status: 401, body: { code: 'second_factor_wrong' } });
  app.now.value = new Date(app.now.value.getTime() + 60_000);
  const code = codeOf(secret);
  const statuses = await Promise.all(
    [signIn(code), signIn(code), signIn(code)].map(async (sent) => (await sent).status),
  );
  expect(statuses.sort()).toEqual([201, 401, 401]);
  expect((await signIn(codeOf(secret, -30))).status).toBe(401);
  expect((await signIn(codeOf(secret, 90))).status).toBe(401);
  const spaced = codeOf(secret, 30).replace(/^(...)/, '$1 ');
  expect((await signIn(spaced)).status).toBe(201);
});

test('a recovery code opens once, however it is typed; new ones end the former', async () => {
  const { send, codes } = await enrol();
  expect(new Set(codes).size).toBe(10);
  const [first = '', second = '', third = ''] = codes;
  const stored = await app.database.system(
    (tx) => tx<{ text: string }[]>`select encode(code_hash, 'escape') as text from recovery_codes`,
  );
  expect(JSON.stringify(stored)).not.toContain(first.replaceAll('-', ''));
  expect((await signIn(first.toUpperCase().replaceAll('-', ' '))).status).toBe(201);
  expect((await signIn(first)).status).toBe(401);
  expect((await signIn(second)).status).toBe(201);
  expect((await send('GET', '/session/two-factor')).body.recoveryCodesLeft).toBe(8);
  const renewed = await send('POST', '/session/two-factor/recovery-codes', { password });
  expect((await signIn(third)).status).toBe(401);
  expect((await signIn(renewed.body.recoveryCodes[0])).status).toBe(201);
});

test('guesses are limited for the person, wherever they come from', async () => {
  await app.close();
  app = await startApp({ trustProxy: true });
  const { secret } = await enrol();
  const from = (address: number, code: string) =>
    app.sendAs(null)('POST', '/session', { email, password, code }, { 'x-forwarded-for': `203.0.113.${address}` });
  for (let guess = 1; guess < 10; guess += 1) expect((await from(guess, '000000')).status).toBe(401);
  expect(await from(99, codeOf(secret, 30))).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  app.now.value = new Date(app.now.value.getTime() + 5 * 60_000);
  expect((await from(99, codeOf(secret))).status).toBe(201);
});

test('confirming ends the other sessions; removing it asks for the password', async () => {
  const other = await person();
  const { send, secret } = await enrol();
  expect((await other('GET', '/session')).status).toBe(401);
  expect((await send('POST', '/session/two-factor', { password })).status).toBe(409);
  expect((await send('POST', '/session/two-factor/remove', { password: 'a guess of someone' })).status).toBe(422);
  expect((await send('POST', '/session/two-factor/remove', { password })).status).toBe(204);
  expect((await send('GET', '/session/two-factor')).body).toEqual({ enabled: false, recoveryCodesLeft: 0 });
  expect((await signIn()).status).toBe(201);
  expect((await signIn(codeOf(secret))).status).toBe(201);
});

test('an owner resets who has lost it and signs them out; who may less cannot', async () => {
  const roles = (await app.send('GET', '/roles')).body.items;
  const sam = { email: 'sam@northside.test', password: 'an employee of the shop' };
  const made = await app.send('POST', '/employees', { ...sam, name: 'Sam', roleId: roles[3].id });
  expect(made.body).toMatchObject({ twoFactor: false });
  const send = await person(undefined, sam);
  const { secret } = (await send('POST', '/session/two-factor', { password: sam.password })).body;
  await send('POST', '/session/two-factor/confirm', { code: codeOf(secret) });
  expect((await app.send('GET', `/employees/${made.body.id}`)).body.twoFactor).toBe(true);
  expect((await send('DELETE', `/employees/${made.body.id}/two-factor`)).status).toBe(403);
  expect((await app.send('DELETE', `/employees/${made.body.id}/two-factor`)).status).toBe(204);
  expect((await send('GET', '/session')).status).toBe(401);
  expect((await signIn(undefined, sam)).status).toBe(201);
  // A clerk who may change settings takes no factor from who may more.
  const clerk = await app.send('POST', '/roles', { name: 'Clerk', permissions: ['settings'] });
  const { body } = await app.send('POST', '/api-keys', { name: 'Clerk', roleId: clerk.body.id });
  const owner = (await app.send('GET', '/employees')).body.items[0];
  expect((await app.sendAs(body.key)('DELETE', `/employees/${owner.id}/two-factor`)).status).toBe(403);
  const other = await app.addCompany('Southside');
  expect((await app.sendAs(other.key)('DELETE', `/employees/${owner.id}/two-factor`)).status).toBe(404);
});

test('a key has none, and the secret is sealed', async () => {
  expect((await app.send('POST', '/session/two-factor', { password })).status).toBe(403);
  const { secret } = await enrol();
  const [row] = await app.database.system(
    (tx) => tx<{ totp_secret: Buffer }[]>`select totp_secret from employees where totp_secret is not null`,
  );
  expect(row?.totp_secret.toString('latin1')).not.toContain(secret);
});

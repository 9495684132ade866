/** Commands and the server on one data folder: beside each other, after each other, and after a kill. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Page } from '../../src/contract/common.ts';
import { apiClient } from '../kit/api-client.ts';
import { connectTo, isAlive, postmaster } from '../kit/process-postgres.ts';
import { type Ended, expectSentence, type Installed, installProgram, type Program } from '../kit/process-program.ts';
import { freePort, serverEnv } from '../kit/process-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const password = 'correct horse battery';
let program: Installed;
let env: Record<string, string>;
let server: Program;

beforeAll(async () => {
  program = await installProgram();
  env = serverEnv(await freePort(), { DATA_DIR: program.dataFolder() });
});
afterAll(() => program?.remove());

const tandem = (args: string, more: Record<string, string> = {}, stdin?: string): Promise<Ended> =>
  program.run(args.split(' '), { env: { ...env, ...more }, ...(stdin === undefined ? {} : { stdin }) });

const postgresPid = () => postmaster(env.DATA_DIR ?? '')?.pid ?? 0;

async function serve(): Promise<void> {
  server = program.start(['serve'], { env });
  await server.says('Tandem is at');
}

async function signIn(email: string, secret = password): Promise<number> {
  const answer = await fetch(`${env.PUBLIC_URL}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: env.PUBLIC_URL ?? '' },
    body: JSON.stringify({ email, password: secret }),
  });
  return answer.status;
}

async function expectKeyOnLastLine(stdout: string): Promise<void> {
  const lines = stdout.split('\n');
  expect(lines.pop()).toBe('');
  const key = lines.pop() ?? '';
  expect(key).toMatch(/^\S{20,}$/);
  const { items } = await apiClient({ url: env.PUBLIC_URL ?? '', key }).get<Page<unknown>>('/invoices');
  expect(items).toEqual([]);
}

test('admin create and api-key create work while no server runs, and leave nothing running', async () => {
  const made = await tandem('admin create --company Early --email early@example.com');
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const generated = /^Password (\S+)$/m.exec(made.stdout)?.[1] ?? '';
  expect(postmaster(env.DATA_DIR ?? '')).toBeNull();
  const key = await tandem('api-key create --company Early');
  expect(key).toMatchObject({ code: 0, stderr: '' });
  expect(postmaster(env.DATA_DIR ?? '')).toBeNull();
  await serve();
  expect(await signIn('early@example.com', generated)).toBe(201);
  await expectKeyOnLastLine(key.stdout);
});

test('admin create and api-key create work while the server runs, a password from standard input too', async () => {
  const args = 'admin create --company Late --email late@example.com --country GB --password-stdin';
  const made = await tandem(args, {}, `${password}\n`);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).not.toContain('Password');
  expect(await signIn('late@example.com')).toBe(201);
  expect(await signIn('late@example.com', 'something else')).toBe(401);
  const companyId = /^Company (\S+)$/m.exec(made.stdout)?.[1] ?? '';
  const key = await tandem(`api-key create --company ${companyId} --name till`);
  expect(key).toMatchObject({ code: 0, stderr: '' });
  await expectKeyOnLastLine(key.stdout);
  expect(isAlive(server.pid)).toBe(true);
});

test('what cannot be done is said in a sentence', async () => {
  const [nobody, short, twice] = await Promise.all([
    tandem('api-key create --company Nobody'),
    tandem('admin create --company Short --email short@example.com --password short'),
    tandem('admin create --company Again --email late@example.com --password long-enough-for-this'),
  ]);
  expectSentence(nobody, 'There is no company “Nobody”.');
  expectSentence(short, 'at least 10');
  expectSentence(twice, 'e-mail');
});

test('a second start on the same data folder is refused, and the first one goes on', async () => {
  const second = await tandem('serve', { PORT: String(await freePort()) });
  expectSentence(second, `The data folder ${env.DATA_DIR} is in use by another Tandem.`);
  expect(second.stderr.trim().split('\n')).toHaveLength(1);
  expect(await signIn('late@example.com')).toBe(201);
});

test('a stop signal ends the server and its Postgres', async () => {
  const pid = postgresPid();
  expect(isAlive(pid)).toBe(true);
  const asked = Date.now();
  expect(await server.kill('SIGINT')).toMatchObject({ code: 0, signal: null });
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect(isAlive(pid)).toBe(false);
  expect(postmaster(env.DATA_DIR ?? '')).toBeNull();
});

test('a port in use is named, and no Postgres is left running', async () => {
  const occupant = createServer().listen(Number(env.PORT), '127.0.0.1');
  await once(occupant, 'listening');
  expectSentence(await tandem('serve'), `Port ${env.PORT} is in use.`);
  expect(postmaster(env.DATA_DIR ?? '')).toBeNull();
  occupant.close();
});

test('the next start has the data; after a kill another one adopts the Postgres that survived', async () => {
  await serve();
  expect(await signIn('late@example.com')).toBe(201);
  const pid = postgresPid();
  await server.kill('SIGKILL');
  expect(isAlive(pid)).toBe(true);
  await serve();
  expect(postgresPid()).toBe(pid);
  expect(await signIn('late@example.com')).toBe(201);
});

test('after a kill commands share the Postgres that survived, and the last one ends it', async () => {
  const pid = postgresPid();
  await server.kill('SIGKILL');
  const postgres = connectTo(env.DATA_DIR ?? '');
  const keys = await postgres.lock('lock table api_keys in access exclusive mode');
  const first = tandem('api-key create --company Late');
  await keys.awaited();
  const employees = await postgres.lock('lock table employees in access exclusive mode');
  const second = tandem('admin create --company Third --email third@example.com');
  await employees.awaited();
  await keys.release();
  expect(await first).toMatchObject({ code: 0, stderr: '' });
  expect(isAlive(pid)).toBe(true);
  await employees.release();
  await postgres.close();
  expect(await second).toMatchObject({ code: 0, stderr: '' });
  expect(isAlive(pid)).toBe(false);
});

test('the server starts while a command is at work', async () => {
  await serve();
  await server.kill('SIGKILL');
  const postgres = connectTo(env.DATA_DIR ?? '');
  const keys = await postgres.lock('lock table api_keys in access exclusive mode');
  const command = tandem('api-key create --company Late');
  try {
    await keys.awaited();
    await serve();
  } finally {
    await keys.release();
    await postgres.close();
  }
  expect(await command).toMatchObject({ code: 0, stderr: '' });
  expect(await signIn('late@example.com')).toBe(201);
});

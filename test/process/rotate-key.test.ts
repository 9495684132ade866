/** `tandem rotate-key`: beside a server, killed in the middle, and repeated; every secret stays readable at each moment. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createSeal } from '../../src/base/seal.ts';
import { connectTo } from '../kit/process-postgres.ts';
import { type Ended, expectSentence, type Installed, installProgram, type Program } from '../kit/process-program.ts';
import { freePort, serverEnv } from '../kit/process-server.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const former = 'the former key of this installation';
const next = 'the next key of this installation';
const onlyFormer = { ENCRYPTION_KEY: former };
const both = { ENCRYPTION_KEY: next, ENCRYPTION_KEY_OLD: former };
const onlyNext = { ENCRYPTION_KEY: next };
const endpoints = 250;

let program: Installed;
let env: Record<string, string>;
beforeAll(async () => {
  program = await installProgram();
  env = serverEnv(await freePort(), { DATA_DIR: program.dataFolder() });
});
afterAll(() => program?.remove());

const tandem = (args: string, keys: Record<string, string>, stdin?: string): Promise<Ended> =>
  program.run(args.split(' '), { env: { ...env, ...keys }, ...(stdin === undefined ? {} : { stdin }) });

async function serve(keys: Record<string, string>): Promise<Program> {
  const server = program.start(['serve'], { env: { ...env, ...keys } });
  await server.says('Tandem is at');
  return server;
}

/** How many of the stored secrets each key opens. */
async function openedBy(...keys: string[]): Promise<number[]> {
  const postgres = connectTo(env.DATA_DIR ?? '');
  const rows = await postgres.sql<{ secret: Buffer }[]>`select secret from webhook_endpoints`;
  await postgres.close();
  return keys.map((key) => rows.filter(({ secret }) => opens(key, secret)).length);
}

function opens(key: string, secret: Buffer): boolean {
  try {
    return createSeal(key).open(secret).startsWith('whsec_');
  } catch {
    return false;
  }
}

test('a server that knows only the former key is named, and nothing is changed', async () => {
  const server = await serve(onlyFormer);
  await tandem('admin create --company Shop --email owner@example.com', onlyFormer);
  const postgres = connectTo(env.DATA_DIR ?? '');
  for (let index = 0; index < endpoints; index += 1) {
    const secret = createSeal(former).seal(`whsec_${index}`);
    await postgres.sql`
      insert into webhook_endpoints (company_id, id, url, events, secret, active, created_at)
      select id, gen_random_uuid(), 'https://example.com/', '{}', ${secret}, true, now() from companies`;
  }
  await postgres.close();
  expectSentence(await tandem('rotate-key', both), 'Another Tandem process is running');
  expect(await openedBy(former, next)).toEqual([endpoints, 0]);
  expect(await server.kill('SIGINT')).toMatchObject({ code: 0 });
});

test('what is missing or the same is named', async () => {
  expectSentence(await tandem('rotate-key', onlyNext), 'ENCRYPTION_KEY_OLD: ');
  expectSentence(
    await tandem('rotate-key', { ...both, ENCRYPTION_KEY: former }),
    '  ENCRYPTION_KEY: is the former key',
  );
  expectSentence(await tandem('rotate-key --keys-stdin', {}, `${former}\n`), '  second line: ');
});

test('killed in the middle each secret is under one of the keys; a server with both keys works, and repeating ends it', async () => {
  const server = await serve(both);
  const postgres = connectTo(env.DATA_DIR ?? '');
  // The third lot waits here.
  const held = await postgres.lock(
    `select 1 from webhook_endpoints
     where id = (select id from webhook_endpoints order by company_id || ' ' || id offset 220 limit 1) for update`,
  );
  const rotating = program.start(['rotate-key'], { env: { ...env, ...both } });
  await held.awaited();
  expect(await openedBy(former, next)).toEqual([endpoints - 200, 200]);
  await rotating.kill('SIGKILL');
  await held.release();
  await postgres.close();
  expect(await openedBy(former, next)).toEqual([endpoints - 200, 200]);
  // With one key alone some could not be read, so none starts.
  for (const keys of [onlyFormer, onlyNext]) {
    expectSentence(await tandem('worker', keys), 'ENCRYPTION_KEY is not the key');
  }
  const rotated = await tandem('rotate-key --keys-stdin', {}, `${former}\n${next}\n`);
  expect(rotated).toMatchObject({ code: 0 });
  expect(rotated.stdout).toContain(`Done: ${endpoints - 200} sealed anew`);
  expect(await openedBy(former, next)).toEqual([0, endpoints]);
  expect(await server.kill('SIGINT')).toMatchObject({ code: 0 });
});

test('afterwards the new key alone starts, and the former one does not', async () => {
  expectSentence(await tandem('serve', onlyFormer), 'ENCRYPTION_KEY is not the key');
  const server = await serve(onlyNext);
  const again = await tandem('rotate-key', both);
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('Done: 0 sealed anew') });
  expect(await server.kill('SIGINT')).toMatchObject({ code: 0 });
});

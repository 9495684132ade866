/** Commands that need no server: what is wrong with the environment is named, and the simulator, doctor and help answer. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { postmaster } from '../kit/process-postgres.ts';
import { type Ended, expectSentence, type Installed, installProgram } from '../kit/process-program.ts';
import { freePort, serverEnv } from '../kit/process-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let program: Installed;
let env: Record<string, string>;

beforeAll(async () => {
  program = await installProgram();
  env = serverEnv(await freePort(), { DATA_DIR: program.dataFolder(), SIMULATOR_PORT: String(await freePort()) });
});
afterAll(() => program?.remove());

const tandem = (args: string, more: Record<string, string> = {}): Promise<Ended> =>
  program.run(args.split(' '), { env: { ...env, ...more } });

test.each([
  ['serve', { ENCRYPTION_KEY: '' }, 'ENCRYPTION_KEY'],
  ['serve', { PORT: 'eighty' }, 'PORT'],
  ['worker', { QBO_SWEEP_SECONDS: '-1' }, 'QBO_SWEEP_SECONDS'],
  ['serve', { QBO_ENVIRONMENT: 'production' }, 'QBO_CLIENT_ID'],
  ['serve', { QBO_API_URL: 'http://example.com' }, 'QBO_API_URL'],
  ['serve', { QBO_APP_URL: 'http://example.com' }, 'QBO_APP_URL'],
  ['serve', { QBO_TOKEN_URL: 'http://example.com/token' }, 'QBO_TOKEN_URL'],
  [
    'simulator --memory',
    { QBO_ENVIRONMENT: 'production', QBO_CLIENT_ID: 'a', QBO_CLIENT_SECRET: 'b' },
    'QBO_ENVIRONMENT',
  ],
])('%s with %j names the variable', async (args, more, variable) => {
  expectSentence(await tandem(args, more), 'The environment is not as it must be:', `  ${variable}: `);
  expect(postmaster(env.DATA_DIR ?? '')).toBeNull();
});

test('the simulator does not run as production, whatever else is set', async () => {
  expectSentence(await tandem('simulator --memory', { QBO_ENVIRONMENT: 'production' }), '  QBO_ENVIRONMENT: ');
});

test('the simulator starts, doctor finds it, and misses it when it is gone', async () => {
  const simulator = program.start(['simulator', '--memory'], { env });
  const said = await simulator.says('Northgate Motors Ltd');
  expect(said).toContain(`http://127.0.0.1:${env.SIMULATOR_PORT}`);
  const well = await tandem('doctor');
  expect(well).toMatchObject({ code: 0, stderr: '' });
  expect(well.stdout).not.toContain('FAIL');
  expect(await simulator.kill('SIGINT')).toMatchObject({ code: 0, signal: null });
  const ill = await tandem('doctor', { ENCRYPTION_KEY: '' });
  expect(ill.code).toBe(1);
  expect(ill.stdout).toMatch(/^FAIL {2}ENCRYPTION_KEY/m);
  expect(ill.stdout).toMatch(/^FAIL {2}QuickBooks .* does not answer$/m);
  expect(ill.stdout).toMatch(/^ok {4}Embedded database/m);
  expect(postmaster(env.DATA_DIR ?? '')).toBeNull();
});

test('--help lists the commands, and each says what it takes', async () => {
  const [all, admin] = await Promise.all([tandem('--help'), tandem('admin create --help')]);
  for (const command of [
    'serve',
    'worker',
    'simulator',
    'migrate',
    'demo',
    'admin',
    'api-key',
    'export',
    'rotate-key',
    'doctor',
  ]) {
    expect(all.stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
  }
  expect(admin).toMatchObject({ code: 0, stderr: '' });
  expect(admin.stdout).toContain('--password-stdin');
});

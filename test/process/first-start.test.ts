/** The first start on an empty data folder, cut short: the next one works, and nothing is left running. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isAlive, postmaster } from '../kit/process-postgres.ts';
import { type Installed, installProgram } from '../kit/process-program.ts';
import { freePort, serverEnv } from '../kit/process-server.ts';
import { until } from '../kit/process-until.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

let program: Installed;
beforeAll(async () => {
  program = await installProgram();
});
afterAll(() => program?.remove());

/** Processes whose command line names the folder; Linux tells it in /proc. */
function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    })
    .map(Number);
}

test.runIf(process.platform === 'linux')(
  'when the machine dies while the database is set up, the next start sets it up again',
  async () => {
    const dataDir = program.dataFolder();
    const env = serverEnv(await freePort(), { DATA_DIR: dataDir });
    const first = program.start(['serve'], { env });
    await until(
      () => {
        const found = readdirSync(dataDir).some((name) => existsSync(join(dataDir, name, 'PG_VERSION')));
        if (!found) throw new Error('The database is not being set up yet.');
      },
      { everyMs: 5 },
    );
    const pids = [first.pid, ...processesIn(dataDir)];
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await first.ended;
    await until(() => expect(pids.filter(isAlive)).toEqual([]));
    const second = program.start(['serve'], { env });
    await second.says('Tandem is at');
    expect(await second.kill('SIGINT')).toMatchObject({ code: 0, signal: null });
  },
);

test('a stop signal during the start leaves no Postgres running', async () => {
  const dataDir = program.dataFolder();
  const server = program.start(['serve'], { env: serverEnv(await freePort(), { DATA_DIR: dataDir }) });
  const pid = await until(
    () => {
      const found = postmaster(dataDir);
      if (!found?.pid) throw new Error('Postgres has not started yet.');
      return found.pid;
    },
    { everyMs: 5 },
  );
  await server.kill('SIGINT');
  expect(isAlive(pid)).toBe(false);
});

test('while there is no company, the start names the address and the code that make the first one', async () => {
  const env = serverEnv(await freePort(), { DATA_DIR: program.dataFolder() });
  const first = program.start(['serve'], { env });
  const said = await first.says('it is of no use any more');
  const [, code = ''] = /set-up code is (\S+);/.exec(said) ?? [];
  expect(said).toContain(`/start#${code}\n`);
  const made = await program.run(['admin', 'create', '--company', 'Northside', '--email', 'a@b.example'], { env });
  expect(made.code).toBe(0);
  await first.kill('SIGINT');
  const second = program.start(['serve'], { env });
  await second.says('Tandem is at');
  expect((await second.kill('SIGINT')).stdout).not.toContain('set-up code');
});

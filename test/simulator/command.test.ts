/** The simulator as a product of its own: its books are kept, reset, saved and loaded, and it is there at once. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type SimulatorCommand, startSimulatorCommand } from '../../src/cli/simulator.ts';
import { type Loose, larkspur, ridge } from './kit.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'tandem-simulator-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function run(dataDir: string, options: Partial<SimulatorCommand> = {}) {
  return startSimulatorCommand({ DATA_DIR: dataDir }, { port: '0', sample: false, quotas: true, ...options });
}

const act = (url: string, body: object) =>
  fetch(`${url}/control/companies/${ridge}/act`, { method: 'POST', body: JSON.stringify(body) });

async function customers(url: string): Promise<string[]> {
  const rows = (await (await fetch(`${url}/control/companies/${ridge}/records/Customer`)).json()) as Loose[];
  return rows.map((row) => row.DisplayName);
}

test('keeps its books, saves them, loads them elsewhere, and forgets them when asked', async () => {
  const [home, elsewhere] = [folder(), folder()];
  const file = join(elsewhere, 'books.json');
  const first = await run(home);
  await act(first.url, { entity: 'Customer', operation: 'create', body: { DisplayName: 'Kept Kate' } });
  await first.stop();
  const second = await run(home, { save: file });
  expect(await customers(second.url)).toContain('Kept Kate');
  await second.stop();
  expect(readFileSync(file, 'utf8')).toContain('Kept Kate');
  const third = await run(elsewhere, { memory: true, load: file });
  expect(await customers(third.url)).toContain('Kept Kate');
  await third.stop();
  const fourth = await run(home, { reset: true });
  expect(await customers(fourth.url)).not.toContain('Kept Kate');
  await fourth.stop();
});

test('says what is wrong with an option', async () => {
  const home = folder();
  await expect(run(home, { load: join(home, 'nothing.json') })).rejects.toThrow('--load');
  await expect(run(home, { storm: 'wild' })).rejects.toThrow('--storm: is a whole number');
  await expect(
    startSimulatorCommand({ QBO_ENVIRONMENT: 'production' }, { sample: true, quotas: true }),
  ).rejects.toThrow('does not run as production');
});

test('is there in less than two seconds of work, with the sample company', async () => {
  const before = process.cpuUsage();
  const simulator = await run(folder(), { sample: true, storm: '3' });
  const { user, system } = process.cpuUsage(before); // Work, not waiting: the machine may be busy with other things.
  expect((user + system) / 1_000_000).toBeLessThan(2);
  expect(simulator.companies().map(({ realmId }) => realmId)).toContain(larkspur);
  expect(await (await fetch(`${simulator.url}/control/storm`)).json()).toMatchObject({ seed: 3, rate: 0.2 });
  await simulator.stop();
});

/**
 * Random histories of both sides: as many of a fixed seed as of one that is new with each change of the code, so that a run
 * that fails fails again. Both are printed; a failure tells its steps.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Summary, tell } from './explore.ts';

const histories = 200;
const root = join(import.meta.dirname, '../..');

/** The name that Git gives to the code as it is committed; without Git, the time. */
function newSeed(): string {
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD:src'], { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim().slice(0, 12) : String(Date.now());
}

async function explored(seed: string): Promise<Summary> {
  const args = ['scripts/explore.mjs', '--histories', String(histories), '--seed', seed, '--json'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part) => {
    text += part;
  });
  await once(child, 'close');
  return JSON.parse(text) as Summary;
}

test.for([
  ['a fixed seed', 'fixed'],
  ['a new seed', newSeed()],
] as const)('%s: both sides agree, or say why not', { timeout: 600_000 }, async ([, seed]) => {
  console.log(`npm run explore -- --histories ${histories} --seed ${seed}`);
  const summary = await explored(seed);
  expect(summary.failures.map(tell)).toEqual([]);
  expect(summary.histories).toBe(histories);
  expect(Object.keys(summary.faults).length).toBeGreaterThan(10);
  expect(Object.keys(summary.crashes).length).toBeGreaterThan(10);
});

/** A few random histories in every run of the tests: some that are always the same, and some new ones whose seed is printed. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { explore, tell } from './explore.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ url: inject('postgresUrl'), adminUrl: inject('postgresAdminUrl') });
});
afterAll(() => stage.stop());

async function failuresOf(seed: string, histories: number): Promise<string> {
  const { failures } = await explore(stage, { seed, histories, shrink: false });
  return failures.map(tell).join('\n\n');
}

test('histories of a fixed seed end with both sides equal', { timeout: 180_000 }, async () => {
  expect(await failuresOf('fixed', 6)).toBe('');
});

test('new histories do so too', { timeout: 180_000 }, async () => {
  const seed = `new-${Date.now()}`;
  console.log(`node scripts/explore.mjs --seed ${seed} --histories 3`);
  expect(await failuresOf(seed, 3)).toBe('');
});

/**
 * Recorded answers of Intuit's sandbox, where they lie beside the checkout, compared key by key with the simulator's.
 * Beside them the same exchanges are held to what this repository knows, so the comparison is not the only test of its kind.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect, type Loose, larkspur, start } from '../simulator/kit.ts';
import { explained } from './explained.ts';
import { differences } from './key-paths.ts';
import { findRecordings } from './recordings.ts';
import { replays } from './replays.ts';

const folder = findRecordings();

declare module 'vitest' {
  interface TaskMeta {
    /** Why an answer differs where it does. */
    explained?: string[];
  }
}

interface Exchange {
  request: { method: string };
  response: { status: number; body: unknown };
}

async function replay(name: string): Promise<Loose[]> {
  const { api, simulator, clock } = await start({ sampleCompany: true, realm: larkspur });
  const token = simulator.control.connect(larkspur).accessToken;
  const expired = connect(simulator, larkspur, token);
  if (name === 'error-401') clock.advance(2 * 3_600_000);
  const made = replays[name];
  if (!made) throw new Error(`No replay of ${name}.`);
  return made({ api, expired });
}

const recordings = folder ? Object.keys(replays).filter((name) => existsSync(join(folder, `${name}.json`))) : [];

describe('recorded answers', () => {
  it.for(recordings)('%s has the recorded keys', async (name, { task }) => {
    const exchanges: Exchange[] = JSON.parse(readFileSync(join(folder ?? '', `${name}.json`), 'utf8'));
    const answers = await replay(name);
    expect(answers.length).toBe(exchanges.length);
    const all = exchanges.flatMap(({ response }, index) => differences(response.body, answers[index]));
    expect(all.filter((difference) => !explained(name, difference))).toEqual([]);
    const reasons = new Set(all.flatMap((difference) => explained(name, difference)?.why ?? []));
    task.meta.explained = [...reasons];
  });

  it('can all be made again without them', async () => {
    for (const name of Object.keys(replays)) {
      for (const answer of await replay(name)) expect(Object.keys(answer).length, name).toBeGreaterThan(0);
    }
  });
});

/** How long the built program takes until it serves, on a new data folder and on one that is there; and how large its page is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { type Figure, figure, percentile } from './bench.ts';

export async function startTimes(starts: number): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-bench-start-'));
  try {
    await timeStart(mkdtempSync(join(dataDir, 'built-')));
    const cold: number[] = [];
    const warm: number[] = [];
    for (let start = 0; start < starts; start += 1) {
      const folder = mkdtempSync(join(dataDir, 'data-'));
      cold.push(await timeStart(folder));
      warm.push(await timeStart(folder));
    }
    return [
      figure('tandem serve on a new data folder, p50', percentile(cold, 0.5), 'ms'),
      figure('tandem serve on a data folder that is there, p50', percentile(warm, 0.5), 'ms'),
      figure('first script of the page, gzip', firstScriptBytes() / 1024, 'KiB'),
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function timeStart(dataDir: string): Promise<number> {
  const began = performance.now();
  const env = {
    PATH: process.env.PATH ?? '',
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ENCRYPTION_KEY: 'for measuring only',
  };
  const program = spawn(process.execPath, ['bin/tandem.mjs', 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(program, 'exit');
  for await (const line of createInterface({ input: program.stdout })) {
    if (line.startsWith('Tandem is at')) break;
  }
  const took = performance.now() - began;
  program.kill('SIGINT');
  const [code] = await ended;
  if (code !== 0) throw new Error(`tandem serve ended with ${code}.`);
  return took;
}

/** What index.html names; further scripts come with the pages that need them. */
function firstScriptBytes(): number {
  const [, name = ''] = /<script[^>]+src="([^"]+)"/.exec(readFileSync('dist/web/index.html', 'utf8')) ?? [];
  const file = readdirSync('dist/web', { recursive: true, encoding: 'utf8' }).find((path) => name.endsWith(path));
  if (!file) throw new Error('The built page names no script.');
  return gzipSync(readFileSync(join('dist/web', file))).length;
}

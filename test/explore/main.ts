/**
 * The explorer as a program: starts a Postgres of its own, runs the histories that are asked for, shared out over processes, and
 * prints what they found.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { CompanyKind } from '../../src/simulator/simulator.ts';
import type { Step } from './act.ts';
import { explore, type Summary, sumUp, type Wish } from './explore.ts';
import { type Weather, weathers } from './history.ts';
import { openStage } from './stage.ts';

const help = `explore --histories N --seed S [--from K] [--history K] [--weather ${weathers.join('|')}] [--kind KIND] [--steps ACT@SEED,...] [--jobs N] [--no-shrink] [--stop-at-first] [--json]
A history that fails is printed with its seed and number; --seed S --history K runs it again.`;

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now()) },
    from: { type: 'string', default: '0' },
    history: { type: 'string' },
    weather: { type: 'string' },
    kind: { type: 'string' },
    steps: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    'no-shrink': { type: 'boolean', default: false },
    'stop-at-first': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

interface PostgresUrls {
  url: string;
  adminUrl: string;
}

/** What a process of the explorer is given, and what it tells: what it found as it goes, and the whole at the end. */
interface Part {
  postgres: PostgresUrls;
  wish: Wish;
}
type Told = { failure: string | null } | { summary: Summary };

async function run(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-explore-'));
  const server = await startEmbeddedPostgres({ dataDir, exclusive: true, settings: ['fsync=off', 'jit=off'] });
  try {
    await migrate({ url: server.url, folder: join(process.cwd(), 'migrations') });
    const summary = await shareOut(server);
    if (values.json) console.log(JSON.stringify(summary));
    else console.log(tellSummary(summary));
    return summary.failures.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function shareOut(postgres: PostgresUrls): Promise<Summary> {
  const numbers = values.history
    ? [Number(values.history)]
    : Array.from({ length: Number(values.histories) }, (_, index) => Number(values.from) + index);
  const progress = counter(numbers.length);
  const jobs = Math.max(1, Math.min(Number(values.jobs), numbers.length));
  const parts: Promise<Summary>[] = [];
  for (let job = 0; job < jobs; job += 1) {
    const wish = wishFor(numbers.filter((_, index) => index % jobs === job));
    parts.push(inProcess({ postgres: { url: postgres.url, adminUrl: postgres.adminUrl }, wish }, progress));
  }
  return sumUp(values.seed, await Promise.all(parts));
}

function wishFor(histories: readonly number[]): Wish {
  return {
    seed: values.seed,
    histories,
    shrink: !values['no-shrink'],
    stopAtFirst: values['stop-at-first'],
    // A word that is no weather or kind fails at the first history.
    ...(values.weather ? { weather: values.weather as Weather } : {}),
    ...(values.kind ? { kind: values.kind as CompanyKind } : {}),
    ...(values.steps ? { steps: stepsOf(values.steps) } : {}),
  };
}

/** Tells on standard error how far it has come, each hundred histories. */
function counter(total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (done % 100 === 0 && done < total) console.error(`${done} of ${total} histories`);
  };
}

/** Runs a part of the histories in a process of its own. */
async function inProcess(part: Part, progress: () => void): Promise<Summary> {
  const child = fork(fileURLToPath(import.meta.url), [], { execArgv: ['--enable-source-maps'] });
  let summary: Summary | null = null;
  child.on('message', (told: Told) => {
    if ('summary' in told) {
      summary = told.summary;
      return;
    }
    progress();
    if (told.failure !== null && !values.json) console.log(`${told.failure}\n`);
  });
  child.send(part);
  const [code] = await once(child, 'exit');
  if (!summary) throw new Error(`A process of the explorer ended with ${code} and told nothing.`);
  return summary;
}

async function runPart({ postgres, wish }: Part): Promise<void> {
  const tell = (told: Told) => new Promise((done) => process.send?.(told, done));
  const stage = await openStage(postgres);
  const summary = await explore(stage, wish, (failure) => tell({ failure }));
  await stage.stop();
  await tell({ summary });
  process.disconnect();
}

/** As a failure prints them: `makeInvoice@123,settle@4`. */
function stepsOf(text: string): Step[] {
  return text.split(',').map((part) => {
    const [act = '', seed = '0'] = part.split('@');
    return { act, seed: Number(seed) };
  });
}

function tellSummary(summary: Summary): string {
  const { seed, histories, steps, requests, seconds, failures, faults, crashes } = summary;
  const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [
    `seed ${seed}: ${histories} histories, ${steps} steps, ${requests} requests in ${seconds} s`,
    `${total(faults)} faults of ${Object.keys(faults).length} kinds, ${total(crashes)} deaths and stalls at ${Object.keys(crashes).length} points`,
    `${failures.length} failed`,
  ].join('\n');
}

if (process.send) process.once('message', (part: Part) => runPart(part));
else process.exitCode = await run();

/** The explorer as a program: starts a Postgres of its own, runs the histories that are asked for, prints what it found. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { CompanyKind } from '../../src/simulator/simulator.ts';
import type { Step } from './act.ts';
import { explore } from './explore.ts';
import { type Weather, weathers } from './history.ts';
import { openStage } from './stage.ts';

const help = `explore --histories N --seed S [--history K] [--weather ${weathers.join('|')}] [--kind KIND] [--steps ACT@SEED,...] [--no-shrink] [--json]
A history that fails is printed with its seed and number; --seed S --history K runs it again.`;

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now()) },
    history: { type: 'string' },
    weather: { type: 'string' },
    kind: { type: 'string' },
    steps: { type: 'string' },
    'no-shrink': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function run(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-explore-'));
  const server = await startEmbeddedPostgres({ dataDir, exclusive: true, settings: ['fsync=off'] });
  try {
    await migrate({ url: server.url, folder: join(process.cwd(), 'migrations') });
    const stage = await openStage(server);
    const summary = await explore(stage, {
      seed: values.seed,
      histories: Number(values.histories),
      shrink: !values['no-shrink'],
      ...(values.history === undefined ? {} : { history: Number(values.history) }),
      // A word that is no weather or kind fails at the first history.
      ...(values.weather ? { weather: values.weather as Weather } : {}),
      ...(values.kind ? { kind: values.kind as CompanyKind } : {}),
      ...(values.steps ? { steps: stepsOf(values.steps) } : {}),
      told: (text) => (values.json ? undefined : console.log(`${text}\n`)),
    });
    await stage.stop();
    if (values.json) console.log(JSON.stringify(summary));
    else console.log(tellSummary(summary));
    return summary.failures.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** As a failure prints them: `makeInvoice@123,settle@4`. */
function stepsOf(text: string): Step[] {
  return text.split(',').map((part) => {
    const [act = '', seed = '0'] = part.split('@');
    return { act, seed: Number(seed) };
  });
}

function tellSummary(summary: Awaited<ReturnType<typeof explore>>): string {
  const { seed, histories, steps, requests, seconds, failures, faults, crashes } = summary;
  const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [
    `seed ${seed}: ${histories} histories, ${steps} steps, ${requests} requests in ${seconds} s`,
    `${total(faults)} faults of ${Object.keys(faults).length} kinds, ${total(crashes)} deaths and stalls at ${Object.keys(crashes).length} points`,
    `${failures.length} failed`,
  ].join('\n');
}

process.exitCode = await run();

/** The bench as a program: starts a Postgres of its own, runs the parts that are asked for, and tells what was measured. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts';
import { migrate } from '../src/db/migrate.ts';
import { type Part, type PartResult, type PostgresUrls, type Sizes, sizesText } from './bench.ts';
import { describeMachine, type Machine, machineText } from './machine.ts';
import { parts } from './parts.ts';
import { report } from './report.ts';
import { table } from './table.ts';

const help = `npm run bench -- [PART...] [--tiny] [--size NAME=NUMBER]... [--json] [--out FILE]
npm run bench -- --report

--out adds the runs to the file, in the place of earlier ones of the same part and size. --report writes docs/performance.md from
docs/performance.json.

${Object.entries(parts)
  .map(([name, part]) => `  ${name.padEnd(10)} ${part.about} (${sizesText(part.sizes)})`)
  .join('\n')}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tiny: { type: 'boolean', default: false },
    size: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    out: { type: 'string' },
    report: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function chosenParts(): [string, Part][] {
  const unknown = positionals.find((name) => !parts[name]);
  if (unknown) throw new Error(`There is no part ${unknown}. The parts are: ${Object.keys(parts).join(', ')}.`);
  return Object.entries(parts).filter(([name]) => positionals.length === 0 || positionals.includes(name));
}

/** `--size` of a name that no chosen part has is a slip of the pen. */
function wishedSizes(chosen: readonly [string, Part][]): Sizes {
  const wished = values.size.map((text) => {
    const [name = '', number] = text.split('=');
    const size = Number(number);
    if (!chosen.some(([, part]) => name in part.sizes) || !Number.isInteger(size) || size < 1) {
      throw new Error(`--size ${text} names no size of these parts, or is no whole number.`);
    }
    return [name, size] as const;
  });
  return Object.fromEntries(wished);
}

type Place = PostgresUrls & { machine: Machine };

async function runPart(place: Place, [name, part]: [string, Part], wished: Sizes): Promise<PartResult> {
  const standard = values.tiny ? part.tiny : part.sizes;
  const own = Object.fromEntries(Object.entries(wished).filter(([size]) => size in standard));
  const sizes = { ...standard, ...own };
  process.stderr.write(`${name} (${sizesText(sizes)}) …\n`);
  const at = new Date().toISOString();
  const began = performance.now();
  const measured = await part.run(place, sizes);
  const seconds = Math.round((performance.now() - began) / 1000);
  return { part: name, at, machine: place.machine, sizes, seconds, ...measured };
}

async function run(): Promise<void> {
  const chosen = chosenParts();
  const wished = wishedSizes(chosen);
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-bench-'));
  const server = await startEmbeddedPostgres({ dataDir, exclusive: true });
  try {
    await migrate({ url: server.url, folder: join(process.cwd(), 'migrations') });
    const place = { url: server.url, adminUrl: server.adminUrl, machine: await describeMachine(server) };
    const results: PartResult[] = [];
    for (const part of chosen) {
      const result = await runPart(place, part, wished);
      results.push(result);
      if (!values.json) console.log(table(result));
      if (values.out) keep(values.out, result);
    }
    console.log(values.json ? JSON.stringify({ runs: results }, null, 2) : `\n${machineText(place.machine)}`);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function keep(file: string, result: PartResult): void {
  const runs = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { runs: PartResult[] }).runs : [];
  const isSame = (run: PartResult) => run.part === result.part && sizesText(run.sizes) === sizesText(result.sizes);
  const others = runs.filter((run) => !isSame(run));
  writeFileSync(file, `${JSON.stringify({ runs: [...others, result] }, null, 2)}\n`);
}

if (values.help) console.log(help);
else if (values.report) writeFileSync('docs/performance.md', report());
else await run();

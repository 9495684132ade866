/** The bench as a program: starts a Postgres of its own, runs the parts that are asked for, and tells what was measured. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts';
import { migrate } from '../src/db/migrate.ts';
import type { Part, PartResult, PostgresUrls, Sizes } from './bench.ts';
import { describeMachine, type Machine } from './machine.ts';
import { parts } from './parts.ts';
import { table } from './table.ts';

export interface Report {
  at: string;
  machine: Machine;
  parts: PartResult[];
}

const help = `npm run bench -- [PART...] [--tiny] [--size NAME=NUMBER]... [--json] [--out FILE]

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
    help: { type: 'boolean', default: false },
  },
});

function sizesText(sizes: Sizes): string {
  return Object.entries(sizes)
    .map(([name, size]) => `${name}=${size}`)
    .join(' ');
}

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

async function runPart(postgres: PostgresUrls, [name, part]: [string, Part], wished: Sizes): Promise<PartResult> {
  const standard = values.tiny ? part.tiny : part.sizes;
  const own = Object.fromEntries(Object.entries(wished).filter(([size]) => size in standard));
  const sizes = { ...standard, ...own };
  process.stderr.write(`${name} (${sizesText(sizes)}) …\n`);
  const began = performance.now();
  const measured = await part.run(postgres, sizes);
  const seconds = Math.round((performance.now() - began) / 1000);
  return { part: name, about: part.about, sizes, seconds, ...measured };
}

async function run(): Promise<void> {
  const chosen = chosenParts();
  const wished = wishedSizes(chosen);
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-bench-'));
  const server = await startEmbeddedPostgres({ dataDir, exclusive: true });
  try {
    await migrate({ url: server.url, folder: join(process.cwd(), 'migrations') });
    const machine = await describeMachine(server);
    const report: Report = { at: new Date().toISOString(), machine, parts: [] };
    for (const part of chosen) {
      const result = await runPart(server, part, wished);
      report.parts.push(result);
      if (!values.json) console.log(table(result));
    }
    if (!values.json) console.log(Object.values(machine).join(' · '));
    const json = JSON.stringify(report, null, 2);
    if (values.json) console.log(json);
    if (values.out) writeFileSync(values.out, `${json}\n`);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (values.help) console.log(help);
else await run();

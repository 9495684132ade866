/**
 * `npm run explore:mutants -- [--histories 5000] [--seed S] [--only NAME]... [--json]`: explores the code with one mistake put in at
 * a time, and says after how many histories each was found. Ends with 1 when one was not found.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
process.chdir(root);
const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '5000' },
    seed: { type: 'string', default: 'mutants' },
    only: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
  },
});

const list = await bundled('test/explore/mutants.ts', 'mutants');
const { mutants } = await import(list);
rmSync(list);
const sound = await bundled('test/explore/main.ts', 'sound');
const results = [];
for (const mutant of mutants) {
  if (values.only && !values.only.includes(mutant.name)) continue;
  const result = await hunt(mutant);
  results.push(result);
  if (!values.json) console.log(tell(result));
}
rmSync(sound);
const missed = results.filter((result) => !result.caught);
if (values.json) console.log(JSON.stringify({ seed: values.seed, mutants: results }));
else console.log(`${results.length - missed.length} of ${results.length} mutants were caught`);
process.exitCode = missed.length === 0 && results.length > 0 ? 0 : 1;

/** Found is what fails with the mistake and passes without it. */
async function hunt(mutant) {
  const program = await bundled('test/explore/main.ts', mutant.name, mutant);
  const summary = await explore(program, ['--histories', values.histories, '--stop-at-first']);
  rmSync(program);
  const [failure] = summary.failures;
  const without = failure ? await explore(sound, ['--history', String(failure.history)]) : null;
  const fails = without !== null && without.failures.length > 0;
  return {
    name: mutant.name,
    rule: mutant.rule,
    caught: failure !== undefined && !fails,
    histories: summary.histories,
    history: failure?.history ?? null,
    problem: failure?.problems[0]?.split('\n')[0] ?? null,
    failsWithout: fails,
  };
}

async function explore(program, wish) {
  const args = ['--seed', values.seed, '--no-shrink', '--json', ...wish];
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part) => {
    text += part;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(text);
}

/** The bundle of a program, with the mistake in it. */
async function bundled(entry, name, mutant = null) {
  const outfile = join(root, `node_modules/.cache/tandem-explore/${name}-${process.pid}.mjs`);
  let put = mutant === null;
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: mutant
      ? [
          {
            name: 'mutant',
            setup(building) {
              building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
                if (path !== join(root, mutant.file)) return null;
                put = true;
                const text = readFileSync(path, 'utf8');
                return { contents: text.replace(mutant.find, () => mutant.put), loader: 'ts' };
              });
            },
          },
        ]
      : [],
  });
  if (!put) throw new Error(`${mutant.file} is not part of the explorer.`);
  return outfile;
}

function tell({ name, caught, histories, history, problem, failsWithout }) {
  if (failsWithout) return `UNSURE  ${name}: history ${history} fails without it too: ${problem}`;
  return caught
    ? `caught  ${name} after ${histories} histories: ${problem}`
    : `MISSED  ${name} in ${histories} histories`;
}

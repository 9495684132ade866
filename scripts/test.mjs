/**
 * The whole test command: format and lint, types, unused code, the build, and every test. Goes through to the end and prints
 * as its last line how many checks and tests passed and failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTandem } from './build.mjs';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tandem-run-'));
const report = join(folder, 'report.json');
let passed = 0;
let failed = 0;

function count(ok, what) {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? 'passed' : 'FAILED'}: ${what}\n`);
}

function check(what, command, args) {
  console.log(`— ${what}`);
  const run = spawnSync(join(root, 'node_modules/.bin', command), args, { cwd: root, stdio: 'inherit' });
  count(run.status === 0, what);
}

check('format and lint', 'biome', ['ci', '--error-on-warnings', '.']);
check('types', 'tsc', ['--noEmit']);
check('unused code', 'knip', []);

console.log('— build');
try {
  await buildTandem();
  count(true, 'build');
} catch (error) {
  console.error(error);
  count(false, 'build');
}

console.log('— tests');
const tests = spawnSync(
  join(root, 'node_modules/.bin/vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  // A file that could not even be loaded has no tests to count.
  failed += result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  if (tests.status !== 0 && failed === 0) failed += 1;
} catch {
  failed += 1;
}
rmSync(folder, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

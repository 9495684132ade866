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

/** Runs vitest and adds its own counts; a file that could not even be loaded counts as one failure. */
function runTests(what, args) {
  console.log(`— ${what}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  rmSync(report, { force: true });
  const run = spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', ...reporters, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const unloaded = result.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    passed += result.numPassedTests;
    failed += result.numFailedTests + unloaded.length;
    if (run.status !== 0 && result.numFailedTests + unloaded.length === 0) failed += 1;
  } catch {
    failed += 1;
  }
}

const explorer = 'test/explore/explore.test.ts';
const promised = 'test/browser/demo.test.ts';
const chosen = process.argv.slice(2);
if (chosen.length > 0) runTests('tests', chosen);
else {
  // Test files share their process: each makes what it needs and leaves nothing behind.
  runTests('tests', ['--no-isolate', '--exclude', 'test/browser/**', '--exclude', explorer]);
  runTests('browser', ['test/browser', '--exclude', promised]);
  // Alone: what is promised in seconds is measured without other tests beside it, and the explorer takes every core.
  runTests('promised times', [promised, '--maxWorkers=1']);
  runTests('explorer', [explorer]);
}
rmSync(folder, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

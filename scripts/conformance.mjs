/**
 * Proof from outside: what foreign clients and recorded answers say of the simulator, as a table or with --json as JSON.
 * Differences that are meant are listed with their reason; any other ends with 1.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tandem-conformance-'));
const report = join(folder, 'report.json');

const run = spawnSync(
  join(root, 'node_modules/.bin/vitest'),
  ['run', '--config', 'vitest.conformance.config.ts', '--reporter=json', `--outputFile.json=${report}`],
  { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
);

function readChecks() {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults.flatMap((file) =>
      file.assertionResults
        .filter((test) => test.status !== 'skipped')
        .map((test) => ({
          with: test.ancestorTitles.join(' '),
          check: test.title,
          passed: test.status === 'passed',
          explained: test.meta?.explained ?? [],
          failure: test.failureMessages[0]?.split('\n')[0] ?? null,
        })),
    );
  } catch {
    console.error(run.stderr);
    return [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const checks = readChecks();
const recorded = checks.some((check) => check.with === 'recorded answers' && check.check.endsWith('recorded keys'));
const failed = checks.filter((check) => !check.passed).length;

if (process.argv.includes('--json')) {
  console.log(
    JSON.stringify({ recordedAnswersFound: recorded, passed: checks.length - failed, failed, checks }, null, 2),
  );
} else {
  for (const group of new Set(checks.map((check) => check.with))) {
    console.log(`\n${group}`);
    for (const check of checks.filter((other) => other.with === group)) {
      console.log(`  ${check.passed ? 'ok  ' : 'FAIL'}  ${check.check}`);
      for (const reason of check.explained) console.log(`          differs as meant: ${reason}`);
      if (check.failure !== null) console.log(`          ${check.failure}`);
    }
  }
  if (!recorded) {
    console.log(
      '\nNo recorded answers lie beside the checkout, so none were compared. RECORDED_ANSWERS names their folder.',
    );
  }
  console.log(`\n${checks.length - failed} ok, ${failed} failed`);
}
process.exitCode = checks.length > 0 && failed === 0 ? 0 : 1;

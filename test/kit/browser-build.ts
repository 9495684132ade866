/** The built program and page, made by one test file at a time; the page is copied, so that no later build pulls it away. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { inject } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** The lock of process-program.ts, which builds too. */
const buildLock = 83_264;

/** Builds what is older than its sources; `then` runs before anything else may build. */
export async function build<Result>(then: () => Result): Promise<Result> {
  const sql = postgres(inject('postgresAdminUrl'), { max: 1 });
  try {
    await sql`select pg_advisory_lock(${buildLock})`;
    await promisify(execFile)(process.execPath, [join(root, 'scripts/build.mjs'), '--if-stale']);
    return then();
  } finally {
    await sql.end();
  }
}

export interface BuiltPage {
  folder: string;
  remove(): void;
}

export function builtPage(): Promise<BuiltPage> {
  return build(() => {
    const folder = mkdtempSync(join(tmpdir(), 'tandem-page-'));
    cpSync(join(root, 'dist/web'), folder, { recursive: true });
    return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
  });
}

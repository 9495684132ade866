/** Transactions per second by pgbench, where the machine has one: what Postgres gives a client that does nothing else. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Each script by a client of its own; null where there is no pgbench. */
export async function pgbench(url: string, scripts: readonly string[][], seconds: number): Promise<number | null> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-pgbench-'));
  try {
    const rates = await Promise.all(
      scripts.map(async (statements, index) => {
        const file = join(folder, `${index}.sql`);
        writeFileSync(file, statements.map((statement) => `${statement.replaceAll('\n', ' ')};\n`).join(''));
        const options = ['--no-vacuum', '--protocol=prepared', '--file', file, '--time', String(seconds)];
        const { stdout } = await run('pgbench', [...options, url]);
        return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
      }),
    );
    return rates.reduce((sum, rate) => sum + rate, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The embedded Postgres of a program in another process: found by its data folder, looked into, held up, and ended. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { until } from './process-until.ts';

export interface Lock {
  /** Until another session waits for it. */
  awaited(): Promise<void>;
  release(): Promise<void>;
}

export interface ProgramPostgres {
  sql: postgres.Sql;
  /** Takes a lock in a transaction that stays open, so that a transaction of the program stops in its middle. */
  lock(statement: string): Promise<Lock>;
  /** The minute passes for which a killed worker still holds its companies. */
  endLeases(): Promise<void>;
  close(): Promise<void>;
}

/** As its superuser, for whom all companies are visible. */
export function connectTo(dataDir: string): ProgramPostgres {
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim();
  const port = postmaster(dataDir)?.port;
  const sql = postgres(`postgres://postgres:${password}@127.0.0.1:${port}/tandem`, {
    max: 3,
    onnotice: () => undefined,
  });
  return {
    sql,
    async lock(statement) {
      const session = await sql.reserve();
      await session`begin`;
      await session.unsafe(statement);
      const [own] = await session<{ pid: number }[]>`select pg_backend_pid() as pid`;
      return {
        awaited: () =>
          until(async () => {
            const waiting = await sql`
              select 1 from pg_stat_activity where ${own?.pid ?? 0}::integer = any(pg_blocking_pids(pid))`;
            if (waiting.length === 0) throw new Error(`Nobody waits for: ${statement}`);
          }),
        async release() {
          await session`rollback`;
          session.release();
        },
      };
    },
    async endLeases() {
      await sql`update leases set until = now()`;
    },
    close: () => sql.end({ timeout: 5 }),
  };
}

/** postmaster.pid: line 1 is the process id (below zero while initdb works), line 4 the port. Null: none runs. */
export function postmaster(dataDir: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]) } : null;
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ends the Postgres that survived its killed program. */
export async function endPostgres(dataDir: string): Promise<void> {
  const found = postmaster(dataDir);
  if (!found || !isAlive(found.pid)) return;
  process.kill(found.pid, 'SIGQUIT');
  await until(() => {
    if (isAlive(found.pid)) throw new Error(`Postgres ${found.pid} does not end.`);
  });
}

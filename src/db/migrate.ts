/**
 * Applies migrations/NNNN-name.sql in order, once; two starts at once wait for each other. Other processes of the same or of
 * the former release go on working meanwhile (docs/decisions/0022): no migration waits for a lock for longer than others
 * can wait behind it.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

const migrationLock = 7_263_362;
const lockTimeoutMs = 2000;
const pauseMs = 250;
/** With the pauses between them about five minutes. */
const mostAttempts = 130;
/** The first line of a migration whose statements run one by one: `create index concurrently` allows no transaction. */
const oneByOne = '-- without a transaction\n';

export class MigrationChanged extends Error {
  constructor(name: string) {
    super(`Migration ${name} was changed after it had been applied. Restore the released file.`);
    this.name = 'MigrationChanged';
  }
}

export class MigrationBlocked extends Error {
  constructor(name: string) {
    super(
      `Migration ${name} needs a table that another session kept locked for minutes. End that session (see pg_stat_activity) and start again.`,
    );
    this.name = 'MigrationBlocked';
  }
}

/** Answers the names of the migrations that were applied now. `url` must reach Postgres itself, not a pooler. */
export async function migrate(options: { url: string; folder: string }): Promise<string[]> {
  const sql = postgres(options.url, { max: 1, onnotice: () => undefined });
  try {
    await takeTurn(sql);
    await sql`create table if not exists migrations (name text primary key, digest text not null, at timestamptz not null default now())`;
    const rows = await sql<{ name: string; digest: string }[]>`select name, digest from migrations`;
    const applied = new Map(rows.map((row) => [row.name, row.digest]));
    const news: string[] = [];
    for (const name of readdirSync(options.folder).sort()) {
      if (!name.endsWith('.sql')) continue;
      const text = readFileSync(join(options.folder, name), 'utf8');
      const digest = createHash('sha256').update(text).digest('hex');
      const before = applied.get(name);
      if (before === digest) continue;
      if (before !== undefined) throw new MigrationChanged(name);
      await apply(sql, { name, text, digest });
      news.push(name);
    }
    return news;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Asks again and again: a session that waits inside a statement is one that `create index concurrently` waits for. */
async function takeTurn(sql: postgres.Sql): Promise<void> {
  for (;;) {
    const [row] = await sql<{ mine: boolean }[]>`select pg_try_advisory_lock(${migrationLock}) as mine`;
    if (row?.mine) return;
    await pause(pauseMs);
  }
}

interface Migration {
  name: string;
  text: string;
  digest: string;
}

async function apply(sql: postgres.Sql, { name, text, digest }: Migration): Promise<void> {
  if (text.startsWith(oneByOne)) {
    for (const statement of statements(text)) await sql.unsafe(statement);
    await sql`insert into migrations (name, digest) values (${name}, ${digest})`;
    return;
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      await sql.begin(async (tx) => {
        await tx`select set_config('lock_timeout', ${`${lockTimeoutMs}ms`}, true)`;
        await tx.unsafe(text);
        await tx`insert into migrations (name, digest) values (${name}, ${digest})`;
      });
      return;
    } catch (error) {
      if (!(error instanceof postgres.PostgresError) || error.code !== lockNotAvailable) throw error;
      if (attempt === mostAttempts) throw new MigrationBlocked(name);
      await pause(pauseMs);
    }
  }
}

const lockNotAvailable = '55P03';

/** A statement ends with a semicolon at the end of a line; those within `$$` belong to it. */
function statements(text: string): string[] {
  const found: string[] = [];
  let rest = '';
  for (const line of text.split('\n')) {
    rest += `${line}\n`;
    const inside = (rest.split('$$').length - 1) % 2 === 1;
    if (inside || !line.endsWith(';')) continue;
    found.push(rest);
    rest = '';
  }
  return found;
}

/** Applies migrations/NNNN-name.sql in order, each in its own transaction, once; two starts at once wait for each other. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';

const migrationLock = 7_263_362;

export class MigrationChanged extends Error {
  constructor(name: string) {
    super(`Migration ${name} was changed after it had been applied. Restore the released file.`);
    this.name = 'MigrationChanged';
  }
}

/** Answers the names of the migrations that were applied now. `url` must reach Postgres itself, not a pooler. */
export async function migrate(options: { url: string; folder: string }): Promise<string[]> {
  const sql = postgres(options.url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
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
      await sql.begin(async (tx) => {
        await tx.unsafe(text);
        await tx`insert into migrations (name, digest) values (${name}, ${digest})`;
      });
      news.push(name);
    }
    return news;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

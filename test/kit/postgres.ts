/** A database of its own for a test: a copy of the migrated template, dropped afterwards. */
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.ts';

export interface TestDatabase {
  database: Database;
  url: string;
  drop(): Promise<void>;
}

export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(inject('postgresAdminUrl'), { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name} template tandem owner tandem`);
  const url = inject('postgresUrl').replace(/\/tandem$/, `/${name}`);
  const database = openDatabase({ url, maxConnections: 8 });
  return {
    database,
    url,
    async drop() {
      await database.close();
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

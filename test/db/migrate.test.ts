/** Migrations while others work: what they wait for, what they do not hold up, and statements that were prepared before. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { type TestDatabase, testDatabase } from '../kit/postgres.ts';
import { until } from '../kit/process-until.ts';
import { addCompany, type Company } from '../shop/company.ts';

let db: TestDatabase;
let shop: Omit<Company, 'database' | 'url' | 'drop'>;
let folder: string;
let sql: postgres.Sql;

beforeAll(async () => {
  db = await testDatabase();
  shop = await addCompany(db.database, 'Northside');
  sql = postgres(db.url, { max: 3, onnotice: () => undefined });
  folder = mkdtempSync(join(tmpdir(), 'tandem-migrations-'));
});
afterAll(async () => {
  await sql.end();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

const add = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = () => migrate({ url: db.url, folder });
const locations = () => shop.read((reader) => reader`select * from locations where company_id = ${shop.companyId}`);

test('a column is added while a process works: what it had prepared goes on, in a transaction that has already written', async () => {
  const rename = (name: string) =>
    shop.run(async (tx) => {
      await tx`update locations set name = ${name} where company_id = ${shop.companyId}`;
      return tx`select * from locations where company_id = ${shop.companyId}`;
    });
  for (let round = 0; round < 8; round += 1) await Promise.all([locations(), rename('Before'), locations()]);
  add('9001-column.sql', 'alter table locations add column district text;');
  expect(await run()).toEqual(['9001-column.sql']);
  const [after] = await rename('After');
  expect(after).toMatchObject({ name: 'After', district: null });
  const all = await Promise.all(Array.from({ length: 20 }, locations));
  expect(all.every(([row]) => row?.name === 'After')).toBe(true);
});

test('a migration that a long transaction keeps waiting lets others pass, and goes on afterwards', async () => {
  const held = await sql.reserve();
  await held`begin`;
  await held`select 1 from locations`;
  add('9002-locked.sql', 'alter table locations add column floor integer;');
  let done = false;
  const migrated = run().finally(() => {
    done = true;
  });
  await until(async () => {
    const waiting = await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%floor%'`;
    if (waiting.length === 0) throw new Error('The migration does not wait.');
  });
  // Behind it in the queue, until it gives up its turn.
  expect(await locations()).toHaveLength(1);
  expect(done).toBe(false);
  await held`commit`;
  held.release();
  expect(await migrated).toEqual(['9002-locked.sql']);
});

test('two starts at once make an index without a transaction once', async () => {
  add(
    '9003-index.sql',
    '-- without a transaction\ndrop index concurrently if exists locations_named;\ncreate index concurrently locations_named\n  on locations (name);\n',
  );
  const both = await Promise.all([run(), run()]);
  expect(both.flat()).toEqual(['9003-index.sql']);
  const [index] = await sql`select indisvalid from pg_index where indexrelid = 'locations_named'::regclass`;
  expect(index?.indisvalid).toBe(true);
});

test('what was in before the triggers of a search is found too', async () => {
  const invoice = await shop.invoice();
  const [before] = await sql`select count(*)::integer as count from search_grams`;
  await sql`delete from search_grams`;
  await sql`delete from migrations where name = '0013-lists-at-size.sql'`;
  await migrate({ url: db.url, folder: join(import.meta.dirname, '../../migrations') });
  const [after] = await sql`select count(*)::integer as count from search_grams`;
  expect(after).toEqual(before);
  expect(before).toEqual({ count: 2 });
  expect(invoice.number).toBe('INV-00001');
});

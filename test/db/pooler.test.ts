/**
 * Beside a pooler in transaction mode every transaction may run on another session of Postgres. So nothing may be left in a
 * session: no prepared statement, no setting; and what needs a session goes to the direct address.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { notifyWork, workChannel } from '../../src/db/looks.ts';
import { type TestDatabase, testDatabase } from '../kit/postgres.ts';
import { freePort } from '../kit/process-server.ts';
import { until } from '../kit/process-until.ts';
import { addCompany } from '../shop/company.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

/** The same Postgres at another address, as a pooler is. */
const direct = () => `${db.url}?application_name=direct`;

/** A company makes invoices in many transactions at once, and hears of its work. */
async function expectWorks(url: string): Promise<void> {
  const database = openDatabase({ url, directUrl: direct(), maxConnections: 6 });
  try {
    const heard: string[] = [];
    const stop = await database.listen(workChannel, (payload) => heard.push(payload));
    const name = `Pooled ${Math.random()}`.replace(/\W/g, '');
    const shop = await addCompany(database, name);
    const made = await Promise.all(Array.from({ length: 40 }, () => shop.invoice()));
    expect(new Set(made.map((invoice) => invoice.number)).size).toBe(40);
    const counts = await Promise.all(
      Array.from({ length: 20 }, () => shop.read((reader) => reader`select count(*)::integer as count from invoices`)),
    );
    // Row-level security holds although the statement names no company: the setting came with the transaction.
    expect(counts.flat()).toEqual(Array.from({ length: 20 }, () => ({ count: 40 })));
    await shop.run((tx) => notifyWork(tx, shop.companyId));
    await until(() => expect(heard).toContain(shop.companyId));
    await stop();
  } finally {
    await database.close();
  }
}

test('nothing of a transaction stays in its session', async () => {
  const database = openDatabase({ url: db.url, directUrl: direct(), maxConnections: 1 });
  const shop = await addCompany(database, 'Alone');
  await shop.invoice();
  const left = await database.system(
    (tx) => tx`
      select (select count(*)::integer from pg_prepared_statements) as statements,
        (select count(*)::integer from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks,
        nullif(current_setting('tandem.company_id', true), '') as company`,
  );
  await database.close();
  expect(left).toEqual([{ statements: 0, locks: 0, company: null }]);
  await expectWorks(db.url);
});

const hasPgBouncer = spawnSync('pgbouncer', ['--version']).status === 0;
if (!hasPgBouncer) console.warn('No pgbouncer on PATH: the test with the real one is left out.');

test.runIf(hasPgBouncer)('PgBouncer in transaction mode, with fewer sessions than are asked for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-pgbouncer-'));
  const target = new URL(db.url);
  const port = await freePort();
  const name = target.pathname.slice(1);
  const pooled = Object.assign(new URL(db.url), { port: String(port) }).href;
  writeFileSync(join(folder, 'users.txt'), `"${target.username}" "${decodeURIComponent(target.password)}"\n`);
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    [
      ...['[databases]', `${name} = host=127.0.0.1 port=${target.port} dbname=${name}`],
      ...[
        '[pgbouncer]',
        'listen_addr = 127.0.0.1',
        `listen_port = ${port}`,
        'unix_socket_dir =',
        'pool_mode = transaction',
      ],
      ...[
        'auth_type = plain',
        `auth_file = ${join(folder, 'users.txt')}`,
        'default_pool_size = 2',
        'max_client_conn = 50',
      ],
      'ignore_startup_parameters = extra_float_digits',
    ].join('\n'),
  );
  // It refuses to run as root.
  for (const [path, mode] of [
    [folder, 0o755],
    [join(folder, 'users.txt'), 0o644],
    [join(folder, 'pgbouncer.ini'), 0o644],
  ] as const) {
    chmodSync(path, mode);
  }
  const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const pooler = spawn('pgbouncer', ['-q', join(folder, 'pgbouncer.ini')], { ...asNobody, stdio: 'ignore' });
  const ended = once(pooler, 'exit');
  try {
    await until(async () => {
      const sql = postgres(pooled, { max: 1, prepare: false, connect_timeout: 2 });
      await sql`select 1`.finally(() => sql.end());
    });
    await expectWorks(pooled);
  } finally {
    pooler.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});

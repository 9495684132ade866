/**
 * Thousands of connected companies on one Postgres: passes of the loop by one, two and four worker processes, what idle
 * companies cost, and whether a company with much to do holds up the others.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { moveTo, reread } from '../../test/kit/shop.ts';
import {
  type Figure,
  figure,
  type Measured,
  type Part,
  type PostgresUrls,
  percentile,
  type Sizes,
  sizeOf,
} from '../bench.ts';
import { cloneCompany, cloneInvoice, type Original } from '../clone-company.ts';
import { makeInvoices, openBenchShop } from '../shop.ts';
import { startWorkerProcess, type WorkerProcess } from '../worker-process.ts';
import { openWorld, type World } from '../world.ts';

export const many: Part = {
  about: 'thousands of connected companies: passes by worker processes, memory, idle cost, fairness',
  sizes: { companies: 10_000, fewer: 1_000, asked: 4_000, backlog: 50_000, seconds: 20, workers: 4 },
  tiny: { companies: 12, fewer: 6, asked: 8, backlog: 50, seconds: 1, workers: 1 },
  run: measure,
};

async function measure(urls: PostgresUrls, sizes: Sizes): Promise<Measured> {
  const world = await openWorld(urls);
  try {
    const original = await inStep(world);
    const adminUrl = Object.assign(new URL(urls.adminUrl), { pathname: new URL(world.databaseUrl).pathname }).href;
    const figures: Figure[] = [];
    const fewer = sizeOf(sizes, 'fewer');
    const companies = sizeOf(sizes, 'companies');
    await cloneCompany(adminUrl, original, fewer);
    figures.push(...(await passes(world, fewer, 1, fewer)));
    await cloneCompany(adminUrl, original, companies - fewer);
    for (const workers of [1, 2, 4].filter((count) => count <= sizeOf(sizes, 'workers')))
      figures.push(...(await passes(world, companies, workers, sizeOf(sizes, 'asked'))));
    figures.push(...(await idle(world, companies, sizeOf(sizes, 'seconds'))));
    await cloneInvoice(adminUrl, original, sizeOf(sizes, 'backlog'));
    figures.push(...(await fairness(world, original, sizes)));
    return {
      figures,
      notes: [
        'A pass here: a look is asked for at an invoice that is in step; a worker claims the company, reads what both sides hold, decides that nothing is to be done, and lets it go. QuickBooks is not asked, so its own time is not in it.',
        'Postgres and the workers share the cores; with more workers than cores left they wait for each other.',
      ],
    };
  } finally {
    await world.stop();
  }
}

/** A connected company whose one invoice is in QuickBooks. */
async function inStep(world: World): Promise<Original> {
  const shop = await openBenchShop(world, { clients: 1, items: 3 });
  const [id = ''] = await makeInvoices(world, shop, { count: 1, paid: false });
  await moveTo(world, { id }, shop.statuses.in_progress);
  await world.settle();
  const { number, sync } = await reread(world, { id });
  if (sync.state !== 'synced') throw new Error(`The original is ${sync.state}.`);
  return {
    companyId: world.companyId,
    realmId: shop.realmId,
    invoice: { id, number, booksId: sync.quickBooksId ?? '' },
  };
}

async function withWorkers<Result>(
  world: World,
  count: number,
  work: (workers: readonly WorkerProcess[]) => Promise<Result>,
): Promise<Result> {
  const env = {
    DATABASE_URL: world.databaseUrl,
    ENCRYPTION_KEY: 'a key for measuring only',
    QBO_API_URL: world.simulator.url,
  };
  const workers: WorkerProcess[] = [];
  try {
    for (let index = 0; index < count; index += 1) workers.push(await startWorkerProcess(env));
    return await work(workers);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

/** A look at an invoice of every company but the busy one. */
async function askAll(world: World, rows: (sql: postgres.TransactionSql) => postgres.Fragment): Promise<void> {
  await world.database.system(async (tx) => {
    await tx`
      insert into looks (company_id, kind, subject_id, due_at, created_at)
      select company_id, 'invoice', id::text, clock_timestamp(), clock_timestamp() from invoices where ${rows(tx)}
      on conflict do nothing`;
    await tx`select pg_notify('tandem_work', ${world.companyId})`;
  });
}

const waiting = async (world: World, rows: (sql: postgres.TransactionSql) => postgres.Fragment) => {
  const [row] = await world.database.system(
    (tx) => tx<{ count: number }[]>`select count(*)::integer as count from looks where ${rows(tx)}`,
  );
  return row?.count ?? 0;
};

const isWaiting = async (world: World, rows: (sql: postgres.TransactionSql) => postgres.Fragment) => {
  const found = await world.database.system((tx) => tx`select 1 from looks where ${rows(tx)} limit 1`);
  return found.length > 0;
};

async function untilDone(world: World, rows: (sql: postgres.TransactionSql) => postgres.Fragment): Promise<void> {
  const deadline = performance.now() + 240_000;
  while (await isWaiting(world, rows)) {
    if (performance.now() > deadline) throw new Error('The looks are not worked within four minutes.');
    await pause(20);
  }
}

function passes(world: World, companies: number, count: number, asked: number): Promise<Figure[]> {
  // By the order of their ids, which are random: others for each number of workers.

  const some = (sql: postgres.TransactionSql) =>
    sql`company_id in (select id from companies order by md5(id::text || ${count}) limit ${asked})`;
  const few = (sql: postgres.TransactionSql) =>
    sql`company_id in (select id from companies limit ${Math.min(100, asked)})`;
  return withWorkers(world, count, async (workers) => {
    await askAll(world, few); // Compiled, and connected, before it is timed.
    await untilDone(world, (sql) => sql`true`);
    const before = workers.reduce((sum, worker) => sum + worker.used().cpuSeconds, 0);
    const began = performance.now();
    await askAll(world, some);
    await untilDone(world, (sql) => sql`true`);
    const seconds = (performance.now() - began) / 1000;
    const used = workers.map((worker) => worker.used());
    const cpu = used.reduce((sum, each) => sum + each.cpuSeconds, 0) - before;
    const name = `${companies.toLocaleString('en-US')} companies, ${count} ${count === 1 ? 'worker' : 'workers'}`;
    const memory = Math.max(...used.map((each) => each.memoryMiB));
    return [
      figure(`${name}: passes`, asked / seconds, '/s'),
      figure(`${name}: processor time of workers for a pass`, (cpu * 1000) / asked, 'ms'),
      figure(`${name}: memory of the largest worker`, memory, 'MiB', { atMost: 1024 }),
    ];
  });
}

/** Nothing is due: a worker looks around once a second. */
function idle(world: World, companies: number, seconds: number): Promise<Figure[]> {
  return withWorkers(world, 1, async ([worker]) => {
    const transactions = async () => {
      const [row] = await world.database.system(
        (tx) =>
          tx<{ count: string }[]>`select xact_commit as count from pg_stat_database where datname = current_database()`,
      );
      return Number(row?.count ?? 0);
    };
    await pause(Math.min(2000, seconds * 1000));
    const before = { cpu: worker?.used().cpuSeconds ?? 0, transactions: await transactions() };
    await pause(seconds * 1000);
    const after = { cpu: worker?.used().cpuSeconds ?? 0, transactions: await transactions() };
    return [
      figure('idle: processor time of a worker', ((after.cpu - before.cpu) * 100) / seconds, '% of a core'),
      figure('idle: transactions', (after.transactions - before.transactions) / seconds, '/s'),
      figure(
        'idle: transactions for a company',
        (after.transactions - before.transactions) / seconds / companies,
        '/s',
      ),
    ];
  });
}

/** A hundred others each ask for one look at a time; how long each takes without and with a company that has a backlog. */
function fairness(world: World, original: Original, sizes: Sizes): Promise<Figure[]> {
  const others = Math.min(100, sizeOf(sizes, 'companies') - 1);
  return withWorkers(world, Math.min(2, sizeOf(sizes, 'workers')), async () => {
    const ids = await world.database.system(
      (tx) =>
        tx<{ id: string }[]>`select id from companies where id <> ${original.companyId} order by id limit ${others}`,
    );
    const rounds = Math.max(3, sizeOf(sizes, 'seconds') * 20);
    const ask = (round: number) => askOne(world, ids[round % ids.length]?.id ?? '');
    await ask(0);
    const alone: number[] = [];
    for (let round = 0; round < rounds; round += 1) alone.push(await ask(round));
    await askAll(world, (sql) => sql`company_id = ${original.companyId}`);
    const beside: number[] = [];
    const busy = (sql: postgres.TransactionSql) => sql`company_id = ${original.companyId}`;
    for (let round = 0; round < rounds && (round < 3 || (await isWaiting(world, busy))); round += 1) {
      beside.push(await ask(round));
    }
    const left = await waiting(world, busy);
    const [before, after] = [percentile(alone, 0.99), percentile(beside, 0.99)];
    return [
      figure('fairness: a look of another company alone, p50', percentile(alone, 0.5), 'ms'),
      figure('fairness: a look of another company alone, p99', before, 'ms'),
      figure('fairness: beside a backlog, p50', percentile(beside, 0.5), 'ms'),
      figure('fairness: beside a backlog, p99', after, 'ms'),
      figure('fairness: p99 beside a backlog to alone', after / before, 'x', { atMost: 2 }),
      figure('fairness: of the backlog still there at the end', left, 'looks'),
    ];
  });
}

/** Milliseconds until a look at the invoice of that company is worked. */
async function askOne(world: World, companyId: string): Promise<number> {
  const began = performance.now();
  await world.database.write(companyId, async (tx) => {
    await tx`
      insert into looks (company_id, kind, subject_id, due_at, created_at)
      select company_id, 'invoice', id::text, clock_timestamp(), clock_timestamp() from invoices
      where company_id = ${companyId} limit 1 on conflict do nothing`;
    await tx`select pg_notify('tandem_work', ${companyId})`;
  });
  for (;;) {
    const rows = await world.database.read(
      companyId,
      (reader) => reader`select 1 from looks where company_id = ${companyId}`,
    );
    if (rows.length === 0) return performance.now() - began;
    await pause(2);
  }
}

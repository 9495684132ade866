/**
 * Transactions of the loop per second (the lease held and renewed, a look read and put off) by our own door to Postgres, beside
 * pgbench on the same rows.
 */
import { type Id, newId } from '../../src/base/ids.ts';
import { type Connection, currentConnection } from '../../src/db/connections.ts';
import { holdLease, takeLease } from '../../src/db/leases.ts';
import { askToLook, dueLooks, postponeLooks } from '../../src/db/looks.ts';
import { createCompany } from '../../src/shop/create-company.ts';
import { realmOf } from '../../test/kit/shop.ts';
import { figure, type Measured, type Part, type PostgresUrls, type Sizes, sizeOf } from '../bench.ts';
import { pgbench } from '../pgbench.ts';
import { openBenchShop } from '../shop.ts';
import { openWorld, type World } from '../world.ts';

export const store: Part = {
  about: 'transactions of the loop per second, beside pgbench with the same statements on the same rows',
  charts: [{ title: 'One at a time', figures: ['loop transactions, one company', 'pgbench, one client'] }],
  sizes: { milliseconds: 5_000, connections: 8 },
  tiny: { milliseconds: 50, connections: 2 },
  run: measure,
};

interface Holder {
  companyId: Id;
  connection: Connection;
  look: Id;
}

async function measure(urls: PostgresUrls, sizes: Sizes): Promise<Measured> {
  const world = await openWorld(urls);
  const connections = sizeOf(sizes, 'connections');
  const ms = sizeOf(sizes, 'milliseconds');
  try {
    await openBenchShop(world, { clients: 1, items: 1 });
    const owner = newId();
    const holders = await makeHolders(world, { owner, count: connections });
    const runs = holders.map((holder) => () => loopTransaction(world, owner, holder));
    await perSecond(runs, ms / 5);
    const together = await perSecond(runs, ms);
    const alone = await perSecond(runs.slice(0, 1), ms);
    const scripts = holders.map((holder) => statementsOf(holder, owner));
    const most = await pgbench(world.databaseUrl, scripts, Math.ceil(ms / 1000));
    const mostAlone = await pgbench(world.databaseUrl, scripts.slice(0, 1), Math.ceil(ms / 1000));
    return {
      figures: [
        figure(`loop transactions, ${connections} companies at once`, together, '/s'),
        figure('loop transactions, one company', alone, '/s'),
        ...(most ? [figure(`pgbench, ${connections} clients`, most, '/s')] : []),
        ...(most ? [figure('share of pgbench', (100 * together) / most, '%')] : []),
        ...(mostAlone ? [figure('pgbench, one client', mostAlone, '/s')] : []),
        ...(mostAlone ? [figure('share of pgbench, one', (100 * alone) / mostAlone, '%')] : []),
      ],
      notes: [
        'Each transaction: row-level security set, lease renewed, a look read, a look put off; commits go to disk (fsync on).',
        'pgbench runs the same statements on the same rows, prepared, each sent when the one before is answered.',
        ...(most
          ? []
          : ['There is no pgbench on this machine (the embedded Postgres has none), so there is no ceiling.']),
      ],
    };
  } finally {
    await world.stop();
  }
}

/** Companies with a connection, a lease and a look each, beside the one that is connected. */
async function makeHolders(world: World, { owner, count }: { owner: Id; count: number }): Promise<Holder[]> {
  const now = world.clock.now();
  const until = new Date(now.getTime() + 3_600_000);
  const holders: Holder[] = [];
  for (let index = 0; index < count; index += 1) {
    const realmId = `${realmOf(world, 'us-manual-tax')}${index}`;
    const companyId = await world.database.system(async (tx) => {
      const place = { country: 'US', currency: 'USD', timeZone: 'America/Los_Angeles', language: 'en' as const };
      const { company } = await createCompany(tx, now, { name: `Shop ${index}`, ...place });
      const changed = tx.json({ company_id: company.id, realm_id: realmId });
      await tx`
        insert into connections select (jsonb_populate_record(one, ${changed})).* from connections as one
        where company_id = ${world.companyId}`;
      await takeLease(tx, { companyId: company.id, owner, now, until });
      return company.id;
    });
    const look = newId();
    const connection = await world.database.write(companyId, async (tx) => {
      await askToLook(tx, { companyId, subjectIds: [look], now });
      return currentConnection(tx, companyId);
    });
    if (connection) holders.push({ companyId, connection, look });
  }
  return holders;
}

async function loopTransaction(world: World, owner: Id, { companyId, connection }: Holder): Promise<void> {
  const now = world.clock.now();
  const until = new Date(now.getTime() + 60_000);
  await world.database.write(companyId, async (tx) => {
    await holdLease(tx, { companyId, owner, until, connection });
    const looks = await dueLooks(tx, { companyId, now, limit: 300 });
    await postponeLooks(tx, { companyId, looks, dueAt: now });
  });
}

/** The statements of `loopTransaction`, as plain SQL. */
function statementsOf({ companyId, connection, look }: Holder, owner: Id): string[] {
  const { realmId, epoch } = connection;
  return [
    'begin',
    `select set_config('tandem.company_id', '${companyId}', true)`,
    `update leases set until = now() + interval '1 minute' where company_id = '${companyId}' and owner = '${owner}'
      returning exists (select 1 from connections where company_id = leases.company_id and current
        and realm_id = '${realmId}' and epoch = ${epoch})`,
    `select * from looks where company_id = '${companyId}' and due_at <= now()
      order by due_at, created_at, subject_id limit 300`,
    `update looks set due_at = now(), attempts = attempts + 1
      from unnest('{${look}}'::text[], '{1}'::bigint[]) as late (subject_id, seq)
      where looks.company_id = '${companyId}' and looks.subject_id = late.subject_id and looks.seq = late.seq`,
    'commit',
  ];
}

/** Transactions per second of all together, each of them one after the other. */
async function perSecond(runs: readonly (() => Promise<unknown>)[], ms: number): Promise<number> {
  const began = performance.now();
  let count = 0;
  const repeat = async (run: () => Promise<unknown>) => {
    while (performance.now() - began < ms) {
      await run();
      count += 1;
    }
  };
  await Promise.all(runs.map(repeat));
  return (1000 * count) / (performance.now() - began);
}

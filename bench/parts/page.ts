/** Every list, filter and search over REST, in a company with many invoices and others beside it; and how soon the program is up. */
import { dateIn } from '../../src/base/clock.ts';
import { createAdmin } from '../../src/cli/admin.ts';
import type { Client } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { InvoiceSummary } from '../../src/contract/invoices.ts';
import { openShop } from '../../test/kit/shop.ts';
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
import { fillFast } from '../fill-fast.ts';
import { listTimes } from '../list-times.ts';
import { startTimes } from '../start-times.ts';
import { openWorld, owner, type World } from '../world.ts';

export const page: Part = {
  about:
    'lists, filters and searches of one company among others, over REST and in a browser, and the start of `tandem serve`',
  sizes: { invoices: 1_000_000, fewer: 100_000, rounds: 100, starts: 3, opens: 20 },
  tiny: { invoices: 300, fewer: 200, rounds: 2, starts: 0, opens: 0 },
  run: measure,
};

async function measure(urls: PostgresUrls, sizes: Sizes): Promise<Measured> {
  const figures: Figure[] = [];
  const notes: string[] = [];
  const starts = sizeOf(sizes, 'starts');
  // The page is built by then.
  const started = starts > 0 ? await startTimes(starts) : [];
  const world = await openWorld(urls, { webFolder: 'dist/web' });
  try {
    const shop = await openShop(world);
    await fillOther(world, urls, sizeOf(sizes, 'fewer'));
    // The same company, first with fewer invoices, then with all of them.
    for (const [from, to] of [
      [0, sizeOf(sizes, 'fewer')],
      [sizeOf(sizes, 'fewer'), sizeOf(sizes, 'invoices')],
    ] as const) {
      await fillFast(adminUrlOf(world, urls), {
        ...{ companyId: world.companyId, realmId: shop.realmId, today: dateIn('UTC', world.clock.now()) },
        ...{ from, invoices: to, clients: Math.max(30, Math.ceil((to - from) / 20)) },
      });
      const all = await askAll(world, { number: to, rounds: sizeOf(sizes, 'rounds') });
      const worst = all.reduce((slowest, one) => (one.p99 > slowest.p99 ? one : slowest));
      const name = `${to.toLocaleString('en-US')} invoices`;
      figures.push(figure(`${name}: the slowest list, p99`, worst.p99, 'ms', { atMost: 50 }));
      figures.push(
        figure(
          `${name}: the median list, p50`,
          percentile(
            all.map((one) => one.p50),
            0.5,
          ),
          'ms',
        ),
      );
      if (to === sizeOf(sizes, 'invoices'))
        figures.push(...all.map((one) => figure(`${one.name}, p99`, one.p99, 'ms')));
      notes.push(
        `Of ${name} the slowest is: ${worst.name}. Short pages that go on: ${
          all
            .filter((one) => one.short)
            .map((one) => one.name)
            .join(', ') || 'none'
        }.`,
      );
    }
    const opens = sizeOf(sizes, 'opens');
    if (opens > 0) {
      const [newest] = (await world.api.get<Page<InvoiceSummary>>('/invoices?limit=1')).items;
      figures.push(...(await listTimes({ url: world.url, ...owner, number: newest?.number ?? '' }, opens)));
    }
  } finally {
    await world.stop();
  }
  return {
    figures: [...figures, ...started],
    notes: [
      'A page of 50 over HTTP on one connection, the whole answer read; other invoices, and 100,000 links, in the same tables.',
      ...notes,
    ],
  };
}

function adminUrlOf(world: World, urls: PostgresUrls): string {
  return Object.assign(new URL(urls.adminUrl), { pathname: new URL(world.databaseUrl).pathname }).href;
}

async function fillOther(world: World, urls: PostgresUrls, invoices: number): Promise<void> {
  const { companyId } = await createAdmin(world.database, world.clock, {
    ...{ company: 'Beside', email: 'beside@example.com', password: 'correct horse battery', country: 'US' },
  });
  const today = dateIn('UTC', world.clock.now());
  await fillFast(adminUrlOf(world, urls), { companyId, realmId: 'beside', from: 0, invoices, clients: 100, today });
}

/** Before it counts: plans are made, and pages read from the disk. */
const warmUps = 6;

interface Asked {
  name: string;
  p50: number;
  p99: number;
  short: boolean;
}

async function askAll(world: World, { number, rounds }: { number: number; rounds: number }): Promise<Asked[]> {
  const [client] = (await world.api.get<Page<Client>>('/clients?limit=1')).items;
  const middle = `INV-${String(Math.ceil(number / 3)).padStart(7, '0')}`;
  const paths: [string, string][] = [
    ['invoices', '/invoices'],
    ...['new', 'in_progress', 'paid', 'canceled'].map(
      (group) => [`invoices ${group}`, `/invoices?group=${group}`] as const,
    ),
    ...['not_synced', 'pending', 'synced', 'held', 'conflict', 'failed', 'voided', 'unlinked'].map(
      (state) => [`invoices ${state}`, `/invoices?syncState=${state}`] as const,
    ),
    ['invoices overdue', '/invoices?overdue=true'],
    ['invoices not overdue', '/invoices?overdue=false'],
    ['invoices of a client', `/invoices?clientId=${client?.id}`],
    ['invoices of a month', '/invoices?issuedFrom=2021-03-01&issuedTo=2021-03-31'],
    ['invoices paid until a year', '/invoices?group=paid&issuedTo=2020-12-31'],
    ['search a number', `/invoices?q=${middle}`],
    ['search the end of a number', `/invoices?q=${middle.slice(-5)}`],
    ['search two digits', '/invoices?q=77'],
    ['search old numbers', '/invoices?q=INV-000'],
    ['search a client', '/invoices?q=garcia'],
    ['search a full name', '/invoices?q=carmen%20abbott'],
    ['search nothing', '/invoices?q=nobody%20at%20all'],
    ['search among the held', '/invoices?q=77&syncState=held'],
    ['payments', '/payments'],
    ['payments from QuickBooks', '/payments?origin=quickbooks'],
    ['payments struck', '/payments?state=deleted'],
    ['payments of a year', '/payments?paidTo=2020-12-31'],
    ['clients', '/clients'],
    ['clients named', '/clients?q=garcia'],
    ['issues', '/sync/issues'],
    ['issues closed', '/sync/issues?state=closed'],
    ['log', '/sync/log'],
    ['log held', '/sync/log?outcome=held'],
    ['log conflicts', '/sync/log?action=conflict'],
    ['log of a year', '/sync/log?to=2020-12-31T00:00:00Z'],
    ['search the log', `/sync/log?q=${middle.slice(-5)}`],
  ].map(([name = '', path = '']) => [name, path]);
  const asked: Asked[] = [];
  for (const [name, path] of paths) {
    const times: number[] = [];
    let short = false;
    for (let round = -warmUps; round < rounds; round += 1) {
      const began = performance.now();
      const { items, nextCursor } = await world.api.get<Page<unknown>>(path);
      if (round >= 0) times.push(performance.now() - began);
      short = nextCursor !== null && items.length < 50;
    }
    asked.push({ name, p50: percentile(times, 0.5), p99: percentile(times, 0.99), short });
  }
  return asked;
}

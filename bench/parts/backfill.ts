/**
 * A backfill beside the script that a developer would write with node-quickbooks, over the same invoices and under the same
 * quotas. Invariant: what is compared has been done by both; the sums in the books are checked at the end.
 */
import type { Job } from '../../src/contract/jobs.ts';
import { type Figure, figure, type Measured, type Part, type PostgresUrls, type Sizes, sizeOf } from '../bench.ts';
import { leastMs } from '../quota-share.ts';
import { runScript, type ScriptRun } from '../script.ts';
import { makeInvoices, openBenchShop } from '../shop.ts';
import { invoiced, workOf } from '../work.ts';
import { openWorld, type World } from '../world.ts';

export const backfill: Part = {
  about: 'invoices of three lines with a payment each, beside a script with node-quickbooks under the same quotas',
  charts: [
    { title: 'Time', figures: ['backfill, time', 'script with a cache, time', 'script, time'] },
    {
      title: 'Requests per invoice with its payment',
      figures: [
        'backfill, requests per invoice',
        'script with a cache, requests per invoice',
        'script, requests per invoice',
      ],
    },
  ],
  sizes: { invoices: 1_000, clients: 100, items: 50 },
  tiny: { invoices: 6, clients: 2, items: 3 },
  run: measure,
};

interface BackfillRun extends ScriptRun {
  /** From the asking for the preview until it was complete. */
  previewMs: number;
  booksMs: number;
}

async function measure(urls: PostgresUrls, sizes: Sizes): Promise<Measured> {
  const tandem = await runBackfill(urls, sizes);
  const natural = await runScript(sizes, { cache: false });
  const cached = await runScript(sizes, { cache: true });
  const done = [tandem, natural, cached].map((run) => JSON.stringify(run.invoiced));
  if (new Set(done).size !== 1) throw new Error(`They have not done the same: ${done.join(' ')}`);
  const count = sizeOf(sizes, 'invoices');
  const share = (singles: boolean) => (100 * leastMs(tandem.work.writes, { singles })) / tandem.ms;
  return {
    figures: [
      ...figuresOf('backfill', tandem, count, {
        requests: { atMost: 0.15 },
        reads: { atMost: 0.02 },
      }),
      figure('backfill, batches', tandem.work.batches, 'requests'),
      figure('backfill, of it the preview', tandem.previewMs / 1000, 's'),
      figure('backfill, requests to QuickBooks under way', tandem.booksMs / 1000, 's'),
      figure('share of 40 batches of 30 a minute', share(false), '%', { atLeast: 95 }),
      figure('share if single requests went beside them', share(true), '%'),
      ...figuresOf('script', natural, count),
      ...figuresOf('script with a cache', cached, count),
      figure('faster than the script', natural.ms / tandem.ms, 'x', { atLeast: 6 }),
      figure('faster than the script with a cache', cached.ms / tandem.ms, 'x', { atLeast: 2.5 }),
    ],
    notes: [
      'The clock runs as the wall’s and leaves out what is only waited for (time factor 1): quotas are Intuit’s, unscaled.',
      'The simulator answers in milliseconds. With QuickBooks’ own hundreds of milliseconds, a script that waits for each answer is slower than here.',
      'The script waits for the quota as our own client does; both ended with the same sums, all paid.',
    ],
  };
}

type Targets = Partial<Record<'requests' | 'reads', Figure['target']>>;

function figuresOf(name: string, { ms, work }: ScriptRun, count: number, targets: Targets = {}): Figure[] {
  return [
    figure(`${name}, time`, ms / 1000, 's'),
    figure(`${name}, requests per invoice`, work.requests / count, 'requests', targets.requests),
    figure(`${name}, operations per invoice`, work.operations / count, 'operations'),
    figure(`${name}, reads per invoice`, work.reads / count, 'reads', targets.reads),
    figure(`${name}, writes per invoice`, work.writes / count, 'writes'),
    figure(`${name}, refused for the quota`, work.throttled, 'requests'),
  ];
}

async function runBackfill(urls: PostgresUrls, sizes: Sizes): Promise<BackfillRun> {
  const world = await openWorld(urls);
  try {
    const shop = await openBenchShop(world, { clients: sizeOf(sizes, 'clients'), items: sizeOf(sizes, 'items') });
    await makeInvoices(world, shop, { count: sizeOf(sizes, 'invoices'), paid: true });
    await world.settle();
    world.clock.advance(120_000); // The budget of calls is whole again.
    world.simulator.control.resetRequests();
    const [began, booksBefore] = [world.clock.now().getTime(), world.booksTime.total()];
    const { previewId } = await world.api.post<Job>('/sync/backfill', { from: '2020-01-01', to: '2099-12-31' });
    await workUntil(world, previewId, 'ready');
    const previewMs = world.clock.now().getTime() - began;
    await world.api.post('/sync/backfill', { previewId, confirm: true });
    await workUntil(world, previewId, 'done');
    return {
      ms: world.clock.now().getTime() - began,
      previewMs,
      booksMs: world.booksTime.total() - booksBefore,
      work: workOf(world.simulator),
      invoiced: invoiced(world.simulator, shop.realmId),
    };
  } finally {
    await world.stop();
  }
}

async function workUntil(world: World, jobId: string, state: Job['state']): Promise<void> {
  await world.settle();
  const job = await world.api.get<Job>(`/sync/jobs/${jobId}`);
  if (job.state !== state) throw new Error(`The backfill is ${job.state}, not ${state}.`);
}

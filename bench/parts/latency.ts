/**
 * How long a change takes to the other side while nothing else goes on, by the worker as it runs in a program: woken by Postgres'
 * notifications, with its look around once a second. QuickBooks' own time (requests under way) is taken out.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { changesChannel } from '../../src/db/looks.ts';
import { moveTo } from '../../test/kit/shop.ts';
import { type Measured, type Part, type PostgresUrls, percentiles, type Sizes, sizeOf } from '../bench.ts';
import { type BenchShop, makeInvoices, openBenchShop } from '../shop.ts';
import { openWorld, type World } from '../world.ts';

export const latency: Part = {
  about: 'from a status change to the invoice in QuickBooks, and from a webhook to the payment in REST',
  charts: ['status change to QuickBooks', 'webhook to REST'].map((way) => ({
    title: way,
    figures: [`${way}, p50`, `${way}, p90`, `${way}, p99`],
  })),
  sizes: { samples: 200, warmUp: 20 },
  tiny: { samples: 2, warmUp: 1 },
  run: measure,
};

/** A call to QuickBooks each: its limits of ten a second and 500 a minute must not be what is measured. */
const paceMs = 150;

async function measure(urls: PostgresUrls, sizes: Sizes): Promise<Measured> {
  const world = await openWorld(urls);
  try {
    const shop = await openBenchShop(world, { clients: 10, items: 10 });
    const warmUp = sizeOf(sizes, 'warmUp');
    const count = warmUp + sizeOf(sizes, 'samples');
    const ids = await makeInvoices(world, shop, { count, paid: false });
    // Client and items are known before: the first ones are sent together.
    for (const id of ids.slice(0, warmUp)) await moveTo(world, { id }, shop.statuses.in_progress);
    await world.settle();
    await Promise.all([world.tandem.worker.start(), world.tandem.delivery.start()]);
    const out: number[] = [];
    const back: number[] = [];
    for (const [index, id] of ids.slice(warmUp).entries()) {
      out.push(await sendOne(world, shop, id));
      await rest(world);
      back.push(await payOne(world, shop, id));
      await rest(world);
      if (index < warmUp && count > 2 * warmUp + 1) out.length = back.length = 0;
    }
    return {
      figures: [
        ...percentiles('status change to QuickBooks', out, { atMost: 150 }),
        ...percentiles('webhook to REST', back, { atMost: 150 }),
      ],
      notes: [
        'QuickBooks’ own time is taken out: the time in which a request to it was under way. The REST request itself is in.',
        `${out.length} samples one after the other, ${paceMs} ms apart; program, simulator and Postgres share the machine. The worker looks around by itself once a second, so what is below that came by notification.`,
      ],
    };
  } finally {
    await world.stop();
  }
}

async function sendOne(world: World, shop: BenchShop, id: string): Promise<number> {
  const answered = world.booksTime.nextAnswer('/invoice');
  const [began, books] = [performance.now(), world.booksTime.total()];
  await moveTo(world, { id }, shop.statuses.in_progress);
  return (await answered) - began - (world.booksTime.total() - books);
}

async function payOne(world: World, shop: BenchShop, id: string): Promise<number> {
  const { sync, total } = await synced(world, id);
  world.simulator.control.payInvoice(shop.realmId, sync.quickBooksId);
  const books = world.booksTime.total();
  const seen = until(world, async () => (await read(world, id)).paid === total);
  await world.simulator.flushWebhooks();
  const began = world.webhookArrivedAt();
  return (await seen) - began - (world.booksTime.total() - books);
}

interface Read {
  total: string;
  paid: string;
  sync: { state: string; quickBooksId: string };
}

const read = (world: World, id: string) => world.api.get<Read>(`/invoices/${id}`);

async function synced(world: World, id: string): Promise<Read> {
  await until(world, async () => (await read(world, id)).sync.state === 'synced');
  return read(world, id);
}

/** As an open page does: asks again whenever it is told that something has changed. Answers when it was so. */
async function until(world: World, isSo: () => Promise<boolean>): Promise<number> {
  let heard: () => void = () => undefined;
  const stop = await world.database.listen(changesChannel, () => heard());
  try {
    for (;;) {
      const told = new Promise<void>((resolve) => {
        heard = resolve;
      });
      if (await isSo()) return performance.now();
      await told;
    }
  } finally {
    await stop();
  }
}

/** What follows (the echo of our own write, the end of the pass) is over before the next sample. */
async function rest(world: World): Promise<void> {
  await world.simulator.flushWebhooks();
  await pause(paceMs);
}

/**
 * A day of a busy shop, in fast motion: invoices go out, are edited on both sides, are paid on both sides, as a seed has it.
 * Then a week in which nothing happens.
 */
import { moveTo } from '../../test/kit/shop.ts';
import { figure, type Measured, type Part, type PostgresUrls, type Sizes, sizeOf } from '../bench.ts';
import { type BenchShop, makeInvoices, openBenchShop } from '../shop.ts';
import { type Work, workOf } from '../work.ts';
import { openWorld, type World } from '../world.ts';

export const steady: Part = {
  about: 'a day of a busy shop with edits and payments both ways, then a week without a change',
  charts: [{ title: 'Per change', figures: ['calls per change', 'reads per change', 'writes per change'] }],
  sizes: { invoices: 120, idleDays: 7 },
  tiny: { invoices: 3, idleDays: 1 },
  run: measure,
};

const hour = 3_600_000;
const workday = 10 * hour;

async function measure(urls: PostgresUrls, sizes: Sizes): Promise<Measured> {
  const world = await openWorld(urls);
  try {
    const shop = await openBenchShop(world, { clients: 20, items: 20 });
    const cold = await sendAlone(world, shop);
    const known = await makeInvoices(world, shop, { count: shop.clients.length, paid: false });
    for (const id of known) await moveTo(world, { id }, shop.statuses.in_progress);
    const ids = await makeInvoices(world, shop, { count: sizeOf(sizes, 'invoices'), paid: false });
    await world.settle();
    const alone = { cold, known: await sendAlone(world, shop) };
    world.simulator.control.resetRequests();
    const changes = await busyDay(world, shop, ids);
    const day = workOf(world.simulator);
    await checkAgreed(world, ids);
    world.simulator.control.resetRequests();
    const days = sizeOf(sizes, 'idleDays');
    await idle(world, days * 24 * hour);
    const quiet = workOf(world.simulator);
    const sweeps = world.simulator.control.requests().filter(({ operation }) => operation === 'cdc').length;
    return { figures: figuresOf({ alone, changes, day, quiet, sweeps, days }), notes: notesOf(changes) };
  } finally {
    await world.stop();
  }
}

interface Alone {
  requests: number;
  /** Behind the request that wrote it, the echo of its webhook among what may cause one. */
  after: number;
}

/** One invoice, and nothing else to do. */
async function sendAlone(world: World, shop: BenchShop): Promise<Alone> {
  const [id = ''] = await makeInvoices(world, shop, { count: 1, paid: false });
  await world.settle();
  world.simulator.control.resetRequests();
  await moveTo(world, { id }, shop.statuses.in_progress);
  await world.settle();
  const requests = world.simulator.control.requests();
  const written = requests.findIndex(({ entity, operation }) => entity === 'Invoice' && operation === 'create');
  if (written < 0) throw new Error('The invoice was not sent by a request of its own.');
  return { requests: requests.length, after: requests.length - 1 - written };
}

interface Counted {
  alone: { cold: Alone; known: Alone };
  changes: Record<string, number>;
  day: Work;
  quiet: Work;
  sweeps: number;
  days: number;
}

function figuresOf({ alone, changes, day, quiet, sweeps, days }: Counted) {
  const count = Object.values(changes).reduce((sum, one) => sum + one, 0);
  return [
    figure('one invoice alone, its customer and items unknown', alone.cold.requests, 'requests', { atMost: 3 }),
    figure('one invoice alone, its customer and items known', alone.known.requests, 'requests', { atMost: 1 }),
    figure('after such a write', alone.cold.after + alone.known.after, 'requests', { atMost: 0 }),
    figure('changes', count, 'changes'),
    figure('calls per change', day.requests / count, 'requests'),
    figure('reads per change', day.reads / count, 'reads'),
    figure('writes per change', day.writes / count, 'writes'),
    figure('refused for the quota', day.throttled, 'requests', { atMost: 0 }),
    figure('reads of such a day in a month', day.reads * 30, 'reads', { atMost: 500_000 }),
    figure(`calls in ${days} idle days`, quiet.requests, 'requests'),
    figure('sweeps among them', sweeps, 'sweeps'),
    figure('calls per sweep while idle', quiet.requests / Math.max(1, sweeps), 'requests', { atMost: 1 }),
  ];
}

function notesOf(changes: Record<string, number>): string[] {
  const mixed = Object.entries(changes).map(([kind, count]) => `${count} ${kind}`);
  return [
    `The changes: ${mixed.join(', ')}. Clients and items are known in QuickBooks before; each change comes alone, minutes apart, so nothing is saved by sending together.`,
    'A change there costs reads: a webhook says which record changed, not how. Our own writes come back as webhooks too and are known as echoes, which cost none.',
    'Sweeps back off from a quarter of an hour to a day while nothing is found; webhooks tell at once.',
  ];
}

/** Every invoice is sent; two in three are edited, one here and one there; all are paid, half here and half there. */
async function busyDay(world: World, shop: BenchShop, ids: readonly string[]): Promise<Record<string, number>> {
  const changes: Record<string, number> = {};
  const pause = workday / (ids.length * 3);
  const change = async (kind: string, act: () => Promise<unknown>) => {
    await act();
    changes[kind] = (changes[kind] ?? 0) + 1;
    await pass(world, pause);
  };
  for (const [index, id] of ids.entries()) {
    await change('sent', () => moveTo(world, { id }, shop.statuses.in_progress));
    const { total, sync } = await world.api.get<Read>(`/invoices/${id}`);
    const memo = { Id: sync.quickBooksId, sparse: true, CustomerMemo: { value: 'Changed there' } };
    if (index % 3 === 0)
      await change('edited here', () => world.api.patch(`/invoices/${id}`, { comment: 'Changed here' }));
    if (index % 3 === 1) await change('edited there', async () => actThere(world, shop, memo));
    const payment = { accountId: shop.cash.id, amount: total };
    if (index % 2 === 0) await change('paid here', () => world.api.post(`/invoices/${id}/payments`, payment));
    else
      await change('paid there', async () => world.simulator.control.payInvoice(shop.realmId, sync.quickBooksId ?? ''));
  }
  return changes;
}

interface Read {
  total: string;
  paid: string;
  sync: { state: string; quickBooksId: string | null };
}

type Acted = Parameters<World['simulator']['control']['act']>[1]['body'];

function actThere(world: World, shop: BenchShop, body: Acted): unknown {
  return world.simulator.control.act(shop.realmId, { entity: 'Invoice', operation: 'update', body });
}

/** Time passes, and all that is due in it is done. */
async function pass(world: World, ms: number): Promise<void> {
  const until = new Date(world.clock.now().getTime() + ms);
  await world.settle({ until });
  world.clock.moveTo(until);
  await world.settle({ until });
}

async function idle(world: World, ms: number): Promise<void> {
  const step = 5 * 60_000;
  for (let passed = 0; passed < ms; passed += step) await pass(world, step);
}

/** What was counted has led to what it should. */
async function checkAgreed(world: World, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { sync, paid, total } = await world.api.get<Read>(`/invoices/${id}`);
    if (sync.state !== 'synced' || paid !== total)
      throw new Error(`Invoice ${id} is ${sync.state}, ${paid} of ${total} paid.`);
  }
}

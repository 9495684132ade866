/** What is measured: how long each direction took in the last day, and the hours of a chart. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SyncStats } from '../../src/contract/sync.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
beforeAll(async () => {
  world = await startWorld({ start: '2026-03-02T15:20:00Z' });
  shop = await openShop(world);
});
afterAll(() => world.stop());

const stats = () => world.api.get<SyncStats>('/sync/stats');

test('nothing measured yet', async () => {
  const { latency, last24h } = await stats();
  expect(latency.toQuickBooks).toEqual({ p50: null, p99: null, count: 0 });
  expect(last24h).toHaveLength(24);
  expect(last24h.at(-1)).toEqual({ hour: '2026-03-02T15:00:00.000Z', synced: 0, waiting: 0, failed: 0 });
});

test('9.11 both ways, from the change to the write, by hour; after a day they are forgotten', async () => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  world.clock.advance(1500);
  await world.settle();
  const id = (await reread(world, made)).sync.quickBooksId ?? '';
  world.clock.advance(3_600_000);
  world.simulator.control.payInvoice(shop.realmId, id, '10');
  world.clock.advance(4000);
  await world.settle();
  const { latency, last24h } = await stats();
  expect(latency.toQuickBooks).toMatchObject({ p50: 1500, p99: 1500, count: 1 });
  expect(latency.fromQuickBooks.count).toBeGreaterThan(0);
  // QuickBooks' times have whole seconds.
  expect(latency.fromQuickBooks.p50).toBeGreaterThanOrEqual(4000);
  expect(latency.fromQuickBooks.p99).toBeLessThan(6000);
  expect(last24h.slice(-2)).toEqual([
    { hour: '2026-03-02T15:00:00.000Z', synced: 1, waiting: 0, failed: 0 },
    { hour: '2026-03-02T16:00:00.000Z', synced: 1, waiting: 0, failed: 0 },
  ]);
  const held = await makeInvoice(world, shop, { number: made.number.padEnd(30, '0') });
  const tax = await world.api.post<{ id: string }>('/taxes', { name: 'Fee', code: 'F', rate: '2' });
  await world.api.patch(`/invoices/${held.id}`, { lines: [{ name: 'Tyre', unitPrice: '9', taxIds: [tax.id] }] });
  await moveTo(world, held, shop.statuses.in_progress);
  await world.settle();
  expect((await stats()).last24h.at(-1)).toMatchObject({ waiting: 1 });
  world.clock.advance(25 * 3_600_000);
  expect((await stats()).latency.fromQuickBooks).toEqual({ p50: null, p99: null, count: 0 });
});

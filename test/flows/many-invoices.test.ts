/** Many invoices of a company at a time, in batches, within Intuit's quotas. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client, Item } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { InvoiceSummary } from '../../src/contract/invoices.ts';
import { quotaLimits } from '../../src/quickbooks/quota.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;

beforeAll(async () => {
  world = await startWorld();
  shop = await openShop(world);
});
afterAll(() => world.stop());

const count = 300;

test('6.7, 11.7 300 invoices of three lines with a payment each take at most 0.2 requests per invoice', async () => {
  const { api } = world;
  const clients: Client[] = [];
  const items: Item[] = [];
  for (let index = 0; index < 30; index += 1) {
    clients.push(
      await api.post('/clients', { type: 'organization', name: `Fleet ${index}`, email: `fleet${index}@example.com` }),
    );
    items.push(
      await api.post('/items', {
        name: `Part ${index}`,
        sku: `P-${index}`,
        price: `${10 + index}.35`,
        taxIds: [shop.tax.id],
      }),
    );
  }
  for (let index = 0; index < count; index += 1) {
    const lines = [0, 1, 2].map((line) => ({ itemId: items[(index * 3 + line) % 30]?.id, quantity: `${line + 1}` }));
    const body = { clientId: clients[index % 30]?.id, issueDate: '2026-03-02', lines };
    const made = await api.post<{ id: string; total: string }>('/invoices', body);
    await api.post(`/invoices/${made.id}/payments`, { accountId: shop.cash.id, amount: made.total });
    await api.post(`/invoices/${made.id}/status`, { statusId: shop.statuses.in_progress.id });
  }
  world.simulator.control.resetRequests();
  await world.settle({ patienceMs: 10 * 60_000 });

  const requests = world.simulator.control.requests();
  expect(requests.filter((request) => request.status !== 200)).toEqual([]);
  expect(requests.length / count).toBeLessThanOrEqual(0.2);
  const invoices = world.simulator.control.list(shop.realmId, 'Invoice') as { DocNumber: string; Balance: number }[];
  const ours = invoices.filter((invoice) => invoice.DocNumber?.startsWith('INV-'));
  expect(ours.length).toBe(count);
  expect(ours.every((invoice) => invoice.Balance === 0)).toBe(true);
  expect(
    world.simulator.control.list(shop.realmId, 'Customer').filter((c) => String(c.DisplayName).startsWith('Fleet'))
      .length,
  ).toBe(30);
  const synced = await api.get<Page<InvoiceSummary>>('/invoices?syncState=synced&limit=200');
  expect(synced.items.length).toBe(200);
  const others = await api.get<Page<InvoiceSummary>>('/invoices?syncState=pending');
  expect(others.items).toEqual([]);
}, 120_000);

test('while many wait for the batches of the next minute, one invoice goes out and a payment comes in at once', async () => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 10 * 60_000 });
  const { sync } = await reread(world, made);
  world.clock.advance(120_000);
  const quota = world.tandem.sync.quotaOf(shop.realmId);
  for (let sent = 0; sent < quotaLimits.batchesPerMinute; sent += 1) {
    const grant = quota.take('batch');
    if (grant.granted) grant.release();
    world.clock.advance(150);
  }
  expect(quota.hasRoom('batch')).toBe(false);
  const many = [await makeInvoice(world, shop), await makeInvoice(world, shop)];
  for (const invoice of many) await moveTo(world, invoice, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  for (const invoice of many) expect((await reread(world, invoice)).sync.state).toBe('pending');
  const one = await makeInvoice(world, shop);
  await moveTo(world, one, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  expect((await reread(world, one)).sync.state).toBe('synced');
  world.simulator.control.payInvoice(shop.realmId, sync.quickBooksId ?? '');
  await world.settle({ patienceMs: 0 });
  expect((await reread(world, made)).paid).toBe(made.total);
});

/** What the sync tells others: that an invoice agrees, that an issue opens and closes, that the connection is lost. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeInvoice, moveTo, openShop, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';
import { addEndpoint, checkEvent } from './endpoint.ts';
import { type Receiver, startReceiver } from './receiver.ts';

let world: World;
let receiver: Receiver;
let shop: Shop;
beforeAll(async () => {
  world = await startWorld();
  receiver = await startReceiver();
  shop = await openShop(world);
  const events = ['invoice.synced', 'sync.issue_opened', 'sync.issue_closed', 'connection.lost', 'payment.created'];
  await addEndpoint(world.api, receiver.url, { events });
});
afterAll(async () => {
  receiver.close();
  await world.stop();
});
beforeEach(() => {
  receiver.received = [];
});

test('10.3 an invoice that has reached QuickBooks', async () => {
  const invoice = await makeInvoice(world, shop);
  await moveTo(world, invoice, shop.statuses.in_progress);
  await world.settle();
  expect(receiver.types()).toEqual(['invoice.synced']);
  const [got] = receiver.received;
  expect(got?.event.data).toMatchObject({ invoiceId: invoice.id, number: invoice.number });
  expect(got?.event.data.quickBooksId).toMatch(/^\d+$/);
  if (got) checkEvent(got);
});

test('10.3 an issue that opens, and closes when its cause is gone', async () => {
  const tax = await world.api.post<{ id: string }>('/taxes', { name: 'Tyre fee', code: 'TF', rate: '2' });
  const lines = [{ name: 'Tyre', quantity: '1', unitPrice: '80', taxIds: [tax.id] }];
  const invoice = await makeInvoice(world, shop, { lines });
  await moveTo(world, invoice, shop.statuses.in_progress);
  await world.settle();
  const opened = receiver.received.find(({ event }) => event.type === 'sync.issue_opened');
  expect(opened?.event.data).toMatchObject({ issue: { code: 'unmapped_tax', invoiceId: invoice.id } });
  if (opened) checkEvent(opened);
  await world.api.patch(`/invoices/${invoice.id}`, { lines: [{ ...lines[0], taxIds: [] }] });
  await world.settle();
  const closed = receiver.received.find(({ event }) => event.type === 'sync.issue_closed');
  expect(closed?.event.data.issue).toEqual(opened?.event.data.issue);
  expect(receiver.types().slice(1).sort()).toEqual(['invoice.synced', 'sync.issue_closed']);
});

test('10.3 a connection that is lost', async () => {
  await world.testDatabase.database.write(world.companyId, async (tx) => {
    await tx`update connections set access_expires_at = ${world.clock.now()}`;
  });
  world.simulator.control.revokeTokens(shop.realmId);
  const invoice = await makeInvoice(world, shop);
  await moveTo(world, invoice, shop.statuses.in_progress);
  await world.settle();
  const lost = receiver.received.filter(({ event }) => event.type === 'connection.lost');
  expect(lost).toHaveLength(1);
  expect(lost[0]?.event.data).toMatchObject({ realmId: shop.realmId });
  if (lost[0]) checkEvent(lost[0]);
});

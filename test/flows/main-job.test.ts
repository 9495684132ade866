/** The main job: an invoice reaches QuickBooks by itself, and a payment made there comes back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '../../src/contract/catalog.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;

beforeAll(async () => {
  world = await startWorld();
  shop = await openShop(world);
});
afterAll(() => world.stop());

test('1.3 status, QuickBooks, payment and back', async () => {
  const made = await makeInvoice(world, shop);
  expect(made.sync.state).toBe('not_synced');
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('not_synced');

  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const sent = await reread(world, made);
  expect(sent.sync.state).toBe('synced');
  const books = world.simulator.control.read(shop.realmId, 'Invoice', sent.sync.quickBooksId ?? '');
  expect(books).toMatchObject({ DocNumber: made.number, TotalAmt: Number(made.total) });

  world.simulator.control.payInvoice(shop.realmId, sent.sync.quickBooksId ?? '');
  await world.settle();
  const paid = await reread(world, made);
  expect(paid).toMatchObject({ paid: made.total, balanceDue: '0.00', status: { name: 'Paid' } });
  expect(paid.payments).toMatchObject([{ origin: 'quickbooks', amount: made.total, accountId: shop.bank.id }]);
  const bank = await world.api.get<Account>(`/accounts/${shop.bank.id}`);
  expect(bank.balance).toBe(made.total);
});

test('11.7 one invoice whose client and items are known takes one request and no read', async () => {
  const made = await makeInvoice(world, shop);
  await world.settle();
  world.simulator.control.resetRequests();
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('synced');
  const requests = world.simulator.control.requests();
  expect(requests.map(({ method, entity, operation }) => [method, entity, operation])).toEqual([
    ['POST', 'Invoice', 'create'],
  ]);
});

test('5.5 a client and items that QuickBooks does not know take three requests', async () => {
  const client = await world.api.post<{ id: string }>('/clients', { type: 'organization', name: 'Cold Start: Garage' });
  const item = await world.api.post<{ id: string }>('/items', {
    kind: 'service',
    name: 'Wheel alignment',
    price: '80',
  });
  const made = await makeInvoice(world, shop, { clientId: client.id, lines: [{ itemId: item.id, taxIds: [] }] });
  await world.settle();
  world.simulator.control.resetRequests();
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('synced');
  expect(world.simulator.control.requests().length).toBe(3);
});

test('1.19, 1.28 payments taken in the shop go along, and come back changed, voided and deleted', async () => {
  const made = await makeInvoice(world, shop);
  await world.api.post(`/invoices/${made.id}/payments`, {
    accountId: shop.cash.id,
    amount: '100',
    reference: 'till 4',
  });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const sent = await reread(world, made);
  expect(sent.sync.state).toBe('synced');
  const id = sent.sync.quickBooksId ?? '';
  expect(world.simulator.control.read(shop.realmId, 'Invoice', id)).toMatchObject({
    Balance: Number(made.total) - 100,
  });
  const [payment] = sent.payments;
  expect(payment?.quickBooksId).not.toBeNull();

  await world.api.remove(`/invoices/${made.id}/payments/${payment?.id}`);
  await world.settle();
  expect(world.simulator.control.read(shop.realmId, 'Payment', payment?.quickBooksId ?? '')).toMatchObject({
    TotalAmt: 0,
  });
  expect(world.simulator.control.read(shop.realmId, 'Invoice', id)).toMatchObject({ Balance: Number(made.total) });
  expect((await reread(world, made)).sync.state).toBe('synced');
});

test('2.17, 2.20 an edit in QuickBooks is copied, and its event moves the status', async () => {
  await world.api.put('/integrations/quickbooks/settings', {
    ...shop.settings,
    events: { ...shop.settings.events, invoiceUpdated: shop.statuses.new.id },
  });
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const id = (await reread(world, made)).sync.quickBooksId ?? '';
  const doc = world.simulator.control.read(shop.realmId, 'Invoice', id);
  const lines = ((doc?.Line ?? []) as { Id?: string; Amount: number; SalesItemLineDetail?: { Qty: number } }[]).map(
    (line, index) =>
      index === 0 ? { ...line, Amount: 270, SalesItemLineDetail: { ...line.SalesItemLineDetail, Qty: 3 } } : line,
  );
  world.simulator.control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'update',
    body: {
      Id: id,
      sparse: true,
      CustomerRef: doc?.CustomerRef,
      DueDate: '2026-04-30',
      CustomerMemo: { value: 'By phone' },
      Line: lines,
    },
  });
  await world.settle();
  const changed = await reread(world, made);
  expect(changed).toMatchObject({
    dueDate: '2026-04-30',
    comment: 'By phone',
    status: { name: 'New' },
    sync: { state: 'synced' },
  });
  expect(changed.lines[0]?.quantity).toBe('3');
  const after = world.simulator.control.read(shop.realmId, 'Invoice', id);
  expect(after?.TotalAmt).toBe(Number(changed.total));
});

test('2.36, 2.38 an edit in the shop follows, and what only QuickBooks knows survives it', async () => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const id = (await reread(world, made)).sync.quickBooksId ?? '';
  world.simulator.control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'update',
    body: { Id: id, sparse: true, PrivateNote: 'Ask Hanna about the invoice' },
  });
  await world.settle();
  const [first] = made.lines;
  await world.api.patch(`/invoices/${made.id}`, {
    comment: 'Thank you',
    lines: [
      { id: first?.id, itemId: first?.itemId, quantity: '4' },
      { name: 'Shop supplies', unitPrice: '12.34', taxIds: [] },
    ],
  });
  await world.settle();
  const changed = await reread(world, made);
  expect(changed.sync.state).toBe('synced');
  expect(world.simulator.control.read(shop.realmId, 'Invoice', id)).toMatchObject({
    PrivateNote: 'Ask Hanna about the invoice',
    CustomerMemo: { value: 'Thank you' },
    TotalAmt: Number(changed.total),
  });
});

test('3.1 a void in QuickBooks voids the invoice and fires its event', async () => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const id = (await reread(world, made)).sync.quickBooksId ?? '';
  world.simulator.control.act(shop.realmId, { entity: 'Invoice', operation: 'void', body: { Id: id } });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({
    voided: true,
    balanceDue: '0.00',
    total: made.total,
    status: { name: 'Canceled' },
    sync: { state: 'voided' },
  });
});

test('3.9 a cancelled invoice is voided in QuickBooks', async () => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  await moveTo(world, made, shop.statuses.canceled);
  await world.settle();
  const cancelled = await reread(world, made);
  expect(cancelled).toMatchObject({ voided: true, sync: { state: 'voided' }, status: { name: 'Canceled' } });
  const doc = world.simulator.control.read(shop.realmId, 'Invoice', cancelled.sync.quickBooksId ?? '');
  expect(doc).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
});

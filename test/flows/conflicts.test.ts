/** The same field changed on both sides at once, and edits of different fields, which both hold. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Page } from '../../src/contract/common.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import type { Issue } from '../../src/contract/sync.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let made: Invoice;
let id: string;

beforeEach(async () => {
  world = await startWorld();
  shop = await openShop(world);
  made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  id = (await reread(world, made)).sync.quickBooksId ?? '';
});
afterEach(() => world.stop());

const there = () => world.simulator.control.read(shop.realmId, 'Invoice', id);
const editThere = (body: object) =>
  world.simulator.control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'update',
    body: { Id: id, sparse: true, CustomerRef: there()?.CustomerRef, ...body },
  });
const issues = async () => (await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${made.id}`)).items;

test('2.42, 11.2 different fields changed on both sides both hold', async () => {
  editThere({ CustomerMemo: { value: 'From the accountant' } });
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-05-01' });
  await world.settle();
  const both = await reread(world, made);
  expect(both).toMatchObject({ comment: 'From the accountant', dueDate: '2026-05-01', sync: { state: 'synced' } });
  expect(there()).toMatchObject({ CustomerMemo: { value: 'From the accountant' }, DueDate: '2026-05-01' });
});

test('2.53, 11.2 the same field asks, shows all three values, and nothing is written until it is answered; payments still flow', async () => {
  editThere({ DueDate: '2026-06-01' });
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-05-01', comment: 'Ours' });
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('conflict');
  const [issue] = await issues();
  expect(issue).toMatchObject({
    code: 'conflict',
    conflict: { fields: [{ path: 'dueDate', base: made.dueDate, shop: '2026-05-01', quickBooks: '2026-06-01' }] },
  });
  expect(there()).toMatchObject({ DueDate: '2026-06-01' });
  expect(there()?.CustomerMemo).toBeUndefined();
  world.simulator.control.payInvoice(shop.realmId, id, '10');
  await world.settle();
  expect((await reread(world, made)).paid).toBe('10.00');

  await world.api.post(`/sync/issues/${issue?.id}/resolve`, { fixId: 'take_quickbooks' });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({
    dueDate: '2026-06-01',
    comment: 'Ours',
    sync: { state: 'synced' },
  });
  expect(there()).toMatchObject({ DueDate: '2026-06-01', CustomerMemo: { value: 'Ours' } });
  expect(await issues()).toEqual([]);
});

test('2.55 a merge takes one field from here and one from there', async () => {
  editThere({ DueDate: '2026-06-01', CustomerMemo: { value: 'Theirs' } });
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-05-01', comment: 'Ours' });
  await world.settle();
  const [issue] = await issues();
  const refused = await world.api.call('POST', `/sync/issues/${issue?.id}/resolve`, {
    fixId: 'merge',
    fields: { dueDate: 'shop' },
  });
  expect(refused.status).toBe(422);
  const fields = { dueDate: 'shop', memo: 'quickbooks' };
  await world.api.post(`/sync/issues/${issue?.id}/resolve`, { fixId: 'merge', fields });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({
    dueDate: '2026-05-01',
    comment: 'Theirs',
    sync: { state: 'synced' },
  });
  expect(there()).toMatchObject({ DueDate: '2026-05-01', CustomerMemo: { value: 'Theirs' } });
});

test.each([
  ['shop', '2026-05-01'],
  ['quickbooks', '2026-06-01'],
] as const)('2.56 the rule “%s” wins needs no answer', async (conflictRule, dueDate) => {
  await world.api.put('/integrations/quickbooks/settings', { ...shop.settings, conflictRule });
  editThere({ DueDate: '2026-06-01' });
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-05-01' });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ dueDate, sync: { state: 'synced' } });
  expect(there()).toMatchObject({ DueDate: dueDate });
});

test.each(['ask', 'quickbooks'])(
  '2.60 edits are not copied, rule “%s”: what is answered for QuickBooks is copied, and nothing else',
  async (conflictRule) => {
    const settings = { ...shop.settings, conflictRule, copyEdits: false };
    await world.api.put('/integrations/quickbooks/settings', settings);
    editThere({ CustomerMemo: { value: 'Theirs' }, DueDate: '2026-06-01' });
    await world.api.patch(`/invoices/${made.id}`, { comment: 'Ours' });
    await world.settle();
    const [issue] = await issues();
    if (issue) await world.api.post(`/sync/issues/${issue.id}/resolve`, { fixId: 'take_quickbooks' });
    await world.settle();
    await world.api.post(`/invoices/${made.id}/sync`);
    await world.settle();
    expect(await issues()).toEqual([]);
    expect(await reread(world, made)).toMatchObject({
      comment: 'Theirs',
      dueDate: made.dueDate,
      sync: { state: 'synced' },
    });
    expect(there()).toMatchObject({ CustomerMemo: { value: 'Theirs' }, DueDate: '2026-06-01' });
    await world.api.put('/integrations/quickbooks/settings', { ...settings, copyEdits: true });
    await world.api.post(`/invoices/${made.id}/sync`);
    await world.settle();
    expect((await reread(world, made)).dueDate).toBe('2026-06-01');
  },
);

test('3.5 deleted in QuickBooks: kept here, and sent again on request as a new invoice', async () => {
  world.simulator.control.act(shop.realmId, { entity: 'Invoice', operation: 'delete', body: { Id: id } });
  await world.settle();
  const kept = await reread(world, made);
  expect(kept).toMatchObject({ voided: false, total: made.total, sync: { state: 'held' } });
  const [issue] = await issues();
  expect(issue).toMatchObject({ code: 'deleted_in_quickbooks' });
  await world.api.post(`/sync/issues/${issue?.id}/resolve`, { fixId: 'send_again' });
  await world.settle();
  const again = await reread(world, made);
  expect(again.sync.state).toBe('synced');
  expect(again.sync.quickBooksId).not.toBe(id);
});

test('6.1, 11.8 a closed period is never written into, and the invoice goes when it is opened', async () => {
  world.simulator.control.setClosingDate(shop.realmId, '2026-03-31');
  await world.settle();
  world.simulator.control.resetRequests();
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Too late' });
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('held');
  expect((await issues())[0]?.code).toBe('closed_period');
  expect(world.simulator.control.requests().filter((request) => request.operation === 'update')).toEqual([]);
  world.simulator.control.setClosingDate(shop.realmId, null);
  await world.settle();
  const [issue] = await issues();
  if (issue) await world.api.post(`/sync/issues/${issue.id}/retry`);
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('synced');
  expect(there()).toMatchObject({ CustomerMemo: { value: 'Too late' } });
});

test('2.6 a customer that the shop does not know becomes a client, once', async () => {
  const other = world.simulator.control.act(shop.realmId, {
    entity: 'Customer',
    operation: 'create',
    body: { DisplayName: 'Lakeside Taxis', PrimaryEmailAddr: { Address: 'taxis@example.com' } },
  });
  editThere({ CustomerRef: { value: String(other.Id) } });
  await world.settle();
  const moved = await reread(world, made);
  expect(moved).toMatchObject({ clientName: 'Lakeside Taxis', sync: { state: 'synced' } });
  const clients = await world.api.get<Page<{ name: string }>>('/clients?limit=200');
  expect(clients.items.filter((client) => client.name === 'Lakeside Taxis').length).toBe(1);
});

/** A backfill: shown first, then sent; what is in QuickBooks already is linked, what is doubtful waits for a person. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Page } from '../../src/contract/common.ts';
import type { Job } from '../../src/contract/jobs.ts';
import type { Issue } from '../../src/contract/sync.ts';
import type { JsonObject } from '../../src/simulator/json.ts';
import { anotherWorker, untilDeath } from '../kit/another-worker.ts';
import { madeInBooks } from '../kit/books.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;

beforeEach(async () => {
  world = await startWorld();
  shop = await openShop(world);
});
afterEach(() => world.stop());

const period = { from: '2026-01-01', to: '2026-12-31' };

/** As the old integration or a person made it in QuickBooks. */
function madeThere(number: string, more: { total: number; customer?: string; date?: string }): string {
  return madeInBooks(world, shop, { number, ...more });
}

function untaxed(price: string, more: object = {}) {
  return makeInvoice(world, shop, {
    lines: [{ name: 'Old work', unitPrice: price, quantity: '1', taxIds: [] }],
    ...more,
  });
}

async function jobAfter(id: string): Promise<Job> {
  await world.settle();
  return world.api.get<Job>(`/sync/jobs/${id}?limit=200`);
}

function issuesOf(invoice: { id: string }): Promise<Page<Issue>> {
  return world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${invoice.id}`);
}

/** What QuickBooks was asked to write since the requests were reset. */
function written(): string[] {
  const requests = world.simulator.control.requests();
  const operations = requests.flatMap((request) => [request.operation, ...request.items.map((item) => item.operation)]);
  return operations.filter((operation) => !['query', 'read', 'cdc', 'batch'].includes(operation));
}

test('7.6 the preview says what will be sent, linked, doubtful and held; nothing moves until it is confirmed', async () => {
  const fresh = await untaxed('40');
  const same = await untaxed('75');
  const other = await untaxed('90');
  const oddTax = await world.api.post<{ id: string }>('/taxes', { name: 'Odd', code: 'ODD', rate: '3' });
  const unmapped = await untaxed('10', {
    lines: [{ name: 'Odd', unitPrice: '10', quantity: '1', taxIds: [oddTax.id] }],
  });
  const cancelled = await untaxed('11');
  await moveTo(world, cancelled, shop.statuses.canceled);
  const earlier = await untaxed('12', { issueDate: '2025-12-31' });
  const there = madeThere(same.number, { total: 75 });
  madeThere(other.number, { total: 91 });
  await world.settle();

  world.simulator.control.resetRequests();
  const asked = await world.api.post<Job>('/sync/backfill', period);
  expect(asked).toMatchObject({ kind: 'backfill', state: 'preparing', counts: { total: 4 } });
  const ready = await jobAfter(asked.previewId);
  expect(ready).toMatchObject({
    state: 'ready',
    counts: { total: 4, send: 1, link: 1, doubtful: 1, held: 1 },
    amounts: { total: '215.30', send: '40.00', link: '75.00', doubtful: '90.00' },
  });
  expect(ready.items.find((item) => item.invoiceId === same.id)).toMatchObject({ action: 'link', quickBooksId: there });
  expect(ready.items.find((item) => item.invoiceId === unmapped.id)?.issues).toMatchObject([{ code: 'unmapped_tax' }]);
  expect(written()).toEqual([]);
  for (const invoice of [fresh, same, other]) expect((await reread(world, invoice)).sync.state).toBe('not_synced');

  const confirmed = await world.api.post<Job>('/sync/backfill', { previewId: asked.previewId, confirm: true });
  expect(confirmed).toMatchObject({ id: asked.previewId, state: 'running' });
  const done = await jobAfter(asked.previewId);
  expect(done).toMatchObject({
    state: 'done',
    progress: { total: 4, done: 4, results: { sent: 1, linked: 1, doubtful: 1, held: 1 } },
  });
  expect((await reread(world, fresh)).sync.state).toBe('synced');
  expect((await reread(world, same)).sync).toMatchObject({ state: 'synced', quickBooksId: there });
  expect((await reread(world, other)).sync).toMatchObject({ state: 'held', quickBooksId: null });
  expect((await reread(world, cancelled)).sync.state).toBe('not_synced');
  expect((await reread(world, earlier)).sync.state).toBe('not_synced');
  const again = await world.api.post<Job>('/sync/backfill', { previewId: asked.previewId, confirm: true });
  expect(again.state).toBe('done');
});

async function backfill(): Promise<Job> {
  const { previewId } = await world.api.post<Job>('/sync/backfill', period);
  await world.settle();
  await world.api.post('/sync/backfill', { previewId, confirm: true });
  return jobAfter(previewId);
}

test('7.7 a doubtful match is confirmed, refused or set apart by a person', async () => {
  const totals = [await untaxed('10'), await untaxed('20'), await untaxed('30')];
  const [one, two, three] = totals;
  if (!one || !two || !three) throw new Error('Three invoices were made.');
  const there = madeThere(one.number, { total: 10, customer: 'O. Hanna' });
  madeThere(two.number, { total: 21 });
  madeThere(three.number, { total: 31 });
  expect((await backfill()).progress.results).toEqual({ doubtful: 3 });
  const fix = async (invoice: { id: string }, fixId: string) => {
    const { items } = await issuesOf(invoice);
    expect(items).toMatchObject([
      { code: 'match_unconfirmed', fixes: [{ id: 'confirm_match' }, { id: 'send_again' }, { id: 'unlink' }] },
    ]);
    await world.api.post(`/sync/issues/${items[0]?.id}/resolve`, { fixId });
    await world.settle();
  };
  world.simulator.control.resetRequests();
  await fix(one, 'confirm_match');
  expect((await reread(world, one)).sync).toMatchObject({ state: 'synced', quickBooksId: there });
  expect(written()).toEqual([]);
  await fix(three, 'unlink');
  expect((await reread(world, three)).sync).toMatchObject({ state: 'unlinked', quickBooksId: null });
  await fix(two, 'send_again');
  const sent = await reread(world, two);
  if (sent.sync.state !== 'synced') expect((await issuesOf(two)).items).toMatchObject([{ code: 'duplicate_number' }]);
});

test('7.8 payments of a linked invoice are paired; those without a counterpart wait for a person', async () => {
  const paid = await untaxed('100');
  const pay = (amount: string, more: object) =>
    world.api.post(`/invoices/${paid.id}/payments`, { accountId: shop.cash.id, amount, date: '2026-02-03', ...more });
  await pay('30', { reference: 'check 7' });
  await pay('20', {});
  const there = madeThere(paid.number, { total: 100 });
  const { control } = world.simulator;
  control.payInvoice(shop.realmId, there, 30, { date: '2026-02-03', reference: 'check 7' });
  const lone = control.payInvoice(shop.realmId, there, 25, { date: '2026-02-05' });
  expect((await backfill()).progress.results).toEqual({ linked: 1 });
  const before = control.list(shop.realmId, 'Payment').length;
  const linked = await reread(world, paid);
  expect(linked).toMatchObject({ paid: '50.00', sync: { state: 'held', quickBooksId: there } });
  expect(linked.payments.length).toBe(2);
  const { items } = await issuesOf(paid);
  expect(items.map((issue) => issue.code)).toEqual(['payment_unpaired', 'payment_unpaired']);

  for (const issue of items) {
    await world.api.post(`/sync/issues/${issue.id}/resolve`, { fixId: 'copy_payment' });
    await world.settle();
  }
  const settled = await reread(world, paid);
  expect(settled).toMatchObject({ paid: '75.00', balanceDue: '25.00', sync: { state: 'synced' } });
  expect(settled.payments.find((payment) => payment.quickBooksId === lone.Id)).toMatchObject({ origin: 'quickbooks' });
  expect(control.list(shop.realmId, 'Payment').length).toBe(before + 1);
  expect(control.read(shop.realmId, 'Invoice', there)).toMatchObject({ Balance: 25 });
});

test('7.9 200 invoices with a payment each take at most 0.15 requests and 0.02 reads apiece', async () => {
  const first = await makeInvoice(world, shop);
  await moveTo(world, first, shop.statuses.in_progress);
  await world.settle();
  for (let index = 0; index < 200; index += 1) {
    const made = await makeInvoice(world, shop, { issueDate: '2026-01-15' });
    await world.api.post(`/invoices/${made.id}/payments`, { accountId: shop.cash.id, amount: made.total });
  }
  await world.settle();
  world.simulator.control.resetRequests();
  const done = await backfill();
  expect(done.progress).toMatchObject({ done: 200, results: { sent: 200 } });
  const requests = world.simulator.control.requests();
  expect(requests.filter((request) => request.status !== 200)).toEqual([]);
  expect(requests.length / 200).toBeLessThanOrEqual(0.15);
  expect(requests.reduce((reads, request) => reads + request.reads, 0) / 200).toBeLessThanOrEqual(0.02);
  const there = world.simulator.control.list(shop.realmId, 'Invoice').filter((one) => one.TxnDate === '2026-01-15');
  expect(there.length).toBe(200);
  expect(there.every((one) => one.Balance === 0)).toBe(true);
}, 120_000);

test('7.10 a worker that dies in the middle leaves nothing undone and nothing double', async () => {
  for (let index = 0; index < 70; index += 1) await untaxed(`${index + 1}`);
  await world.settle();
  const { previewId } = await world.api.post<Job>('/sync/backfill', period);
  await world.settle();
  await world.api.post('/sync/backfill', { previewId, confirm: true });
  const mortal = anotherWorker(world, { diesAtRequest: 2, path: /batch/ });
  await untilDeath(mortal);
  world.clock.advance(61_000);
  const done = await jobAfter(previewId);
  expect(done).toMatchObject({ state: 'done', progress: { done: 70, results: { sent: 70 } } });
  const numbers = world.simulator.control.list(shop.realmId, 'Invoice').map((one) => String(one.DocNumber));
  const ours = numbers.filter((number) => done.items.some((item) => item.name === number));
  expect(ours.length).toBe(70);
  expect(new Set(ours).size).toBe(70);
});

test('7.11 a backfill needs a connection, a period that runs forward, and its own preview', async () => {
  expect((await world.api.call('POST', '/sync/backfill', { from: '2026-02-01', to: '2026-01-01' })).status).toBe(422);
  const nobody = { previewId: '00000000-0000-7000-8000-000000000009', confirm: true };
  expect((await world.api.call('POST', '/sync/backfill', nobody)).status).toBe(404);
  const { previewId } = await world.api.post<Job>('/sync/backfill', period);
  world.clock.advance(25 * 3_600_000);
  expect((await world.api.call('POST', '/sync/backfill', { previewId, confirm: true })).status).toBe(409);
  await world.api.post('/integrations/quickbooks/disconnect');
  expect((await world.api.call('POST', '/sync/backfill', period)).status).toBe(409);
});

test('7.12 what is recognised has other dates there: they are copied, what only the shop says stays, and nothing is written', async () => {
  const same = await untaxed('75', { issueDate: '2026-02-20', comment: 'By hand' });
  const there = madeThere(same.number, { total: 75, date: '2026-02-18' });
  await world.settle();
  world.simulator.control.resetRequests();
  const asked = await world.api.post<Job>('/sync/backfill', period);
  await jobAfter(asked.previewId);
  await world.api.post('/sync/backfill', { previewId: asked.previewId, confirm: true });
  await world.settle();
  expect(await reread(world, same)).toMatchObject({
    issueDate: '2026-02-18',
    comment: 'By hand',
    status: same.status,
    sync: { state: 'synced', quickBooksId: there },
  });
  expect(written()).toEqual([]);
});

test('the preview of one invoice names what is made first, also the item of lines that have none', async () => {
  const fresh = await untaxed('5');
  const preview = await world.api.get<{ steps: object[] }>(`/invoices/${fresh.id}/preview`);
  expect(preview.steps).toContainEqual(expect.objectContaining({ title: 'Create item Services in QuickBooks' }));
});

test('7.13 recognised by its total, with other lines there: an edit of the lines here comes to the shop’s total, one there is told', async () => {
  const lines = ['50', '30', '20'].map((unitPrice) => ({ name: 'Part', unitPrice, quantity: '1', taxIds: [] }));
  const [here, there] = [await makeInvoice(world, shop, { lines }), await makeInvoice(world, shop, { lines })];
  const ids = [here, there].map(({ number }) => madeThere(number, { total: 100 }));
  await world.settle();
  expect((await backfill()).progress.results).toEqual({ linked: 2 });
  const kept = (await reread(world, here)).lines.map(({ id }) => ({ id }));
  await world.api.patch(`/invoices/${here.id}`, {
    lines: [...kept, { name: 'One more', unitPrice: '10', quantity: '1', taxIds: [] }],
  });
  const control = world.simulator.control;
  const [line] = (control.read(shop.realmId, 'Invoice', ids[1] ?? '')?.Line ?? []) as JsonObject[];
  const detail = { ...(line?.SalesItemLineDetail as JsonObject), Qty: 1, UnitPrice: 120 };
  const edited = { ...line, Amount: 120, SalesItemLineDetail: detail };
  control.act(shop.realmId, { entity: 'Invoice', operation: 'update', body: { Id: ids[1] ?? '', Line: [edited] } });
  await world.settle();
  expect(control.read(shop.realmId, 'Invoice', ids[0] ?? '')).toMatchObject({ TotalAmt: 110 });
  expect((await reread(world, here)).sync.state).toBe('synced');
  // What was edited there is not written over, and that the sides differ is told.
  expect(control.read(shop.realmId, 'Invoice', ids[1] ?? '')).toMatchObject({ TotalAmt: 120 });
  expect((await issuesOf(there)).items.map(({ code }) => code)).toEqual(['total_mismatch']);
});

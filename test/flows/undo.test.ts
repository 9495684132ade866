/** An undo: what Tandem wrote and nobody touched goes back, by void or by the former values; the rest is listed and stays. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Page } from '../../src/contract/common.ts';
import type { Invoice, InvoiceAtMoment, InvoiceSummary } from '../../src/contract/invoices.ts';
import type { Job } from '../../src/contract/jobs.ts';
import type { Issue, LogRow } from '../../src/contract/sync.ts';
import type { FaultRuleInput } from '../../src/simulator/faults.ts';
import { accountant } from '../kit/accountant.ts';
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

const year = { from: '2026-01-01', to: '2026-12-31' };

async function jobAfter(id: string): Promise<Job> {
  await world.settle();
  return world.api.get<Job>(`/sync/jobs/${id}?limit=200`);
}

async function backfill(): Promise<Job> {
  const { previewId } = await world.api.post<Job>('/sync/backfill', year);
  await world.settle();
  await world.api.post('/sync/backfill', { previewId, confirm: true });
  return jobAfter(previewId);
}

async function undo(what: object): Promise<{ shown: Job; done: Job }> {
  const { previewId } = await world.api.post<Job>('/sync/undo', what);
  const shown = await jobAfter(previewId);
  expect(shown.state).toBe('ready');
  await world.api.post('/sync/undo', { previewId, confirm: true });
  return { shown, done: await jobAfter(previewId) };
}

const books = (entity: string) => world.simulator.control.list(shop.realmId, entity);
const record = (entity: string, id: string | null) => world.simulator.control.read(shop.realmId, entity, id ?? '');

/** Sums and balances as a bookkeeper sees them. */
function balances(): Record<string, unknown> {
  return Object.fromEntries(books('Customer').map((customer) => [String(customer.DisplayName), customer.Balance]));
}

async function paidInvoice(amount: string) {
  const made = await makeInvoice(world, shop);
  await world.api.post(`/invoices/${made.id}/payments`, { accountId: shop.cash.id, amount });
  return made;
}

test('8.1 a backfill is undone: payments and invoices are void, customers stay, nothing is sent again', async () => {
  const before = balances();
  const fleet = await world.api.post<{ id: string }>('/clients', { type: 'organization', name: 'New Fleet' });
  const unpaid = await makeInvoice(world, shop, { clientId: fleet.id });
  const invoices = [await paidInvoice('50'), await paidInvoice('20'), unpaid];
  const filled = await backfill();
  expect(filled.progress.results).toEqual({ sent: 3 });
  const { shown, done } = await undo({ jobId: filled.id });
  const kept = shown.items.filter((item) => item.action === 'keep');
  expect(shown.counts).toMatchObject({ void: 5, keep: kept.length });
  expect(kept.map((item) => item.name)).toContain('New Fleet');
  expect(kept.every((item) => item.entity === 'client' || item.entity === 'item')).toBe(true);
  expect(kept[0]?.reason).toContain('Customers and items stay');
  expect(done).toMatchObject({ state: 'done', progress: { results: { voided: 5, kept: kept.length } } });

  const after = balances();
  for (const [name, balance] of Object.entries(before)) expect(after[name]).toBe(balance);
  expect(after['Hanna Ortiz']).toBe(0);
  for (const made of invoices) {
    const now = await reread(world, made);
    expect(now).toMatchObject({ voided: false, total: made.total, sync: { state: 'unlinked', quickBooksId: null } });
  }
  const [paid] = invoices;
  expect((await reread(world, { id: paid?.id ?? '' })).paid).toBe('50.00');
  const numbers = invoices.map((invoice) => invoice.number);
  const there = books('Invoice').filter((one) => numbers.includes(String(one.DocNumber)));
  expect(there.map((one) => one.PrivateNote)).toEqual(['Voided', 'Voided', 'Voided']);
  const log = await world.api.get<Page<LogRow>>('/sync/log?action=undo');
  expect(log.items.length).toBe(5);

  world.simulator.control.resetRequests();
  world.clock.advance(20 * 60_000);
  await world.settle();
  expect(world.simulator.control.requests().every((request) => request.operation === 'cdc')).toBe(true);
  const unlinked = await world.api.get<Page<InvoiceSummary>>('/invoices?syncState=unlinked');
  expect(unlinked.items.length).toBe(3);
  expect((await backfill()).counts).toMatchObject({ total: 3, send: 3 });
  expect((await reread(world, unpaid)).sync.state).toBe('synced');
});

test('8.2 what the accountant touched stays, and so does what was paid by others', async () => {
  const [edited, paid, alone] = [
    await paidInvoice('50'),
    await makeInvoice(world, shop),
    await makeInvoice(world, shop),
  ];
  const filled = await backfill();
  const { control } = world.simulator;
  const idOf = async (made: { id: string }) => (await reread(world, made)).sync.quickBooksId ?? '';
  const [editedId, paidId, aloneId] = [await idOf(edited), await idOf(paid), await idOf(alone)];
  control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'update',
    body: { Id: editedId, sparse: true, PrivateNote: 'Called Hanna' },
  });
  control.payInvoice(shop.realmId, paidId, 10);
  const before = [record('Invoice', editedId), record('Invoice', paidId), books('Payment')];
  const { shown, done } = await undo({ jobId: filled.id });
  const why = (id: string) => shown.items.find((item) => item.entity === 'invoice' && item.quickBooksId === id)?.reason;
  expect(why(editedId)).toContain('Someone changed it');
  expect(why(paidId)).toContain('that Tandem did not make');
  expect(shown.items.find((item) => item.entity === 'payment')).toMatchObject({ action: 'keep' });
  expect(done.progress.results).toMatchObject({ voided: 1 });
  expect([record('Invoice', editedId), record('Invoice', paidId), books('Payment')]).toEqual(before);
  expect(record('Invoice', aloneId)).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
  expect((await reread(world, edited)).sync.state).toBe('synced');
});

const edited = (id: string | null) =>
  world.simulator.control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'update',
    body: { Id: id ?? '', sparse: true, PrivateNote: 'Called Hanna' },
  });

/** A minute passes before and after. */
function instant(): string {
  world.clock.advance(60_000);
  const now = world.clock.now().toISOString();
  world.clock.advance(60_000);
  return now;
}

/** We wrote, the accountant wrote, and we wrote again. */
async function touchedBetween(first: (made: Invoice) => Promise<unknown>) {
  const made = await makeInvoice(world, shop);
  await first(made);
  await world.settle();
  const { quickBooksId } = (await reread(world, made)).sync;
  edited(quickBooksId);
  await world.settle();
  const noted = instant();
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Ready on Monday' });
  await world.settle();
  const there = record('Invoice', quickBooksId);
  expect(there).toMatchObject({ PrivateNote: 'Called Hanna', CustomerMemo: { value: 'Ready on Monday' } });
  return { quickBooksId, there, noted };
}

test.each(['sent and edited', 'sent', 'edited'])(
  '8.2 what the accountant touched between two of our writes stays, though the last word was ours: %s in the period',
  async (what) => {
    let from = instant();
    const { quickBooksId, there, noted } = await touchedBetween(async (made) => {
      await moveTo(world, made, shop.statuses.in_progress);
      await world.settle();
      if (what === 'edited') from = instant();
      if (what !== 'sent') await world.api.patch(`/invoices/${made.id}`, { comment: 'Ready soon' });
    });
    const { shown, done } = await undo({ from, to: what === 'sent' ? noted : instant() });
    const mine = shown.items.filter((item) => item.quickBooksId === quickBooksId && item.entity === 'invoice');
    expect(mine).toMatchObject([{ action: 'keep', reason: expect.stringContaining('Someone changed it') }]);
    expect(done.progress.results).not.toHaveProperty('voided');
    expect(record('Invoice', quickBooksId)).toEqual(there);
  },
);

test('8.2 what the accountant touched between two of our writes stays, where a backfill is undone', async () => {
  let filled: Job | undefined;
  const { quickBooksId, there } = await touchedBetween(async () => {
    filled = await backfill();
  });
  const { done } = await undo({ jobId: filled?.id });
  expect(done.progress.results).not.toHaveProperty('voided');
  expect(record('Invoice', quickBooksId)).toEqual(there);
});

test('8.3 an edit of a period is undone by the former values, to the cent', async () => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const id = (await reread(world, made)).sync.quickBooksId;
  const content = () => {
    const { SyncToken: _token, MetaData: _times, ...rest } = record('Invoice', id) ?? {};
    return rest;
  };
  const before = content();
  world.clock.advance(60_000);
  const from = world.clock.now().toISOString();
  await world.api.patch(`/invoices/${made.id}`, {
    comment: 'By mistake',
    lines: [{ name: 'Wrong', unitPrice: '999', quantity: '1', taxIds: [] }],
  });
  await world.settle();
  expect(content().TotalAmt).toBe(999);
  const { done } = await undo({ from, to: world.clock.now().toISOString() });
  expect(done.progress.results).toMatchObject({ restored: 1 });
  const lines = (doc: Record<string, unknown>) =>
    (doc.Line as Record<string, unknown>[]).map(({ Id: _id, LineNum: _num, ...line }) => line);
  expect({ ...content(), Line: lines(content()) }).toEqual({ ...before, Line: lines(before) });
  expect((await reread(world, made)).sync.state).toBe('unlinked');
});

test('8.4 a payment alone is undone; its invoice stays linked and the payment waits for a person', async () => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  world.clock.advance(60_000);
  const from = world.clock.now().toISOString();
  await world.api.post(`/invoices/${made.id}/payments`, { accountId: shop.cash.id, amount: '30' });
  await world.settle();
  const { done } = await undo({ from, to: world.clock.now().toISOString() });
  expect(done.progress.results).toMatchObject({ voided: 1 });
  const now = await reread(world, made);
  expect(now).toMatchObject({ paid: '30.00', sync: { state: 'held' } });
  expect(record('Invoice', now.sync.quickBooksId)).toMatchObject({ Balance: Number(made.total) });
});

function takenOver(id: string) {
  return async () => {
    world.clock.advance(61_000);
    return (await jobAfter(id)).state;
  };
}

test('8.5 a worker that dies in the middle of an undo: each record is reversed once', async () => {
  for (let index = 0; index < 5; index += 1) await paidInvoice('10');
  const filled = await backfill();
  const { previewId } = await world.api.post<Job>('/sync/undo', { jobId: filled.id });
  await world.settle();
  await world.api.post('/sync/undo', { previewId, confirm: true });
  // The budget of a second, which the first worker used up, is there again.
  world.clock.advance(60_000);
  await untilDeath(anotherWorker(world, { diesAtRequest: 2, path: /operation=void/ }));
  // What it was recording in that moment it still records, and holds the company until its lease ends.
  await expect.poll(takenOver(previewId), { timeout: 20_000 }).toBe('done');
  const done = await world.api.get<Job>(`/sync/jobs/${previewId}`);
  expect(done.progress.results).toMatchObject({ voided: 10 });
  const numbers = filled.items.map((item) => item.name);
  const there = books('Invoice').filter((one) => numbers.includes(String(one.DocNumber)));
  expect(there.map((one) => [one.TotalAmt, one.SyncToken])).toEqual(there.map(() => [0, there[0]?.SyncToken]));
});

const lost = ['drop-after', 'drop-before'] as const;

/** Confirmed; QuickBooks' answer is lost, and a day later its id may be forgotten there. */
async function lostForADay(what: object, fault: Pick<FaultRuleInput, 'kind' | 'entity' | 'operation'>): Promise<Job> {
  const { previewId } = await world.api.post<Job>('/sync/undo', what);
  await world.settle();
  world.simulator.control.addFault(fault);
  await world.api.post('/sync/undo', { previewId, confirm: true });
  await world.settle({ patienceMs: 0 });
  expect(world.simulator.control.faults()).toEqual([]);
  expect((await world.api.get<Job>(`/sync/jobs/${previewId}`)).state).toBe('running');
  world.clock.advance(26 * 3_600_000);
  return jobAfter(previewId);
}

test.each(lost)(
  '8.6 the answer to a void is lost for a day: done once, and no void of the shop’s (%s)',
  async (kind) => {
    const made = await makeInvoice(world, shop);
    const filled = await backfill();
    const id = (await reread(world, made)).sync.quickBooksId;
    const done = await lostForADay({ jobId: filled.id }, { kind, entity: 'Invoice', operation: 'void' });
    expect(done).toMatchObject({ state: 'done', progress: { results: { voided: 1 } } });
    expect(await reread(world, made)).toMatchObject({
      voided: false,
      total: made.total,
      status: made.status,
      sync: { state: 'unlinked', quickBooksId: null },
    });
    expect(record('Invoice', id)).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided', SyncToken: '1' });
  },
);

test.each(lost)(
  '8.6 the answer to the void of a payment is lost for a day: its invoice goes after it (%s)',
  async (kind) => {
    const made = await paidInvoice('50');
    const filled = await backfill();
    const done = await lostForADay({ jobId: filled.id }, { kind, entity: 'Payment', operation: 'void' });
    expect(done).toMatchObject({ state: 'done', progress: { results: { voided: 2 } } });
    expect(await reread(world, made)).toMatchObject({ voided: false, paid: '50.00', sync: { state: 'unlinked' } });
    expect(books('Payment').map(({ TotalAmt }) => TotalAmt)).toEqual([0]);
    expect(books('Invoice').filter(({ DocNumber }) => DocNumber === made.number)).toMatchObject([{ TotalAmt: 0 }]);
  },
);

test.each(lost)('8.6 the answer to a restored edit is lost for a day: restored once (%s)', async (kind) => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const id = (await reread(world, made)).sync.quickBooksId;
  const from = instant();
  await world.api.patch(`/invoices/${made.id}`, {
    comment: 'By mistake',
    lines: [{ name: 'Wrong', unitPrice: '999', quantity: '1', taxIds: [] }],
  });
  await world.settle();
  const done = await lostForADay({ from, to: instant() }, { kind, entity: 'Invoice', operation: 'update' });
  expect(done).toMatchObject({ state: 'done', progress: { results: { restored: 1 } } });
  expect(record('Invoice', id)).toMatchObject({ TotalAmt: Number(made.total), SyncToken: '2' });
  expect(await reread(world, made)).toMatchObject({ total: '999.00', sync: { state: 'unlinked' } });
});

test.each(lost)('8.6 the answer to a restored payment is lost for a day: restored once (%s)', async (kind) => {
  const made = await accountant(world, shop).synced();
  const payment = await accountant(world, shop).take(made, '30');
  await world.settle();
  const from = instant();
  await world.api.patch(`/invoices/${made.id}/payments/${payment.id}`, { amount: '40' });
  await world.settle();
  expect(books('Payment')).toMatchObject([{ TotalAmt: 40 }]);
  const done = await lostForADay({ from, to: instant() }, { kind, entity: 'Payment', operation: 'update' });
  expect(done).toMatchObject({ state: 'done', progress: { results: { restored: 1 } } });
  expect(books('Payment')).toMatchObject([{ TotalAmt: 30, SyncToken: '2' }]);
  expect(await reread(world, made)).toMatchObject({ paid: '40.00', sync: { state: 'held' } });
});

/** In QuickBooks already, with a payment that only QuickBooks has, so that a person is asked. */
async function linkedOnly() {
  const made = await makeInvoice(world, shop, {
    lines: [{ name: 'Old work', unitPrice: '100', quantity: '1', taxIds: [] }],
  });
  const there = madeInBooks(world, shop, { number: made.number, total: 100 });
  world.simulator.control.payInvoice(shop.realmId, there, 25);
  await world.settle();
  await world.api.post(`/invoices/${made.id}/payments`, { accountId: shop.cash.id, amount: '30' });
  const filled = await backfill();
  expect(filled.progress.results).toEqual({ linked: 1 });
  expect((await reread(world, made)).sync).toMatchObject({ state: 'held', quickBooksId: there });
  return { made, there, filled };
}

test('8.7 a backfill that only linked is undone: QuickBooks stays as it is, nothing is open, and the past is still told', async () => {
  const { made, there, filled } = await linkedOnly();
  const moment = instant();
  const before = [books('Invoice'), books('Payment')];
  const { shown, done } = await undo({ jobId: filled.id });
  expect(shown.items).toMatchObject([{ action: 'unlink', invoiceId: made.id, quickBooksId: there }]);
  expect(done.progress.results).toEqual({ unlinked: 1 });
  expect([books('Invoice'), books('Payment')]).toEqual(before);
  expect((await reread(world, made)).sync).toMatchObject({ state: 'unlinked', quickBooksId: null, issueId: null });
  expect((await world.api.get<Page<Issue>>('/sync/issues')).items).toEqual([]);
  const log = await world.api.get<Page<LogRow>>(`/sync/log?invoiceId=${made.id}&action=undo`);
  expect(log.items).toMatchObject([{ quickBooksId: there }]);
  const then = await world.api.get<InvoiceAtMoment>(`/invoices/${made.id}?at=${moment}&side=quickbooks`);
  expect(then).toMatchObject({ total: '100.00', quickBooks: { quickBooksId: there } });
});

test('8.7 what was linked by a backfill and edited here since: the edit is undone, and it is unlinked', async () => {
  const made = await makeInvoice(world, shop, {
    lines: [{ name: 'Old work', unitPrice: '100', quantity: '1', taxIds: [] }],
  });
  const there = madeInBooks(world, shop, { number: made.number, total: 100 });
  await world.settle();
  const filled = await backfill();
  await world.api.patch(`/invoices/${made.id}`, { comment: 'By mistake' });
  await world.settle();
  expect(record('Invoice', there)).toHaveProperty('CustomerMemo');
  const { done } = await undo({ jobId: filled.id });
  expect(done.progress.results).toEqual({ restored: 1, unlinked: 1 });
  expect(record('Invoice', there)).not.toHaveProperty('CustomerMemo');
  expect((await reread(world, made)).sync).toMatchObject({ state: 'unlinked', quickBooksId: null });
});

test('8.7 what was linked by a backfill, and is sent as another invoice before its undo is confirmed, stays', async () => {
  const { made, there, filled } = await linkedOnly();
  const { previewId } = await world.api.post<Job>('/sync/undo', { jobId: filled.id });
  await world.settle();
  world.simulator.control.act(shop.realmId, { entity: 'Invoice', operation: 'delete', body: { Id: there } });
  await world.settle();
  await accountant(world, shop).resolve(made, 'send_again');
  const { quickBooksId } = (await reread(world, made)).sync;
  expect(quickBooksId).not.toBe(there);
  await world.api.post('/sync/undo', { previewId, confirm: true });
  const done = await jobAfter(previewId);
  expect(done).toMatchObject({ state: 'done', progress: { results: { kept: 1 } } });
  expect(done.items).toMatchObject([{ reason: 'It was linked or removed meanwhile.' }]);
  expect((await reread(world, made)).sync.quickBooksId).toBe(quickBooksId);
});

test('8.8 an undo of more than is decided at a time is one plan: each record is in it once, as it was read', async () => {
  const made = await accountant(world, shop).synced();
  // The log of a long period; what it wrote before was deleted in QuickBooks since.
  const many = 620;
  await world.testDatabase.database.system(
    (tx) => tx`
      insert into sync_log
      select copied.* from sync_log cross join generate_series(1, ${many}::integer) as n
      cross join lateral jsonb_populate_record(sync_log, jsonb_build_object('id', gen_random_uuid(),
        'invoice_id', lpad(n::text, 32, '0'), 'books_id', (1000000 + n)::text)) as copied
      where sync_log.invoice_id = ${made.id} and sync_log.entity = 'invoice' and sync_log.action = 'create'`,
  );
  world.simulator.control.addWebhookFault({ kind: 'lost', count: 50 });
  const id = made.sync.quickBooksId;
  edited(id);
  const { done } = await undo({ from: '2026-01-01T00:00:00Z', to: instant() });
  const items = [];
  for (let after = ''; items.length < 2000; ) {
    const page = await world.api.get<Job>(`/sync/jobs/${done.id}?limit=200&action=keep${after}`);
    items.push(...page.items.filter(({ entity }) => entity === 'invoice'));
    if (!page.nextCursor) break;
    after = `&cursor=${page.nextCursor}`;
  }
  expect(items).toHaveLength(many + 1);
  expect(new Set(items.map(({ key }) => key)).size).toBe(many + 1);
  expect(items.find(({ quickBooksId }) => quickBooksId === id)?.reason).toContain('Someone changed it');
  expect(record('Invoice', id)).toMatchObject({ PrivateNote: 'Called Hanna', TotalAmt: Number(made.total) });
});

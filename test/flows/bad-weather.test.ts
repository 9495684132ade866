/** Lost answers, garbage, throttling, ended tokens, lost webhooks: nothing is created twice and nothing is lost. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Client, Item } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Connection } from '../../src/contract/integration.ts';
import type { Issue } from '../../src/contract/sync.ts';
import type { JsonObject } from '../../src/simulator/json.ts';
import { accountant } from '../kit/accountant.ts';
import { anotherWorker } from '../kit/another-worker.ts';
import { connect, makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;

beforeEach(async () => {
  world = await startWorld();
  shop = await openShop(world);
});
afterEach(() => world.stop());

const kinds = [
  'drop-before',
  'drop-after',
  '429',
  '500',
  '503',
  '503-after',
  'html',
  'html-after',
  'empty',
  'truncated',
  'expired-token',
] as const;

test.each(kinds)('6.10, 11.3 one invoice and one payment whatever happens to the answers: %s', async (kind) => {
  const made = await makeInvoice(world, shop);
  await world.api.post(`/invoices/${made.id}/payments`, { accountId: shop.cash.id, amount: made.total });
  await world.settle();
  world.simulator.control.addFault({ kind, method: 'POST', count: 3 });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 60 * 60_000 });
  const sent = await reread(world, made);
  expect(sent.sync.state).toBe('synced');
  const invoices = world.simulator.control.list(shop.realmId, 'Invoice');
  expect(invoices.filter((invoice) => invoice.DocNumber === made.number).length).toBe(1);
  const payments = world.simulator.control.list(shop.realmId, 'Payment') as { TotalAmt: number }[];
  expect(payments.filter((payment) => payment.TotalAmt === Number(made.total)).length).toBe(1);
  const names = world.simulator.control.list(shop.realmId, 'Customer').map((customer) => customer.DisplayName);
  expect(names.filter((name) => name === 'Hanna Ortiz').length).toBe(1);
  expect(world.simulator.control.read(shop.realmId, 'Invoice', sent.sync.quickBooksId ?? '')).toMatchObject({
    Balance: 0,
  });
});

test.each(['429', 'expired-token', 'wrong-environment'] as const)(
  '11.3 a payment whose answer was lost is made once, though the next try is turned away: %s',
  async (kind) => {
    const made = await accountant(world, shop).synced();
    const { control } = world.simulator;
    control.addFault({ kind: 'drop-after', operation: 'create' });
    control.addFault({ kind, operation: 'create', count: kind === 'expired-token' ? 2 : 1 });
    await world.api.post(`/invoices/${made.id}/payments`, { accountId: shop.cash.id, amount: '25' });
    await world.settle({ patienceMs: 2 * 3_600_000 });
    expect(control.faults()).toEqual([]);
    expect(control.list(shop.realmId, 'Payment')).toMatchObject([{ TotalAmt: 25 }]);
    expect(await reread(world, made)).toMatchObject({ paid: '25.00', sync: { state: 'synced' } });
  },
);

test('6.22 a lost webhook is found by the sweep', async () => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const id = (await reread(world, made)).sync.quickBooksId ?? '';
  world.simulator.control.addWebhookFault({ kind: 'lost', count: 50 });
  world.simulator.control.payInvoice(shop.realmId, id);
  await world.settle();
  expect((await reread(world, made)).paid).toBe('0.00');
  world.clock.advance(31 * 60_000);
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ paid: made.total, status: { name: 'Paid' } });
});

test('11.4 our own writes come back as events and change and cost nothing', async () => {
  const made = await makeInvoice(world, shop);
  await world.api.post(`/invoices/${made.id}/payments`, { accountId: shop.cash.id, amount: '50' });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const before = await reread(world, made);
  world.simulator.control.resetRequests();
  await world.settle();
  world.simulator.control.addWebhookFault({ kind: 'doubled', count: 50 });
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Thanks' });
  await world.settle();
  const after = await reread(world, made);
  // Our payment moved the invoice's SyncToken on, so it is read once before it is written; no event causes anything.
  expect(world.simulator.control.requests().map(({ operation }) => operation)).toEqual(['query', 'update']);
  expect(after.status).toEqual(before.status);
  expect(after.payments.length).toBe(1);
});

test('6.16 a lost connection keeps its queue and resumes it', async () => {
  world.simulator.control.revokeTokens(shop.realmId);
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('pending');
  const health = await world.api.get<Connection>('/integrations/quickbooks');
  expect(health).toMatchObject({ connected: false, health: 'lost' });
  expect(await connect(world, shop.realmId)).toContain('connected=1');
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('synced');
});

test.each(['Invoice', 'Payment'])(
  '5.24, 11.3 an answer of %s that is lost for more than a day: found there, not made again',
  async (entity) => {
    const made = await makeInvoice(world, shop);
    await world.api.post(`/invoices/${made.id}/payments`, { accountId: shop.cash.id, amount: '100' });
    world.simulator.control.addFault({ kind: 'drop-after', entity, operation: 'create' });
    await moveTo(world, made, shop.statuses.in_progress);
    await world.settle({ patienceMs: 0 });
    world.clock.advance(26 * 3_600_000);
    await world.settle();
    const sent = await reread(world, made);
    expect(sent).toMatchObject({ paid: '100.00', sync: { state: 'synced' } });
    expect(sent.payments.length).toBe(1);
    const invoices = world.simulator.control.list(shop.realmId, 'Invoice');
    expect(invoices.filter((invoice) => invoice.DocNumber === made.number).length).toBe(1);
    const payments = world.simulator.control.list(shop.realmId, 'Payment');
    expect(payments.filter((payment) => payment.TotalAmt === 100).length).toBe(1);
  },
);

test('5.29 its dates are changed there while its answer was lost for a day: found, and the changes are copied', async () => {
  const made = await makeInvoice(world, shop);
  world.simulator.control.addFault({ kind: 'drop-after', entity: 'Invoice', operation: 'create' });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  const lost = world.simulator.control.list(shop.realmId, 'Invoice').find(({ DocNumber }) => DocNumber === made.number);
  accountant(world, shop).act('update', 'Invoice', {
    Id: lost?.Id ?? '',
    DueDate: '2026-06-30',
    TxnDate: '2026-03-01',
  });
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  expect(await reread(world, made)).toMatchObject({
    issueDate: '2026-03-01',
    dueDate: '2026-06-30',
    sync: { quickBooksId: lost?.Id },
  });
});

test('5.26 edited there while its answer was lost for a day: not made again, a person says whether it is the same', async () => {
  const made = await makeInvoice(world, shop);
  world.simulator.control.addFault({ kind: 'drop-after', entity: 'Invoice', operation: 'create' });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  const mine = () =>
    world.simulator.control.list(shop.realmId, 'Invoice').filter((invoice) => invoice.DocNumber === made.number);
  const [lost] = mine();
  accountant(world, shop).act('update', 'Invoice', { Id: lost?.Id ?? '', Line: dearer(lost?.Line) });
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  expect(mine().length).toBe(1);
  expect((await reread(world, made)).sync.state).toBe('held');
  const { items } = await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${made.id}`);
  expect(items.map(({ code }) => code)).toEqual(['match_unconfirmed']);
  await world.api.post(`/sync/issues/${items[0]?.id}/resolve`, { fixId: 'confirm_match' });
  await world.settle();
  expect((await reread(world, made)).sync.quickBooksId).toBe(lost?.Id);
  expect(mine().length).toBe(1);
});

/** QuickBooks made it, and nobody heard the answer. */
async function invoiceLost() {
  const made = await makeInvoice(world, shop);
  world.simulator.control.addFault({ kind: 'drop-after', entity: 'Invoice', operation: 'create' });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  const all = () => world.simulator.control.list(shop.realmId, 'Invoice');
  const lost = all().find(({ DocNumber }) => DocNumber === made.number);
  const before = all().length;
  return { books: accountant(world, shop), made, all, lost, before };
}

test('5.30 edited there and renumbered here while its answer was lost for a day: not made again, a person says whether it is the same', async () => {
  const { books, made, all, lost, before } = await invoiceLost();
  books.act('update', 'Invoice', { Id: lost?.Id ?? '', Line: dearer(lost?.Line) });
  await world.api.patch(`/invoices/${made.id}`, { number: 'R-77' });
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  expect(all()).toHaveLength(before);
  expect(await reread(world, made)).toMatchObject({ number: 'R-77', sync: { state: 'held' } });
  await books.resolve(made, 'confirm_match');
  expect(all()).toHaveLength(before);
  expect(books.there(await reread(world, made))).toMatchObject({ Id: lost?.Id, DocNumber: 'R-77' });
});

test.each(['customer', 'lines', 'customer and lines'])(
  '5.32 given another number and other %s there while its answer was lost for a day: not made again, a person says',
  async (changed) => {
    const { books, made, all, lost, before } = await invoiceLost();
    const other = books.act('create', 'Customer', { DisplayName: 'Another payer' });
    books.act('update', 'Invoice', {
      Id: lost?.Id ?? '',
      DocNumber: 'B-1',
      ...(changed === 'customer' ? { CustomerRef: { value: String(other.Id) }, Line: lost?.Line ?? [] } : {}),
      ...(changed === 'lines' ? { Line: dearer(lost?.Line) } : {}),
    });
    world.clock.advance(26 * 3_600_000);
    await world.settle();
    expect(all()).toHaveLength(before);
    expect((await reread(world, made)).sync.state).toBe('held');
    expect((await books.issues(made)).map(({ code }) => code)).toEqual(['match_unconfirmed']);
    await books.resolve(made, 'confirm_match');
    expect(all()).toHaveLength(before);
    expect((await reread(world, made)).sync.quickBooksId).toBe(lost?.Id);
  },
);

/** The first line costs ten more. */
function dearer(lines: unknown): JsonObject[] {
  const [first, ...rest] = (Array.isArray(lines) ? lines : []) as { Amount: number; SalesItemLineDetail: JsonObject }[];
  if (!first) throw new Error('The invoice has no line.');
  const { Qty: _quantity, UnitPrice: _price, ...detail } = first.SalesItemLineDetail;
  return [{ ...first, Amount: first.Amount + 10, SalesItemLineDetail: detail }, ...(rest as unknown as JsonObject[])];
}

test('5.27 beside an inactive one of the same name, the client whose answer was lost for a day is the one that was made', async () => {
  const books = accountant(world, shop);
  const made = await makeInvoice(world, shop);
  const former = books.act('create', 'Customer', { DisplayName: 'Hanna Ortiz' });
  books.act('update', 'Customer', { Id: String(former.Id), Active: false });
  world.simulator.control.addFault({ kind: 'drop-after', entity: 'Customer', operation: 'create' });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  const named = world.simulator.control
    .list(shop.realmId, 'Customer')
    .filter(({ DisplayName }) => String(DisplayName).startsWith('Hanna Ortiz'));
  expect(named.map(({ Id }) => Id)).toHaveLength(2);
  expect(books.customerOf(await reread(world, made)).value).not.toBe(String(former.Id));
});

test('5.27 an item made inactive while its answer was lost for a day is found, not made again', async () => {
  const item = await world.api.post<Item>('/items', { kind: 'product', name: 'Wiper', price: '12.00', taxIds: [] });
  const made = await makeInvoice(world, shop, { lines: [{ itemId: item.id, quantity: '1', unitPrice: '12.00' }] });
  world.simulator.control.addFault({ kind: 'drop-after', operation: 'batch', skip: 1 });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  const wipers = () =>
    world.simulator.control.list(shop.realmId, 'Item').filter(({ Name }) => String(Name).startsWith('Wiper'));
  expect(wipers().length).toBe(1);
  const body = { Id: wipers()[0]?.Id, Active: false };
  world.simulator.control.act(shop.realmId, { entity: 'Item', operation: 'update', body: body as never });
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  expect(wipers().length).toBe(1);
  const { items } = await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${made.id}`);
  expect(items.map(({ code }) => code)).toEqual(['inactive_reference']);
});

/** An invoice is sent whose item, the only one of 12.00, QuickBooks does not know; the answer to its creation is lost. */
test('5.26 what another request made, edited there and unlinked here since, is not taken for the one that is lost', async () => {
  const books = accountant(world, shop);
  const former = await books.synced();
  books.edit(former, { CustomerMemo: { value: 'Edited there' } });
  await world.settle();
  await world.api.post(`/invoices/${former.id}/unlink`);
  await world.settle();
  const made = await makeInvoice(world, shop);
  world.simulator.control.addFault({ kind: 'drop-before', entity: 'Invoice', operation: 'create' });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  const sent = await reread(world, made);
  expect(sent.sync.quickBooksId).not.toBe(former.sync.quickBooksId);
  await books.agree(sent);
});

async function itemLost(kind: 'drop-after' | 'drop-before') {
  const item = await world.api.post<Item>('/items', { kind: 'product', name: 'Wiper', price: '12.00', taxIds: [] });
  const made = await makeInvoice(world, shop, { lines: [{ itemId: item.id, quantity: '1', unitPrice: '12.00' }] });
  world.simulator.control.addFault({ kind, operation: 'batch', skip: 1 });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  const books = accountant(world, shop);
  const priced = () => world.simulator.control.list(shop.realmId, 'Item').filter(({ UnitPrice }) => UnitPrice === 12);
  return { made, books, priced };
}

test('5.31 an item renamed while its answer was lost for a day is found, not made again', async () => {
  const { made, books, priced } = await itemLost('drop-after');
  expect(priced()).toHaveLength(1);
  books.act('update', 'Item', { Id: String(priced()[0]?.Id), Name: 'Blade' });
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  expect(priced().map(({ Name }) => Name)).toEqual(['Blade']);
  expect((await reread(world, made)).sync.state).toBe('synced');
});

test('5.31 an item of the same price that somebody else made that day is not taken for the one that is lost', async () => {
  const { made, books, priced } = await itemLost('drop-before');
  expect(priced()).toHaveLength(0);
  const sent = world.simulator.control.list(shop.realmId, 'Item').find(({ Type }) => Type === 'Service');
  books.act('create', 'Item', {
    ...{ Name: 'Bulb', Type: 'NonInventory', UnitPrice: 12, Taxable: false },
    IncomeAccountRef: sent?.IncomeAccountRef ?? null,
  });
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  expect(priced().map(({ Name }) => Name)).toEqual(['Bulb', 'Wiper']);
  expect((await reread(world, made)).sync.state).toBe('synced');
});

const roys = () => world.simulator.control.list(shop.realmId, 'Customer').filter((row) => row.FamilyName === 'Roy');

async function clientsNamed(text: string): Promise<Client[]> {
  return (await world.api.get<Page<Client>>(`/clients?q=${text}&limit=200`)).items;
}

/** QuickBooks made her and the answer was lost. */
async function leaInDoubt(more: { email?: string }) {
  const named = { type: 'person', firstName: 'Lea', lastName: 'Roy', ...more };
  const lea = await world.api.post<Client>('/clients', named);
  const made = await makeInvoice(world, shop, { clientId: lea.id });
  world.simulator.control.addFault({ kind: 'drop-after', entity: 'Customer', operation: 'create' });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  expect(roys()).toHaveLength(1);
  return { lea, made };
}

test('5.31 a client renamed while its answer was lost for a day is found, not made again', async () => {
  const { made } = await leaInDoubt({});
  const books = accountant(world, shop);
  books.act('update', 'Customer', { Id: String(roys()[0]?.Id), DisplayName: 'Roy & Ortiz' });
  // Another of the same day, and of the same family.
  books.act('create', 'Customer', { DisplayName: 'Max Roy', GivenName: 'Max', FamilyName: 'Roy' });
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  expect(roys().map(({ DisplayName }) => DisplayName)).toEqual(['Roy & Ortiz', 'Max Roy']);
  expect(books.customerOf(await reread(world, made)).value).toBe(String(roys()[0]?.Id));
});

test('5.33 a customer that our lost request made, and that the accountant gives to another invoice: one client, not two', async () => {
  const books = accountant(world, shop);
  const other = await books.synced();
  const { lea, made } = await leaInDoubt({});
  books.edit(other, { CustomerRef: { value: String(roys()[0]?.Id) } });
  await world.settle({ patienceMs: 0 });
  expect(await clientsNamed('Roy')).toHaveLength(1);
  await world.settle();
  expect((await clientsNamed('Roy')).map(({ id }) => id)).toEqual([lea.id]);
  await books.agree(await reread(world, made), await reread(world, other));
  expect((await reread(world, other)).clientId).toBe(lea.id);
});

test('5.33 a customer that our lost request made is not taken for another client of the same e-mail', async () => {
  const email = 'roy@example.com';
  const { made } = await leaInDoubt({ email });
  const max = await world.api.post<Client>('/clients', { type: 'person', firstName: 'Max', lastName: 'Roy', email });
  const his = await makeInvoice(world, shop, { clientId: max.id });
  await moveTo(world, his, shop.statuses.in_progress);
  await world.settle();
  expect(roys().map(({ DisplayName }) => DisplayName)).toEqual(['Lea Roy', 'Max Roy']);
  const books = accountant(world, shop);
  expect(books.customerOf(await reread(world, made)).value).toBe(String(roys()[0]?.Id));
  expect(books.customerOf(await reread(world, his)).value).toBe(String(roys()[1]?.Id));
});

test('6.26 reconnected while a worker goes by the former connection: the queue goes on', async () => {
  world.simulator.control.revokeTokens(shop.realmId);
  await world.api.post('/integrations/quickbooks/disconnect');
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  const { database } = world.testDatabase;
  let reads = 0;
  // The first thing that a pass reads is the connection.
  const worker = anotherWorker(world, {
    database: {
      ...database,
      async read(companyId, work) {
        const result = await database.read(companyId, work);
        reads += 1;
        if (reads === 1) expect(await connect(world, shop.realmId)).toContain('connected=1');
        return result;
      },
    },
  });
  await worker.tandem.worker.runDue();
  expect(reads).toBeGreaterThan(1);
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('synced');
});

test('3.21 an invoice that is just being sent is not deleted; its answer known, it is in QuickBooks', async () => {
  const made = await makeInvoice(world, shop);
  world.simulator.control.addFault({ kind: 'drop-after', operation: 'create', entity: 'Invoice' });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle({ patienceMs: 0 });
  const refused = await world.api.call<{ code: string; detail: string }>('DELETE', `/invoices/${made.id}`);
  expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('synced');
});

test('3.21 an invoice that is deleted while its creation is decided is not created', async () => {
  await accountant(world, shop).synced();
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  const { database } = world.testDatabase;
  let deleted = false;
  const worker = anotherWorker(world, {
    database: {
      ...database,
      async write(companyId, work) {
        // It is said to wait in the moment between its decision and its request.
        if (!deleted && (await reread(world, made)).sync.state === 'pending') {
          deleted = true;
          await world.api.remove(`/invoices/${made.id}`);
        }
        return database.write(companyId, work);
      },
    },
  });
  await worker.tandem.worker.runDue();
  await world.settle();
  expect(deleted).toBe(true);
  const invoices = world.simulator.control.list(shop.realmId, 'Invoice');
  expect(invoices.filter((invoice) => invoice.DocNumber === made.number)).toEqual([]);
});

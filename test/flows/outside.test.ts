/** The outside world: closed books, companies that cannot be written to, outages, tokens, time zones, webhooks gone astray. */
import { afterEach, expect, test } from 'vitest';
import type { Connection } from '../../src/contract/integration.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { connect, makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World, type WorldOptions } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;
afterEach(() => world.stop());

async function open(options: WorldOptions = {}): Promise<void> {
  world = await startWorld(options);
  shop = await openShop(world);
  books = accountant(world, shop);
}

const hour = 3_600_000;
const day = 24 * hour;
const codes = async (invoice: Invoice) => (await books.issues(invoice)).map(({ code }) => code);

/** An invoice that should go, without waiting for what comes of it. */
async function wanted(more: object = {}): Promise<Invoice> {
  const made = await makeInvoice(world, shop, more);
  await moveTo(world, made, shop.statuses.in_progress);
  return made;
}

async function passes(ms: number): Promise<void> {
  world.clock.advance(ms);
  await world.settle();
}

test('6.2 a payment of an open period goes onto an invoice of a closed one; the invoice itself is not written', async () => {
  await open();
  const made = await books.synced({ issueDate: '2026-02-10' });
  world.simulator.control.setClosingDate(shop.realmId, '2026-02-28');
  await world.settle();
  await books.take(made, '25', { date: '2026-03-02' });
  world.simulator.control.resetRequests();
  await world.settle();
  expect(books.written()).toEqual(['create Payment']);
  await books.agree(made);
  await books.take(made, '10', { date: '2026-02-27' });
  await world.settle();
  expect(await codes(made)).toEqual(['closed_period']);
});

test('6.3 books that were closed a moment ago, before anybody told us: refused there, told here, sent once they are open', async () => {
  await open();
  world.simulator.control.addWebhookFault({ kind: 'lost', count: 10 });
  world.simulator.control.setClosingDate(shop.realmId, '2026-03-31');
  const made = await wanted();
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('failed');
  const [issue] = await books.issues(made);
  expect(issue).toMatchObject({ code: 'closed_period', quickBooks: { code: '6210' } });
  world.simulator.control.setClosingDate(shop.realmId, null);
  await world.settle();
  await books.resolve(made, 'retry');
  await books.agree(await reread(world, made));
});

test.each(['6190', '120', '150'] as const)(
  '6.4 a company that refuses everything with %s: the queue waits, asks seldom, and goes when it is back',
  async (state) => {
    await open();
    const made = await wanted();
    world.simulator.control.setCompanyState(shop.realmId, state);
    world.simulator.control.resetRequests();
    await world.settle();
    const health = async () => (await world.api.get<Connection>('/integrations/quickbooks')).health;
    expect(await health()).toBe(state === '120' ? 'ok' : 'suspended');
    await passes(hour);
    expect((await reread(world, made)).sync.state).toBe('pending');
    expect(world.simulator.control.requests().length).toBeLessThan(12);
    world.simulator.control.setCompanyState(shop.realmId, null);
    await passes(2 * hour);
    await books.agree(await reread(world, made));
    expect(await health()).toBe('ok');
  },
);

test('6.6 dates are of the company’s own day, on either side of midnight', async () => {
  await open({ start: '2026-03-03T06:30:00Z' });
  const { issueDate: _none, ...made } = await world.api.post<Invoice>('/invoices', {
    clientId: shop.client.id,
    lines: [{ name: 'Late work', unitPrice: '10', taxIds: [] }],
  });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const sent = await reread(world, made);
  expect(sent.issueDate).toBe('2026-03-02');
  expect(books.there(sent)).toMatchObject({ TxnDate: '2026-03-02' });
  await books.take(sent, '4');
  await world.settle();
  books.pay(6, [sent, 6]);
  await world.settle();
  expect((await reread(world, sent)).payments.map(({ date }) => date)).toEqual(['2026-03-02', '2026-03-02']);
  await books.agree(sent);
});

test('6.8 a company that says 429 for a while is left alone for a minute each time, and everything goes once', async () => {
  await open();
  const made = [await wanted(), await wanted(), await wanted()];
  world.simulator.control.addFault({ kind: '429', count: 3 });
  world.simulator.control.resetRequests();
  await world.settle({ patienceMs: 10 * 60_000 });
  const times = world.simulator.control.requests().filter(({ status }) => status === 429);
  expect(times.length).toBe(3);
  const pauses = times.slice(1).map(({ at }, index) => Date.parse(at) - Date.parse(times[index]?.at ?? ''));
  expect(pauses.every((pause) => pause >= 60_000)).toBe(true);
  for (const one of made) await books.agree(await reread(world, one));
});

test('6.9 an hour of 503: nothing is lost, nothing is doubled, and it goes by itself afterwards', async () => {
  await open();
  const known = await books.synced();
  world.simulator.control.addFault({ kind: '503', count: 1000 });
  const made = await wanted();
  await world.api.patch(`/invoices/${known.id}`, { comment: 'During the outage' });
  books.pay(20, [known, 20]);
  for (let minutes = 0; minutes < 60; minutes += 10) await passes(10 * 60_000);
  expect((await reread(world, made)).sync.state).toBe('pending');
  expect((await reread(world, known)).paid).toBe('0.00');
  world.simulator.control.clearFaults();
  await passes(hour);
  expect((await reread(world, known)).paid).toBe('20.00');
  await books.agree(await reread(world, made), known);
  const numbers = world.simulator.control.list(shop.realmId, 'Invoice').map(({ DocNumber }) => DocNumber);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('6.14 an access token that ended is renewed in between, once', async () => {
  await open();
  const before = world.simulator.control.tokenRequests().length;
  world.simulator.control.expireAccessTokens(shop.realmId);
  const made = await wanted();
  await world.settle();
  await books.agree(await reread(world, made));
  expect(world.simulator.control.tokenRequests().length).toBe(before + 1);
  await passes(90 * 60_000);
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Later' });
  await world.settle();
  await books.agree(await reread(world, made));
  expect((await world.api.get<Connection>('/integrations/quickbooks')).health).toBe('ok');
});

test('6.15 the answer to a renewal of the tokens is lost: renewed again with the same one, nothing is lost', async () => {
  let renewals = 0;
  const lossy: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (!String(input).includes('/tokens/bearer') || !String(init?.body).includes('refresh_token')) return answer;
    renewals += 1;
    if (renewals === 1) throw new TypeError('The connection was closed.');
    return answer;
  };
  await open({ fetch: lossy });
  world.simulator.control.expireAccessTokens(shop.realmId);
  const made = await wanted();
  await world.settle({ patienceMs: hour });
  expect(renewals).toBe(2);
  expect((await world.api.get<Connection>('/integrations/quickbooks')).health).toBe('ok');
  await books.agree(await reread(world, made));
});

test('6.17 disconnected in the middle: what is to go waits, and goes with all links after a reconnect', async () => {
  await open();
  const known = await books.synced();
  await world.api.post('/integrations/quickbooks/disconnect');
  const made = await wanted();
  await world.api.patch(`/invoices/${known.id}`, { comment: 'While away' });
  books.pay(15, [known, 15]);
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('pending');
  expect((await world.api.call('POST', `/invoices/${made.id}/sync`)).status).toBe(409);
  expect(await connect(world, shop.realmId)).toContain('connected=1');
  await world.settle();
  await passes(hour);
  const after = await reread(world, known);
  expect(after).toMatchObject({ paid: '15.00', sync: { quickBooksId: known.sync.quickBooksId } });
  await books.agree(await reread(world, made), after);
});

test('6.23 webhooks that come late, twice and out of order change nothing twice', async () => {
  await open();
  const made = await books.synced();
  for (const kind of ['doubled', 'reordered', 'late'] as const) {
    world.simulator.control.addWebhookFault({ kind, count: 6, delayMs: 20 * 60_000 });
  }
  books.edit(made, { CustomerMemo: { value: 'One' } });
  books.pay(10, [made, 10]);
  books.edit(made, { CustomerMemo: { value: 'Two' } });
  books.pay(5, [made, 5]);
  await world.settle();
  await passes(hour);
  expect(await reread(world, made)).toMatchObject({ paid: '15.00', comment: 'Two' });
  expect(await books.balance(shop.bank)).toBe('15.00');
  await books.agree(made);
});

test('6.25 an absence of more than the thirty days that change data capture reaches back', async () => {
  await open();
  const [paid, edited] = [await books.synced(), await books.synced()];
  world.simulator.control.addWebhookFault({ kind: 'lost', count: 100 });
  books.pay(30, [paid, 30]);
  books.edit(edited, { CustomerMemo: { value: 'In the holidays' } });
  world.clock.advance(45 * day);
  await world.settle();
  expect((await reread(world, paid)).paid).toBe('30.00');
  expect((await reread(world, edited)).comment).toBe('In the holidays');
  await books.agree(paid, edited);
});

test('6.29 what was deleted during an absence of more than the thirty days is found, also by a sweep that is cut off', async () => {
  await open();
  const [gone, paid, credited] = [await books.synced(), await books.synced(), await books.synced()];
  const payment = books.pay(30, [paid, 30]);
  const memo = books.act('create', 'CreditMemo', {
    CustomerRef: books.customerOf(credited),
    Line: [{ DetailType: 'SalesItemLineDetail', Amount: 45, SalesItemLineDetail: { ItemRef: { value: '1' } } }],
  });
  const used = { Amount: 45, LinkedTxn: [{ TxnId: String(memo.Id), TxnType: 'CreditMemo' }] };
  const CustomerRef = books.customerOf(credited);
  const use = books.act('create', 'Payment', { CustomerRef, TotalAmt: 0, Line: [books.share([credited, 45]), used] });
  await world.settle();
  const control = world.simulator.control;
  control.addWebhookFault({ kind: 'lost', count: 100 });
  books.act('delete', 'Invoice', { Id: gone.sync.quickBooksId });
  for (const Id of [payment, String(use.Id)]) books.act('delete', 'Payment', { Id });
  control.addFault({ kind: '503', operation: 'query', skip: 1 });
  control.resetRequests();
  await passes(45 * day);
  const asked = control.requests().filter(({ operation }) => operation === 'query');
  // The invoices once, the payments twice, the five kinds for what changed, and the customer's balance.
  expect(asked.map(({ status }) => status)).toEqual([200, 503, ...Array.from({ length: 6 }, () => 200)]);
  expect(await codes(gone)).toEqual(['deleted_in_quickbooks']);
  expect(await reread(world, paid)).toMatchObject({ paid: '0.00', payments: [{ state: 'deleted' }] });
  expect((await reread(world, credited)).credited).toBe('0.00');
  await books.agree(paid, credited);
  control.resetRequests();
  await passes(day);
  expect(control.requests().filter(({ operation }) => operation === 'query')).toEqual([]);
});

test('6.30 a write to a record that was deleted without anybody telling finds the deletion', async () => {
  await open();
  const [edited, canceled, paid] = [await books.synced(), await books.synced(), await books.synced()];
  const payment = await books.take(paid, '30');
  await world.settle();
  world.simulator.control.addWebhookFault({ kind: 'lost', count: 100 });
  for (const { sync } of [edited, canceled]) books.act('delete', 'Invoice', { Id: sync.quickBooksId });
  const [there] = world.simulator.control.list(shop.realmId, 'Payment').slice(-1);
  books.act('delete', 'Payment', { Id: String(there?.Id) });
  await world.api.patch(`/invoices/${edited.id}`, { comment: 'Too late' });
  await moveTo(world, canceled, shop.statuses.canceled);
  await world.api.patch(`/invoices/${paid.id}/payments/${payment.id}`, { amount: '20' });
  await world.settle();
  expect(await codes(edited)).toEqual(['deleted_in_quickbooks']);
  expect(await codes(canceled)).toEqual(['deleted_in_quickbooks']);
  expect(await reread(world, paid)).toMatchObject({ paid: '0.00', payments: [{ state: 'deleted' }] });
  await books.agree(paid);
});

test('6.31 a write that names a customer who is gone: the invoice is read again once, then a person is told', async () => {
  await open();
  const other = await world.api.post<{ id: string }>('/clients', { type: 'organization', name: 'Closing down' });
  const [made, last] = [await books.synced(), await books.synced({ clientId: other.id })];
  books.pay(Number(last.total), [last, Number(last.total)]);
  await world.settle();
  world.simulator.control.addWebhookFault({ kind: 'lost', count: 100 });
  books.act('update', 'Customer', { Id: books.customerOf(last).value, Active: false });
  world.simulator.control.resetRequests();
  await world.api.patch(`/invoices/${made.id}`, { clientId: other.id });
  await world.settle();
  const asked = () => world.simulator.control.requests().map(({ operation }) => operation);
  expect(await codes(made)).toEqual(['inactive_reference']);
  expect(asked()).toEqual(['update', 'query']);
  await books.resolve(made, 'retry');
  expect(await codes(made)).toEqual(['inactive_reference']);
  expect(asked()).toEqual(['update', 'query', 'update', 'query']);
});

test('6.28 more changed than change data capture answers at once: read page by page, each once, whatever comes between', async () => {
  await open();
  const paid = await books.synced();
  const control = world.simulator.control;
  control.addWebhookFault({ kind: 'lost', count: 10_000 });
  // An import into QuickBooks: many at the same instant, more than the quota lets us read in a second.
  const customers = (count: number, name: string) => {
    for (let n = 0; n < count; n += 1) books.act('create', 'Customer', { DisplayName: `${name} ${n}` });
    world.clock.advance(1000);
  };
  customers(5500, 'Imported');
  customers(3500, 'Also imported');
  const last = control.list(shop.realmId, 'Customer').at(-1);
  books.act('update', 'Customer', { Id: String(last?.Id), Active: false });
  books.pay(30, [paid, 30]);
  control.addFault({ kind: '503', operation: 'query', skip: 6 });
  control.resetRequests();
  await passes(hour);
  const asked = control.requests().filter(({ operation }) => operation === 'query' || operation === 'cdc');
  expect(asked.map(({ operation, status }) => `${operation} ${status}`).toSorted()).toEqual([
    'cdc 200',
    // Eleven pages of customers, and one of each other kind.
    ...Array.from({ length: 15 }, () => 'query 200'),
    'query 503',
  ]);
  const [seen] = await world.testDatabase.database.read(
    world.companyId,
    (reader) => reader<{ active: number; inactive: number }[]>`
      select count(*) filter (where doc -> 'Active' = 'true')::integer as active,
        count(*) filter (where doc -> 'Active' = 'false')::integer as inactive
      from mirrors where entity = 'Customer' and doc ->> 'DisplayName' like '%mported%'`,
  );
  expect(seen).toEqual({ active: 8999, inactive: 1 });
  expect((await reread(world, paid)).paid).toBe('30.00');
  await books.agree(paid);
});

test('6.13 somebody else edits between our reading and our writing: read again, both hold', async () => {
  await open();
  const made = await books.synced();
  world.simulator.control.addWebhookFault({ kind: 'lost', count: 100 });
  books.edit(made, { CustomerMemo: { value: 'First there' } });
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-05-05' });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ comment: 'First there', dueDate: '2026-05-05' });
  await books.agree(made);
});

test('6.24 webhooks in the classic form are understood as those of the new one', async () => {
  await open();
  world.simulator.control.setWebhooks({ format: 'classic' });
  const made = await books.synced();
  books.pay(12, [made, 12]);
  await world.settle();
  expect((await reread(world, made)).paid).toBe('12.00');
  await books.agree(made);
});

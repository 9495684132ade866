/** Erasing a client: no table holds the person any more, invoices and amounts do, and QuickBooks cannot bring the person back. */
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { newId } from '../../src/base/ids.ts';
import type { AuditEntry } from '../../src/contract/audit-log.ts';
import type { Client, ErasedClient } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import { recordCall } from '../../src/db/calls.ts';
import { queueMails } from '../../src/db/mails.ts';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';
import { addEndpoint } from '../telling/endpoint.ts';
import { startReceiver } from '../telling/receiver.ts';

const marker = 'Zebedee';
const person = {
  type: 'person',
  firstName: marker,
  lastName: 'Quux',
  email: `${marker}@example.com`,
  phone: `+1 555 ${marker}`,
  taxNumber: `TX-${marker}`,
  address: { line1: `1 ${marker} Road`, city: `${marker} City`, postalCode: '90001', country: 'US' },
};

let world: World;
let shop: Shop;
let books: Accountant;
let jane: Client;

beforeEach(async () => {
  world = await startWorld();
  shop = await openShop(world);
  books = accountant(world, shop);
  jane = await world.api.post<Client>('/clients', person);
});
afterEach(() => world.stop());

const erase = (body: object = { name: jane.name }, headers: Record<string, string> = {}) =>
  world.api.call<ErasedClient & { code: string; detail: string }>('POST', `/clients/${jane.id}/erase`, body, headers);

/** Every table with a company whose rows say the marker, and how many of its rows do. */
async function tablesWith(text: string): Promise<Record<string, number>> {
  return world.tandem.sync.database.system(async (tx) => {
    const tables = await tx<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'company_id' order by 1`;
    expect(tables.length).toBeGreaterThan(30);
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await tx<{ count: number }[]>`
        select count(*)::integer as count from ${tx(name)} as record where to_jsonb(record)::text ilike ${`%${text}%`}`;
      if (row?.count) found[name] = row.count;
    }
    return found;
  });
}

/** Synced, edited on both sides, paid on both sides, refused, conflicting, dismissed, backfilled, told to a program. */
async function muchHappens(): Promise<Invoice> {
  const key = { 'Idempotency-Key': 'once' };
  await world.api.call('PATCH', `/clients/${jane.id}`, { phone: person.phone }, key);
  books.act('create', 'Customer', { DisplayName: jane.name, PrimaryEmailAddr: { Address: person.email } });
  await world.api.post('/sync/import', { clients: true, items: false });
  await world.settle();
  const invoice = await books.synced({ clientId: jane.id, comment: `For ${marker}` });
  books.edit(invoice, { CustomerMemo: { value: `Dear ${marker}` }, PrivateNote: `${marker} called` });
  await world.settle();
  await world.api.patch(`/invoices/${invoice.id}`, { dueDate: '2026-06-01', comment: `Again ${marker}` });
  await world.settle();
  books.edit(invoice, { CustomerMemo: { value: `There ${marker}` } });
  await world.api.patch(`/invoices/${invoice.id}`, { comment: `Here ${marker}` });
  await world.settle();
  await books.resolve(invoice, 'take_shop');
  books.pay(20, [invoice, 20]);
  await books.take(invoice, '10');
  await world.settle();
  // It pays for another's invoice, and it had one that is another's now.
  await books.synced({ payerId: jane.id });
  const passed = await books.synced({ clientId: jane.id });
  await world.api.patch(`/invoices/${passed.id}`, { clientId: shop.client.id });
  await world.settle();
  await mailAndCall();
  return reread(world, invoice);
}

/** What only bad weather leaves: a digest that names the client, and an answer of QuickBooks that could not be read. */
async function mailAndCall(): Promise<void> {
  const { database } = world.tandem.sync;
  const now = world.clock.now();
  await database.write(world.companyId, async (tx) => {
    const [employee] = await tx<{ id: string }[]>`select id from employees limit 1`;
    const said = { subject: 'Issues', text: `${jane.name} is inactive`, html: `<p>${jane.name}</p>` };
    const mail = {
      employeeId: employee?.id ?? '',
      kind: 'issues_digest' as const,
      recipient: 'o@example.com',
      ...said,
    };
    await queueMails(tx, world.companyId, [mail], now);
    await recordCall(tx, world.companyId, {
      realmId: shop.realmId,
      owner: newId(),
      at: now,
      kind: 'single',
      reads: 1,
      writes: 0,
      status: 200,
      intuitTid: null,
      durationMs: 1,
      outcome: 'unreadable',
      beginning: `{"DisplayName":"${jane.name}`,
    });
  });
}

test('the person is in no table any more, the money is as it was, and nothing has to be synced', async () => {
  const program = await startReceiver();
  onTestFinished(() => program.close());
  program.answer = { status: 200, body: `Thank you for ${jane.name}` };
  await addEndpoint(world.api, `${program.url}/hooks`);
  const before = await muchHappens();
  expect(program.received.length).toBeGreaterThan(5);
  // Each of these holds the person before; a table that comes to hold one later fails below, where it is not erased.
  expect(Object.keys(await tablesWith(marker))).toEqual([
    ...['calls', 'clients', 'deliveries', 'idempotency_keys', 'intents', 'invoice_events', 'invoices', 'issues'],
    ...['job_items', 'links', 'mails', 'mirror_versions', 'mirrors', 'sync_log'],
  ]);
  const customerId = books.customerOf(before).value;

  const answer = await erase();
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    client: { name: `Erased client ${jane.id.slice(-8)}`, email: null, address: null, active: false },
    quickBooksCustomerIds: [customerId],
    note: expect.stringContaining('was not changed'),
  });
  expect(await tablesWith(marker)).toEqual({});

  world.simulator.control.resetRequests();
  await world.api.post(`/invoices/${before.id}/sync`);
  await world.settle();
  expect(books.written()).toEqual([]);
  const after = await reread(world, before);
  const { total, paid, balanceDue, number } = before;
  expect(after).toMatchObject({ total, paid, balanceDue, number, comment: null, sync: { state: 'synced' } });
  expect(await world.api.get(`/invoices/${before.id}/history?side=both&limit=200`)).toMatchObject({
    items: expect.any(Array),
  });
  const { items } = await world.api.get<Page<Client>>(`/clients?q=${marker}`);
  expect(items).toEqual([]);
  const audit = await world.api.get<Page<AuditEntry>>('/audit-log?action=client.erased');
  expect(audit.items).toMatchObject([{ subject: { id: jane.id, name: answer.body.client.name }, changes: [] }]);
});

test('what QuickBooks tells of the customer afterwards does not bring the person back; money and dates still come', async () => {
  const invoice = await books.synced({ clientId: jane.id, comment: `For ${marker}` });
  const customer = books.customerOf(invoice);
  await erase();
  books.act('update', 'Customer', { Id: customer.value, sparse: true, Notes: marker, CompanyName: marker });
  books.edit(invoice, { CustomerMemo: { value: `New ${marker}` }, DueDate: '2026-07-01' });
  books.pay(30, [invoice, 30]);
  await world.settle();
  await world.api.post(`/invoices/${invoice.id}/payments`, { accountId: shop.cash.id, amount: '5' });
  await world.api.patch(`/invoices/${invoice.id}`, { issueDate: '2026-03-03' });
  await world.settle();
  expect(await tablesWith(marker)).toEqual({});
  expect(await reread(world, invoice)).toMatchObject({
    dueDate: '2026-07-01',
    issueDate: '2026-03-03',
    paid: '35.00',
    comment: null,
    clientId: jane.id,
    sync: { state: 'synced' },
  });
  // The accountant's record is the accountant's.
  expect(books.record('Customer', customer.value)).toMatchObject({ DisplayName: jane.name });
  expect(books.there(invoice)).toMatchObject({ CustomerMemo: { value: `New ${marker}` } });
});

test('a voided invoice of an erased client is still known as voided', async () => {
  const invoice = await books.synced({ clientId: jane.id });
  books.act('void', 'Invoice', { Id: invoice.sync.quickBooksId ?? '', SyncToken: '0' });
  await world.settle();
  await erase();
  await world.settle();
  expect(await reread(world, invoice)).toMatchObject({ voided: true, sync: { state: 'voided' } });
});

test('is refused without the name, while the sync has work with its invoices, and a second time', async () => {
  const wrong = await erase({ name: marker });
  expect(wrong).toMatchObject({ status: 422, body: { code: 'invalid' } });
  const made = await makeInvoice(world, shop, { clientId: jane.id });
  await moveTo(world, made, shop.statuses.in_progress);
  const early = await erase(undefined, { 'Accept-Language': 'fr' });
  expect(early).toMatchObject({ status: 409, body: { code: 'sync_unfinished' } });
  expect(early.body.detail).toContain(`restent à régler avec QuickBooks\u00a0: ${made.number}`);
  await world.settle();
  const sent = await reread(world, made);
  books.edit(sent, { DueDate: '2026-06-01' });
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-05-01' });
  await world.settle();
  expect((await erase()).body.code).toBe('sync_unfinished');
  await books.resolve(made, 'take_quickbooks');
  expect((await erase()).status).toBe(200);
  expect(await erase({ name: 'anything' })).toMatchObject({ status: 409, body: { code: 'conflict' } });
  const { call } = world.api;
  expect((await call('PATCH', `/clients/${jane.id}`, { email: 'back@example.com' })).status).toBe(409);
  expect((await call('PATCH', `/invoices/${made.id}`, { comment: 'Dear' })).status).toBe(422);
  expect((await call('POST', '/invoices', { clientId: jane.id, lines: [] })).status).toBe(422);
});

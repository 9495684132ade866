/** The log answers: what was sent, what came back, which fields changed; who may read it word for word; and how it is searched. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '../../src/contract/common.ts';
import type { Role } from '../../src/contract/people.ts';
import type { Call, LogEntryView, LogRow, SyncSeries } from '../../src/contract/sync.ts';
import { apiClient } from '../kit/api-client.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
beforeAll(async () => {
  world = await startWorld({ start: '2026-03-02T15:20:00Z' });
  shop = await openShop(world);
});
afterAll(() => world.stop());

const search = (query: string) => world.api.get<Page<LogRow>>(`/sync/log?${query}`);
const open = (row: LogRow | undefined) => world.api.get<LogEntryView>(`/sync/log/${row?.id}`);

async function sent() {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  return reread(world, made);
}

test('a write opens to its request, its answer and its fields; a change from there to the fields here', async () => {
  const invoice = await sent();
  const [created] = (await search(`invoiceId=${invoice.id}&action=create&entity=invoice`)).items;
  expect(created).toMatchObject({ invoiceNumber: invoice.number, outcome: 'done', direction: 'to_quickbooks' });
  const entry = await open(created);
  expect(JSON.stringify(entry.request?.body)).toContain(invoice.number);
  expect(entry.answer).toMatchObject({ Id: invoice.sync.quickBooksId, DocNumber: invoice.number });
  expect(entry.intuitTid).not.toBeNull();
  expect(entry.changes).toContainEqual({ field: 'total', from: null, to: '300.51' });

  world.simulator.control.payInvoice(shop.realmId, invoice.sync.quickBooksId ?? '', '100.51', { reference: 'ACH 9' });
  world.simulator.control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'update',
    body: {
      Id: invoice.sync.quickBooksId,
      sparse: true,
      CustomerRef: world.simulator.control.read(shop.realmId, 'Invoice', invoice.sync.quickBooksId ?? '')?.CustomerRef,
      DueDate: '2026-06-01',
    },
  });
  await world.settle();
  const back = (await search(`invoiceId=${invoice.id}&direction=from_quickbooks`)).items;
  const pulled = await open(back.find((row) => row.action === 'pull'));
  expect(pulled.changes).toEqual([{ field: 'dueDate', from: invoice.dueDate, to: '2026-06-01' }]);
  expect(pulled.request).toBeNull();
  const paid = await open(back.find((row) => row.action === 'payment_create'));
  expect(JSON.stringify(paid.changes)).toContain('100.51');
});

test('of a batch each row keeps its own item, and a client its answer', async () => {
  const client = await world.api.post<{ id: string }>('/clients', { type: 'organization', name: 'Own Item Ltd' });
  const two = [await makeInvoice(world, shop, { clientId: client.id }), await makeInvoice(world, shop)];
  for (const each of two) await moveTo(world, each, shop.statuses.in_progress);
  await world.settle();
  for (const each of two) {
    const rows = (await search(`invoiceId=${each.id}&action=create&entity=invoice`)).items;
    const other = two.find(({ id }) => id !== each.id);
    const text = JSON.stringify((await open(rows[0])).request?.body);
    expect(text).toContain(each.number);
    expect(text).not.toContain(String(other?.number));
  }
  const [customer] = (await search('entity=customer&q=Own+Item')).items;
  expect((await open(customer)).answer).toMatchObject({ DisplayName: 'Own Item Ltd' });
});

test('a refusal opens to what QuickBooks said', async () => {
  world.simulator.control.act(shop.realmId, {
    entity: 'Vendor',
    operation: 'create',
    body: { DisplayName: 'Northside Garage' },
  });
  const client = await world.api.post<{ id: string }>('/clients', { type: 'organization', name: 'Northside Garage' });
  const made = await makeInvoice(world, shop, { clientId: client.id });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const [refused] = (await search('entity=customer&outcome=refused')).items;
  const entry = await open(refused);
  expect(entry.answer).toMatchObject([{ code: '6240' }]);
  expect(entry.changes).toEqual([]);
});

test('it is found by number, reference, time and what was sent; nothing is found that is not there', async () => {
  const invoice = await sent();
  const numbers = (await search(`q=${invoice.number}&limit=200`)).items.map((row) => row.invoiceId);
  expect(new Set(numbers)).toEqual(new Set([invoice.id]));
  const [row] = (await search(`q=${invoice.number}&outcome=done`)).items;
  expect((await search(`q=${row?.intuitTid}`)).items.map(({ id }) => id)).toContain(row?.id);
  expect((await search('q=Brake+labour')).items.length).toBeGreaterThan(0);
  expect((await search('q=100%25')).items).toEqual([]);
  expect((await search('to=2026-03-02T15:00:00Z')).items).toEqual([]);
  expect((await search('from=2026-03-02T15:00:00Z')).items.length).toBeGreaterThan(0);
  expect((await search('invoiceId=nobody')).items).toEqual([]);
});

test('without the permission nothing is read word for word, nor found by it', async () => {
  const role = await world.api.post<Role>('/roles', { name: 'Desk', permissions: ['invoices.view', 'sync'] });
  const { key } = await world.api.post<{ key: string }>('/api-keys', { name: 'desk', roleId: role.id });
  const desk = apiClient({ url: world.url, key });
  const rows = (await desk.get<Page<LogRow>>('/sync/log?action=create&entity=invoice')).items;
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ detail }) => detail === null)).toBe(true);
  expect((await desk.get<Page<LogRow>>('/sync/log?q=Brake+labour')).items).toEqual([]);
  const entry = await desk.get<LogEntryView>(`/sync/log/${rows[0]?.id}`);
  expect(entry).toMatchObject({ detail: null, request: null, answer: null, maySeeBodies: false });
  expect(entry.changes.length).toBeGreaterThan(0);
});

test('calls are listed one by one, and counted over time', async () => {
  const calls = (await world.api.get<Page<Call>>('/sync/calls?limit=200')).items;
  expect(calls.some(({ kind, writes }) => kind === 'batch' && writes > 0)).toBe(true);
  expect(calls.every(({ status }) => status === 200 || status === 400)).toBe(true);
  const hours = await world.api.get<SyncSeries>('/sync/stats/series');
  expect(hours.step).toBe('hour');
  expect(hours.points.map(({ at }) => at).slice(-1)).toEqual(['2026-03-02T15:00:00.000Z']);
  const sum = hours.points.reduce((all, point) => all + point.calls, 0);
  expect(sum).toBe(calls.length);
  expect(hours.callsPerMinute.limit).toBe(500);
  expect(hours.callsPerMinute.most).toBeGreaterThan(0);
  const done = (await search('outcome=done&limit=200')).items.flatMap(({ invoiceId }) => invoiceId ?? []);
  expect(hours.points.at(-1)).toMatchObject({ synced: new Set(done).size, toQuickBooks: { p50: expect.any(Number) } });
  const days = await world.api.get<SyncSeries>('/sync/stats/series?span=month');
  expect(days.points).toHaveLength(30);
  expect(days.points.at(-1)).toMatchObject({ at: '2026-03-02T00:00:00.000Z', calls: sum });
});

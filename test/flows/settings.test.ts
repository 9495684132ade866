/** Settings: saved as a whole or not at all, each error at its field; saving and enabling send nothing by themselves. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page, Problem } from '../../src/contract/common.ts';
import type { Connection, PickerPlace, PickerTaxCode, QuickBooksSettings } from '../../src/contract/integration.ts';
import type { Location } from '../../src/contract/people.ts';
import type { Issue, WaitingInvoice } from '../../src/contract/sync.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
const path = '/integrations/quickbooks/settings';

beforeAll(async () => {
  world = await startWorld();
  shop = await openShop(world);
});
afterAll(() => world.stop());

test('what GET answers, PUT accepts; a typed name is stored as its id', async () => {
  const saved = await world.api.get<QuickBooksSettings>(path);
  const codes = await world.api.get<Page<PickerTaxCode>>('/integrations/quickbooks/tax-codes');
  const california = codes.items.find((code) => code.name === 'California');
  expect(california?.rate).toBe('8');
  expect(saved.taxes).toEqual([{ taxId: shop.tax.id, quickBooksTaxCode: california?.id }]);
  expect(await world.api.put(path, saved)).toEqual(saved);
  expect(codes.items.map((code) => code.id)).toEqual(expect.arrayContaining(['TAX', 'NON']));
});

test('settings and the switch are kept from a caller who has seen an older state', async () => {
  const read = () => world.api.call<QuickBooksSettings>('GET', path);
  const { body, headers } = await read();
  const seen = { 'If-Match': headers.get('etag') ?? '' };
  const changed = await world.api.call('PUT', path, { ...body, copyEdits: false }, seen);
  expect(changed.status).toBe(200);
  expect(changed.headers.get('etag')).toBe((await read()).headers.get('etag'));
  const late = await world.api.call<Problem>('PUT', path, body, seen);
  expect(late).toMatchObject({ status: 412, body: { code: 'stale' } });
  expect((await read()).body.copyEdits).toBe(false);
  expect((await world.api.call('PUT', path, body)).status).toBe(200);

  const connection = '/integrations/quickbooks';
  const tag = (await world.api.call('GET', connection)).headers.get('etag') ?? '';
  const turn = (enabled: boolean) => world.api.call('PATCH', connection, { enabled }, { 'If-Match': tag });
  expect((await turn(false)).status).toBe(200);
  expect((await turn(true)).status).toBe(412);
  await world.api.patch(connection, { enabled: true });
});

test('all errors come together, with their paths, and nothing is stored', async () => {
  const before = await world.api.get(path);
  const nobody = '0197f000-0000-7000-8000-000000000000';
  const answer = await world.api.call<Problem>('PUT', path, {
    ...shop.settings,
    sendStatusIds: [nobody],
    depositAccountId: nobody,
    taxes: [
      { taxId: shop.tax.id, quickBooksTaxCode: 'No such code' },
      { taxId: shop.tax.id, quickBooksTaxCode: 'california' },
      { quickBooksTaxCode: 'TAX' },
    ],
    events: { invoiceUpdated: nobody, paymentCreated: null, invoiceVoided: null },
    incomeAccountId: 'Nowhere',
  });
  expect(answer.status).toBe(422);
  expect(answer.body.errors?.map((error) => error.path).sort()).toEqual([
    'depositAccountId',
    'events.invoiceUpdated',
    'incomeAccountId',
    'sendStatusIds.0',
    'taxes.0.quickBooksTaxCode',
    'taxes.1.taxId',
    'taxes.2.taxId',
  ]);
  expect(await world.api.get(path)).toEqual(before);
  const unknown = await world.api.call<Problem>('PUT', path, { ...shop.settings, sendStatuses: [] });
  expect(unknown.status).toBe(422);
});

test('locations here stand for locations and classes there, by name or by id, and an invoice bears them', async () => {
  const [north] = (await world.api.get<Page<PickerPlace>>('/integrations/quickbooks/departments')).items;
  const [vans] = (await world.api.get<Page<PickerPlace>>('/integrations/quickbooks/classes')).items;
  if (!north || !vans) throw new Error('The simulated company has no locations or classes.');
  const there = world.simulator.control.list(shop.realmId, 'Department').map(({ Id }) => Id);
  expect(there).toContain(north.id);

  const settings = await world.api.get<QuickBooksSettings>(path);
  const { items: places } = await world.api.get<Page<Location>>('/locations');
  const locationId = places[0]?.id ?? '';
  const wrong = await world.api.call<Problem>('PUT', path, {
    ...settings,
    locations: [
      { locationId, quickBooksDepartmentId: 'Nowhere' },
      { locationId, quickBooksClassId: vans.id },
    ],
  });
  expect(wrong.body.errors?.map((error) => error.path)).toEqual([
    'locations.0.quickBooksDepartmentId',
    'locations.1.locationId',
  ]);
  const saved = await world.api.put<QuickBooksSettings>(path, {
    ...settings,
    locations: [{ locationId, quickBooksDepartmentId: north.name.toUpperCase(), quickBooksClassId: vans.name }],
  });
  expect(saved.locations).toEqual([{ locationId, quickBooksDepartmentId: north.id, quickBooksClassId: vans.id }]);
  const invoice = await makeInvoice(world, shop);
  await moveTo(world, invoice, shop.statuses.in_progress);
  await world.settle();
  const { sync } = await reread(world, invoice);
  const doc = world.simulator.control.read(shop.realmId, 'Invoice', sync.quickBooksId ?? '');
  expect(doc).toMatchObject({ DepartmentRef: { value: north.id } });
  await world.api.put(path, settings);
});

test('6.21 while it is off, invoices that enter a sending status wait for a press', async () => {
  await world.api.patch('/integrations/quickbooks', { enabled: false });
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('not_synced');
  expect((await world.api.call('POST', '/sync/waiting/send')).status).toBe(409);
  await world.api.patch('/integrations/quickbooks', { enabled: true });
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('not_synced');
  const waiting = await world.api.get<Page<WaitingInvoice>>('/sync/waiting');
  expect(waiting.items.map((row) => row.invoiceId)).toEqual([made.id]);
  await world.api.post('/sync/waiting/send');
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('synced');
  expect((await world.api.get<Page<WaitingInvoice>>('/sync/waiting')).items).toEqual([]);
});

test('6.21 it is switched off whatever the settings name, and not on again while that cannot be used', async () => {
  const account = `/accounts/${shop.bank.id}`;
  await world.api.patch(account, { active: false });
  const turn = (enabled: boolean) => world.api.call<Connection>('PATCH', '/integrations/quickbooks', { enabled });
  expect(await turn(false)).toMatchObject({ status: 200, body: { enabled: false } });
  expect((await turn(true)).status).toBe(422);
  await world.api.patch(account, { active: true });
  expect(await turn(true)).toMatchObject({ status: 200, body: { enabled: true } });
});

test('4.16 an unmapped tax holds the invoice, and saving its mapping sends it', async () => {
  const tax = await world.api.post<{ id: string }>('/taxes', { name: 'City tax', code: 'CITY', rate: '9.1' });
  const made = await makeInvoice(world, shop, {
    lines: [{ itemId: shop.items[0]?.id, quantity: '1', taxIds: [tax.id] }],
  });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const held = await reread(world, made);
  expect(held.sync.state).toBe('held');
  const issues = await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${made.id}`);
  expect(issues.items).toMatchObject([{ code: 'unmapped_tax', settingsStep: 'taxes', id: held.sync.issueId }]);
  await world.api.put(path, {
    ...shop.settings,
    taxes: [...(shop.settings.taxes ?? []), { taxId: tax.id, quickBooksTaxCode: 'Tucson' }],
  });
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('synced');
  expect((await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${made.id}`)).items).toEqual([]);
});

test('1.16 a payment without an account is held, and recorded when there is one', async () => {
  await world.api.put(path, { ...shop.settings, depositAccountId: null });
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const id = (await reread(world, made)).sync.quickBooksId ?? '';
  world.simulator.control.payInvoice(shop.realmId, id);
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ paid: '0.00', sync: { state: 'held' } });
  await world.api.put(path, shop.settings);
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ paid: made.total, sync: { state: 'synced' } });
});

test('1.18 a status that the rules make unreachable: the payment is kept, the move is an issue with a way out', async () => {
  await world.api.patch(`/invoice-statuses/${shop.statuses.paid.id}`, { previousStatusIds: [shop.statuses.new.id] });
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const id = (await reread(world, made)).sync.quickBooksId ?? '';
  world.simulator.control.payInvoice(shop.realmId, id);
  await world.settle();
  const paid = await reread(world, made);
  expect(paid).toMatchObject({ paid: made.total, status: { name: 'In progress' }, sync: { state: 'synced' } });
  const [issue] = (await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${made.id}`)).items;
  expect(issue).toMatchObject({ code: 'status_rule', fixes: [{ id: 'retry' }, { id: 'leave' }] });
  expect(issue?.explanation).toContain('In progress');
  await world.api.patch(`/invoice-statuses/${shop.statuses.paid.id}`, { previousStatusIds: null });
  await world.api.post(`/sync/issues/${issue?.id}/retry`);
  await world.settle();
  expect((await reread(world, made)).status.name).toBe('Paid');
  expect((await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${made.id}`)).items).toEqual([]);
});

test('a company in which nothing happens costs one call a sweep; who opens the settings has fresh lists to choose from', async () => {
  const day = 24 * 3_600_000;
  world.simulator.control.resetRequests();
  for (let passed = 0; passed < 4 * day; passed += day / 8) {
    world.clock.advance(day / 8);
    await world.settle();
  }
  const idle = world.simulator.control.requests().map(({ operation }) => operation);
  expect(new Set(idle)).toEqual(new Set(['cdc']));
  expect(idle.length).toBeLessThan(16);
  world.simulator.control.resetRequests();
  await world.api.get(path);
  await world.settle();
  await world.api.get(path);
  await world.settle();
  expect(world.simulator.control.requests()).toMatchObject([{ operation: 'batch', items: { length: 9 } }]);
});

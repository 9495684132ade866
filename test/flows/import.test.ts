/** The first import: what fits exactly is linked, what is not here is copied, and what is doubtful a person decides. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Client, Item } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Job } from '../../src/contract/jobs.ts';
import type { JsonObject } from '../../src/simulator/json.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;

beforeEach(async () => {
  world = await startWorld();
  shop = await openShop(world);
});
afterEach(() => world.stop());

function there(entity: string, body: JsonObject): string {
  return String(world.simulator.control.act(shop.realmId, { entity, operation: 'create', body }).Id);
}

function inactive(entity: string, id: string): void {
  world.simulator.control.act(shop.realmId, {
    entity,
    operation: 'update',
    body: { Id: id, sparse: true, Active: false },
  });
}

async function jobAfter(id: string): Promise<Job> {
  await world.settle();
  return world.api.get<Job>(`/sync/jobs/${id}?limit=200`);
}

const organization = (name: string, email?: string) =>
  world.api.post<Client>('/clients', { type: 'organization', name, ...(email ? { email } : {}) });

test('7.1 customers and items are shown, linked, copied, and left where they are doubtful', async () => {
  const byMail = await organization('Ortega & Sons', 'office@ortega.example');
  const filter = await world.api.post<Item>('/items', {
    kind: 'product',
    name: 'Cabin filter',
    sku: 'CF-9',
    price: '19',
  });
  const twin = await organization('Twin Garage');
  const other = await organization('Twin Garage Ltd', 'twin@example.com');
  const mailId = there('Customer', {
    DisplayName: 'Ortega Brothers',
    PrimaryEmailAddr: { Address: 'office@ortega.example' },
  });
  const twinId = there('Customer', { DisplayName: 'Twin Garage', PrimaryEmailAddr: { Address: 'twin@example.com' } });
  const newId = there('Customer', { DisplayName: 'Petra Vogel', GivenName: 'Petra', FamilyName: 'Vogel' });
  const goneId = there('Customer', { DisplayName: 'Gone Away Inc' });
  inactive('Customer', goneId);
  const income = world.simulator.control.list(shop.realmId, 'Account').find((one) => one.AccountType === 'Income');
  const padsId = there('Item', {
    Name: 'Filter, cabin',
    Sku: 'cf-9',
    Type: 'NonInventory',
    IncomeAccountRef: { value: income?.Id },
  });
  const washId = there('Item', {
    Name: 'Car wash',
    Type: 'Service',
    UnitPrice: 12.5,
    IncomeAccountRef: { value: income?.Id },
  });
  await world.settle();

  const asked = await world.api.post<Job>('/sync/import', { clients: true, items: true });
  expect(asked).toMatchObject({ kind: 'import', state: 'preparing' });
  expect((await world.api.call('POST', '/sync/import', { previewId: asked.previewId, confirm: true })).status).toBe(
    409,
  );
  const shown = await jobAfter(asked.previewId);
  expect(shown.state).toBe('ready');
  const item = (key: string) => shown.items.find((one) => one.key === key);
  expect(item(`Customer/${mailId}`)).toMatchObject({ action: 'link', candidates: [{ id: byMail.id }] });
  expect(item(`Customer/${twinId}`)).toMatchObject({
    action: 'doubtful',
    candidates: [{ id: twin.id }, { id: other.id }],
  });
  expect(item(`Customer/${newId}`)).toMatchObject({ action: 'create', entity: 'client', name: 'Petra Vogel' });
  expect(item(`Customer/${goneId}`)).toMatchObject({ action: 'skip', reason: 'It is inactive in QuickBooks.' });
  expect(item(`Item/${padsId}`)).toMatchObject({ action: 'link', candidates: [{ id: filter.id }] });
  expect(item(`Item/${washId}`)).toMatchObject({ action: 'create', entity: 'item' });

  const wrong = { [`Customer/${twinId}`]: 'link:nobody' };
  const refused = await world.api.call('POST', '/sync/import', {
    previewId: asked.previewId,
    confirm: true,
    choices: wrong,
  });
  expect(refused.status).toBe(422);
  const choices = { [`Customer/${twinId}`]: `link:${other.id}`, [`Item/${washId}`]: 'create' };
  world.simulator.control.resetRequests();
  await world.api.post('/sync/import', { previewId: asked.previewId, confirm: true, choices });
  const done = await jobAfter(asked.previewId);
  expect(done.state).toBe('done');
  expect(world.simulator.control.requests()).toEqual([]);
  expect(done.items.find((one) => one.key === `Customer/${twinId}`)?.result).toBe('linked');
  const made = await world.api.get<Page<Client>>('/clients?q=Petra');
  expect(made.items).toMatchObject([{ type: 'person', firstName: 'Petra', lastName: 'Vogel' }]);
  const wash = await world.api.get<Page<Item>>('/items?q=Car%20wash');
  expect(wash.items).toMatchObject([{ kind: 'service', price: '12.5' }]);

  const invoice = await makeInvoice(world, shop, {
    clientId: other.id,
    lines: [{ itemId: wash.items[0]?.id, quantity: '1', taxIds: [] }],
  });
  await moveTo(world, invoice, shop.statuses.in_progress);
  await world.settle();
  const sent = await reread(world, invoice);
  const doc = world.simulator.control.read(shop.realmId, 'Invoice', sent.sync.quickBooksId ?? '');
  expect(doc).toMatchObject({ CustomerRef: { value: twinId } });
  expect(JSON.stringify(doc?.Line)).toContain(`"value":"${washId}"`);
});

test('7.1 of what cannot be kept here that alone is left out', async () => {
  const income = world.simulator.control.list(shop.realmId, 'Account').find((one) => one.AccountType === 'Income');
  there('Customer', {
    DisplayName: 'Lund, A',
    GivenName: 'Ada',
    FamilyName: 'Lund',
    PrimaryEmailAddr: { Address: 'a@x.example, b@x.example' },
    PrimaryPhone: { FreeFormNumber: '+1 555 0100' },
    BillAddr: { Line1: '1 Main St', City: 'Tucson', CountrySubDivisionCode: 'AZ', PostalCode: '85701' },
  });
  there('Customer', { DisplayName: 'Blank Names', GivenName: ' ', FamilyName: ' ' });
  there('Item', {
    Name: 'Fine dust',
    Type: 'Service',
    UnitPrice: 0.1234567891,
    Sku: 'FD-1',
    IncomeAccountRef: { value: income?.Id },
  });
  there('Item', {
    Name: 'Odd code',
    Type: 'Service',
    UnitPrice: 12.5,
    Sku: 'OC\t1',
    IncomeAccountRef: { value: income?.Id },
  });
  await world.settle();
  const { previewId } = await world.api.post<Job>('/sync/import', { clients: true, items: true });
  await jobAfter(previewId);
  await world.api.post('/sync/import', { previewId, confirm: true });
  await jobAfter(previewId);
  const clients = (await world.api.get<Page<Client>>('/clients?limit=200')).items;
  const named = (name: string) => clients.find((one) => one.name === name);
  expect(named('Ada Lund')).toMatchObject({
    email: 'a@x.example',
    phone: '+1 555 0100',
    address: { line1: '1 Main St', city: 'Tucson', region: 'AZ', postalCode: '85701' },
  });
  expect(named('Blank Names')).toMatchObject({ type: 'organization' });
  const items = (await world.api.get<Page<Item>>('/items?limit=200')).items;
  expect(items.find((one) => one.name === 'Fine dust')).toMatchObject({ price: '0', sku: 'FD-1' });
  expect(items.find((one) => one.name === 'Odd code')).toMatchObject({ price: '12.5', sku: null });
});

test('7.2 a second import finds everything done', async () => {
  const first = await world.api.post<Job>('/sync/import', { clients: true, items: false });
  await world.settle();
  await world.api.post('/sync/import', { previewId: first.previewId, confirm: true });
  await world.settle();
  const clients = (await world.api.get<Page<Client>>('/clients?limit=200')).items.length;
  const second = await world.api.post<Job>('/sync/import', { clients: true, items: false });
  const shown = await jobAfter(second.previewId);
  expect(Object.keys(shown.counts).sort()).toEqual(['skip', 'total']);
  await world.api.post('/sync/import', { previewId: second.previewId, confirm: true });
  expect((await jobAfter(second.previewId)).progress.results).toEqual({ skipped: shown.counts.total });
  expect((await world.api.get<Page<Client>>('/clients?limit=200')).items.length).toBe(clients);
});

test('7.1 two customers of one e-mail fit nobody by themselves', async () => {
  await organization('Shared Mail', 'both@example.com');
  const ids = ['Left', 'Right'].map((DisplayName) =>
    there('Customer', { DisplayName, PrimaryEmailAddr: { Address: 'both@example.com' } }),
  );
  const { previewId } = await world.api.post<Job>('/sync/import', { clients: true, items: false });
  const shown = await jobAfter(previewId);
  const these = shown.items.filter((item) => ids.includes(item.quickBooksId ?? ''));
  expect(these.map((item) => item.action)).toEqual(['doubtful', 'doubtful']);
  await world.api.post('/sync/import', { previewId, confirm: true });
  const done = await jobAfter(previewId);
  expect(done.items.filter((item) => ids.includes(item.quickBooksId ?? '')).map((item) => item.result)).toEqual([
    'skipped',
    'skipped',
  ]);
});

/** Names and numbers: who and what is taken for the same, what collides, and what QuickBooks does not take as it is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client, Item } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;

beforeAll(async () => {
  world = await startWorld();
  shop = await openShop(world);
  books = accountant(world, shop);
});
afterAll(() => world.stop());

const organization = (name: string, more: object = {}) =>
  world.api.post<Client>('/clients', { type: 'organization', name, ...more });
const product = (name: string, more: object = {}) =>
  world.api.post<Item>('/items', { kind: 'product', name, price: '10', ...more });
const codes = async (invoice: Invoice) => (await books.issues(invoice)).map(({ code }) => code);
const customerFor = async (client: Client) => books.customerOf(await books.synced({ clientId: client.id })).value;
const nameThere = (id: string) => books.record('Customer', id)?.DisplayName;
const itemFor = async (item: Item) => {
  const made = await books.synced({ lines: [{ itemId: item.id, taxIds: [] }] });
  return books.linesOf(made)[0]?.SalesItemLineDetail?.ItemRef?.value ?? '';
};
const there = (entity: string, body: object) => String(books.act('create', entity, body as never).Id);

async function sent(more: object): Promise<Invoice> {
  const made = await makeInvoice(world, shop, more);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  return reread(world, made);
}

test('5.1 a client that is linked stays so, whatever it or the customer is called later', async () => {
  const client = await organization('First name');
  const id = await customerFor(client);
  books.act('update', 'Customer', { Id: id, DisplayName: 'Renamed by the accountant' });
  await world.settle();
  expect(await customerFor(client)).toBe(id);
});

test('5.2 a client is the one active customer that has its e-mail', async () => {
  const id = there('Customer', {
    DisplayName: 'Quite another name',
    PrimaryEmailAddr: { Address: 'One@Mail.example' },
  });
  expect(await customerFor(await organization('Mail One', { email: 'one@mail.example' }))).toBe(id);
});

test('5.3 a client is the customer of its exact name, whatever the case of letters', async () => {
  const id = there('Customer', { DisplayName: 'Harbour Ferries' });
  expect(await customerFor(await organization('harbour ferries'))).toBe(id);
});

test('5.4 an e-mail that two customers have decides nothing', async () => {
  for (const DisplayName of ['Depot North', 'Depot South']) {
    there('Customer', { DisplayName, PrimaryEmailAddr: { Address: 'depot@mail.example' } });
  }
  const id = await customerFor(await organization('Depot East', { email: 'depot@mail.example' }));
  expect(nameThere(id)).toBe('Depot East');
});

test('5.6 a name that a vendor or an employee has gets a suffix', async () => {
  expect(nameThere(await customerFor(await organization('Northside Parts')))).toBe('Northside Parts (customer)');
  const emily = await world.api.post<Client>('/clients', { type: 'person', firstName: 'Emily', lastName: 'Platt' });
  expect(nameThere(await customerFor(emily))).toBe('Emily Platt (customer)');
});

test('5.28 a client whose creation is in doubt, under a suffix, is not created under another one', async () => {
  there('Vendor', { DisplayName: 'Doubtful' });
  const client = await organization('Doubtful');
  world.simulator.control.addFault({ kind: 'drop-after', entity: 'Customer', operation: 'create', skip: 1, count: 2 });
  expect(nameThere(await customerFor(client))).toBe('Doubtful (customer)');
  const made = world.simulator.control.list(shop.realmId, 'Customer').map(({ DisplayName }) => String(DisplayName));
  expect(made.filter((name) => name.startsWith('Doubtful'))).toEqual(['Doubtful (customer)']);
  world.simulator.control.clearFaults();
});

test('5.7 a name of which every variant is taken is told, and goes once the client is renamed', async () => {
  for (const suffix of ['', ' (customer)', ' (customer 2)', ' (customer 3)']) {
    there('Vendor', { DisplayName: `Crowded${suffix}` });
  }
  const client = await organization('Crowded');
  const made = await sent({ clientId: client.id });
  expect(made.sync.state).toBe('failed');
  expect(await codes(made)).toEqual(['duplicate_name']);
  await world.api.patch(`/clients/${client.id}`, { name: 'Not so crowded' });
  await books.resolve(made, 'retry');
  expect(nameThere(books.customerOf(await reread(world, made)).value)).toBe('Not so crowded');
  await books.agree(made);
});

test('5.8 an inactive customer of the name is told, never used silently; active again it is', async () => {
  const id = there('Customer', { DisplayName: 'Closed Mill' });
  books.act('update', 'Customer', { Id: id, Active: false });
  const client = await organization('Closed Mill (deleted)');
  const made = await sent({ clientId: client.id });
  expect(made.sync).toMatchObject({ state: 'held', quickBooksId: null });
  expect(await codes(made)).toEqual(['inactive_reference']);
  books.act('update', 'Customer', { Id: id, Active: true });
  await world.settle();
  await books.resolve(made, 'retry');
  expect(books.customerOf(await reread(world, made)).value).toBe(id);
});

test('5.9 an inactive item is told; active again the invoice goes', async () => {
  const wax = await product('Wax', { sku: 'WAX-1' });
  const id = await itemFor(wax);
  books.act('update', 'Item', { Id: id, Active: false });
  await world.settle();
  const made = await sent({ lines: [{ itemId: wax.id, taxIds: [] }] });
  expect(await codes(made)).toEqual(['inactive_reference']);
  books.act('update', 'Item', { Id: id, Active: true });
  await world.settle();
  await books.resolve(made, 'retry');
  await books.agree(made);
});

test('5.10 a customer that is merged into another there: the links of its client and invoices follow', async () => {
  const client = await organization('Twin {Yard} "North"');
  const made = await books.synced({ clientId: client.id });
  const lost = books.customerOf(made).value;
  const kept = there('Customer', { DisplayName: 'Twin Yard Ltd' });
  world.simulator.control.merge(shop.realmId, 'Customer', { id: kept, deletedId: lost });
  await world.settle();
  world.simulator.control.resetRequests();
  await world.api.post(`/invoices/${made.id}/sync`);
  await world.settle();
  expect(books.written()).toEqual([]);
  expect(await reread(world, made)).toMatchObject({ clientId: client.id });
  await books.agree(made);
  expect(await customerFor(client)).toBe(kept);
});

test('5.11 two clients whose customers become one there stay two here, and both go on as that customer', async () => {
  const clients = [await organization('North Yard'), await organization('South Yard')];
  const invoices = [];
  for (const client of clients) invoices.push(await books.synced({ clientId: client.id }));
  const [kept = '', lost = ''] = invoices.map((made) => books.customerOf(made).value);
  world.simulator.control.merge(shop.realmId, 'Customer', { id: kept, deletedId: lost });
  await world.settle();
  for (const made of invoices) await world.api.patch(`/invoices/${made.id}`, { comment: 'Still open' });
  await world.settle();
  const now = await Promise.all(invoices.map((made) => reread(world, made)));
  expect(now.map(({ clientId }) => clientId)).toEqual(clients.map(({ id }) => id));
  expect(now.map((made) => books.customerOf(made).value)).toEqual([kept, kept]);
  for (const client of clients) expect(await customerFor(client)).toBe(kept);
  await books.agree(...invoices);
});

test('5.12 an item that is merged into another there: the links of the item and its lines follow', async () => {
  const polish = await product('Polish {5 l} "clear"');
  const made = await books.synced({ lines: [{ itemId: polish.id, taxIds: [] }] });
  const lost = books.linesOf(made)[0]?.SalesItemLineDetail?.ItemRef?.value ?? '';
  const kept = there('Item', { Name: 'Polish, big', Type: 'NonInventory', IncomeAccountRef: { value: '79' } });
  world.simulator.control.merge(shop.realmId, 'Item', { id: kept, deletedId: lost });
  await world.settle();
  expect((await reread(world, made)).lines[0]).toMatchObject({ itemId: polish.id });
  await books.agree(made);
  expect(await itemFor(polish)).toBe(kept);
});

test('5.13 merges of which no webhook told are found by the sweep', async () => {
  const client = await organization('Silent Yard');
  const item = await product('Silent polish');
  const made = await books.synced({ clientId: client.id, lines: [{ itemId: item.id, taxIds: [] }] });
  const before = await world.api.get<Page<Client>>('/clients?limit=200');
  const customerId = there('Customer', { DisplayName: 'Silent Yard Ltd' });
  const itemId = there('Item', { Name: 'Silent polish, big', Type: 'Service', IncomeAccountRef: { value: '79' } });
  await world.settle();
  world.simulator.control.addWebhookFault({ kind: 'lost', count: 20 });
  const [line] = books.linesOf(made);
  const { control } = world.simulator;
  control.merge(shop.realmId, 'Customer', { id: customerId, deletedId: books.customerOf(made).value });
  control.merge(shop.realmId, 'Item', { id: itemId, deletedId: line?.SalesItemLineDetail?.ItemRef?.value ?? '' });
  control.resetRequests();
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  expect(books.written()).toEqual([]);
  const now = await reread(world, made);
  expect(now).toMatchObject({ clientId: client.id, lines: [{ itemId: item.id }] });
  expect((await world.api.get<Page<Client>>('/clients?limit=200')).items.length).toBe(before.items.length);
  expect(await customerFor(client)).toBe(customerId);
  expect(await itemFor(item)).toBe(itemId);
  control.clearFaults();
  await books.agree(made);
});

test('5.14 a customer or item that is renamed there keeps its link; nothing here is renamed', async () => {
  const client = await organization('Old Name');
  const item = await product('Old item');
  const [customerId, itemId] = [await customerFor(client), await itemFor(item)];
  books.act('update', 'Customer', { Id: customerId, DisplayName: 'New Name' });
  books.act('update', 'Item', { Id: itemId, Name: 'New item' });
  await world.settle();
  expect(await world.api.get<Client>(`/clients/${client.id}`)).toMatchObject({ name: 'Old Name' });
  expect(await customerFor(client)).toBe(customerId);
  expect(await itemFor(item)).toBe(itemId);
});

test('5.15 a client or item that is renamed here is not renamed there, and is not made a second time', async () => {
  const client = await organization('Shop Name');
  const item = await product('Shop item');
  const [customerId, itemId] = [await customerFor(client), await itemFor(item)];
  await world.api.patch(`/clients/${client.id}`, { name: 'Better Name' });
  await world.api.patch(`/items/${item.id}`, { name: 'Better item' });
  await world.settle();
  expect(nameThere(customerId)).toBe('Shop Name');
  expect(await customerFor(client)).toBe(customerId);
  expect(await itemFor(item)).toBe(itemId);
});

test.each([
  ['apostrophes, quotes and backslashes', `O'Brien & "Söhne" \\ Co. 100%`, `O'Brien & "Söhne" \\ Co. 100%`],
  ['colons', 'Fleet: North: 7', 'Fleet - North - 7'],
  ['letters of other scripts', '株式会社ガレージ Ελλάς', '株式会社ガレージ Ελλάς'],
  ['signs beyond the basic plane', 'Garage 🚗 Zürich', 'Garage 🚗 Zürich'],
])('5.16 names with %s go as QuickBooks takes them, and are found again', async (_, name, shown) => {
  const client = await organization(name);
  const id = await customerFor(client);
  expect(nameThere(id)).toBe(shown);
  const item = await product(name);
  const itemId = await itemFor(item);
  expect(books.record('Item', itemId)).toMatchObject({ Name: shown });
  const twin = there('Customer', { DisplayName: `${shown} II` });
  expect(await customerFor(await organization(`${name} II`))).toBe(twin);
  expect(await customerFor(client)).toBe(id);
});

test('5.17 very long names are cut to what QuickBooks takes; the shop keeps its own', async () => {
  const long = `${'Very long name '.repeat(12)}end`;
  const client = await organization(long);
  const id = await customerFor(client);
  expect(String(nameThere(id)).length).toBeLessThanOrEqual(100);
  const itemId = await itemFor(await product(long));
  expect(String(books.record('Item', itemId)?.Name).length).toBeLessThanOrEqual(100);
  expect((await world.api.get<Client>(`/clients/${client.id}`)).name).toBe(long.trim());
});

test('5.18 an item is the one of its SKU, then of its name; a new one has the income account of the settings', async () => {
  expect(await itemFor(await product('Whatever it is called', { sku: 'oil-1' }))).toBe('3');
  expect(await itemFor(await product('hours'))).toBe('2');
  await world.api.put('/integrations/quickbooks/settings', { ...shop.settings, incomeAccountId: 'Services' });
  const made = await itemFor(await product('Fresh thing', { sku: 'F-1' }));
  expect(books.record('Item', made)).toMatchObject({
    Sku: 'F-1',
    Type: 'NonInventory',
    IncomeAccountRef: { value: '1' },
  });
  await world.api.put('/integrations/quickbooks/settings', shop.settings);
});

test('5.19 an item of the name of a category is made beside it', async () => {
  const id = await itemFor(await product('Parts'));
  expect(books.record('Item', id)?.Type).toBe('NonInventory');
  expect(id).not.toBe('5');
});

test('5.20 a line without an item goes by the default item of the settings', async () => {
  await world.api.put('/integrations/quickbooks/settings', { ...shop.settings, defaultItemId: 'Hours' });
  const made = await books.synced({ lines: [{ name: 'Anything', unitPrice: '5', taxIds: [] }] });
  expect(books.linesOf(made)[0]).toMatchObject({
    Description: 'Anything',
    SalesItemLineDetail: { ItemRef: { value: '2' } },
  });
  await world.api.put('/integrations/quickbooks/settings', shop.settings);
});

const anything = { lines: [{ name: 'Anything', unitPrice: '5', taxIds: [] }] };
const chooseItem = (defaultItemId: string) =>
  world.api.put('/integrations/quickbooks/settings', { ...shop.settings, defaultItemId });
const freeItemOf = (invoice: Invoice) => books.linesOf(invoice)[0]?.SalesItemLineDetail?.ItemRef?.value;

test('5.34 another default item is chosen: lines without an item go by it from then on, those that went stay', async () => {
  await chooseItem('Hours');
  const first = await books.synced(anything);
  await chooseItem('3');
  const second = await books.synced(anything);
  expect([first, second].map(freeItemOf)).toEqual(['2', '3']);
  world.simulator.control.resetRequests();
  await world.api.post(`/invoices/${first.id}/sync`);
  await world.settle();
  expect(books.written()).toEqual([]);
  await books.agree(first, second);
});

test('5.34 the default item is made inactive: told, and another one that is chosen is the way out', async () => {
  const id = there('Item', { Name: 'Sundries', Type: 'Service', IncomeAccountRef: { value: '79' } });
  await world.settle();
  await chooseItem(id);
  expect(freeItemOf(await books.synced(anything))).toBe(id);
  books.act('update', 'Item', { Id: id, Active: false });
  await world.settle();
  const made = await sent(anything);
  expect(await codes(made)).toEqual(['inactive_reference']);
  await chooseItem('Hours');
  await world.settle();
  await books.agree(made);
  expect(freeItemOf(await reread(world, made))).toBe('2');
});

test('5.34 the default item is merged into another there: lines without an item go by that one', async () => {
  const lost = there('Item', { Name: 'Odds', Type: 'Service', IncomeAccountRef: { value: '79' } });
  const kept = there('Item', { Name: 'Odds and ends', Type: 'Service', IncomeAccountRef: { value: '79' } });
  await world.settle();
  await chooseItem(lost);
  await books.synced(anything);
  world.simulator.control.merge(shop.realmId, 'Item', { id: kept, deletedId: lost });
  await world.settle();
  expect(freeItemOf(await books.synced(anything))).toBe(kept);
  await world.api.put('/integrations/quickbooks/settings', shop.settings);
});

test('5.21 the payer’s address stands under the client’s name', async () => {
  const address = {
    line1: '1 Main St',
    line2: null,
    city: 'Bayshore',
    region: 'CA',
    postalCode: '94326',
    country: 'US',
  };
  const payer = await organization('Insurance Inc', { address });
  const made = await books.synced({ payerId: payer.id });
  expect(books.there(made)).toMatchObject({
    BillAddr: { Line1: 'Hanna Ortiz', Line2: '1 Main St', City: 'Bayshore' },
    BillEmail: { Address: 'hanna@example.com' },
  });
});

test('5.22 a number of 21 characters goes as it is, a longer one is shortened with a hash', async () => {
  const fits = await books.synced({ number: 'INV/2026/ABCDEFGHIJKL' });
  expect(books.there(fits)?.DocNumber).toBe('INV/2026/ABCDEFGHIJKL');
  const one = await books.synced({ number: 'WORKSHOP-NORTH-2026-0000001' });
  const two = await books.synced({ number: 'WORKSHOP-NORTH-2026-0000002' });
  const numbers = [one, two].map((made) => String(books.there(made)?.DocNumber));
  expect(numbers.every((number) => number.length === 21 && number.startsWith('WORKSHOP-NORTH'))).toBe(true);
  expect(new Set(numbers).size).toBe(2);
  expect(one).toMatchObject({ number: 'WORKSHOP-NORTH-2026-0000001', sync: { quickBooksDocNumber: numbers[0] } });
  await books.agree(fits, one, two);
});

test('5.23 a number that another document there has: a new number, or it is the same invoice', async () => {
  const madeThere = (DocNumber: string, price: number) =>
    there('Invoice', {
      DocNumber,
      CustomerRef: { value: '1' },
      Line: [
        {
          DetailType: 'SalesItemLineDetail',
          Amount: price,
          SalesItemLineDetail: { ItemRef: { value: '1' }, Qty: 1, UnitPrice: price, TaxCodeRef: { value: 'NON' } },
        },
      ],
    });
  madeThere('TAKEN-1', 7);
  const first = await sent({ number: 'TAKEN-1' });
  expect(await codes(first)).toEqual(['duplicate_number']);
  await books.resolve(first, 'new_number');
  expect((await reread(world, first)).number).not.toBe('TAKEN-1');
  await books.agree(first);

  const same = madeThere('TAKEN-2', 50);
  const hilltop = await organization('Hilltop Garage');
  const second = await sent({
    number: 'TAKEN-2',
    clientId: hilltop.id,
    lines: [{ name: 'Work', unitPrice: '50', taxIds: [] }],
  });
  await books.resolve(second, 'adopt');
  expect((await reread(world, second)).sync).toMatchObject({ state: 'synced', quickBooksId: same });
});

test('5.23 a number that another invoice of the shop still has there: it cannot be taken for that one', async () => {
  const holder = await books.synced({ number: 'SWAP-1' });
  await books.take(holder, '10');
  await world.settle();
  // Its payment moved it on there: before its new number can be written it is read again, and the other one goes first.
  await world.api.patch(`/invoices/${holder.id}`, { number: 'SWAP-2' });
  const other = await sent({ number: 'SWAP-1' });
  const [issue] = await books.issues(other);
  expect(issue?.code).toBe('duplicate_number');
  expect(issue?.fixes.map(({ id }) => id)).toEqual(['new_number']);
  await books.resolve(other, 'new_number');
  await books.agree(await reread(world, holder), await reread(world, other));
});

test('5.25 where QuickBooks numbers by itself both numbers are kept, and neither overwrites the other', async () => {
  const custom = (CustomTxnNumbers: boolean) =>
    books.act('update', 'Preferences', { Id: '1', SalesFormsPrefs: { CustomTxnNumbers } });
  custom(false);
  await world.settle();
  const made = await books.synced({ number: 'OURS-1' });
  const theirs = String(books.there(made)?.DocNumber);
  expect(theirs).not.toBe('OURS-1');
  expect(made).toMatchObject({ number: 'OURS-1', sync: { quickBooksDocNumber: theirs } });
  await world.api.patch(`/invoices/${made.id}`, { number: 'OURS-2', comment: 'Renumbered' });
  await world.settle();
  expect(books.there(made)).toMatchObject({ DocNumber: theirs, CustomerMemo: { value: 'Renumbered' } });
  books.edit(made, { DocNumber: 'THEIRS-9' });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({
    number: 'OURS-2',
    sync: { state: 'synced', quickBooksDocNumber: 'THEIRS-9' },
  });
  custom(true);
  await world.settle();
});

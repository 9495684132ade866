/** Edits that the accountant makes in QuickBooks, each field and each line, as the shop copies them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Client, Item } from '../../src/contract/catalog.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import { Invoice as BooksInvoice } from '../../src/quickbooks/entities.ts';
import { booksFacts, lineKeys } from '../../src/sync/mapping/invoice-facts.ts';
import type { InvoiceBase } from '../../src/sync/observation.ts';
import { type Accountant, accountant, type BooksLine } from '../kit/accountant.ts';
import { makeInvoice, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;
let made: Invoice;

beforeAll(async () => {
  world = await startWorld();
  shop = await openShop(world);
  books = accountant(world, shop);
});
afterAll(() => world.stop());
beforeEach(async () => {
  made = await books.synced();
});

/** After the edit: copied, at peace, and nothing was written back. */
async function copied(): Promise<Invoice> {
  world.simulator.control.resetRequests();
  await world.settle();
  expect(books.written()).toEqual([]);
  await books.agree(made);
  return reread(world, made);
}

/** A line as the accountant prices it. */
function priced(line: BooksLine | undefined, quantity: number, price: number, more: object = {}): object {
  const detail = { ...line?.SalesItemLineDetail, Qty: quantity, UnitPrice: price, ...more };
  return { ...line, Amount: Math.round(quantity * price * 100) / 100, SalesItemLineDetail: detail };
}

test('2.1 the due date', async () => {
  books.edit(made, { DueDate: '2026-05-17' });
  expect((await copied()).dueDate).toBe('2026-05-17');
});

test('2.2 the issue date', async () => {
  books.edit(made, { TxnDate: '2026-02-11' });
  expect((await copied()).issueDate).toBe('2026-02-11');
});

test('2.3 the memo to the customer, also when it is emptied', async () => {
  books.edit(made, { CustomerMemo: { value: 'Merci – à bientôt' } });
  expect((await copied()).comment).toBe('Merci – à bientôt');
  books.edit(made, { CustomerMemo: { value: '' } });
  expect((await copied()).comment).toBeNull();
});

test('2.4 the number', async () => {
  books.edit(made, { DocNumber: 'ACC-2026/0042' });
  expect(await copied()).toMatchObject({ number: 'ACC-2026/0042', sync: { quickBooksDocNumber: 'ACC-2026/0042' } });
});

test('2.5 another customer whom the shop knows', async () => {
  const other = await world.api.post<Client>('/clients', { type: 'organization', name: 'Hilltop Garage' });
  const theirs = await books.synced({ clientId: other.id });
  books.edit(made, { CustomerRef: books.customerOf(theirs) });
  expect(await copied()).toMatchObject({ clientId: other.id, clientName: 'Hilltop Garage' });
});

test('2.7 a discount on the document is set, changed and taken away', async () => {
  const lines = books.linesOf(made);
  const discount = {
    DetailType: 'DiscountLineDetail',
    DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 },
  };
  const change = (more: object[]) =>
    books.edit(made, { ApplyTaxAfterDiscount: true, Line: [...lines, ...more] as never });
  change([discount]);
  expect((await copied()).discount).toEqual({ type: 'percent', value: '10' });
  change([{ Amount: 20, DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: false } }]);
  expect((await copied()).discount).toEqual({ type: 'amount', value: '20' });
  change([]);
  expect((await copied()).discount).toBeNull();
});

test('2.8 the quantity and the price of a line', async () => {
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [priced(pads, 3, 81.25), labour ?? {}]);
  const after = await copied();
  expect(after.lines[0]).toMatchObject({ id: made.lines[0]?.id, quantity: '3', unitPrice: '81.25' });
  expect(after.lines[1]).toEqual(made.lines[1]);
});

test('2.9 the description of a line; its item and price stay', async () => {
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [{ ...pads, Description: 'Front pads, ceramic' }, labour ?? {}]);
  const [line] = (await copied()).lines;
  expect(line).toMatchObject({
    itemId: made.lines[0]?.itemId,
    name: 'Front brake pads',
    description: 'Front pads, ceramic',
  });
});

test('2.10 another item that the shop knows', async () => {
  const oil = await world.api.post<Item>('/items', {
    kind: 'service',
    name: 'Oil change',
    sku: 'OIL-1',
    price: '49.95',
  });
  await books.synced({ lines: [{ itemId: oil.id, taxIds: [] }] });
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [priced(pads, 2, 90, { ItemRef: { value: '3' } }), labour ?? {}]);
  expect((await copied()).lines[0]).toMatchObject({ id: made.lines[0]?.id, itemId: oil.id });
});

test('2.12 a line that is no longer taxed, and is again', async () => {
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [priced(pads, 2, 90, { TaxCodeRef: { value: 'NON' } }), labour ?? {}]);
  expect((await copied()).lines.map((line) => line.taxIds)).toEqual([[], [shop.tax.id]]);
  books.editLines(made, [priced(pads, 2, 90, { TaxCodeRef: { value: 'TAX' } }), labour ?? {}]);
  expect((await copied()).lines.map((line) => line.taxIds)).toEqual([[shop.tax.id], [shop.tax.id]]);
});

test('2.13 a line that was added stands where it was put', async () => {
  const [pads, labour] = books.linesOf(made);
  const added = {
    DetailType: 'SalesItemLineDetail',
    Description: 'Brake fluid',
    Amount: 12.5,
    SalesItemLineDetail: {
      ItemRef: pads?.SalesItemLineDetail?.ItemRef,
      Qty: 1,
      UnitPrice: 12.5,
      TaxCodeRef: { value: 'TAX' },
    },
  };
  books.editLines(made, [pads ?? {}, added, labour ?? {}]);
  const after = await copied();
  expect(after.lines.map((line) => line.amount)).toEqual(['180.00', '12.50', '98.25']);
  expect(after.lines[1]).toMatchObject({
    itemId: made.lines[0]?.itemId,
    description: 'Brake fluid',
    taxIds: [shop.tax.id],
  });
});

test('2.14 a line that was removed', async () => {
  const [, labour] = books.linesOf(made);
  books.editLines(made, [labour ?? {}]);
  expect((await copied()).lines.map((line) => line.id)).toEqual([made.lines[1]?.id]);
});

test('2.15 lines in another order', async () => {
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [labour ?? {}, pads ?? {}]);
  expect((await copied()).lines.map((line) => line.id)).toEqual([made.lines[1]?.id, made.lines[0]?.id]);
});

test('2.11 an item that the shop does not know becomes a line of free text', async () => {
  const [pads, labour] = books.linesOf(made);
  const added = {
    DetailType: 'SalesItemLineDetail',
    Description: 'Cabin air filter',
    Amount: 24.5,
    SalesItemLineDetail: { ItemRef: { value: '6' }, Qty: 1, UnitPrice: 24.5, TaxCodeRef: { value: 'TAX' } },
  };
  books.editLines(made, [pads ?? {}, labour ?? {}, added]);
  const [, , line] = (await copied()).lines;
  expect(line).toMatchObject({ itemId: null, name: 'Cabin air filter', amount: '24.50', taxIds: [shop.tax.id] });
});

test('2.16 a line that was deleted and entered again is the same line', async () => {
  const [pads, labour] = books.linesOf(made);
  const { Id: _id, ...again } = pads ?? { Id: '' };
  books.editLines(made, [again, labour ?? {}]);
  expect(books.linesOf(made)[0]?.Id).not.toBe(pads?.Id);
  expect((await copied()).lines).toEqual(made.lines);
});

test('2.17 several fields and lines in one edit', async () => {
  const [pads, labour] = books.linesOf(made);
  books.edit(made, {
    DueDate: '2026-06-30',
    CustomerMemo: { value: 'Net 90' },
    Line: [priced(pads, 1, 100), priced(labour, 2, 65.5)] as never,
  });
  expect(await copied()).toMatchObject({
    dueDate: '2026-06-30',
    comment: 'Net 90',
    lines: [
      { quantity: '1', unitPrice: '100' },
      { quantity: '2', unitPrice: '65.5' },
    ],
  });
});

test('2.18 what the shop does not know changes nothing here and fires nothing', async () => {
  const before = await reread(world, made);
  const [pads, labour] = books.linesOf(made);
  books.edit(made, {
    PrivateNote: 'Ask about the receipt',
    EmailStatus: 'EmailSent',
    CustomField: [{ DefinitionId: '1', StringValue: 'RX-7' }],
  });
  books.editLines(made, [priced(pads, 2, 90, { ClassRef: { value: '2' }, ServiceDate: '2026-03-01' }), labour ?? {}]);
  const after = await copied();
  expect({ ...after, sync: null, updatedAt: null }).toEqual({ ...before, sync: null, updatedAt: null });
});

test('2.19 an edit is not copied where the settings say so, and is not overwritten either', async () => {
  await world.api.put('/integrations/quickbooks/settings', { ...shop.settings, copyEdits: false });
  books.edit(made, { CustomerMemo: { value: 'Only there' } });
  await world.settle();
  expect((await reread(world, made)).comment).toBeNull();
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-07-01' });
  await world.settle();
  expect(books.there(made)).toMatchObject({ CustomerMemo: { value: 'Only there' }, DueDate: '2026-07-01' });
  await world.api.put('/integrations/quickbooks/settings', shop.settings);
  await world.api.post(`/invoices/${made.id}/sync`);
  await world.settle();
  expect((await reread(world, made)).comment).toBe('Only there');
  await books.agree(made);
});

test('2.20 “Invoice updated” moves the status once for each edit, and not for one of ours', async () => {
  const { statuses } = shop;
  const events = { invoiceUpdated: statuses.new.id, paymentCreated: null, invoiceVoided: null };
  await world.api.put('/integrations/quickbooks/settings', { ...shop.settings, events });
  books.edit(made, { DueDate: '2026-05-17' });
  await world.settle();
  expect((await reread(world, made)).status.id).toBe(statuses.new.id);
  await world.api.post(`/invoices/${made.id}/status`, { statusId: statuses.in_progress.id });
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Ours' });
  await world.settle();
  world.clock.advance(20 * 60_000);
  await world.settle();
  expect((await reread(world, made)).status.id).toBe(statuses.in_progress.id);
  const moves = (await books.log(made)).filter((row) => row.action === 'status_move');
  expect(moves.length).toBe(1);
  await world.api.put('/integrations/quickbooks/settings', shop.settings);
});

test('2.59 while edits are not copied “Invoice updated” moves the status for theirs, and not for one of ours', async () => {
  const { statuses } = shop;
  const events = { invoiceUpdated: statuses.new.id, paymentCreated: null, invoiceVoided: null };
  await world.api.put('/integrations/quickbooks/settings', { ...shop.settings, events, copyEdits: false });
  const moves = async () => (await books.log(made)).filter((row) => row.action === 'status_move').length;
  books.edit(made, { CustomerMemo: { value: 'Only there' } });
  await world.settle();
  expect(await moves()).toBe(1);
  await announcedAsBefore();
  const ours = async (body: object) => {
    await world.api.patch(`/invoices/${made.id}`, body);
    await world.settle();
    world.clock.advance(20 * 60_000);
    await world.settle();
  };
  const back = () => world.api.post(`/invoices/${made.id}/status`, { statusId: statuses.in_progress.id });
  await back();
  await ours({ dueDate: '2026-07-01' });
  await ours({ dueDate: '2026-07-02' });
  expect(await moves()).toBe(1);
  expect((await reread(world, made)).status.id).toBe(statuses.in_progress.id);
  books.edit(made, { CustomerMemo: { value: 'Something else' } });
  await world.settle();
  expect(await moves()).toBe(2);
  await ours({ comment: 'Ours' });
  await books.resolve(made, 'take_shop');
  await back();
  expect(await moves()).toBe(2);
  books.edit(made, { CustomerMemo: { value: 'Something else' } });
  await world.settle();
  expect(await moves()).toBe(3);
  await world.api.put('/integrations/quickbooks/settings', shop.settings);
});

/** A release before kept the whole content of QuickBooks as what was announced. */
async function announcedAsBefore(): Promise<void> {
  await world.testDatabase.database.write(world.companyId, async (tx) => {
    const [link] = await tx<{ base: InvoiceBase }[]>`select base from links where shop_id = ${made.id}`;
    const doc = BooksInvoice.parse(books.there(made));
    const keys = lineKeys(link?.base.lineIds ?? {});
    const whole = JSON.stringify(booksFacts(doc, { keys, taxMode: 'us_manual', numbered: true }));
    await tx`
      update links set base = jsonb_set(base, '{announced}', to_jsonb(${whole}::text)) where shop_id = ${made.id}`;
  });
}

test('2.21 an invoice that only QuickBooks has is nothing of the shop’s', async () => {
  const before = await world.api.get<{ items: unknown[] }>('/invoices?limit=200');
  const copy = books.act('create', 'Invoice', {
    CustomerRef: books.customerOf(made),
    Line: books.linesOf(made).map(({ Id: _id, ...line }) => line) as never,
  });
  books.act('update', 'Invoice', { Id: copy.Id, DueDate: '2026-08-01' });
  await world.settle();
  expect((await world.api.get<{ items: unknown[] }>('/invoices?limit=200')).items.length).toBe(before.items.length);
  expect((await makeInvoice(world, shop)).sync.state).toBe('not_synced');
});

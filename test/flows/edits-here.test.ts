/** Edits of a synced invoice in the shop, each field and each line, as QuickBooks then holds them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Client, Item } from '../../src/contract/catalog.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { openShop, reread, type Shop } from '../kit/shop.ts';
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

/** Changes it in the shop: one update goes out, and both sides agree. */
async function changed(patch: object): Promise<Invoice> {
  await world.api.patch(`/invoices/${made.id}`, patch);
  world.simulator.control.resetRequests();
  await world.settle();
  expect(books.written()).toEqual(['update Invoice']);
  await books.agree(made);
  return reread(world, made);
}

/** The shop's lines, to be sent again with something changed. */
const lines = () => made.lines.map(({ id, itemId, quantity, unitPrice }) => ({ id, itemId, quantity, unitPrice }));
const amounts = () => books.linesOf(made).map((line) => line.Amount);

test('2.22 the due date', async () => {
  await changed({ dueDate: '2026-05-17' });
  expect(books.there(made)).toMatchObject({ DueDate: '2026-05-17' });
});

test('2.23 the issue date', async () => {
  await changed({ issueDate: '2026-02-11' });
  expect(books.there(made)).toMatchObject({ TxnDate: '2026-02-11' });
});

test('2.24 the comment, also when it is emptied', async () => {
  await changed({ comment: 'Thank you' });
  expect(books.there(made)).toMatchObject({ CustomerMemo: { value: 'Thank you' } });
  await changed({ comment: null });
});

test('2.25 the number', async () => {
  await changed({ number: 'R-2026-0042' });
  expect(books.there(made)).toMatchObject({ DocNumber: 'R-2026-0042' });
});

test('2.26 another client', async () => {
  const email = 'office@lakeside.example';
  const other = await world.api.post<Client>('/clients', { type: 'organization', name: 'Lakeside Couriers', email });
  await world.api.patch(`/invoices/${made.id}`, { clientId: other.id });
  await world.settle();
  const { value } = books.customerOf(made);
  expect(books.record('Customer', value)).toMatchObject({ DisplayName: 'Lakeside Couriers' });
  expect(books.there(made)).toMatchObject({ BillEmail: { Address: email } });
  await books.agree(made);
});

test('2.27 a discount on the document, by percent and by amount', async () => {
  await changed({ discount: { type: 'percent', value: '7.5' } });
  await changed({ discount: { type: 'amount', value: '33.33' } });
  await changed({ discount: null });
});

test('2.28 the quantity and the price of a line', async () => {
  const [pads, labour] = lines();
  await changed({ lines: [{ ...pads, quantity: '3', unitPrice: '81.255' }, labour] });
  expect(books.linesOf(made)[0]).toMatchObject({ SalesItemLineDetail: { Qty: 3, UnitPrice: 81.255 }, Amount: 243.77 });
});

test('2.29 the name and description of a line', async () => {
  const [pads, labour] = lines();
  await changed({ lines: [{ ...pads, description: 'Ceramic' }, labour] });
  expect(books.linesOf(made)[0]).toMatchObject({ Description: 'Ceramic' });
});

test('2.30 another item', async () => {
  const oil = await world.api.post<Item>('/items', {
    kind: 'service',
    name: 'Oil change',
    sku: 'OIL-1',
    price: '49.95',
  });
  const [pads, labour] = lines();
  await world.api.patch(`/invoices/${made.id}`, { lines: [{ ...pads, itemId: oil.id }, labour] });
  await world.settle();
  expect(books.linesOf(made)[0]?.SalesItemLineDetail?.ItemRef).toMatchObject({ value: '3' });
  await books.agree(made);
});

test('2.31 the tax of a line', async () => {
  const [pads, labour] = lines();
  await changed({ lines: [{ ...pads, taxIds: [] }, labour] });
  expect(books.linesOf(made).map((line) => line.SalesItemLineDetail?.TaxCodeRef?.value)).toEqual(['NON', 'TAX']);
});

test('2.33 a line that was added', async () => {
  const [pads, labour] = lines();
  await changed({ lines: [pads, { name: 'Brake fluid', unitPrice: '12.50', taxIds: [shop.tax.id] }, labour] });
  expect(amounts()).toEqual([180, 12.5, 98.25]);
});

test('2.34 a line that was removed', async () => {
  const kept = books.linesOf(made)[1]?.Id;
  await changed({ lines: lines().slice(1) });
  expect(books.linesOf(made).map((line) => line.Id)).toEqual([kept]);
});

test('2.35 lines in another order', async () => {
  await changed({ lines: lines().reverse() });
  expect(amounts()).toEqual([98.25, 180]);
});

test('2.32 a discount of a line goes as a net price; where none gives the amount, quantity and price are named', async () => {
  const [pads, labour] = lines();
  await changed({ lines: [{ ...pads, discount: { type: 'percent', value: '10' } }, labour] });
  expect(books.linesOf(made)[0]).toMatchObject({ Amount: 162, SalesItemLineDetail: { Qty: 2, UnitPrice: 81 } });
  await changed({
    lines: [
      { ...pads, quantity: '0.00003', unitPrice: '100', discount: null },
      { ...labour, quantity: '300000', unitPrice: '0.01', discount: { type: 'amount', value: '0.01' } },
    ],
  });
  const [, second] = books.linesOf(made);
  expect(second).toMatchObject({ Amount: 2999.99 });
  expect(second?.SalesItemLineDetail?.Qty).toBeUndefined();
  expect(second?.Description).toContain('300000 × 0.01');
});

test('2.36 several fields and lines in one edit take one request', async () => {
  const [pads, labour] = lines();
  await changed({
    dueDate: '2026-06-30',
    comment: 'Net 90',
    number: 'R-2026-0090',
    lines: [
      { ...pads, quantity: '1' },
      { ...labour, quantity: '2' },
    ],
  });
});

test('2.38 what QuickBooks holds and the shop does not know survives every write', async () => {
  const [pads, labour] = books.linesOf(made);
  const detail = { ...pads?.SalesItemLineDetail, ClassRef: { value: '2' }, ServiceDate: '2026-03-01' };
  books.edit(made, {
    PrivateNote: 'Ask about the receipt',
    EmailStatus: 'EmailSent',
    BillEmail: { Address: 'accounts@ortiz.example' },
    CustomField: [{ DefinitionId: '1', StringValue: 'RX-7' }],
    SalesTermRef: { value: '4' },
    Line: [{ ...pads, SalesItemLineDetail: detail }, labour] as never,
  });
  await world.settle();
  await changed({ comment: 'Ours' });
  const [first, second] = lines();
  await changed({ lines: [{ ...first, quantity: '5' }, second, { name: 'Towing', unitPrice: '50', taxIds: [] }] });
  await changed({ discount: { type: 'percent', value: '5' } });
  expect(books.there(made)).toMatchObject({
    PrivateNote: 'Ask about the receipt',
    EmailStatus: 'EmailSent',
    BillEmail: { Address: 'accounts@ortiz.example' },
    CustomField: [{ DefinitionId: '1', StringValue: 'RX-7' }],
    SalesTermRef: { value: '4' },
  });
  expect(books.linesOf(made)[0]?.SalesItemLineDetail).toMatchObject({
    ClassRef: { value: '2' },
    ServiceDate: '2026-03-01',
    Qty: 5,
  });
});

test('2.40 an edit waits for a press where edits are not sent by themselves', async () => {
  await world.api.put('/integrations/quickbooks/settings', { ...shop.settings, autoUpdate: false });
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Later' });
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('pending');
  expect(books.there(made)?.CustomerMemo).toBeUndefined();
  await world.api.post(`/invoices/${made.id}/sync`);
  await world.settle();
  expect(books.there(made)).toMatchObject({ CustomerMemo: { value: 'Later' } });
  await world.api.put('/integrations/quickbooks/settings', shop.settings);
  await books.agree(made);
});

test('2.37 an edit and its undoing before anybody looked write nothing', async () => {
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Oops' });
  await world.api.patch(`/invoices/${made.id}`, { comment: null });
  world.simulator.control.resetRequests();
  await world.settle();
  expect(books.written()).toEqual([]);
  await books.agree(made);
});

test('2.41 the preview shows the edit as a diff, and does nothing', async () => {
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-09-09' });
  world.simulator.control.resetRequests();
  const preview = await world.api.get<{ steps: { action: string; changes: object[] }[] }>(
    `/invoices/${made.id}/preview`,
  );
  expect(preview.steps).toMatchObject([
    { action: 'update', changes: [{ field: 'dueDate', from: made.dueDate, to: '2026-09-09' }] },
  ]);
  expect(world.simulator.control.requests()).toEqual([]);
  await world.settle();
  await books.agree(made);
});

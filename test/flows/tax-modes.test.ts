/** Each kind of QuickBooks company by its own tax rules, equal to the cent. */
import { afterEach, expect, test } from 'vitest';
import { accountant } from '../kit/accountant.ts';
import { makeInvoice, moveTo, openShop, reread } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
afterEach(() => world.stop());

const uk = { country: 'GB', currency: 'GBP', timeZone: 'Europe/London' };

test('4.8 United Kingdom: a code per line, rounding per line pinned to the shop’s', async () => {
  world = await startWorld(uk);
  const shop = await openShop(world, { kind: 'uk', taxRate: '20', taxCode: '20.0% S' });
  const lines = [1, 2, 3].map((n) => ({ name: `Part ${n}`, quantity: '1', unitPrice: '33.33', taxIds: [shop.tax.id] }));
  const made = await makeInvoice(world, shop, { lines });
  expect(made.total).toBe('119.99');
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const sent = await reread(world, made);
  expect(sent.sync.state).toBe('synced');
  expect(world.simulator.control.read(shop.realmId, 'Invoice', sent.sync.quickBooksId ?? '')).toMatchObject({
    TotalAmt: 119.99,
  });
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Ready on Friday' });
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('synced');
  expect(world.simulator.control.read(shop.realmId, 'Invoice', sent.sync.quickBooksId ?? '')).toMatchObject({
    TotalAmt: 119.99,
    CustomerMemo: { value: 'Ready on Friday' },
  });
});

test('4.10 United Kingdom: prices that contain the tax, and a line without tax', async () => {
  world = await startWorld(uk);
  const shop = await openShop(world, { kind: 'uk', taxRate: '20', taxCode: '20.0% S' });
  const inclusive = await world.api.post<{ id: string }>('/taxes', {
    name: 'VAT incl.',
    code: 'VI',
    rate: '20',
    inclusive: true,
  });
  await world.api.put('/integrations/quickbooks/settings', {
    ...shop.settings,
    taxes: [{ taxId: inclusive.id, quickBooksTaxCode: '20.0% S' }],
    untaxedQuickBooksTaxCode: 'No VAT',
  });
  const lines = [
    { name: 'Tyre', quantity: '4', unitPrice: '79.99', taxIds: [inclusive.id] },
    { name: 'Deposit for the old tyre', quantity: '1', unitPrice: '5.00', taxIds: [] },
  ];
  const made = await makeInvoice(world, shop, { lines, discount: { type: 'percent', value: '7.5' } });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const sent = await reread(world, made);
  expect(sent.sync.state).toBe('synced');
  const doc = world.simulator.control.read(shop.realmId, 'Invoice', sent.sync.quickBooksId ?? '');
  expect(doc?.TotalAmt).toBe(Number(made.total));
});

test('4.1 United States, manual: discount before tax, one code, NON on untaxed lines', async () => {
  world = await startWorld();
  const shop = await openShop(world);
  const lines = [
    { name: 'Pads', quantity: '3', unitPrice: '19.99', taxIds: [shop.tax.id] },
    { name: 'Labour', quantity: '1.25', unitPrice: '88.80', taxIds: [], discount: { type: 'amount', value: '11.00' } },
  ];
  const made = await makeInvoice(world, shop, { lines, discount: { type: 'amount', value: '10.00' } });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const sent = await reread(world, made);
  expect(sent.sync.state).toBe('synced');
  const doc = world.simulator.control.read(shop.realmId, 'Invoice', sent.sync.quickBooksId ?? '');
  expect(doc?.TotalAmt).toBe(Number(made.total));
});

test('4.7 United States, automated: the shop’s tax as an override', async () => {
  world = await startWorld();
  const shop = await openShop(world, { kind: 'us-automated-tax', taxCode: 'TAX', settings: { taxAuthority: 'shop' } });
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const sent = await reread(world, made);
  expect(sent.sync.state).toBe('synced');
  const doc = world.simulator.control.read(shop.realmId, 'Invoice', sent.sync.quickBooksId ?? '');
  expect(doc?.TotalAmt).toBe(Number(made.total));
});

test('4.26 United States, automated: the shop’s tax is stated again, once, after an edit there that had QuickBooks compute its own', async () => {
  let refusals = 0;
  world = await startWorld({
    async fetch(input, init) {
      if (refusals === 0 || !String(input).includes('/invoice?')) return fetch(input, init);
      refusals -= 1;
      const fault = { Error: [{ Message: 'Refused', Detail: 'Refused', code: '6000' }], type: 'ValidationFault' };
      return Response.json({ Fault: fault, time: '2026-03-02T07:00:00-08:00' }, { status: 400 });
    },
  });
  const shop = await openShop(world, { kind: 'us-automated-tax', taxCode: 'TAX', settings: { taxAuthority: 'shop' } });
  const books = accountant(world, shop);
  const made = await books.synced();
  const before = world.simulator.control.requests().length;
  books.edit(made, { TxnDate: '2026-02-20' });
  expect(books.there(made)?.TotalAmt).not.toBe(Number(made.total));
  await world.settle();
  expect(books.there(made)).toMatchObject({ TotalAmt: Number(made.total), TxnDate: '2026-02-20' });
  expect(await reread(world, made)).toMatchObject({ issueDate: '2026-02-20', total: made.total });
  await books.agree(made);
  const updates = world.simulator.control
    .requests()
    .slice(before)
    .map(({ operation }) => operation);
  expect(updates.filter((operation) => operation === 'update')).toHaveLength(1);

  // A statement that is refused is told, and tried again when a person asks for it.
  refusals = 1;
  books.edit(made, { TxnDate: '2026-02-21' });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ sync: { state: 'failed' } });
  await books.resolve(made, 'retry');
  await books.agree(made);
});

test('4.26 United States, automated: the shop’s tax is stated for a line added there, though QuickBooks has as tax what was stated before', async () => {
  world = await startWorld();
  const shop = await openShop(world, { kind: 'us-automated-tax', taxCode: 'TAX', settings: { taxAuthority: 'shop' } });
  const books = accountant(world, shop);
  const made = await books.synced();
  const lines = books.linesOf(made);
  const TotalTax = Number((books.there(made)?.TxnTaxDetail as { TotalTax?: number } | undefined)?.TotalTax);
  const { Id: _id, ...added } = lines[0] ?? {};
  books.edit(made, { Line: [...lines, { ...added, Description: 'Once more' }], TxnTaxDetail: { TotalTax } });
  expect(books.there(made)?.TxnTaxDetail).toMatchObject({ TotalTax });
  await world.settle();
  const here = await reread(world, made);
  expect(here.lines).toHaveLength(lines.length + 1);
  expect(Number(here.taxTotal)).toBeGreaterThan(TotalTax);
  await books.agree(made);
});

test('4.24 United States, automated: a comment of the shop leaves its tax, and what is paid, as they are there', async () => {
  world = await startWorld();
  const shop = await openShop(world, { kind: 'us-automated-tax', taxCode: 'TAX', settings: { taxAuthority: 'shop' } });
  const books = accountant(world, shop);
  const made = await books.synced();
  books.pay(Number(made.total), [made, Number(made.total)]);
  await world.settle();
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Thank you' });
  await world.settle();
  expect(books.there(made)).toMatchObject({ TotalAmt: Number(made.total), Balance: 0 });
  expect(await reread(world, made)).toMatchObject({ paid: made.total, balanceDue: '0.00' });
  await books.agree(made);
});

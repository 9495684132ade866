/** A payment of the shop that is only a part of a larger one in QuickBooks, and payments that QuickBooks lets nobody change. */
import { afterEach, expect, test } from 'vitest';
import type { Invoice } from '../../src/contract/invoices.ts';
import type { Job } from '../../src/contract/jobs.ts';
import type { JsonObject } from '../../src/simulator/json.ts';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { makeInvoice, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World, type WorldOptions } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;
afterEach(() => world.stop());

async function open(options: WorldOptions = {}): Promise<void> {
  world = await startWorld(options);
  shop = await openShop(world, {
    settings: { events: { invoiceUpdated: null, paymentCreated: null, invoiceVoided: null } },
  });
  books = accountant(world, shop);
}

function madeThere(DocNumber: string | null, price: number, CustomerRef: JsonObject): string {
  const detail = { ItemRef: { value: '1' }, Qty: 1, UnitPrice: price, TaxCodeRef: { value: 'NON' } };
  const Line = [{ DetailType: 'SalesItemLineDetail', Amount: price, SalesItemLineDetail: detail }];
  const number = DocNumber === null ? {} : { DocNumber };
  return String(books.act('create', 'Invoice', { ...number, CustomerRef, TxnDate: '2026-02-01', Line }).Id);
}

async function backfill(): Promise<void> {
  const { previewId } = await world.api.post<Job>('/sync/backfill', { from: '2026-01-01', to: '2026-12-31' });
  await world.settle();
  await world.api.post('/sync/backfill', { previewId, confirm: true });
  await world.settle();
}

test('1.36 paired with its share of a larger payment, it follows the share, and the rest is never the shop’s', async () => {
  await open();
  const made = await makeInvoice(world, shop, {
    issueDate: '2026-02-01',
    dueDate: '2026-03-03',
    lines: [{ name: 'Work', unitPrice: '200', taxIds: [] }],
  });
  await books.take(made, '100', { date: '2026-02-03' });
  const customer = { value: String(books.act('create', 'Customer', { DisplayName: 'Hanna Ortiz' }).Id) };
  const [own, other] = [madeThere(made.number, 200, customer), madeThere(null, 60, customer)];
  const shares = (mine: number, theirs: number) =>
    [
      { Amount: mine, LinkedTxn: [{ TxnId: own, TxnType: 'Invoice' }] },
      { Amount: theirs, LinkedTxn: [{ TxnId: other, TxnType: 'Invoice' }] },
    ].filter(({ Amount }) => Amount > 0);
  const body = { CustomerRef: customer, TxnDate: '2026-02-03', TotalAmt: 140, Line: shares(100, 40) };
  const Id = String(books.act('create', 'Payment', body).Id);
  await backfill();
  expect((await reread(world, made)).payments).toMatchObject([{ origin: 'shop', quickBooksId: Id, amount: '100.00' }]);

  const becomes = async (TotalAmt: number, mine: number, theirs: number): Promise<Invoice> => {
    books.act('update', 'Payment', { Id, TotalAmt, Line: shares(mine, theirs) });
    await world.settle();
    return reread(world, made);
  };
  expect((await becomes(150, 100, 50)).paid).toBe('100.00');
  expect(await books.balance(shop.cash)).toBe('100.00');
  await books.agree(made);
  expect((await becomes(140, 90, 50)).paid).toBe('90.00');
  await books.agree(made);
  expect((await becomes(140, 0, 50)).paid).toBe('90.00');
  expect((await books.issues(made)).map(({ code }) => code)).toEqual(['payment_unpaired']);
  expect((await becomes(140, 90, 50)).paid).toBe('90.00');
  await books.agree(made);

  const [payment] = (await reread(world, made)).payments;
  world.simulator.control.resetRequests();
  await world.api.patch(`/invoices/${made.id}/payments/${payment?.id}`, { amount: '95' });
  await world.settle();
  expect(books.written()).toEqual([]);
  expect((await books.issues(made)).map(({ code }) => code)).toEqual(['action_required']);
  await books.resolve(made, 'leave');
  expect((await reread(world, made)).paid).toBe('90.00');
  await books.agree(made);
});

test('1.41 a payment that QuickBooks Payments locked: told in its own words, not lost, and followed when it is changed there', async () => {
  const fault = {
    Fault: {
      Error: [{ Message: 'Payment locked', Detail: 'It was processed by QuickBooks Payments.', code: '6120' }],
      type: 'ValidationFault',
    },
  };
  let locked = false;
  const lock: typeof fetch = async (input, init) =>
    locked && /\/payment\b/.test(String(input)) && init?.method === 'POST'
      ? Response.json(fault, { status: 400 })
      : fetch(input, init);
  await open({ fetch: lock });
  const made = await books.synced();
  const id = books.pay(40, [made, 40]);
  await world.settle();
  const [payment] = (await reread(world, made)).payments;
  locked = true;
  await world.api.remove(`/invoices/${made.id}/payments/${payment?.id}`);
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('failed');
  expect(await books.issues(made)).toMatchObject([{ code: 'quickbooks_error', quickBooks: { code: '6120' } }]);
  expect(books.record('Payment', id)).toMatchObject({ TotalAmt: 40 });
  books.act('void', 'Payment', { Id: id });
  await world.settle();
  await books.agree(made);
});

/** Payments that are taken, changed and struck in the shop, in every form, as QuickBooks then holds them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Account } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;
let first: Invoice;
let second: Invoice;
let card: string;
let transfer: string;

beforeAll(async () => {
  world = await startWorld();
  shop = await openShop(world, {
    settings: { events: { invoiceUpdated: null, paymentCreated: null, invoiceVoided: null } },
  });
  books = accountant(world, shop);
  const methods = await world.api.get<Page<{ id: string; name: string }>>('/payment-methods');
  [card = '', transfer = ''] = methods.items.map(({ id }) => id);
  shop.settings = {
    ...shop.settings,
    depositAccounts: [
      { accountId: shop.cash.id, quickBooksAccountId: 'Undeposited Funds' },
      { accountId: shop.bank.id, quickBooksAccountId: 'Checking' },
    ],
    paymentMethods: [
      { paymentMethodId: card, quickBooksPaymentMethodId: 'Credit Card' },
      { paymentMethodId: transfer, quickBooksPaymentMethodId: 'Bank Transfer' },
    ],
  };
});
afterAll(() => world.stop());
beforeEach(async () => {
  await settings({});
  first = await books.synced();
  second = await books.synced();
});

const settings = (more: object) => world.api.put('/integrations/quickbooks/settings', { ...shop.settings, ...more });

/** Takes it in the shop and answers its id in QuickBooks. */
async function taken(invoice: Invoice, amount: string, more: object = {}) {
  const payment = await books.take(invoice, amount, more);
  await world.settle();
  const found = (await reread(world, invoice)).payments.find(({ id }) => id === payment.id);
  expect(found?.quickBooksId).not.toBeNull();
  return { path: `/invoices/${invoice.id}/payments/${payment.id}`, id: found?.quickBooksId ?? '' };
}

const there = (payment: { id: string }) => books.record('Payment', payment.id);

test('1.21 a payment goes with its deposit account, method, reference and date, in one request', async () => {
  await books.take(first, '100', {
    accountId: shop.bank.id,
    paymentMethodId: card,
    reference: 'Terminal 7 / 0042',
    date: '2026-03-01',
  });
  world.simulator.control.resetRequests();
  await world.settle();
  const [payment] = (await reread(world, first)).payments;
  expect(books.record('Payment', payment?.quickBooksId ?? '')).toMatchObject({
    TotalAmt: 100,
    TxnDate: '2026-03-01',
    PaymentRefNum: 'Terminal 7 / 0042',
    DepositToAccountRef: { value: '35' },
    PaymentMethodRef: { value: '3' },
    CustomerRef: books.customerOf(first),
  });
  expect(books.written()).toEqual(['create Payment']);
  await books.agree(first);
});

test('1.23 payments in parts are payments of their own there', async () => {
  for (const amount of ['10', '20.01', '0.99']) await books.take(first, amount);
  await world.settle();
  const here = await reread(world, first);
  expect(here.paid).toBe('31.00');
  expect(new Set(here.payments.map(({ quickBooksId }) => quickBooksId)).size).toBe(3);
  await books.agree(first);
});

test('1.26 another account here is another deposit account there', async () => {
  const payment = await taken(first, '40');
  expect(there(payment)).toMatchObject({ DepositToAccountRef: { value: '4' } });
  await world.api.patch(payment.path, { accountId: shop.bank.id });
  await world.settle();
  expect(there(payment)).toMatchObject({ DepositToAccountRef: { value: '35' }, TotalAmt: 40 });
  await books.agree(first);
});

test('1.27 another method and reference follow', async () => {
  const payment = await taken(first, '40', { paymentMethodId: card, reference: 'A' });
  await world.api.patch(payment.path, { paymentMethodId: transfer, reference: 'Transfer of 2 March' });
  await world.settle();
  expect(there(payment)).toMatchObject({ PaymentMethodRef: { value: '4' }, PaymentRefNum: 'Transfer of 2 March' });
  await books.agree(first);
});

test('1.30 struck here: by the settings the accountant is asked, or it stays there and is told', async () => {
  await settings({ deletedPaymentAction: 'ask' });
  const asked = await taken(first, '40');
  await world.api.remove(asked.path);
  await world.settle();
  expect((await books.issues(first)).map(({ code }) => code)).toEqual(['action_required']);
  expect(there(asked)).toMatchObject({ TotalAmt: 40 });
  await books.resolve(first, 'void_in_quickbooks');
  expect(there(asked)).toMatchObject({ TotalAmt: 0 });
  await books.agree(first);

  await settings({ deletedPaymentAction: 'nothing' });
  const left = await taken(second, '30');
  await world.api.remove(left.path);
  await world.settle();
  expect((await books.issues(second)).map(({ code }) => code)).toEqual(['payment_left_in_quickbooks']);
  expect(there(left)).toMatchObject({ TotalAmt: 30 });
  await books.resolve(second, 'void_in_quickbooks');
  await books.agree(second);
});

test('1.34 money taken here whose payment is voided or deleted there is struck, with its reverse', async () => {
  const before = await books.balance(shop.cash);
  const voided = await taken(first, '40');
  const deleted = await taken(first, '15');
  books.act('void', 'Payment', { Id: voided.id });
  books.act('delete', 'Payment', { Id: deleted.id });
  await world.settle();
  expect((await reread(world, first)).payments.map(({ state }) => state)).toEqual(['deleted', 'deleted']);
  expect(await books.balance(shop.cash)).toBe(before);
  await books.agree(first);
});

test('1.35 money taken here whose amount and date are corrected there follows', async () => {
  const before = Number(await books.balance(shop.cash));
  const payment = await taken(first, '40');
  books.act('update', 'Payment', {
    Id: payment.id,
    TotalAmt: 44,
    TxnDate: '2026-02-28',
    Line: [books.share([first, 44])],
  });
  await world.settle();
  expect((await reread(world, first)).payments).toMatchObject([{ amount: '44.00', date: '2026-02-28' }]);
  expect(Number(await books.balance(shop.cash)) - before).toBe(44);
  await books.agree(first);
});

test('1.37 a payment made there and struck here is voided there', async () => {
  const id = books.pay(25, [first, 25]);
  await world.settle();
  const [payment] = (await reread(world, first)).payments;
  await world.api.remove(`/invoices/${first.id}/payments/${payment?.id}`);
  await world.settle();
  expect(books.record('Payment', id)).toMatchObject({ TotalAmt: 0 });
  expect((await reread(world, first)).paid).toBe('0.00');
  await books.agree(first);
});

test('1.38 a payment made there and corrected here is corrected there', async () => {
  const id = books.pay(25, [first, 25]);
  await world.settle();
  const [payment] = (await reread(world, first)).payments;
  await world.api.patch(`/invoices/${first.id}/payments/${payment?.id}`, { amount: '27.50', date: '2026-03-01' });
  await world.settle();
  expect(books.record('Payment', id)).toMatchObject({ TotalAmt: 27.5, TxnDate: '2026-03-01' });
  await books.agree(first);
});

test('1.39 a share of a payment made there over several invoices is not changed or voided from here without a person', async () => {
  const id = books.pay(60, [first, 25], [second, 35]);
  await world.settle();
  const [payment] = (await reread(world, first)).payments;
  await world.api.patch(`/invoices/${first.id}/payments/${payment?.id}`, { amount: '20' });
  await world.settle();
  expect((await books.issues(first)).map(({ code }) => code)).toEqual(['action_required']);
  await books.resolve(first, 'leave');
  expect((await reread(world, first)).paid).toBe('25.00');
  await books.agree(first, second);
  await world.api.remove(`/invoices/${first.id}/payments/${payment?.id}`);
  await world.settle();
  expect((await books.issues(first)).map(({ code }) => code)).toEqual(['action_required']);
  expect(books.record('Payment', id)).toMatchObject({ TotalAmt: 60 });
  expect((await reread(world, second)).paid).toBe('35.00');
  await books.resolve(first, 'leave');
  expect((await books.issues(first)).map(({ code }) => code)).toEqual(['payment_left_in_quickbooks']);
  await world.api.post(`/invoices/${first.id}/payments/${payment?.id}/restore`);
  await world.settle();
  await books.agree(first, second);
});

test('1.42 a refund is recorded here, held for the accountant and never voids the receipt', async () => {
  const payment = await taken(first, '40');
  await world.api.post(`${payment.path}/refund`, { amount: '15', reason: 'Goodwill' });
  await world.settle();
  expect((await books.issues(first)).map(({ code }) => code)).toEqual(['refund_needs_accountant']);
  expect(there(payment)).toMatchObject({ TotalAmt: 40 });
  expect(await reread(world, first)).toMatchObject({ paid: '25.00', sync: { state: 'held' } });
});

test('1.20 several payments of an invoice that is not sent yet go with it, each by itself', async () => {
  const made = await makeInvoice(world, shop);
  await books.take(made, '12.34');
  await books.take(made, made.total);
  await world.settle();
  world.simulator.control.resetRequests();
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const here = await reread(world, made);
  expect(here).toMatchObject({ overpaid: '12.34', balanceDue: '0.00' });
  expect(books.written()).toEqual(['create Invoice', 'create Payment', 'create Payment']);
  await books.agree(here);
});

test('1.22 an unknown account or method here leaves the choice to QuickBooks', async () => {
  const till = await world.api.post<Account>('/accounts', { name: 'Second till', kind: 'cash', currency: 'USD' });
  const payment = await taken(first, '5', { accountId: till.id });
  expect(there(payment)).toMatchObject({ DepositToAccountRef: { value: '4' }, TotalAmt: 5 });
  await books.agree(first);
});

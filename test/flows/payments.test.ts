/** Payments in every form, both ways: split, moved, unapplied, changed, voided, deleted, restored, credit memos. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Account, AccountTransaction } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Invoice, Payment } from '../../src/contract/invoices.ts';
import type { Issue } from '../../src/contract/sync.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let first: Invoice;
let second: Invoice;

beforeEach(async () => {
  world = await startWorld();
  shop = await openShop(world, {
    settings: { events: { invoiceUpdated: null, paymentCreated: null, invoiceVoided: null } },
  });
  first = await synced();
  second = await synced();
});
afterEach(() => world.stop());

async function synced(): Promise<Invoice> {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  return reread(world, made);
}

const idOf = (invoice: Invoice) => invoice.sync.quickBooksId ?? '';
const there = (invoice: Invoice) => world.simulator.control.read(shop.realmId, 'Invoice', idOf(invoice));
const act = (operation: 'create' | 'update' | 'void' | 'delete', entity: string, body: object) =>
  world.simulator.control.act(shop.realmId, { entity, operation, body: body as never });
const balance = async (account: Account) => (await world.api.get<Account>(`/accounts/${account.id}`)).balance;
const customer = () => there(first)?.CustomerRef as { value: string };
const line = (invoice: Invoice, amount: number) => ({
  Amount: amount,
  LinkedTxn: [{ TxnId: idOf(invoice), TxnType: 'Invoice' }],
});
const pay = (total: number, ...lines: object[]) =>
  act('create', 'Payment', { CustomerRef: customer(), TotalAmt: total, Line: lines });

async function agree(...invoices: Invoice[]): Promise<void> {
  for (const invoice of invoices) {
    const here = await reread(world, invoice);
    expect(here.sync.state).toBe('synced');
    expect(there(invoice)?.Balance).toBe(Number(here.balanceDue));
  }
}

test('1.1, 1.2 one payment over two synced invoices and another one: each synced one gets its share', async () => {
  const other = act('create', 'Invoice', {
    CustomerRef: customer(),
    Line: [{ DetailType: 'SalesItemLineDetail', Amount: 40, SalesItemLineDetail: { ItemRef: { value: '1' } } }],
  });
  pay(190, line(first, 100), line(second, 50), { Amount: 40, LinkedTxn: [{ TxnId: other.Id, TxnType: 'Invoice' }] });
  await world.settle();
  expect((await reread(world, first)).paid).toBe('100.00');
  expect((await reread(world, second)).paid).toBe('50.00');
  expect(await balance(shop.bank)).toBe('150.00');
  await agree(first, second);
});

test('1.6, 1.7, 1.8 a share that changes, is moved and is unapplied is followed in the ledger', async () => {
  const payment = pay(100, line(first, 100));
  await world.settle();
  act('update', 'Payment', {
    Id: payment.Id,
    CustomerRef: customer(),
    TotalAmt: 100,
    Line: [line(first, 60), line(second, 40)],
  });
  await world.settle();
  expect((await reread(world, first)).paid).toBe('60.00');
  expect((await reread(world, second)).paid).toBe('40.00');
  expect(await balance(shop.bank)).toBe('100.00');
  await agree(first, second);
  act('update', 'Payment', { Id: payment.Id, CustomerRef: customer(), TotalAmt: 100, Line: [] });
  await world.settle();
  expect((await reread(world, first)).paid).toBe('0.00');
  expect(await balance(shop.bank)).toBe('0.00');
  await agree(first, second);
  act('update', 'Payment', { Id: payment.Id, CustomerRef: customer(), TotalAmt: 100, Line: [line(first, 100)] });
  await world.settle();
  expect((await reread(world, first)).paid).toBe('100.00');
  expect(await balance(shop.bank)).toBe('100.00');
  expect(world.simulator.control.read(shop.realmId, 'Payment', String(payment.Id))).toMatchObject({ TotalAmt: 100 });
  await agree(first, second);
});

test('1.11 a payment made there, voided or deleted there, is struck through with its reverse', async () => {
  const voided = pay(30, line(first, 30));
  const deleted = pay(20, line(first, 20));
  await world.settle();
  expect(await balance(shop.bank)).toBe('50.00');
  act('void', 'Payment', { Id: voided.Id });
  act('delete', 'Payment', { Id: deleted.Id });
  await world.settle();
  const here = await reread(world, first);
  expect(here.paid).toBe('0.00');
  expect(here.payments.map((payment) => payment.state)).toEqual(['deleted', 'deleted']);
  const ledger = await world.api.get<Page<AccountTransaction>>(`/accounts/${shop.bank.id}/transactions`);
  expect(ledger.items.map((row) => row.amount).sort()).toEqual(['-20.00', '-30.00', '20.00', '30.00']);
  await agree(first);
});

test('1.31 money taken in the shop stays in its account while it is moved there', async () => {
  const taken = await world.api.post<Payment>(`/invoices/${first.id}/payments`, {
    accountId: shop.cash.id,
    amount: '100',
  });
  await world.settle();
  const id = (await reread(world, first)).payments[0]?.quickBooksId ?? '';
  expect(taken.origin).toBe('shop');
  act('update', 'Payment', {
    Id: id,
    CustomerRef: customer(),
    TotalAmt: 100,
    Line: [line(first, 30), line(second, 70)],
  });
  await world.settle();
  expect((await reread(world, first)).paid).toBe('30.00');
  expect((await reread(world, second)).paid).toBe('70.00');
  expect(await balance(shop.cash)).toBe('100.00');
  expect(await balance(shop.bank)).toBe('0.00');
  await agree(first, second);
});

async function takenInCash(): Promise<(...lines: object[]) => Promise<void>> {
  await world.api.post(`/invoices/${first.id}/payments`, { accountId: shop.cash.id, amount: '100' });
  await world.settle();
  const Id = (await reread(world, first)).payments[0]?.quickBooksId ?? '';
  return async (...lines) => {
    act('update', 'Payment', { Id, CustomerRef: customer(), TotalAmt: 100, Line: lines });
    await world.settle();
  };
}

async function paidOf(): Promise<(string | undefined)[]> {
  return [(await reread(world, first)).paid, (await reread(world, second)).paid];
}

test('1.31 taken in the shop, moved in part and unapplied again: it never leaves the till', async () => {
  const apply = await takenInCash();
  await apply(line(first, 30), line(second, 70));
  expect(await paidOf()).toEqual(['30.00', '70.00']);
  await apply(line(first, 30));
  expect(await balance(shop.cash)).toBe('100.00');
  expect(await paidOf()).toEqual(['100.00', '0.00']);
  await apply(line(first, 30), line(second, 50));
  expect(await paidOf()).toEqual(['50.00', '50.00']);
  expect(await balance(shop.cash)).toBe('100.00');
  expect(await balance(shop.bank)).toBe('0.00');
});

test('1.31 taken in the shop, moved whole, unapplied, and put back: it never leaves the till', async () => {
  const apply = await takenInCash();
  await apply(line(second, 100));
  expect(await paidOf()).toEqual(['0.00', '100.00']);
  await apply();
  expect(await balance(shop.cash)).toBe('100.00');
  await apply(line(first, 100));
  expect(await paidOf()).toEqual(['100.00', '0.00']);
  expect(await balance(shop.cash)).toBe('100.00');
  expect(await balance(shop.bank)).toBe('0.00');
  await agree(first, second);
});

test('1.31 taken in the shop and moved to an invoice that is voided there: it stays in the till, and a person is told', async () => {
  const apply = await takenInCash();
  await apply(line(second, 100));
  act('void', 'Invoice', { Id: idOf(second) });
  await world.settle();
  expect(await balance(shop.cash)).toBe('100.00');
  const issues = await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${second.id}`);
  expect(issues.items.map(({ code }) => code)).toEqual(['voided_with_payment']);
  await agree(first);
});

test('1.31 taken in the shop and moved to an invoice that is linked only then: copied there, it counts once', async () => {
  const other = act('create', 'Invoice', {
    DocNumber: 'LATER-1',
    CustomerRef: customer(),
    Line: [{ DetailType: 'SalesItemLineDetail', Amount: 70, SalesItemLineDetail: { ItemRef: { value: '1' } } }],
  });
  const apply = await takenInCash();
  await apply(line(first, 30), { Amount: 70, LinkedTxn: [{ TxnId: other.Id, TxnType: 'Invoice' }] });
  expect(await paidOf()).toEqual(['100.00', '0.00']);
  const later = await makeInvoice(world, shop, {
    number: 'LATER-1',
    lines: [{ name: 'Work', unitPrice: '70', taxIds: [] }],
  });
  await moveTo(world, later, shop.statuses.in_progress);
  for (const fixId of ['adopt', 'copy_payment']) {
    await world.settle();
    const [issue] = (await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${later.id}`)).items;
    await world.api.post(`/sync/issues/${issue?.id}/resolve`, { fixId });
  }
  await world.settle();
  expect((await reread(world, later)).paid).toBe('70.00');
  expect(await paidOf()).toEqual(['30.00', '0.00']);
  expect(await balance(shop.cash)).toBe('100.00');
  await agree(first, await reread(world, later));
});

test('1.31 taken in the shop and moved in part to an invoice that is unlinked: neither side of it counts twice', async () => {
  const apply = await takenInCash();
  await apply(line(first, 30), line(second, 70));
  await world.api.post(`/invoices/${second.id}/unlink`);
  await world.settle();
  await world.api.patch(`/invoices/${first.id}`, { comment: 'Looked at again' });
  await world.settle();
  expect(await paidOf()).toEqual(['30.00', '70.00']);
  expect(await balance(shop.cash)).toBe('100.00');
});

test('1.32 a payment that was made there and is raised here beyond what is due stays raised', async () => {
  pay(Number(first.total), line(first, Number(first.total)));
  await world.settle();
  const [made] = (await reread(world, first)).payments;
  const amount = (Number(first.total) + 20).toFixed(2);
  await world.api.patch(`/invoices/${first.id}/payments/${made?.id}`, { amount });
  await world.settle();
  await world.api.patch(`/invoices/${first.id}`, { comment: 'Looked at again' });
  await world.settle();
  expect((await reread(world, first)).paid).toBe(amount);
  expect(world.simulator.control.read(shop.realmId, 'Payment', made?.quickBooksId ?? '')).toMatchObject({
    TotalAmt: Number(amount),
  });
});

test('3.20 cancelled once its payment was moved to another invoice: void there, nothing holds it', async () => {
  const apply = await takenInCash();
  await apply(line(second, 100));
  await moveTo(world, first, shop.statuses.canceled);
  await world.settle();
  expect((await reread(world, first)).sync.state).toBe('voided');
  expect(there(first)).toMatchObject({ TotalAmt: 0 });
  expect(await balance(shop.cash)).toBe('100.00');
});

test('1.25, 1.28, 1.29 taken, changed, deleted and restored in the shop', async () => {
  const taken = await world.api.post<Payment>(`/invoices/${first.id}/payments`, {
    accountId: shop.cash.id,
    amount: '100',
  });
  await world.settle();
  const path = `/invoices/${first.id}/payments/${taken.id}`;
  await world.api.patch(path, { amount: '80', date: '2026-03-01' });
  await world.settle();
  const id = (await reread(world, first)).payments[0]?.quickBooksId ?? '';
  const book = () => world.simulator.control.read(shop.realmId, 'Payment', id);
  expect(book()).toMatchObject({ TotalAmt: 80, TxnDate: '2026-03-01' });
  await agree(first);
  await world.api.remove(path);
  await world.settle();
  expect(book()).toMatchObject({ TotalAmt: 0 });
  await agree(first);
  await world.api.post(`${path}/restore`);
  await world.settle();
  const restored = await reread(world, first);
  expect(restored.paid).toBe('80.00');
  expect(restored.payments[0]?.quickBooksId).not.toBe(id);
  await agree(first);
});

test('1.24 more than is due is the client’s credit on both sides', async () => {
  const amount = Number(first.total) + 25;
  await world.api.post(`/invoices/${first.id}/payments`, { accountId: shop.cash.id, amount: amount.toFixed(2) });
  await world.settle();
  const here = await reread(world, first);
  expect(here).toMatchObject({ overpaid: '25.00', balanceDue: '0.00' });
  const id = here.payments[0]?.quickBooksId ?? '';
  expect(world.simulator.control.read(shop.realmId, 'Payment', id)).toMatchObject({
    TotalAmt: amount,
    UnappliedAmt: 25,
  });
  await agree(first);
});

test('1.12 a credit memo applied there is a credit here, not money, and is taken back', async () => {
  const memo = act('create', 'CreditMemo', {
    CustomerRef: customer(),
    Line: [{ DetailType: 'SalesItemLineDetail', Amount: 45, SalesItemLineDetail: { ItemRef: { value: '1' } } }],
  });
  const applied = pay(0, line(first, 45), { Amount: 45, LinkedTxn: [{ TxnId: memo.Id, TxnType: 'CreditMemo' }] });
  await world.settle();
  const here = await reread(world, first);
  expect(here).toMatchObject({
    credited: '45.00',
    paid: '0.00',
    credits: [{ amount: '45.00', quickBooksId: memo.Id }],
  });
  expect(await balance(shop.bank)).toBe('0.00');
  await agree(first);
  act('delete', 'Payment', { Id: applied.Id });
  await world.settle();
  expect((await reread(world, first)).credited).toBe('0.00');
  await agree(first);
});

test('3.3 voided there while money was taken here: the money stays, and somebody is told', async () => {
  await world.api.post(`/invoices/${first.id}/payments`, { accountId: shop.cash.id, amount: '10' });
  await world.settle();
  pay(5, line(first, 5));
  await world.settle();
  act('void', 'Invoice', { Id: idOf(first) });
  await world.settle();
  const here = await reread(world, first);
  expect(here).toMatchObject({ voided: true, balanceDue: '0.00', sync: { state: 'voided' }, overpaid: '10.00' });
  expect(await balance(shop.cash)).toBe('10.00');
  expect(await balance(shop.bank)).toBe('0.00');
  const issues = await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${first.id}`);
  expect(issues.items.map((issue) => issue.code)).toEqual(['voided_with_payment']);
});

test('1.40 a payment that is on a bank deposit cannot be changed: said, and not lost', async () => {
  const taken = await world.api.post<Payment>(`/invoices/${first.id}/payments`, {
    accountId: shop.cash.id,
    amount: '100',
  });
  await world.settle();
  const id = (await reread(world, first)).payments[0]?.quickBooksId ?? '';
  world.simulator.control.depositPayment(shop.realmId, id);
  await world.api.patch(`/invoices/${first.id}/payments/${taken.id}`, { amount: '90' });
  await world.settle();
  expect((await reread(world, first)).sync.state).toBe('failed');
  const [issue] = (await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${first.id}`)).items;
  expect(issue).toMatchObject({ code: 'quickbooks_error', quickBooks: { code: '6540' } });
  world.simulator.control.depositPayment(shop.realmId, id, false);
  await world.api.post(`/sync/issues/${issue?.id}/retry`);
  await world.settle();
  expect(world.simulator.control.read(shop.realmId, 'Payment', id)).toMatchObject({ TotalAmt: 90 });
  await agree(first);
});

test('1.32 money taken in the shop, unapplied there and then applied to another invoice, counts once', async () => {
  await world.api.post<Payment>(`/invoices/${first.id}/payments`, { accountId: shop.cash.id, amount: '100' });
  await world.settle();
  const id = (await reread(world, first)).payments[0]?.quickBooksId ?? '';
  act('update', 'Payment', { Id: id, CustomerRef: customer(), TotalAmt: 100, Line: [] });
  await world.settle();
  expect(await balance(shop.cash)).toBe('100.00');
  act('update', 'Payment', { Id: id, CustomerRef: customer(), TotalAmt: 100, Line: [line(second, 100)] });
  await world.settle();
  expect((await reread(world, first)).paid).toBe('0.00');
  expect((await reread(world, second)).paid).toBe('100.00');
  expect(await balance(shop.cash)).toBe('100.00');
  await agree(first, second);
});

test('1.33 moved there and the first invoice voided before anybody looked: counts once', async () => {
  await world.api.post<Payment>(`/invoices/${first.id}/payments`, { accountId: shop.cash.id, amount: '100' });
  await world.settle();
  const id = (await reread(world, first)).payments[0]?.quickBooksId ?? '';
  act('update', 'Payment', { Id: id, CustomerRef: customer(), TotalAmt: 100, Line: [line(second, 40)] });
  act('void', 'Invoice', { Id: idOf(first) });
  await world.settle();
  expect(await reread(world, first)).toMatchObject({ voided: true, paid: '60.00' });
  expect((await reread(world, second)).paid).toBe('40.00');
  expect(await balance(shop.cash)).toBe('100.00');
  await agree(second);
});

test('1.43 money taken in the shop is unapplied there, and then deleted: struck with its reverse', async () => {
  await world.api.post<Payment>(`/invoices/${first.id}/payments`, { accountId: shop.cash.id, amount: '100' });
  await world.settle();
  const id = (await reread(world, first)).payments[0]?.quickBooksId ?? '';
  act('update', 'Payment', { Id: id, CustomerRef: customer(), TotalAmt: 100, Line: [] });
  await world.settle();
  expect(await balance(shop.cash)).toBe('100.00');
  act('delete', 'Payment', { Id: id });
  await world.settle();
  expect(await reread(world, first)).toMatchObject({ paid: '0.00', payments: [{ state: 'deleted' }] });
  expect(await balance(shop.cash)).toBe('0.00');
  await agree(first);
});

test('1.43 its invoice is voided there, and the payment then deleted: struck with its reverse', async () => {
  await world.api.post<Payment>(`/invoices/${first.id}/payments`, { accountId: shop.cash.id, amount: '100' });
  await world.settle();
  const id = (await reread(world, first)).payments[0]?.quickBooksId ?? '';
  act('void', 'Invoice', { Id: idOf(first) });
  await world.settle();
  expect(await reread(world, first)).toMatchObject({ voided: true, paid: '100.00' });
  act('delete', 'Payment', { Id: id });
  await world.settle();
  expect(await reread(world, first)).toMatchObject({ voided: true, paid: '0.00' });
  expect(await balance(shop.cash)).toBe('0.00');
});

test('1.44 changed there while its answer was lost for a day: nothing counts twice until a person has said', async () => {
  world.simulator.control.addFault({ kind: 'drop-after', entity: 'Payment', operation: 'create' });
  await world.api.post<Payment>(`/invoices/${first.id}/payments`, { accountId: shop.cash.id, amount: '100' });
  await world.settle({ patienceMs: 0 });
  const [made] = world.simulator.control.list(shop.realmId, 'Payment').filter((one) => one.TotalAmt === 100);
  act('update', 'Payment', { Id: made?.Id, CustomerRef: customer(), TotalAmt: 80, Line: [line(first, 80)] });
  world.clock.advance(26 * 3_600_000);
  await world.settle();
  const mine = () => world.simulator.control.list(shop.realmId, 'Payment').filter(({ Line }) => appliesTo(Line, first));
  expect(mine().map(({ TotalAmt }) => TotalAmt)).toEqual([80]);
  expect(await reread(world, first)).toMatchObject({ paid: '100.00', sync: { state: 'held' } });
  const { items } = await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${first.id}`);
  expect(items.map(({ code }) => code)).toEqual(['payment_unpaired', 'payment_unpaired']);
  expect(await balance(shop.cash)).toBe('100.00');
});

function appliesTo(lines: unknown, invoice: Invoice): boolean {
  return (lines as { LinkedTxn: { TxnId: string }[] }[]).some(({ LinkedTxn }) => LinkedTxn[0]?.TxnId === idOf(invoice));
}

/** Voids, cancellations and deletions, both ways, with and without payments on them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Page } from '../../src/contract/common.ts';
import type { HistoryEvent, Invoice } from '../../src/contract/invoices.ts';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { connect, makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;
let made: Invoice;

beforeAll(async () => {
  world = await startWorld();
  shop = await openShop(world, {
    settings: { events: { invoiceUpdated: null, paymentCreated: null, invoiceVoided: null } },
  });
  books = accountant(world, shop);
});
afterAll(() => world.stop());
beforeEach(async () => {
  await settings({});
  made = await books.synced();
});

const settings = (more: object) => world.api.put('/integrations/quickbooks/settings', { ...shop.settings, ...more });
const idThere = () => made.sync.quickBooksId ?? '';
const codes = async () => (await books.issues(made)).map(({ code }) => code);

async function cancel(): Promise<Invoice> {
  await moveTo(world, made, shop.statuses.canceled);
  await world.settle();
  return reread(world, made);
}

test('3.2 voided there while a payment made there was on it: the share is struck, with its reverse', async () => {
  const before = await books.balance(shop.bank);
  books.pay(40, [made, 40]);
  await world.settle();
  books.act('void', 'Invoice', { Id: idThere() });
  await world.settle();
  const here = await reread(world, made);
  expect(here).toMatchObject({ voided: true, balanceDue: '0.00', total: made.total, sync: { state: 'voided' } });
  expect(here.payments.map(({ state }) => state)).toEqual(['deleted']);
  expect(await books.balance(shop.bank)).toBe(before);
  expect(await codes()).toEqual([]);
});

test('3.6 deleted there: unlinked on request, and nothing is sent any more', async () => {
  books.act('delete', 'Invoice', { Id: idThere() });
  await world.settle();
  await books.resolve(made, 'unlink');
  world.simulator.control.resetRequests();
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Only here' });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ sync: { state: 'unlinked', quickBooksId: null }, voided: false });
  expect(books.written()).toEqual([]);
});

test('3.7 deleted there while payments were on it: theirs is struck, ours stays in its account', async () => {
  const bank = await books.balance(shop.bank);
  const cash = Number(await books.balance(shop.cash));
  await books.take(made, '30');
  await world.settle();
  books.pay(40, [made, 40]);
  await world.settle();
  books.act('delete', 'Invoice', { Id: idThere() });
  await world.settle();
  const here = await reread(world, made);
  expect(here).toMatchObject({ voided: false, paid: '30.00', sync: { state: 'held' } });
  expect(await codes()).toEqual(['deleted_in_quickbooks']);
  expect(await books.balance(shop.bank)).toBe(bank);
  expect(Number(await books.balance(shop.cash)) - cash).toBe(30);
});

test('3.10 cancelled here while it is paid there: held, voided once the payment is gone', async () => {
  const paid = books.pay(40, [made, 40]);
  await world.settle();
  expect((await cancel()).sync.state).toBe('held');
  expect(await codes()).toEqual(['paid_invoice_void']);
  expect(books.there(made)).toMatchObject({ Balance: Number(made.total) - 40 });
  books.act('void', 'Payment', { Id: paid });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ voided: true, paid: '0.00', sync: { state: 'voided' } });
  expect(books.there(made)).toMatchObject({ TotalAmt: 0 });
  expect(await codes()).toEqual([]);
});

test('3.19 cancelled here and held for a payment: money that ends there meanwhile is struck here', async () => {
  const before = await books.balance(shop.cash);
  const { id } = await books.take(made, '30');
  const paid = books.pay(40, [made, 40]);
  await world.settle();
  expect((await cancel()).sync.state).toBe('held');
  const taken = (await reread(world, made)).payments.find((payment) => payment.id === id);
  books.act('delete', 'Payment', { Id: taken?.quickBooksId ?? '' });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ paid: '40.00', sync: { state: 'held' } });
  expect(await books.balance(shop.cash)).toBe(before);
  books.act('void', 'Payment', { Id: paid });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ voided: true, paid: '0.00', sync: { state: 'voided' } });
});

test('3.11 cancelled here where the settings ask: void it there, or leave it', async () => {
  await settings({ cancelAction: 'ask' });
  expect((await cancel()).sync.state).toBe('held');
  expect(await codes()).toEqual(['action_required']);
  expect(books.there(made)).toMatchObject({ TotalAmt: Number(made.total) });
  await books.resolve(made, 'void_in_quickbooks');
  expect((await reread(world, made)).sync.state).toBe('voided');
  expect(books.there(made)).toMatchObject({ TotalAmt: 0 });

  made = await books.synced();
  await cancel();
  await books.resolve(made, 'leave');
  expect(await reread(world, made)).toMatchObject({ voided: false, sync: { state: 'synced' } });
  expect(books.there(made)).toMatchObject({ TotalAmt: Number(made.total) });
});

test('3.12 cancelled here where the settings do nothing: it stays there', async () => {
  await settings({ cancelAction: 'nothing' });
  world.simulator.control.resetRequests();
  expect((await cancel()).sync.state).toBe('synced');
  expect(books.written()).toEqual([]);
  await books.agree(made);
});

test('3.14 an invoice that leaves the Canceled group goes again as a new one, under its number, on request', async () => {
  await cancel();
  await moveTo(world, made, shop.statuses.new);
  await world.settle();
  expect((await reread(world, made)).sync.state).toBe('voided');
  await world.api.post(`/invoices/${made.id}/sync`);
  await world.settle();
  const again = await reread(world, made);
  expect(again).toMatchObject({ voided: false, number: made.number, sync: { state: 'synced' } });
  expect(again.sync.quickBooksId).not.toBe(made.sync.quickBooksId);
  expect(books.record('Invoice', idThere())).toMatchObject({ TotalAmt: 0 });
  await books.agree(again);
});

test('3.17 a linked invoice is not deleted here; unlinked it is', async () => {
  const refused = await world.api.call<{ code: string }>('DELETE', `/invoices/${made.id}`);
  expect(refused.status).toBe(409);
  await world.api.post(`/invoices/${made.id}/unlink`);
  await world.settle();
  await world.api.remove(`/invoices/${made.id}`);
  expect((await world.api.call('GET', `/invoices/${made.id}`)).status).toBe(404);
  expect(books.record('Invoice', idThere())).toMatchObject({ TotalAmt: Number(made.total) });
});

test('3.18 after unlinking nothing crosses any more, either way', async () => {
  await world.api.post(`/invoices/${made.id}/unlink`);
  await world.settle();
  const bank = await books.balance(shop.bank);
  books.act('update', 'Invoice', { Id: idThere(), CustomerMemo: { value: 'There' } });
  world.simulator.control.payInvoice(shop.realmId, idThere(), 10);
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Here' });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ comment: 'Here', paid: '0.00', sync: { state: 'unlinked' } });
  expect(books.record('Invoice', idThere())).toMatchObject({ CustomerMemo: { value: 'There' } });
  expect(await books.balance(shop.bank)).toBe(bank);
});

test('6.27 switched off, what a void left behind stands; a payment that is deleted there meanwhile is struck when it is on again', async () => {
  await books.take(made, '30');
  await world.settle();
  books.act('void', 'Invoice', { Id: idThere() });
  await world.settle();
  const switchTo = (enabled: boolean) => world.api.patch('/integrations/quickbooks', { enabled });
  await switchTo(false);
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Back tomorrow' });
  await world.settle();
  expect(await codes()).toEqual(['voided_with_payment']);
  const [payment] = (await reread(world, made)).payments;
  books.act('delete', 'Payment', { Id: payment?.quickBooksId });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ paid: '30.00' });
  await switchTo(true);
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ paid: '0.00', sync: { state: 'voided' } });
  expect(await codes()).toEqual([]);
});

test('3.15 after a void there Sync makes a new invoice; money that is a credit there by now is asked for, not paid twice', async () => {
  await books.take(made, '30');
  await world.settle();
  books.act('void', 'Invoice', { Id: idThere() });
  await world.settle();
  expect(await codes()).toEqual(['voided_with_payment']);
  await world.api.post(`/invoices/${made.id}/sync`);
  await world.settle();
  const again = await reread(world, made);
  expect(again).toMatchObject({ voided: false, paid: '30.00', sync: { state: 'held' } });
  expect(again.sync.quickBooksId).not.toBe(made.sync.quickBooksId);
  expect(await codes()).toEqual(['payment_unpaired']);
  const [payment] = again.payments;
  books.act('update', 'Payment', { Id: payment?.quickBooksId, TotalAmt: 30, Line: [books.share([again, 30])] });
  await world.settle();
  await books.agree(again);
});

test('3.13 cancelled here and voided there at once: one void, no question', async () => {
  books.act('void', 'Invoice', { Id: idThere() });
  world.simulator.control.resetRequests();
  expect(await cancel()).toMatchObject({ voided: true, sync: { state: 'voided' } });
  expect(books.written()).toEqual([]);
  expect(await codes()).toEqual([]);
});

test('3.4 edited here and voided there at once: the void holds, the content is kept', async () => {
  books.act('void', 'Invoice', { Id: idThere() });
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Kept for the record' });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({
    voided: true,
    total: made.total,
    comment: 'Kept for the record',
    sync: { state: 'voided' },
  });
});

test('3.8 edited here and deleted there at once: kept, and sent again with the edit', async () => {
  books.act('delete', 'Invoice', { Id: idThere() });
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Newer' });
  await world.settle();
  expect(await codes()).toEqual(['deleted_in_quickbooks']);
  await books.resolve(made, 'send_again');
  const again = await reread(world, made);
  expect(books.there(again)).toMatchObject({ CustomerMemo: { value: 'Newer' } });
  await books.agree(again);
});

test('3.16 an invoice that was cancelled before it was sent does not go', async () => {
  const draft = await world.api.post<Invoice>('/invoices', {
    clientId: shop.client.id,
    lines: [{ name: 'Towing', unitPrice: '80', taxIds: [] }],
  });
  await moveTo(world, draft, shop.statuses.canceled);
  world.simulator.control.resetRequests();
  await world.settle();
  expect((await reread(world, draft)).sync.state).toBe('not_synced');
  expect(books.written()).toEqual([]);
});

test('3.16 wanted while there was no connection, and cancelled before it came back: it does not go', async () => {
  await world.api.post('/integrations/quickbooks/disconnect');
  const draft = await makeInvoice(world, shop);
  await moveTo(world, draft, shop.statuses.in_progress);
  await world.settle();
  expect((await reread(world, draft)).sync.state).toBe('pending');
  await moveTo(world, draft, shop.statuses.canceled);
  world.simulator.control.resetRequests();
  expect(await connect(world, shop.realmId)).toContain('connected=1');
  await world.settle();
  expect((await reread(world, draft)).sync.state).toBe('not_synced');
  expect(books.written()).toEqual([]);
  // Wanted again, it goes.
  await moveTo(world, draft, shop.statuses.in_progress);
  await world.settle();
  await books.agree(await reread(world, draft));
});

test('3.16 held, and cancelled before what held it was mended: it does not go, and nothing stays open', async () => {
  world.simulator.control.setClosingDate(shop.realmId, '2026-12-31');
  await world.settle();
  const draft = await makeInvoice(world, shop);
  await moveTo(world, draft, shop.statuses.in_progress);
  await world.settle();
  expect((await reread(world, draft)).sync.state).toBe('held');
  await moveTo(world, draft, shop.statuses.canceled);
  await world.settle();
  world.simulator.control.setClosingDate(shop.realmId, null);
  world.simulator.control.resetRequests();
  await settings({});
  await world.settle();
  expect((await reread(world, draft)).sync.state).toBe('not_synced');
  expect(await books.issues(draft)).toEqual([]);
  expect(books.written()).toEqual([]);
});

test('3.16 wanted while there was no connection, and cancelled once it is switched off: it waits for nothing', async () => {
  await world.api.post('/integrations/quickbooks/disconnect');
  const draft = await makeInvoice(world, shop);
  await moveTo(world, draft, shop.statuses.in_progress);
  await world.settle();
  await world.api.patch('/integrations/quickbooks', { enabled: false });
  await moveTo(world, draft, shop.statuses.canceled);
  expect(await connect(world, shop.realmId)).toContain('connected=1');
  await world.settle();
  expect((await reread(world, draft)).sync.state).toBe('not_synced');
  await world.api.patch('/integrations/quickbooks', { enabled: true });
  await world.settle();
  expect((await reread(world, draft)).sync.state).toBe('not_synced');
});

test('3.16 cancelled, and sent all the same by a press: it goes, its new client first', async () => {
  await settings({ cancelAction: 'nothing' });
  const client = await world.api.post<{ id: string }>('/clients', { type: 'organization', name: 'Late Motors' });
  const draft = await makeInvoice(world, shop, { clientId: client.id });
  await moveTo(world, draft, shop.statuses.canceled);
  await world.settle();
  await world.api.post(`/invoices/${draft.id}/sync`);
  await world.settle();
  await books.agree(await reread(world, draft));
});

test('3.18 unlinked, its payment is voided there; sent again it is struck, also while the invoice itself is held', async () => {
  await books.take(made, '30');
  await world.settle();
  const [payment] = (await reread(world, made)).payments;
  await world.api.post(`/invoices/${made.id}/unlink`);
  books.act('void', 'Payment', { Id: payment?.quickBooksId });
  await world.settle();
  expect(await reread(world, made)).toMatchObject({ paid: '30.00' });
  world.simulator.control.setClosingDate(shop.realmId, '2026-12-31');
  await world.settle();
  await world.api.post(`/invoices/${made.id}/sync`);
  await world.settle();
  expect(await codes()).toEqual(['closed_period']);
  expect(await reread(world, made)).toMatchObject({ paid: '0.00', sync: { state: 'held' } });
  world.simulator.control.setClosingDate(shop.realmId, null);
  await world.settle();
});

test('what the integration writes into an invoice is in the language of the company', async () => {
  await world.api.patch('/company', { language: 'fr' });
  await settings({ events: { invoiceUpdated: null, paymentCreated: null, invoiceVoided: shop.statuses.canceled.id } });
  books.act('void', 'Invoice', { Id: idThere() });
  await world.settle();
  const history = await world.api.get<Page<HistoryEvent>>(`/invoices/${made.id}/history`);
  expect(JSON.stringify(history.items)).toContain('Annulée dans QuickBooks');
  await world.api.patch('/company', { language: 'en' });
});

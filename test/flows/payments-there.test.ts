/** Payments that the accountant makes and changes in QuickBooks, in every form, as they arrive in the shop's ledger. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Invoice } from '../../src/contract/invoices.ts';
import type { Reconciliation } from '../../src/contract/reconciliation.ts';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { makeInvoice, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;
let first: Invoice;
let second: Invoice;

beforeAll(async () => {
  world = await startWorld();
  shop = await openShop(world, {
    settings: { events: { invoiceUpdated: null, paymentCreated: null, invoiceVoided: null } },
  });
  books = accountant(world, shop);
});
afterAll(() => world.stop());
beforeEach(async () => {
  first = await books.synced();
  second = await books.synced();
});

/** What the bank account gained while `act` happened. */
async function gained(act: () => Promise<unknown>): Promise<string> {
  const before = Number(await books.balance(shop.bank));
  await act();
  await world.settle();
  return (Number(await books.balance(shop.bank)) - before).toFixed(2);
}

/** What the reconciliation says that the client owes in QuickBooks is what QuickBooks says itself. */
async function owedAlike(): Promise<void> {
  const { clients } = await world.api.get<Reconciliation>('/sync/reconciliation');
  const { value } = books.customerOf(first);
  const told = clients.find(({ clientId }) => clientId === first.clientId)?.quickBooks;
  expect(Number(told)).toBe(books.record('Customer', value)?.Balance);
}

const change = (id: string, body: object) => books.act('update', 'Payment', { Id: id, ...body });

test('1.2 a payment that also covers an invoice that is not synced is credited by the synced share alone', async () => {
  const alone = books.act('create', 'Invoice', {
    CustomerRef: books.customerOf(first),
    Line: [{ DetailType: 'SalesItemLineDetail', Amount: 40, SalesItemLineDetail: { ItemRef: { value: '1' } } }],
  });
  const draft = await makeInvoice(world, shop);
  const unsynced = { ...draft, sync: { ...draft.sync, quickBooksId: String(alone.Id) } };
  let id = '';
  expect(
    await gained(async () => {
      id = books.pay(140, [first, 100], [unsynced, 40]);
    }),
  ).toBe('100.00');
  expect((await reread(world, draft)).payments).toEqual([]);
  expect(
    await gained(async () =>
      change(id, { TotalAmt: 150, Line: [books.share([first, 110]), books.share([unsynced, 40])] }),
    ),
  ).toBe('10.00');
  await books.agree(first);
});

test('1.4 payments in parts add up, each on its own date, until nothing is due', async () => {
  const total = Number(first.total);
  await gained(async () => {
    books.pay(50, [first, 50]);
    world.simulator.control.payInvoice(shop.realmId, first.sync.quickBooksId ?? '', 25.5, { date: '2026-02-27' });
  });
  const half = await reread(world, first);
  expect(half.payments.map(({ amount, date }) => [amount, date])).toEqual([
    ['50.00', '2026-03-02'],
    ['25.50', '2026-02-27'],
  ]);
  expect(half).toMatchObject({ paid: '75.50', balanceDue: (total - 75.5).toFixed(2) });
  await gained(async () => world.simulator.control.payInvoice(shop.realmId, first.sync.quickBooksId ?? ''));
  expect(await reread(world, first)).toMatchObject({ paid: first.total, balanceDue: '0.00', overpaid: '0.00' });
  await books.agree(first);
});

test('1.5 of a payment of more than is due only what is applied is credited', async () => {
  const total = Number(first.total);
  expect(await gained(async () => books.pay(total + 60, [first, total]))).toBe(first.total);
  expect(await reread(world, first)).toMatchObject({ paid: first.total, overpaid: '0.00', balanceDue: '0.00' });
  await books.agree(first);
});

test('1.6 a payment that was not applied is credited once it is', async () => {
  let id = '';
  const CustomerRef = books.customerOf(first);
  expect(
    await gained(async () => {
      id = String(books.act('create', 'Payment', { CustomerRef, TotalAmt: 80 }).Id);
    }),
  ).toBe('0.00');
  expect((await reread(world, first)).payments).toEqual([]);
  expect(await gained(async () => change(id, { TotalAmt: 80, Line: [books.share([first, 30])] }))).toBe('30.00');
  expect(await gained(async () => change(id, { TotalAmt: 80, Line: [books.share([first, 80])] }))).toBe('50.00');
  expect((await reread(world, first)).paid).toBe('80.00');
  await books.agree(first);
});

test('1.7 a payment that is moved to another invoice leaves the one and stands on the other', async () => {
  let id = '';
  await gained(async () => {
    id = books.pay(90, [first, 90]);
  });
  expect(await gained(async () => change(id, { TotalAmt: 90, Line: [books.share([second, 90])] }))).toBe('0.00');
  expect((await reread(world, first)).payments).toMatchObject([{ state: 'deleted', amount: '90.00' }]);
  expect((await reread(world, second)).payments).toMatchObject([
    { state: 'active', amount: '90.00', quickBooksId: id },
  ]);
  await books.agree(first, second);
});

test('1.8 a changed amount is corrected in the ledger', async () => {
  let id = '';
  await gained(async () => {
    id = books.pay(90, [first, 90]);
  });
  expect(await gained(async () => change(id, { TotalAmt: 66.66, Line: [books.share([first, 66.66])] }))).toBe('-23.34');
  expect((await reread(world, first)).payments).toMatchObject([{ state: 'active', amount: '66.66' }]);
  await books.agree(first);
});

test('1.9 a changed date follows; the money does not move', async () => {
  let id = '';
  await gained(async () => {
    id = books.pay(90, [first, 90]);
  });
  const Line = [books.share([first, 90])];
  expect(await gained(async () => change(id, { TotalAmt: 90, TxnDate: '2026-02-14', Line }))).toBe('0.00');
  expect((await reread(world, first)).payments).toMatchObject([
    { state: 'active', amount: '90.00', date: '2026-02-14' },
  ]);
  await books.agree(first);
});

test('1.10 another deposit account there moves nothing here, and is not written back', async () => {
  let id = '';
  await gained(async () => {
    id = books.pay(90, [first, 90]);
  });
  world.simulator.control.resetRequests();
  const Line = [books.share([first, 90])];
  const DepositToAccountRef = { value: '36' };
  expect(await gained(async () => change(id, { TotalAmt: 90, DepositToAccountRef, Line }))).toBe('0.00');
  expect(books.written()).toEqual([]);
  expect(books.record('Payment', id)).toMatchObject({ DepositToAccountRef: { value: '36' } });
  await books.agree(first);
});

test('1.10 what the accountant set otherwise stays when the amount is corrected here', async () => {
  const taken = await books.take(first, '90', { reference: 'R-1' });
  await world.settle();
  const id = (await reread(world, first)).payments.find((one) => one.id === taken.id)?.quickBooksId ?? '';
  const Line = [books.share([first, 90])];
  change(id, { TotalAmt: 90, PaymentRefNum: 'CHQ 7', DepositToAccountRef: { value: '36' }, Line });
  await world.settle();
  await world.api.patch(`/invoices/${first.id}/payments/${taken.id}`, { amount: '80' });
  await world.settle();
  expect(books.record('Payment', id)).toMatchObject({
    TotalAmt: 80,
    PaymentRefNum: 'CHQ 7',
    DepositToAccountRef: { value: '36' },
  });
  await books.agree(first);
});

test('1.13 a payment that uses a credit memo beside money is credited as both', async () => {
  const memo = books.act('create', 'CreditMemo', {
    CustomerRef: books.customerOf(first),
    Line: [{ DetailType: 'SalesItemLineDetail', Amount: 45, SalesItemLineDetail: { ItemRef: { value: '1' } } }],
  });
  const used = { Amount: 45, LinkedTxn: [{ TxnId: String(memo.Id), TxnType: 'CreditMemo' }] };
  expect(
    await gained(async () =>
      books.act('create', 'Payment', {
        CustomerRef: books.customerOf(first),
        TotalAmt: 20,
        Line: [books.share([first, 65]), used],
      }),
    ),
  ).toBe('20.00');
  expect(await reread(world, first)).toMatchObject({
    paid: '20.00',
    credited: '45.00',
    credits: [{ amount: '45.00', quickBooksId: memo.Id }],
  });
  await books.agree(first);
});

test('1.45 a journal entry that is applied to an invoice is a credit on it and no money, and is taken back', async () => {
  const CustomerRef = books.customerOf(first);
  const owner = { Type: 'Customer', EntityRef: CustomerRef };
  const posting = (PostingType: string, account: string, more: object = {}) => ({
    Amount: 40,
    DetailType: 'JournalEntryLineDetail',
    JournalEntryLineDetail: { PostingType, AccountRef: { value: account }, ...more },
  });
  const Line = [posting('Debit', '60'), posting('Credit', '84', { Entity: owner })];
  const writeOff = books.act('create', 'JournalEntry', { Line });
  const used = { Amount: 40, LinkedTxn: [{ TxnId: String(writeOff.Id), TxnType: 'JournalEntry' }] };
  let applied = '';
  expect(
    await gained(async () => {
      const body = { CustomerRef, TotalAmt: 0, Line: [books.share([first, 40]), used] };
      applied = String(books.act('create', 'Payment', body).Id);
    }),
  ).toBe('0.00');
  expect(await reread(world, first)).toMatchObject({
    paid: '0.00',
    payments: [],
    credits: [{ amount: '40.00', quickBooksId: null }],
  });
  await owedAlike();
  await books.agree(first);
  books.act('delete', 'Payment', { Id: applied });
  await world.settle();
  expect((await reread(world, first)).credited).toBe('0.00');
  await owedAlike();
  await books.agree(first);
});

test('1.14 a parent’s payment of its sub-customer’s invoice is credited to it', async () => {
  const van = await world.api.post<{ id: string }>('/clients', { type: 'organization', name: 'Delivery van' });
  const invoice = await books.synced({ clientId: van.id });
  expect(books.customerOf(invoice)).toMatchObject({ value: '4' });
  const body = { CustomerRef: { value: '3' }, TotalAmt: 70, Line: [books.share([invoice, 70])] };
  expect(await gained(async () => books.act('create', 'Payment', body))).toBe('70.00');
  expect((await reread(world, invoice)).paid).toBe('70.00');
  await books.agree(invoice);
});

test('1.15 a payment that goes into a bank deposit there stays as it is here', async () => {
  let id = '';
  await gained(async () => {
    id = books.pay(35, [first, 35]);
  });
  world.simulator.control.resetRequests();
  expect(await gained(async () => world.simulator.control.depositPayment(shop.realmId, id))).toBe('0.00');
  expect(books.written()).toEqual([]);
  await books.agree(first);
});

test('1.17 a payment on an invoice that is not in the shop is nobody’s here', async () => {
  const alone = books.act('create', 'Invoice', {
    CustomerRef: books.customerOf(first),
    Line: [{ DetailType: 'SalesItemLineDetail', Amount: 40, SalesItemLineDetail: { ItemRef: { value: '1' } } }],
  });
  expect(await gained(async () => world.simulator.control.payInvoice(shop.realmId, String(alone.Id)))).toBe('0.00');
  await books.agree(first, second);
});

test('1.2 a share of a payment, the rest of which is the customer’s credit there, is not changed from here: asked, and the rest stays', async () => {
  const payment = books.pay(200, [first, 15]);
  await world.settle();
  const [share] = (await reread(world, first)).payments;
  await world.api.patch(`/invoices/${first.id}/payments/${share?.id}`, { amount: '7.50' });
  await world.settle();
  expect((await books.issues(first)).map(({ code }) => code)).toEqual(['action_required']);
  expect(books.record('Payment', payment)).toMatchObject({ TotalAmt: 200, UnappliedAmt: 185 });
  await books.resolve(first, 'leave');
  expect(await reread(world, first)).toMatchObject({ paid: '15.00' });
});

/** Recurring transactions, payments of credit cards, and what a deposit leaves on the payments that lie in it. */
import { describe, expect, it } from 'vitest';
import { accountBalance, codesOf, line, made, start } from './kit.ts';

const schedule = { StartDate: '2026-10-01', IntervalType: 'Monthly', NumInterval: 1, DayOfMonth: 1 };
const recurring = (Name: string, extra = {}) => ({
  RecurringInfo: { Name, RecurType: 'Automated', Active: true, ScheduleInfo: { ...schedule, ...extra } },
});

describe('RecurringTransaction', () => {
  it('is a template with its totals: found by type, changed, deleted; no document comes of it', async () => {
    const kit = await start();
    const invoice = { CustomerRef: { value: '1' }, Line: [line(100)] };
    const post = (body: object, path = 'recurringtransaction') => kit.api.post(path, JSON.parse(JSON.stringify(body)));
    const before = (await kit.api.query('select count(*) from Invoice')).body.QueryResponse.totalCount;
    const created = (await post({ Invoice: { ...invoice, ...recurring('Rent') } })).body.RecurringTransaction.Invoice;
    expect(created).toMatchObject({
      TotalAmt: 100,
      SyncToken: '0',
      RecurringInfo: { Name: 'Rent', ScheduleInfo: schedule },
    });
    expect([created.DocNumber, created.TxnDate, created.DueDate]).toEqual([undefined, undefined, undefined]);
    const read = (await kit.api.get(`recurringtransaction/${created.Id}`)).body.RecurringTransaction;
    expect(read).toEqual({ Invoice: created });
    const find = async (type: string) =>
      (await kit.api.query(`select * from RecurringTransaction where Type = '${type}'`)).body.QueryResponse;
    expect((await find('Invoice')).RecurringTransaction).toEqual([{ Invoice: created }]);
    expect(await find('Bill')).toEqual({});

    const changed = await post({
      Invoice: { ...created, Line: [{ ...created.Line[0], ...line(250) }], ...recurring('Rent', { DayOfMonth: 15 }) },
    });
    expect(changed.body.RecurringTransaction.Invoice).toMatchObject({
      Id: created.Id,
      SyncToken: '1',
      TotalAmt: 250,
      RecurringInfo: { ScheduleInfo: { DayOfMonth: 15 } },
    });
    expect(codesOf(await post({ Invoice: { ...invoice, ...recurring('Rent') } }))).toEqual(['6240']);
    expect(codesOf(await post({ Invoice: invoice }))).toEqual(['2020']);
    expect(codesOf(await post({ Invoice: { ...invoice, CustomerRef: { value: '999' }, ...recurring('No') } }))).toEqual(
      ['2500'],
    );
    expect(codesOf(await post({ Invoice: { ...created } }))).toEqual(['5010']);
    expect((await kit.api.query('select count(*) from Invoice')).body.QueryResponse.totalCount).toBe(before);
    expect((await kit.api.get('customer/1')).body.Customer.Balance).toBe(0);

    const gone = await post({ Invoice: { Id: created.Id, SyncToken: '1' } }, 'recurringtransaction?operation=delete');
    expect(gone.body.RecurringTransaction.Invoice).toEqual({ domain: 'QBO', status: 'Deleted', Id: created.Id });
    expect(await find('Invoice')).toEqual({});
  });
});

describe('CreditCardPayment', () => {
  it('moves money from the bank to the card; its records are called CreditCardPaymentTxn', async () => {
    const kit = await start();
    const card = (await kit.api.post('account', { Name: 'Shop card', AccountType: 'Credit Card' })).body.Account.Id;
    const body = { BankAccountRef: { value: '35' }, CreditCardAccountRef: { value: card }, Amount: 40 };
    const answer = await kit.api.post('creditcardpayment', body);
    const payment = answer.body.CreditCardPaymentTxn;
    expect(payment).toMatchObject({ ...body, CreditCardAccountRef: { value: card, name: 'Shop card' } });
    expect([await accountBalance(kit, '35'), await accountBalance(kit, card)]).toEqual([-40, -40]);
    const found = (await kit.api.query('select * from CreditCardPayment')).body.QueryResponse;
    expect(found.CreditCardPaymentTxn).toEqual([payment]);
    const swapped = { BankAccountRef: { value: card }, CreditCardAccountRef: { value: '35' }, Amount: 40 };
    expect(codesOf(await kit.api.post('creditcardpayment', swapped))).toEqual(['6430']);
    const { Id, SyncToken } = payment;
    await kit.api.post('creditcardpayment?operation=delete', { Id, SyncToken });
    expect([await accountBalance(kit, '35'), await accountBalance(kit, card)]).toEqual([0, 0]);
  });
});

describe('Deposit and Payment', () => {
  it('are linked from both sides while the payment lies in the deposit', async () => {
    const kit = await start();
    const payment = await made(kit, 'payment', { CustomerRef: { value: '1' }, TotalAmt: 30 });
    const read = async () => (await kit.api.get(`payment/${payment.Id}`)).body.Payment;
    expect((await read()).LinkedTxn).toBeUndefined();
    const link = [{ TxnId: payment.Id, TxnType: 'Payment' }];
    const deposit = await made(kit, 'deposit', {
      DepositToAccountRef: { value: '35' },
      Line: [{ Amount: 30, LinkedTxn: link }],
    });
    expect(await read()).toMatchObject({ SyncToken: '0', LinkedTxn: [{ TxnId: deposit.Id, TxnType: 'Deposit' }] });
    await kit.api.post('deposit?operation=delete', { Id: deposit.Id, SyncToken: deposit.SyncToken });
    expect((await read()).LinkedTxn).toBeUndefined();
  });
});

describe('Invoice lines of QuickBooks itself', () => {
  it('(shipping, gratuity) are refused by a fault that says so', async () => {
    const kit = await start();
    for (const value of ['SHIPPING_ITEM_ID', 'GRATUITY_ITEM_ID']) {
      const own = { DetailType: 'SalesItemLineDetail', Amount: 5, SalesItemLineDetail: { ItemRef: { value } } };
      const answer = await kit.api.post('invoice', { CustomerRef: { value: '1' }, Line: [line(10), own] });
      expect([codesOf(answer), answer.text]).toEqual([['500'], expect.stringContaining('does not model')]);
    }
  });
});

/** Payments and credits: what they apply, what they leave, and what they do to invoices and customers. */
import { describe, expect, it } from 'vitest';
import { codesOf, createInvoice, invoiceOf, line, paymentOn, ridge, start } from './kit.ts';

describe('a payment', () => {
  it('answers the documented shape and opens the rest as a credit', async () => {
    const { api } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(55)], { DocNumber: 'S-1' }));
    const body = paymentOn(Id, 55, {
      TotalAmt: 65,
      TxnDate: '2026-09-29',
      PaymentRefNum: 'ch_1',
      PaymentMethodRef: { value: '2' },
    });
    const { Payment } = (await api.post('payment', body)).body;
    expect(Object.keys(Payment)).toEqual([
      'CustomerRef',
      'DepositToAccountRef',
      'PaymentMethodRef',
      'PaymentRefNum',
      'TotalAmt',
      'UnappliedAmt',
      'ProcessPayment',
      'domain',
      'sparse',
      'Id',
      'SyncToken',
      'MetaData',
      'TxnDate',
      'CurrencyRef',
      'Line',
    ]);
    expect(Payment).toMatchObject({ TotalAmt: 65, UnappliedAmt: 10, DepositToAccountRef: { value: '4' } });
    const [first] = Payment.Line;
    expect([first.Amount, first.LinkedTxn]).toEqual([55, [{ TxnId: Id, TxnType: 'Invoice' }]]);
    const pairs = first.LineEx.any.map((pair: { value: { Name: string; Value: string } }) => [
      pair.value.Name,
      pair.value.Value,
    ]);
    expect(Object.fromEntries(pairs)).toEqual({ txnId: Id, txnOpenBalance: '0.00', txnReferenceNumber: 'S-1' });
  });

  it('moves the SyncToken, the balance and the links of its invoice, and the time of the customer alone', async () => {
    const { api, clock } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(194.4)]));
    clock.advance(60_000);
    const { Payment } = (await api.post('payment', paymentOn(Id, 100))).body;
    const { Invoice } = (await api.get(`invoice/${Id}`)).body;
    expect(Invoice).toMatchObject({
      SyncToken: '1',
      Balance: 94.4,
      LinkedTxn: [{ TxnId: Payment.Id, TxnType: 'Payment' }],
    });
    const { Customer } = (await api.get('customer/1')).body;
    expect(Customer).toMatchObject({
      SyncToken: '0',
      Balance: 94.4,
      MetaData: { LastUpdatedTime: '2026-09-28T12:01:00-07:00' },
    });
    const stale = await api.post('invoice', { Id, SyncToken: '0', sparse: true, PrivateNote: 'x' });
    expect(codesOf(stale)).toEqual(['5010']);
  });

  it('pays several invoices, and gives one back when its line is left out', async () => {
    const { api } = await start();
    const one = await createInvoice(api, invoiceOf([line(50)]));
    const two = await createInvoice(api, invoiceOf([line(30)]));
    const link = (TxnId: string, Amount: number) => ({ Amount, LinkedTxn: [{ TxnId, TxnType: 'Invoice' }] });
    const body = { CustomerRef: { value: '1' }, TotalAmt: 80, Line: [link(one.Id, 50), link(two.Id, 30)] };
    const { Payment } = (await api.post('payment', body)).body;
    const fewer = { Id: Payment.Id, SyncToken: '0', sparse: true, Line: [link(one.Id, 50)] };
    expect((await api.post('payment', fewer)).body.Payment).toMatchObject({ SyncToken: '1', UnappliedAmt: 30 });
    expect((await api.get(`invoice/${two.Id}`)).body.Invoice).toMatchObject({
      SyncToken: '2',
      Balance: 30,
      LinkedTxn: [],
    });
    expect((await api.get(`invoice/${one.Id}`)).body.Invoice).toMatchObject({ SyncToken: '1', Balance: 0 });
    const none = { Id: Payment.Id, SyncToken: '1', sparse: true, Line: [] };
    expect((await api.post('payment', none)).body.Payment.UnappliedAmt).toBe(80);
  });

  it.each([
    ['above the open balance', (id: string) => paymentOn(id, 101), '6000'],
    ['with lines above its total', (id: string) => paymentOn(id, 100, { TotalAmt: 99 }), '6000'],
    ['of another customer', (id: string) => paymentOn(id, 10, { CustomerRef: { value: '2' } }), '620'],
    ['on nothing', () => paymentOn('999', 10), '610'],
    ['without customer', (id: string) => paymentOn(id, 10, { CustomerRef: null }), '2020'],
    ['without total', (id: string) => paymentOn(id, 10, { TotalAmt: null }), '2020'],
    ['with a reference of 22 characters', (id: string) => paymentOn(id, 10, { PaymentRefNum: 'x'.repeat(22) }), '2050'],
    ['into an income account', (id: string) => paymentOn(id, 10, { DepositToAccountRef: { value: '79' } }), '6430'],
    [
      'into an account that does not exist',
      (id: string) => paymentOn(id, 10, { DepositToAccountRef: { value: '999' } }),
      '2500',
    ],
    ['below zero', () => ({ CustomerRef: { value: '1' }, TotalAmt: -1 }), '2140'],
    [
      'on an expense',
      () => ({
        CustomerRef: { value: '1' },
        TotalAmt: 1,
        Line: [{ Amount: 1, LinkedTxn: [{ TxnId: '1', TxnType: 'Expense' }] }],
      }),
      '500',
    ],
  ])('is refused %s', async (_name, body, code) => {
    const { api, simulator } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    expect(codesOf(await api.post('payment', body(Id)))).toEqual([code]);
    expect(simulator.control.read(ridge, 'Invoice', Id)).toMatchObject({ SyncToken: '0', Balance: 100 });
  });

  it('is cut to what is open, or left unapplied on a stranger, where switches say so', async () => {
    const { api, simulator } = await start();
    simulator.control.setSwitches(ridge, { overApplication: 'cap', otherCustomersInvoice: 'unapplied' });
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    const stranger = await api.post('payment', paymentOn(Id, 40, { CustomerRef: { value: '2' } }));
    expect(stranger.body.Payment).toMatchObject({ UnappliedAmt: 40, Line: [] });
    expect((await api.post('payment', paymentOn(Id, 130))).body.Payment).toMatchObject({
      TotalAmt: 130,
      UnappliedAmt: 30,
    });
  });

  it('of a parent pays the invoice of its sub-customer', async () => {
    const { api, simulator } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)], { CustomerRef: { value: '4' } }));
    expect(simulator.control.read(ridge, 'Customer', '3')).toMatchObject({ Balance: 0, BalanceWithJobs: 100 });
    expect((await api.post('payment', paymentOn(Id, 100, { CustomerRef: { value: '3' } }))).status).toBe(200);
    expect(simulator.control.read(ridge, 'Customer', '3')).toMatchObject({ Balance: 0, BalanceWithJobs: 0 });
  });

  it('is voided by update with include=void: nothing left, the invoice open again', async () => {
    const { api } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    const { Payment } = (await api.post('payment', paymentOn(Id, 100))).body;
    const body = { Id: Payment.Id, SyncToken: '0', sparse: true };
    expect(codesOf(await api.post('payment?operation=void', body))).toEqual(['500']);
    const voided = await api.post('payment?operation=update&include=void', body);
    expect(voided.body.Payment).toMatchObject({
      SyncToken: '1',
      TotalAmt: 0,
      UnappliedAmt: 0,
      Line: [],
      PrivateNote: 'Voided',
    });
    expect((await api.get(`invoice/${Id}`)).body.Invoice).toMatchObject({
      SyncToken: '2',
      Balance: 100,
      LinkedTxn: [],
    });
  });

  it('is deleted: the invoice opens again', async () => {
    const { api } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    const { Payment } = (await api.post('payment', paymentOn(Id, 100))).body;
    const deleted = await api.post('payment?operation=delete', { Id: Payment.Id, SyncToken: '0' });
    expect(deleted.body.Payment).toEqual({ domain: 'QBO', status: 'Deleted', Id: Payment.Id });
    expect((await api.get(`invoice/${Id}`)).body.Invoice.Balance).toBe(100);
    expect((await api.get('customer/1')).body.Customer.Balance).toBe(100);
  });

  it('on a bank deposit can no longer be changed', async () => {
    const { api, simulator } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    const payment = String(simulator.control.payInvoice(ridge, Id).Id);
    simulator.control.depositPayment(ridge, payment);
    const body = { Id: payment, SyncToken: '0', sparse: true };
    const answers = [
      await api.post('payment?operation=update&include=void', body),
      await api.post('payment?operation=delete', body),
      await api.post('payment', { ...body, PaymentRefNum: 'x' }),
    ];
    expect(answers.map(codesOf)).toEqual([['6540'], ['6540'], ['6540']]);
    simulator.control.depositPayment(ridge, payment, false);
    expect((await api.post('payment?operation=delete', body)).status).toBe(200);
  });
});

describe('a credit', () => {
  it('is applied by a payment of nothing, and its rest falls', async () => {
    const { api } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    const { CreditMemo } = (await api.post('creditmemo', invoiceOf([line(40)], { DocNumber: 'CM-9' }))).body;
    expect(CreditMemo).toMatchObject({ TotalAmt: 40, Balance: 40, RemainingCredit: 40, DocNumber: 'CM-9' });
    expect((await api.get('customer/1')).body.Customer.Balance).toBe(60);
    const Line = [
      { Amount: 30, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] },
      { Amount: 30, LinkedTxn: [{ TxnId: CreditMemo.Id, TxnType: 'CreditMemo' }] },
    ];
    const { Payment } = (await api.post('payment', { CustomerRef: { value: '1' }, TotalAmt: 0, Line })).body;
    expect(Payment).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0 });
    expect((await api.get(`creditmemo/${CreditMemo.Id}`)).body.CreditMemo).toMatchObject({
      Balance: 10,
      RemainingCredit: 10,
    });
    expect((await api.get(`invoice/${Id}`)).body.Invoice).toMatchObject({ Balance: 70 });
    expect((await api.get('customer/1')).body.Customer.Balance).toBe(60);
    const remove = { Id: CreditMemo.Id, SyncToken: '1' };
    expect(codesOf(await api.post('creditmemo?operation=delete', remove))).toEqual(['6000']);
  });

  it('of a journal entry pays an invoice as far as it is open, and the entry then stays as it is', async () => {
    const { api } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    const Entity = { Type: 'Customer', EntityRef: { value: '1' } };
    const posting = (PostingType: string, account: string, more: object = {}) => ({
      Amount: 40,
      DetailType: 'JournalEntryLineDetail',
      JournalEntryLineDetail: { PostingType, AccountRef: { value: account }, ...more },
    });
    const entry = { Line: [posting('Debit', '60'), posting('Credit', '84', { Entity })] };
    const { JournalEntry } = (await api.post('journalentry', entry)).body;
    const use = (Amount: number) => ({
      CustomerRef: { value: '1' },
      TotalAmt: 0,
      Line: [
        { Amount, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] },
        { Amount, LinkedTxn: [{ TxnId: JournalEntry.Id, TxnType: 'JournalEntry' }] },
      ],
    });
    const { Payment } = (await api.post('payment', use(30))).body;
    expect(Payment).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0 });
    expect((await api.get(`invoice/${Id}`)).body.Invoice).toMatchObject({ Balance: 70 });
    expect((await api.get('customer/1')).body.Customer.Balance).toBe(60);
    expect(codesOf(await api.post('payment', use(30)))).toEqual(['6000']);
    const remove = { Id: JournalEntry.Id, SyncToken: JournalEntry.SyncToken };
    expect(codesOf(await api.post('journalentry?operation=delete', remove))).toEqual(['500']);
    await api.post('payment?operation=delete', { Id: Payment.Id, SyncToken: Payment.SyncToken });
    expect((await api.get('customer/1')).body.Customer.Balance).toBe(60);
    expect((await api.post('journalentry?operation=delete', remove)).status).toBe(200);
    expect((await api.get('customer/1')).body.Customer.Balance).toBe(100);
  });

  it('pays a new invoice at once where the company applies credits by itself', async () => {
    const { api, simulator } = await start();
    const SalesFormsPrefs = { AutoApplyCredit: true };
    simulator.control.act(ridge, { entity: 'Preferences', operation: 'update', body: { Id: '1', SalesFormsPrefs } });
    await api.post('creditmemo', invoiceOf([line(40)]));
    await api.post('payment', { CustomerRef: { value: '1' }, TotalAmt: 25 });
    const invoice = await createInvoice(api, invoiceOf([line(100)]));
    expect([invoice.TotalAmt, invoice.Balance, invoice.SyncToken]).toEqual([100, 35, '0']);
    expect(invoice.LinkedTxn).toHaveLength(2);
    expect((await api.get('customer/1')).body.Customer.Balance).toBe(35);
  });
});

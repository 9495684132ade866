/** New invoices: shapes, refusals, numbers and totals. */
import { describe, expect, it } from 'vitest';
import { codesOf, connect, createInvoice, invoiceOf, type Loose, line, ridge, start } from './kit.ts';

describe('creating', () => {
  it('answers the recorded shape', async () => {
    const { api } = await start();
    const body = invoiceOf([line(180, { tax: 'TAX', detail: { Qty: 2, UnitPrice: 90 } })], {
      DocNumber: 'S-20417',
      TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } },
    });
    const answer = await api.post('invoice?minorversion=75', body);
    expect(answer.body.time).toBe('2026-09-28T12:00:00.250-07:00');
    const invoice = answer.body.Invoice;
    expect(Object.keys(invoice)).toEqual([
      'AllowIPNPayment',
      'AllowOnlinePayment',
      'AllowOnlineCreditCardPayment',
      'AllowOnlineACHPayment',
      'domain',
      'sparse',
      'Id',
      'SyncToken',
      'MetaData',
      'CustomField',
      'DocNumber',
      'TxnDate',
      'CurrencyRef',
      'LinkedTxn',
      'Line',
      'TxnTaxDetail',
      'CustomerRef',
      'BillAddr',
      'FreeFormAddress',
      'DueDate',
      'TotalAmt',
      'ApplyTaxAfterDiscount',
      'PrintStatus',
      'EmailStatus',
      'Balance',
    ]);
    expect(invoice.MetaData).toEqual({
      CreateTime: '2026-09-28T12:00:00-07:00',
      LastModifiedByRef: { value: ridge },
      LastUpdatedTime: '2026-09-28T12:00:00-07:00',
    });
    expect(invoice.Line).toEqual([
      {
        Id: '1',
        LineNum: 1,
        Amount: 180,
        DetailType: 'SalesItemLineDetail',
        SalesItemLineDetail: {
          ItemRef: { value: '4', name: 'Brake pads' },
          UnitPrice: 90,
          Qty: 2,
          ItemAccountRef: { value: '79', name: 'Sales of Product Income' },
          TaxCodeRef: { value: 'TAX' },
        },
        CustomExtensions: [],
      },
      { Amount: 180, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
    ]);
    expect(invoice).toMatchObject({ SyncToken: '0', DueDate: '2026-10-28', TotalAmt: 194.4, Balance: 194.4 });
    expect(invoice.CustomerRef).toEqual({ value: '1', name: 'Hilltop Garage' });
  });

  it('dates by the server when no date is sent, which is yesterday for an early morning in Europe', async () => {
    const { simulator, clock } = await start();
    clock.advance(11.5 * 3_600_000); // 08:30 in Paris on the 29th.
    const invoice = await createInvoice(connect(simulator, ridge), { CustomerRef: { value: '1' }, Line: [line(10)] });
    expect(invoice.TxnDate).toBe('2026-09-28');
  });

  it('reckons the due date by the term of the document, then of the company', async () => {
    const { api } = await start();
    const byTerm = await createInvoice(api, invoiceOf([line(10)], { SalesTermRef: { value: '2' } }));
    expect([byTerm.DueDate, byTerm.SalesTermRef]).toEqual(['2026-10-13', { value: '2', name: 'Net 15' }]);
    expect((await createInvoice(api, invoiceOf([line(10)]))).DueDate).toBe('2026-10-28');
  });

  it.each([
    ['an unknown property', { ...invoiceOf([line(1)]), BadJson: true }, '2010'],
    ['an unknown property in a line', invoiceOf([{ ...line(1), Colour: 'red' }]), '2010'],
    ['no customer', { Line: [line(1)] }, '2020'],
    ['no lines', { CustomerRef: { value: '1' } }, '2020'],
    ['empty lines', invoiceOf([]), '2250'],
    ['an unknown customer', invoiceOf([line(1)], { CustomerRef: { value: '999' } }), '2500'],
    ['an unknown item', invoiceOf([line(1, { item: '999' })]), '2500'],
    ['a category as an item', invoiceOf([line(1, { item: '5' })]), '2500'],
    ['an amount that is not quantity times price', invoiceOf([line(10, { detail: { Qty: 3, UnitPrice: 3 } })]), '6070'],
    ['a negative amount', invoiceOf([line(-5)]), '2290'],
    ['a number of 22 characters', invoiceOf([line(1)], { DocNumber: 'x'.repeat(22) }), '2050'],
    ['a date that is none', invoiceOf([line(1)], { TxnDate: '2026-02-30' }), '2070'],
    ['a date in another form', invoiceOf([line(1)], { TxnDate: '28.09.2026' }), '2060'],
    ['a foreign currency', invoiceOf([line(1)], { CurrencyRef: { value: 'EUR' } }), '6000'],
    ['sending without an address', invoiceOf([line(1)], { EmailStatus: 'NeedToSend' }), '6420'],
    ['an e-mail that is none', invoiceOf([line(1)], { BillEmail: { Address: 'mary' } }), '2210'],
    ['a bundle without its name', invoiceOf([{ DetailType: 'GroupLineDetail', GroupLineDetail: {} }]), '2020'],
    [
      'a link to an estimate that is not there',
      invoiceOf([line(1)], { LinkedTxn: [{ TxnId: '5', TxnType: 'Estimate' }] }),
      '610',
    ],
    ['a link to time', invoiceOf([line(1)], { LinkedTxn: [{ TxnId: '5', TxnType: 'TimeActivity' }] }), '500'],
    [
      'a discount without amount',
      invoiceOf([line(1), { DetailType: 'DiscountLineDetail', DiscountLineDetail: {} }]),
      '6090',
    ],
    ['a wrong tax mode', invoiceOf([line(1)], { GlobalTaxCalculation: 'TaxExclusive' }), '2010'],
    ['an item that is inactive', invoiceOf([line(1, { item: '3' })]), '2500'],
    ['a customer that is inactive', invoiceOf([line(1)], { CustomerRef: { value: '2' } }), '610'],
  ])('refuses %s', async (_name, body, code) => {
    const { api, simulator } = await start();
    simulator.control.act(ridge, { entity: 'Item', operation: 'update', body: { Id: '3', Active: false } });
    simulator.control.act(ridge, { entity: 'Customer', operation: 'update', body: { Id: '2', Active: false } });
    const answer = await api.post('invoice', body);
    expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
    expect(answer.body.Fault.type).toBe('ValidationFault');
    expect(simulator.control.list(ridge, 'Invoice')).toEqual([]);
  });

  it('names the missing element', async () => {
    const { api } = await start();
    const { body } = await api.post('invoice', { CustomerRef: { value: '1' } });
    expect(body.Fault.Error[0]).toMatchObject({ code: '2020', element: 'Line' });
  });

  it('takes a line without an item as documentation, or with the default item by a switch', async () => {
    const { api, simulator } = await start();
    const bare = {
      DetailType: 'SalesItemLineDetail',
      Amount: 7,
      Description: 'Work order 88',
      SalesItemLineDetail: {},
    };
    const plain = await createInvoice(api, invoiceOf([line(10), bare]));
    expect(plain.TotalAmt).toBe(10);
    expect(plain.Line[1]).toEqual({
      Id: '2',
      LineNum: 2,
      Description: 'Work order 88',
      DetailType: 'DescriptionOnly',
      DescriptionLineDetail: {},
      CustomExtensions: [],
    });
    simulator.control.setSwitches(ridge, { lineWithoutItem: 'default-item' });
    const standard = await createInvoice(api, invoiceOf([line(10), bare]));
    expect([standard.TotalAmt, standard.Line[1].SalesItemLineDetail.ItemRef.name]).toEqual([17, 'Services']);
  });

  it('keeps what it does not reckon with: memo, class of a line, location, custom field', async () => {
    const { api } = await start();
    const invoice = await createInvoice(api, {
      ...invoiceOf([line(10, { detail: { ClassRef: { value: '1' }, ServiceDate: '2026-09-01' } })]),
      CustomerMemo: { value: 'Thank you' },
      PrivateNote: 'Paid on collection',
      DepartmentRef: { value: '2' },
      CustomField: [{ DefinitionId: '1', StringValue: 'AB-123' }],
      PONumber: '77',
    });
    expect(invoice).toMatchObject({
      CustomerMemo: { value: 'Thank you' },
      PrivateNote: 'Paid on collection',
      DepartmentRef: { value: '2', name: 'North shop' },
      CustomField: [{ DefinitionId: '1', Name: 'Vehicle', Type: 'StringType', StringValue: 'AB-123' }],
      PONumber: '77',
    });
    expect(invoice.Line[0].SalesItemLineDetail).toMatchObject({
      ClassRef: { value: '1', name: 'Repairs' },
      ServiceDate: '2026-09-01',
    });
  });
});

describe('totals', () => {
  const discounted = (detail: object, amount?: number) => ({
    DetailType: 'DiscountLineDetail',
    Amount: amount,
    DiscountLineDetail: { ...detail } as Loose,
  });

  it('follows the recorded arithmetic: tax before the discount, then the deposit', async () => {
    const { api, simulator } = await start();
    simulator.control.act(ridge, { entity: 'TaxRate', operation: 'update', body: { Id: '3', RateValue: 10 } });
    const body = invoiceOf(
      [line(50, { tax: 'TAX' }), line(2, { tax: 'NON' }), discounted({ PercentBased: false }, 5)],
      { Deposit: 12 },
    );
    const invoice = await createInvoice(api, body);
    expect(invoice.TxnTaxDetail.TotalTax).toBe(5);
    expect([invoice.TotalAmt, invoice.Deposit, invoice.Balance]).toEqual([52, 12, 40]);
    expect(invoice.DepositToAccountRef).toEqual({ value: '4', name: 'Undeposited Funds' });
  });

  it('puts the discount after the subtotal, as a positive amount', async () => {
    const { api } = await start();
    const body = invoiceOf([line(180), discounted({ PercentBased: true, DiscountPercent: 10 })]);
    const invoice = await createInvoice(api, body);
    expect(invoice.Line.slice(1)).toEqual([
      { Amount: 180, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
      {
        Amount: 18,
        DetailType: 'DiscountLineDetail',
        DiscountLineDetail: {
          PercentBased: true,
          DiscountPercent: 10,
          DiscountAccountRef: { value: '86', name: 'Discounts given' },
        },
      },
    ]);
    expect(invoice.TotalAmt).toBe(162);
  });

  it.each([
    [false, 8, 98],
    [true, 7.2, 97.2],
  ])('taxes with ApplyTaxAfterDiscount %s', async (after, tax, total) => {
    const { api } = await start();
    const lines = [line(100, { tax: 'TAX' }), discounted({ PercentBased: true, DiscountPercent: 10 })];
    const invoice = await createInvoice(api, invoiceOf(lines, { ApplyTaxAfterDiscount: after }));
    expect([invoice.TxnTaxDetail.TotalTax, invoice.TotalAmt]).toEqual([tax, total]);
  });
});

describe('numbers', () => {
  it('refuses a taken number with a tail that a machine can read, unless duplicates are allowed', async () => {
    const { api } = await start();
    const first = await createInvoice(api, invoiceOf([line(1)], { DocNumber: 'S-1' }));
    const answer = await api.post('invoice', invoiceOf([line(1)], { DocNumber: 'S-1' }));
    expect(codesOf(answer)).toEqual(['6140']);
    expect(answer.body.Fault.Error[0].Detail).toMatch(
      new RegExp(`DocNumber=S-1 is assigned to TxnType=Invoice with TxnId=${first.Id}$`),
    );
    const path = 'invoice?include=allowduplicatedocnum';
    expect((await api.post(path, invoiceOf([line(1)], { DocNumber: 'S-1' }))).status).toBe(200);
  });

  it('leaves the number out where the company numbers by hand, and counts where it does not', async () => {
    const { api, simulator } = await start();
    expect((await createInvoice(api, invoiceOf([line(1)]))).DocNumber).toBeUndefined();
    const numbered = await createInvoice(api, invoiceOf([line(1)], { DocNumber: 'AUTO_GENERATE' }));
    expect(numbered.DocNumber).toBe('1001');
    const SalesFormsPrefs = { CustomTxnNumbers: false };
    simulator.control.act(ridge, { entity: 'Preferences', operation: 'update', body: { Id: '1', SalesFormsPrefs } });
    expect((await createInvoice(api, invoiceOf([line(1)]))).DocNumber).toBe('1002');
    expect((await createInvoice(api, invoiceOf([line(1)], { DocNumber: '1002' }))).DocNumber).toBe('1002');
    expect((await createInvoice(api, invoiceOf([line(1)]))).DocNumber).toBe('1003');
  });

  it('gives a deleted number free, a voided one not', async () => {
    const { api } = await start();
    const first = await createInvoice(api, invoiceOf([line(1)], { DocNumber: 'S-1' }));
    await api.post('invoice?operation=void', { Id: first.Id, SyncToken: '0' });
    expect(codesOf(await api.post('invoice', invoiceOf([line(1)], { DocNumber: 'S-1' })))).toEqual(['6140']);
    await api.post('invoice?operation=delete', { Id: first.Id, SyncToken: '1' });
    expect((await api.post('invoice', invoiceOf([line(1)], { DocNumber: 'S-1' }))).status).toBe(200);
  });
});

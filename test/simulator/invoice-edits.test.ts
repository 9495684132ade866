/** Editing, voiding and deleting invoices, and closed books. */
import { describe, expect, it } from 'vitest';
import { codesOf, createInvoice, invoiceOf, type Loose, line, paymentOn, ridge, start } from './kit.ts';

describe('updating', () => {
  it('changes only what a sparse update sends, and moves the SyncToken by one', async () => {
    const { api, clock } = await start();
    const before = await createInvoice(api, invoiceOf([line(10)], { PrivateNote: 'a', DocNumber: 'S-1' }));
    clock.advance(5_000);
    const answer = await api.post('invoice', { Id: before.Id, SyncToken: '0', sparse: true, PrivateNote: 'b' });
    expect(answer.body.Invoice).toEqual({
      ...before,
      SyncToken: '1',
      PrivateNote: 'b',
      MetaData: { ...before.MetaData, LastUpdatedTime: '2026-09-28T12:00:05-07:00' },
    });
  });

  it('leaves SyncToken and time alone when nothing changes', async () => {
    const { api, clock, simulator } = await start();
    const before = await createInvoice(api, invoiceOf([line(10)], { PrivateNote: 'a' }));
    const events = simulator.control.events().length;
    clock.advance(5_000);
    const answer = await api.post('invoice', { Id: before.Id, SyncToken: '0', sparse: true, PrivateNote: 'a' });
    expect(answer.body.Invoice).toEqual(before);
    expect((await api.post('invoice', before)).body.Invoice).toEqual(before);
    expect(simulator.control.events()).toHaveLength(events);
  });

  it('empties what a full update leaves out, but keeps number, date and custom fields', async () => {
    const { api } = await start();
    const extra = { PrivateNote: 'a', DocNumber: 'S-1', TxnDate: '2026-09-01', CustomerMemo: { value: 'm' } };
    const before = await createInvoice(api, invoiceOf([line(10)], extra));
    const body = { Id: before.Id, SyncToken: '0', CustomerRef: { value: '1' }, Line: [line(10)] };
    const { Invoice } = (await api.post('invoice', body)).body;
    expect([Invoice.PrivateNote, Invoice.CustomerMemo]).toEqual([undefined, undefined]);
    expect([Invoice.DocNumber, Invoice.TxnDate, Invoice.DueDate]).toEqual(['S-1', '2026-09-01', '2026-10-01']);
  });

  it('clears what is sent as null or empty', async () => {
    const { api } = await start();
    const extra = {
      PrivateNote: 'a',
      CustomerMemo: { value: 'm' },
      BillEmail: { Address: 'a@b.example' },
      DepartmentRef: { value: '1' },
    };
    const { Id } = await createInvoice(api, invoiceOf([line(10)], extra));
    const body = {
      Id,
      SyncToken: '0',
      sparse: true,
      PrivateNote: '',
      CustomerMemo: { value: '' },
      BillEmail: {},
      DepartmentRef: null,
    };
    const { Invoice } = (await api.post('invoice', body)).body;
    expect(Object.keys(extra).filter((property) => property in Invoice)).toEqual([]);
  });

  it('replaces the lines: known ids stay, others are new and higher, missing ones go', async () => {
    const { api } = await start();
    const before = await createInvoice(api, invoiceOf([line(10), line(20), line(30)]));
    const Line = [line(35, { id: '3' }), line(1), line(2, { id: '99' })];
    const body = { Id: before.Id, SyncToken: '0', sparse: true, CustomerRef: { value: '1' }, Line };
    const { Invoice } = (await api.post('invoice', body)).body;
    expect(Invoice.Line.map(({ Id, LineNum, Amount }: Loose) => [Id, LineNum, Amount])).toEqual([
      ['3', 1, 35],
      ['4', 2, 1],
      ['5', 3, 2],
      [undefined, undefined, 38],
    ]);
    const again = { ...body, SyncToken: '1', Line: [line(9)] };
    expect((await api.post('invoice', again)).body.Invoice.Line[0].Id).toBe('6');
  });

  it('wants the customer along with lines, also in a sparse update', async () => {
    const { api, simulator } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(10)]));
    const body = { Id, SyncToken: '0', sparse: true, Line: [line(11)] };
    expect(codesOf(await api.post('invoice', body))).toEqual(['2020']);
    simulator.control.setSwitches(ridge, { sparseLinesNeedCustomer: false });
    expect((await api.post('invoice', body)).body.Invoice.TotalAmt).toBe(11);
  });

  it.each([
    ['a stale SyncToken', { SyncToken: '7' }, '5010'],
    ['no SyncToken', { SyncToken: undefined }, '2020'],
    ['an unknown id', { Id: '999' }, '610'],
    ['an id that is no number', { Id: 'abc' }, '2030'],
  ])('refuses %s', async (_name, change, code) => {
    const { api } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(10)]));
    const answer = await api.post('invoice', {
      Id,
      SyncToken: '0',
      sparse: true,
      PrivateNote: 'x',
      ...change,
    } as Loose);
    expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
  });

  it('lets go of a part of its payment when it falls below what was paid, or refuses by a switch', async () => {
    const { api, simulator } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    const { Payment } = (await api.post('payment', paymentOn(Id, 80))).body;
    const lower = { Id, SyncToken: '1', sparse: true, CustomerRef: { value: '1' }, Line: [line(50)] };
    simulator.control.setSwitches(ridge, { totalBelowPaid: 'refuse' });
    expect(codesOf(await api.post('invoice', lower))).toEqual(['6000']);
    simulator.control.setSwitches(ridge, { totalBelowPaid: 'unapply' });
    const { Invoice } = (await api.post('invoice', lower)).body;
    expect([Invoice.TotalAmt, Invoice.Balance, Invoice.SyncToken]).toEqual([50, 0, '2']);
    expect((await api.get(`payment/${Payment.Id}`)).body.Payment).toMatchObject({ UnappliedAmt: 30, SyncToken: '1' });
  });
});

describe('voiding and deleting', () => {
  it('leaves a void without amounts, with number, customer and a note', async () => {
    const { api } = await start();
    const body = invoiceOf([line(180, { tax: 'TAX', detail: { Qty: 2, UnitPrice: 90 } })], { DocNumber: 'S-1' });
    const before = await createInvoice(api, body);
    const { Invoice } = (await api.post('invoice?operation=void', { Id: before.Id, SyncToken: '0' })).body;
    expect(Invoice).toEqual({
      ...before,
      SyncToken: '1',
      PrivateNote: 'Voided',
      LinkedTxn: [],
      Line: [
        {
          Id: '1',
          LineNum: 1,
          Amount: 0,
          DetailType: 'SalesItemLineDetail',
          SalesItemLineDetail: {
            ItemRef: { value: '4', name: 'Brake pads' },
            Qty: 0,
            ItemAccountRef: { value: '79', name: 'Sales of Product Income' },
            TaxCodeRef: { value: 'TAX' },
          },
          CustomExtensions: [],
        },
        { Amount: 0, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
      ],
      TxnTaxDetail: { TotalTax: 0 },
      TotalAmt: 0,
      Balance: 0,
    });
    expect((await api.query("select * from Invoice where DocNumber = 'S-1'")).body.QueryResponse.Invoice).toEqual([
      Invoice,
    ]);
    const again = await api.post('invoice?operation=void', { Id: before.Id, SyncToken: '1' });
    expect([again.body.Invoice.SyncToken, again.body.Invoice.PrivateNote]).toEqual(['2', 'Voided']);
  });

  it.each(['void', 'delete'])('refuses to %s an invoice with a payment; the accountant may', async (operation) => {
    const { api, simulator } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    const payment = simulator.control.payInvoice(ridge, Id, 60);
    const answer = await api.post(`invoice?operation=${operation}`, { Id, SyncToken: '1' });
    expect([answer.status, codesOf(answer)]).toEqual([400, ['6000']]);
    simulator.control.act(ridge, { entity: 'Invoice', operation: operation as 'void', body: { Id } });
    expect(simulator.control.read(ridge, 'Payment', String(payment.Id))).toMatchObject({ UnappliedAmt: 60, Line: [] });
    expect(simulator.control.read(ridge, 'Customer', '1')).toMatchObject({ Balance: -60 });
  });

  it('deletes: 610 when read, gone from queries, and 610 again', async () => {
    const { api } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    const deleted = await api.post('invoice?operation=delete', { Id, SyncToken: '0' });
    expect(deleted.body.Invoice).toEqual({ domain: 'QBO', status: 'Deleted', Id });
    expect(codesOf(await api.get(`invoice/${Id}`))).toEqual(['610']);
    expect((await api.query('select * from Invoice')).body.QueryResponse).toEqual({});
    expect(codesOf(await api.post('invoice?operation=delete', { Id, SyncToken: '0' }))).toEqual(['610']);
  });

  it('keeps closed books closed, by the old date and by the new one', async () => {
    const { api, simulator } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(100)]));
    const open = await createInvoice(api, invoiceOf([line(1)], { TxnDate: '2026-10-05' }));
    simulator.control.setClosingDate(ridge, '2026-09-30');
    const prefs = await api.get('preferences');
    expect(prefs.body.Preferences.AccountingInfoPrefs.BookCloseDate).toBe('2026-09-30');
    const refused = [
      await api.post('invoice', { Id, SyncToken: '0', sparse: true, PrivateNote: 'x' }),
      await api.post('invoice?operation=void', { Id, SyncToken: '0' }),
      await api.post('invoice?operation=delete', { Id, SyncToken: '0' }),
      await api.post('invoice', { Id: open.Id, SyncToken: '0', sparse: true, TxnDate: '2026-09-30' }),
      await api.post('invoice', invoiceOf([line(1)])),
    ];
    expect(refused.map(codesOf)).toEqual(refused.map(() => ['6210']));
    expect((await api.post('payment', paymentOn(Id, 100, { TxnDate: '2026-10-01' }))).status).toBe(200);
  });
});

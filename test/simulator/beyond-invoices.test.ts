/** Estimates, receipts, bundles, currencies, due dates, papers and storms: what stories need beside the plain invoice. */
import { describe, expect, it } from 'vitest';
import { accountBalance, codesOf, invoiceOf, type Loose, larkspur, line, made, start } from './kit.ts';

describe('sales beyond invoices', () => {
  it('an invoice closes its estimate, and opens it again when it is deleted', async () => {
    const kit = await start();
    const estimate = await made(kit, 'estimate', invoiceOf([line(20)]));
    expect(estimate.TxnStatus).toBe('Pending');
    const LinkedTxn = [{ TxnId: estimate.Id, TxnType: 'Estimate' }];
    const invoice = await made(kit, 'invoice', invoiceOf([line(20)], { LinkedTxn }));
    expect(invoice.LinkedTxn).toEqual(LinkedTxn);
    const read = async () => (await kit.api.get(`estimate/${estimate.Id}`)).body.Estimate;
    expect(await read()).toMatchObject({ TxnStatus: 'Closed', LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] });
    await kit.api.post('invoice?operation=delete', { Id: invoice.Id, SyncToken: invoice.SyncToken });
    const open = await read();
    expect([open.TxnStatus, open.LinkedTxn]).toEqual(['Pending', undefined]);
  });

  it('a receipt without a customer goes to Undeposited Funds; a void takes it away', async () => {
    const kit = await start();
    const receipt = await made(kit, 'salesreceipt', { Line: [line(10, { tax: 'TAX' })] });
    expect(receipt).toMatchObject({
      TotalAmt: 10.8,
      Balance: 0,
      DepositToAccountRef: { value: '4', name: 'Undeposited Funds' },
    });
    expect([await accountBalance(kit, '4'), await accountBalance(kit, '90')]).toEqual([10.8, 0.8]);
    await kit.api.post('salesreceipt?operation=update&include=void', { Id: receipt.Id, SyncToken: '0', sparse: true });
    expect([await accountBalance(kit, '4'), await accountBalance(kit, '90')]).toEqual([0, 0]);
  });

  it('a bundle is answered with its members, taxed and counted from stock', async () => {
    const kit = await start({ sampleCompany: true, realm: larkspur });
    const bundle = { DetailType: 'GroupLineDetail', GroupLineDetail: { GroupItemRef: { value: '18' }, Quantity: 2 } };
    const invoice = await made(kit, 'invoice', { CustomerRef: { value: '1' }, Line: [bundle] });
    expect(invoice.Line[0]).toMatchObject({
      Amount: 0,
      GroupLineDetail: { Quantity: 2, GroupItemRef: { name: 'Spring Package' } },
    });
    expect(invoice.Line[0].GroupLineDetail.Line.map((one: Loose) => one.Amount)).toEqual([170, 70, 155]);
    expect(invoice.TotalAmt).toBe(407.02); // 395 and 7.75 % of the mulch: 10.08 + 1.94.
    const lamp = async () => (await kit.api.get('item/16')).body.Item.QtyOnHand;
    const before = await lamp();
    await made(kit, 'invoice', {
      CustomerRef: { value: '1' },
      Line: [line(99.8, { item: '16', detail: { Qty: 2, UnitPrice: 49.9 } })],
    });
    expect(await lamp()).toBe(before - 2);
  });

  it('asked for the rates of a day it answers those that held then, one for each of its currencies', async () => {
    const kit = await start({ sampleCompany: true, realm: larkspur });
    await made(kit, 'exchangerate', { SourceCurrencyCode: 'EUR', Rate: 1.2, AsOfDate: '2026-09-20' });
    const rates = async (date: string) =>
      (
        await kit.api.query(`select * from ExchangeRate where AsOfDate = '${date}'`)
      ).body.QueryResponse.ExchangeRate.map((rate: Loose) => [rate.SourceCurrencyCode, rate.Rate, rate.AsOfDate]);
    expect(await rates('2026-09-19')).toEqual(
      expect.arrayContaining([
        ['USD', 1, '2026-09-19'],
        ['EUR', 1.08, '2026-09-19'],
      ]),
    );
    expect(await rates('2026-09-27')).toContainEqual(['EUR', 1.2, '2026-09-27']);
  });

  it('a customer with another currency is invoiced in it', async () => {
    const kit = await start({ sampleCompany: true, realm: larkspur });
    const customer = await made(kit, 'customer', { DisplayName: 'Haus Birke', CurrencyRef: { value: 'EUR' } });
    const invoice = await made(kit, 'invoice', {
      CustomerRef: { value: customer.Id },
      Line: [line(100, { item: '3' })],
    });
    expect(invoice).toMatchObject({
      CurrencyRef: { value: 'EUR', name: 'Euro' },
      ExchangeRate: 1.08,
      TotalAmt: 100,
      HomeTotalAmt: 108,
    });
    const wrong = {
      CustomerRef: { value: customer.Id },
      CurrencyRef: { value: 'USD' },
      Line: [line(1, { item: '3' })],
    };
    expect(codesOf(await kit.api.post('invoice', wrong))).toEqual(['6000']);
    expect(codesOf(await kit.api.post('customer', { ...customer, CurrencyRef: { value: 'USD' } }))).toEqual(['6000']);
  });
});

describe('due dates', () => {
  it.each([
    ['2026-09-05', '2026-09-20'],
    ['2026-09-18', '2026-10-20'],
    ['2026-12-25', '2027-01-20'],
  ])('a term on the 20th with five days of grace: %s is due on %s', async (TxnDate, DueDate) => {
    const kit = await start();
    const term = await made(kit, 'term', { Name: 'The 20th', DayOfMonthDue: 20, DueNextMonthDays: 5 });
    const SalesTermRef = { value: term.Id };
    expect(await made(kit, 'invoice', invoiceOf([line(1)], { TxnDate, SalesTermRef }))).toMatchObject({ DueDate });
  });
});

describe('minor versions', () => {
  it('below 75 are taken for 75, as an absent one is', async () => {
    const { api } = await start();
    const answers = [
      await api.get('item/4'),
      await api.get('item/4?minorversion=4'),
      await api.get('item/4?minorversion=75'),
    ];
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.Item))).size).toBe(1);
    expect(answers[1]?.body.Item.Sku).toBe('BP-1');
  });
});

describe('papers', () => {
  it('are printed and sent; the fortieth e-mail of a day is the last', async () => {
    const kit = await start({ quotas: true });
    const invoice = await made(kit, 'invoice', invoiceOf([line(20)]));
    const pdf = await kit.api.get(`invoice/${invoice.Id}/pdf`, 'application/pdf');
    expect([pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
    const send = () => kit.api.post(`invoice/${invoice.Id}/send?sendTo=mary%40hilltop.example`, '');
    expect((await send()).body.Invoice).toMatchObject({
      EmailStatus: 'EmailSent',
      BillEmail: { Address: 'mary@hilltop.example' },
      DeliveryInfo: { DeliveryType: 'Email' },
    });
    expect(kit.simulator.control.events().at(-1)).toMatchObject({ name: 'Invoice', operation: 'Emailed' });
    for (let sent = 1; sent < 40; sent += 1) {
      kit.clock.advance(5_000);
      expect((await send()).status).toBe(200);
    }
    kit.clock.advance(5_000);
    expect((await send()).status).toBe(429);
    expect(codesOf(await kit.api.post('bill/1/send', ''))).toEqual(['3001']);
  });

  it('without an address nothing is sent', async () => {
    const kit = await start();
    const invoice = await made(kit, 'invoice', invoiceOf([line(20)]));
    expect(codesOf(await kit.api.post(`invoice/${invoice.Id}/send`, ''))).toEqual(['6420']);
    expect(codesOf(await kit.api.get('customer/1/pdf', 'application/pdf'))).toEqual(['500']);
  });
});

describe('a storm', () => {
  it('hits the same requests for the same seed', async () => {
    const weather = async (seed: number): Promise<string> => {
      const kit = await start();
      kit.simulator.control.setStorm({ seed, rate: 0.5, kinds: ['500', '503', '429'] });
      const seen: number[] = [];
      for (let request = 0; request < 12; request += 1) seen.push((await kit.api.get('customer/1')).status);
      return seen.join(' ');
    };
    const first = await weather(7);
    expect(await weather(7)).toBe(first);
    expect(await weather(8)).not.toBe(first);
    expect(first).toContain('200');
    expect(first).toMatch(/500|503|429/);
  });
});

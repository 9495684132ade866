/** The three tax regimes, with figures that real companies gave. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/simulator/json.ts';
import { codesOf, createInvoice, harbor, invoiceOf, line, northgate, ridge, start } from './kit.ts';

const gross = (amount: number, tax: string): JsonObject => line(amount, { tax, detail: { TaxInclusiveAmt: amount } });

describe('manual sales tax', () => {
  it.each([
    ['recorded', [325.75], 26.06, 351.81],
    ['recorded too', [335.25], 26.82, 362.07],
    ['on the sum of the lines', [0.06, 0.06], 0.01, 0.13],
  ])('%s', async (_name, amounts, tax, total) => {
    const { api } = await start();
    const lines = amounts.map((amount) => line(amount, { tax: 'TAX' }));
    const invoice = await createInvoice(api, invoiceOf(lines, { TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } } }));
    expect([invoice.TxnTaxDetail.TotalTax, invoice.TotalAmt]).toEqual([tax, total]);
  });

  it('splits a group over its rates', async () => {
    const { api } = await start();
    const body = invoiceOf([line(100, { tax: 'TAX' }), line(50, { tax: 'NON' })], {
      TxnTaxDetail: { TxnTaxCodeRef: { value: '3' } },
    });
    const { TxnTaxDetail } = await createInvoice(api, body);
    expect(TxnTaxDetail.TotalTax).toBe(9.1);
    expect(TxnTaxDetail.TaxLine).toEqual([
      {
        Amount: 7.1,
        DetailType: 'TaxLineDetail',
        TaxLineDetail: { TaxRateRef: { value: '1' }, PercentBased: true, TaxPercent: 7.1, NetAmountTaxable: 100 },
      },
      {
        Amount: 2,
        DetailType: 'TaxLineDetail',
        TaxLineDetail: { TaxRateRef: { value: '2' }, PercentBased: true, TaxPercent: 2, NetAmountTaxable: 100 },
      },
    ]);
  });

  it("takes a line without a code as NON, and the customer's group where none is sent", async () => {
    const { api } = await start();
    const plain = await createInvoice(api, invoiceOf([line(100)]));
    expect([plain.Line[0].SalesItemLineDetail.TaxCodeRef, plain.TxnTaxDetail]).toEqual([
      { value: 'NON' },
      { TotalTax: 0 },
    ]);
    const tucson = await createInvoice(api, invoiceOf([line(100, { tax: 'TAX' })], { CustomerRef: { value: '2' } }));
    expect(tucson.TxnTaxDetail).toMatchObject({ TxnTaxCodeRef: { value: '3' }, TotalTax: 9.1 });
  });

  it('ignores a total that is sent, and refuses codes that a US line cannot have', async () => {
    const { api } = await start();
    const sent = invoiceOf([line(100, { tax: 'TAX' })], {
      TxnTaxDetail: { TxnTaxCodeRef: { value: '2' }, TotalTax: 1 },
    });
    expect((await createInvoice(api, sent)).TxnTaxDetail.TotalTax).toBe(8);
    const codes = await Promise.all([
      api.post('invoice', invoiceOf([line(1, { tax: '2' })])),
      api.post('invoice', invoiceOf([line(1, { tax: 'CustomSalesTax' })])),
      api.post('invoice', invoiceOf([line(1, { tax: 'TAX' })], { TxnTaxDetail: { TxnTaxCodeRef: { value: '77' } } })),
      api.post('invoice', invoiceOf([line(1, { tax: 'TAX' })], { TxnTaxDetail: { TxnTaxCodeRef: { value: '6' } } })),
    ]);
    expect(codes.map(codesOf)).toEqual([['6100'], ['6160'], ['2500'], ['2500']]);
  });
});

describe('automated sales tax', () => {
  const tucson = { Line1: '8 Cactus Ln', City: 'Tucson', CountrySubDivisionCode: 'AZ', PostalCode: '85719' };

  it('taxes by the destination and replaces the code that was sent', async () => {
    const { api } = await start({ realm: harbor });
    const here = await createInvoice(
      api,
      invoiceOf([line(640, { tax: 'TAX' })], { TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } } }),
    );
    expect(here.TxnTaxDetail).toMatchObject({ TxnTaxCodeRef: { value: '11' }, TotalTax: 58.4 });
    const there = await createInvoice(api, invoiceOf([line(640, { tax: 'TAX' })], { ShipAddr: tucson }));
    expect(there.TxnTaxDetail).toMatchObject({ TxnTaxCodeRef: { value: '13' }, TotalTax: 55.68 });
    expect(there.TxnTaxDetail.TaxLine).toHaveLength(3);
  });

  it('takes a line without a code by the item and the customer', async () => {
    const { api } = await start({ realm: harbor });
    const invoice = await createInvoice(api, invoiceOf([line(100), line(100, { item: '2' })]));
    const codes = invoice.Line.slice(0, 2).map(
      (part: { SalesItemLineDetail: { TaxCodeRef: { value: string } } }) => part.SalesItemLineDetail.TaxCodeRef.value,
    );
    expect([codes, invoice.TxnTaxDetail.TotalTax]).toEqual([['TAX', 'NON'], 9.13]);
    const exempt = await createInvoice(api, invoiceOf([line(100, { tax: 'TAX' })], { CustomerRef: { value: '3' } }));
    expect(exempt.TxnTaxDetail.TotalTax).toBe(0);
  });

  it('keeps a total that is sent, spreads it and shows the difference; a switch ends that', async () => {
    const { api, simulator } = await start({ realm: harbor });
    const body = invoiceOf([line(100, { tax: 'TAX' })], { TxnTaxDetail: { TotalTax: 9.14 } });
    const { TxnTaxDetail, TotalAmt } = await createInvoice(api, body);
    expect([TotalAmt, TxnTaxDetail.TotalTax]).toEqual([109.14, 9.14]);
    const lines: { Amount: number; TaxLineDetail: { OverrideDeltaAmount?: number } }[] = TxnTaxDetail.TaxLine;
    expect(lines.map(({ Amount, TaxLineDetail }) => [Amount, TaxLineDetail.OverrideDeltaAmount])).toEqual([
      [6.01, 0.01],
      [3.13, undefined],
    ]);
    simulator.control.setSwitches(harbor, { automatedTaxOverride: false });
    expect((await createInvoice(api, body)).TxnTaxDetail.TotalTax).toBe(9.13);
  });
});

describe('tax outside the US', () => {
  it('adds the tax per rate to net amounts', async () => {
    const { api } = await start({ realm: northgate });
    const body = invoiceOf([line(50, { tax: '6' }), line(10, { tax: '10' })], { GlobalTaxCalculation: 'TaxExcluded' });
    const invoice = await createInvoice(api, body);
    expect(invoice.TotalAmt).toBe(70);
    expect(invoice.TxnTaxDetail).toEqual({
      TotalTax: 10,
      TaxLine: [
        {
          Amount: 10,
          DetailType: 'TaxLineDetail',
          TaxLineDetail: { TaxRateRef: { value: '12' }, PercentBased: true, TaxPercent: 20, NetAmountTaxable: 50 },
        },
        {
          Amount: 0,
          DetailType: 'TaxLineDetail',
          TaxLineDetail: { TaxRateRef: { value: '20' }, PercentBased: true, TaxPercent: 0, NetAmountTaxable: 10 },
        },
      ],
    });
  });

  it('rounds per line, or on the sum by a switch', async () => {
    const { api, simulator } = await start({ realm: northgate });
    const body = invoiceOf([0.03, 0.03, 0.03].map((amount) => line(amount, { tax: '6' })));
    expect((await createInvoice(api, body)).TxnTaxDetail.TotalTax).toBe(0.03);
    simulator.control.setSwitches(northgate, { taxRounding: 'sum' });
    expect((await createInvoice(api, body)).TxnTaxDetail.TotalTax).toBe(0.02);
  });

  it('takes the tax out of gross prices: what is stored is net, the tax is gross less net', async () => {
    const { api, simulator } = await start({ realm: northgate });
    simulator.control.act(northgate, { entity: 'TaxRate', operation: 'update', body: { Id: '12', RateValue: 13 } });
    const invoice = await createInvoice(api, invoiceOf([gross(9.6, '6')], { GlobalTaxCalculation: 'TaxInclusive' }));
    expect(invoice.Line[0]).toMatchObject({ Amount: 8.5, SalesItemLineDetail: { TaxInclusiveAmt: 9.6 } });
    expect([invoice.TxnTaxDetail.TotalTax, invoice.TotalAmt]).toEqual([1.1, 9.6]);
    expect((await api.post('invoice', invoice)).body.Invoice).toEqual(invoice);
  });

  it.each([
    ['gross', 10, 2, 12],
    ['net', 12, 2.4, 14.4],
  ] as const)('reads an amount alone as %s', async (inclusiveAmountAlone, net, tax, total) => {
    const { api, simulator } = await start({ realm: northgate });
    simulator.control.setSwitches(northgate, { inclusiveAmountAlone });
    const invoice = await createInvoice(
      api,
      invoiceOf([line(12, { tax: '6' })], { GlobalTaxCalculation: 'TaxInclusive' }),
    );
    expect([invoice.Line[0].Amount, invoice.TxnTaxDetail.TotalTax, invoice.TotalAmt]).toEqual([net, tax, total]);
  });

  it('pins an amount that is sent for a rate of the lines', async () => {
    const { api } = await start({ realm: northgate });
    const pin = (rate: string) => ({
      TxnTaxDetail: {
        TotalTax: 7.42,
        TaxLine: [
          {
            Amount: 7.42,
            DetailType: 'TaxLineDetail',
            TaxLineDetail: { TaxRateRef: { value: rate }, PercentBased: false, NetAmountTaxable: 37.1 },
          },
        ],
      },
    });
    const invoice = await createInvoice(api, invoiceOf([line(37.13, { tax: '6' })], pin('12')));
    expect([invoice.TxnTaxDetail.TotalTax, invoice.TotalAmt]).toEqual([7.42, 44.55]);
    expect(codesOf(await api.post('invoice', invoiceOf([line(37.13, { tax: '6' })], pin('20'))))).toEqual(['6000']);
  });

  it('has no tax where it does not apply, and refuses what does not fit', async () => {
    const { api, simulator } = await start({ realm: northgate });
    const none = await createInvoice(api, invoiceOf([line(10)], { GlobalTaxCalculation: 'NotApplicable' }));
    expect([none.TotalAmt, none.TxnTaxDetail]).toEqual([10, { TotalTax: 0 }]);
    const taxed = { GlobalTaxCalculation: 'NotApplicable', TxnTaxDetail: { TotalTax: 2 } };
    expect(codesOf(await api.post('invoice', invoiceOf([line(10)], taxed)))).toEqual(['6170']);
    expect(codesOf(await api.post('invoice', invoiceOf([line(10)])))).toEqual(['6000']);
    expect(codesOf(await api.post('invoice', invoiceOf([line(10, { tax: 'TAX' })])))).toEqual(['2500']);
    expect(codesOf(await api.post('invoice', invoiceOf([line(10, { tax: '3' })])))).toEqual(['2500']);
    simulator.control.setSwitches(northgate, { globalTaxCalculationRequired: true });
    expect(codesOf(await api.post('invoice', invoiceOf([line(10, { tax: '6' })])))).toEqual(['2020']);
  });
});

describe('the lists behind it', () => {
  it('let a line keep a code that was retired, and show a new rate beside the old one', async () => {
    const { api, simulator } = await start({ realm: northgate });
    const { Id } = await createInvoice(api, invoiceOf([line(10, { tax: '7' })]));
    simulator.control.act(northgate, { entity: 'TaxCode', operation: 'update', body: { Id: '7', Active: false } });
    simulator.control.act(northgate, { entity: 'TaxRate', operation: 'update', body: { Id: '14', RateValue: 6 } });
    const body = { Id, SyncToken: '0', sparse: true, CustomerRef: { value: '1' } };
    const kept = await api.post('invoice', { ...body, Line: [line(20, { tax: '7', id: '1' })] });
    expect(kept.body.Invoice.TotalAmt).toBe(21.2);
    const added = { ...body, SyncToken: '1', Line: [line(20, { tax: '7' })] };
    expect(codesOf(await api.post('invoice', added))).toEqual(['2500']);
    expect((await api.get('taxrate/14')).body.TaxRate).toMatchObject({
      RateValue: 6,
      EffectiveTaxRate: [{ RateValue: 5 }, { RateValue: 6 }],
    });
  });

  it('show pseudo codes and groups with their rates, read-only for clients', async () => {
    const { api } = await start();
    const { QueryResponse } = (await api.query('select * from TaxCode where Active in (true, false)')).body;
    const ids = QueryResponse.TaxCode.map(({ Id }: { Id: string }) => Id);
    expect(ids.sort()).toEqual(['2', '3', '4', '5', '6', 'NON', 'TAX']);
    expect((await api.get('taxcode/TAX')).body.TaxCode).toMatchObject({ Taxable: true, TaxGroup: false });
    expect((await api.get('taxcode/3')).body.TaxCode.SalesTaxRateList.TaxRateDetail).toHaveLength(2);
    expect((await api.get('taxrate/1')).body.TaxRate).toMatchObject({ RateValue: 7.1, AgencyRef: { value: '1' } });
    expect(codesOf(await api.post('taxcode', { Name: 'x' }))).toEqual(['500']);
    const { Preferences } = (await api.get('preferences')).body;
    expect(Preferences.TaxPrefs).toEqual({ UsingSalesTax: true, TaxGroupCodeRef: { value: '2' } });
  });

  it('let the accountant retire a code', async () => {
    const { api, simulator } = await start();
    simulator.control.act(ridge, { entity: 'TaxCode', operation: 'update', body: { Id: '2', Active: false } });
    const body = invoiceOf([line(1, { tax: 'TAX' })], { TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } } });
    expect(codesOf(await api.post('invoice', body))).toEqual(['2500']);
  });
});

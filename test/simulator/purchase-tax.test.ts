/** Tax on what is bought: reckoned by the rates for purchases outside the US, none in the US; and the accounts follow. */
import { describe, expect, it } from 'vitest';
import { accountBalance, codesOf, type Kit, type Loose, made, northgate, start } from './kit.ts';

const cost = (amount: number, tax?: string, extra = {}) => ({
  DetailType: 'AccountBasedExpenseLineDetail',
  Amount: amount,
  AccountBasedExpenseLineDetail: {
    AccountRef: { value: '60' },
    ...(tax === undefined ? {} : { TaxCodeRef: { value: tax } }),
    ...extra,
  },
});
const vendor = { VendorRef: { value: '3' } };
const british = () => start({ realm: northgate });
const bill = (kit: Kit, body: object): Promise<Loose> => made(kit, 'bill', { ...vendor, ...body });

async function account(kit: Kit, name: string): Promise<string> {
  const { body } = await kit.api.query(`select * from Account where Name = '${name}'`);
  return body.QueryResponse.Account[0].Id;
}

describe('outside the US', () => {
  it('is added to prices that exclude it, by the rates for purchases, and owed to the vendor', async () => {
    const kit = await british();
    const made = await bill(kit, {
      GlobalTaxCalculation: 'TaxExcluded',
      Line: [cost(100, '6'), cost(40, '7'), cost(10, '10')],
    });
    expect(made).toMatchObject({ TotalAmt: 172, Balance: 172, GlobalTaxCalculation: 'TaxExcluded' });
    const lines = made.TxnTaxDetail.TaxLine.map((line: Loose) => [line.TaxLineDetail.TaxRateRef.value, line.Amount]);
    expect(lines).toEqual([
      ['11', 20],
      ['13', 2],
      ['19', 0],
    ]);
    expect((await kit.api.get('vendor/3')).body.Vendor.Balance).toBe(172);
    expect(await accountBalance(kit, '33')).toBe(172);
    expect(await accountBalance(kit, await account(kit, 'VAT Control'))).toBe(-22); // What can be reclaimed.
    expect((await kit.api.post('bill', made)).body.Bill).toEqual(made);
  });

  it('is taken out of prices that include it, and stays when the answer is sent back', async () => {
    const kit = await british();
    const item = {
      DetailType: 'ItemBasedExpenseLineDetail',
      Amount: 120,
      ItemBasedExpenseLineDetail: { ItemRef: { value: '4' }, Qty: 2, UnitPrice: 60, TaxCodeRef: { value: '6' } },
    };
    const body = {
      PaymentType: 'Check',
      AccountRef: { value: '35' },
      GlobalTaxCalculation: 'TaxInclusive',
      Line: [item],
    };
    const purchase = await made(kit, 'purchase', body);
    expect(purchase).toMatchObject({ TotalAmt: 120, TxnTaxDetail: { TotalTax: 20 } });
    expect(purchase.Line[0]).toMatchObject({ Amount: 100, ItemBasedExpenseLineDetail: { TaxInclusiveAmt: 120 } });
    expect((await kit.api.post('purchase', purchase)).body.Purchase).toEqual(purchase);
    const renamed = { Id: purchase.Id, SyncToken: '0', sparse: true, PrivateNote: 'Tyres' };
    expect((await kit.api.post('purchase', renamed)).body.Purchase).toMatchObject({
      TotalAmt: 120,
      PrivateNote: 'Tyres',
    });
    expect(await accountBalance(kit, '35')).toBe(-120);
  });

  it('is as the sender pins it, over a bill, an order and a credit; a memo later leaves the pin alone', async () => {
    const kit = await british();
    const TaxLine = [
      {
        Amount: 20.01,
        DetailType: 'TaxLineDetail',
        TaxLineDetail: { TaxRateRef: { value: '11' }, PercentBased: false, NetAmountTaxable: 100 },
      },
    ];
    const body = { ...vendor, GlobalTaxCalculation: 'TaxExcluded', Line: [cost(100, '6')], TxnTaxDetail: { TaxLine } };
    for (const path of ['bill', 'purchaseorder', 'vendorcredit']) {
      const record = await made(kit, path, body);
      expect(record).toMatchObject({ TotalAmt: 120.01, TxnTaxDetail: { TotalTax: 20.01 } });
      const memo = { Id: record.Id, SyncToken: '0', sparse: true, PrivateNote: 'x' };
      const [after]: Loose[] = Object.values((await kit.api.post(path, memo)).body);
      expect([after.TotalAmt, after.PrivateNote]).toEqual([120.01, 'x']);
    }
    expect((await kit.api.get('vendor/3')).body.Vendor.Balance).toBe(0);
  });

  it('needs a code on every line once one has one, with a rate for purchases; without any there is no tax', async () => {
    const kit = await british();
    expect(await bill(kit, { Line: [cost(5)] })).toMatchObject({ TotalAmt: 5, GlobalTaxCalculation: 'NotApplicable' });
    const refused = async (Line: object[], extra = {}) =>
      codesOf(await kit.api.post('bill', { ...vendor, Line, ...extra } as Loose));
    expect(await refused([cost(5, '6'), cost(5)])).toEqual(['6000']);
    expect(await refused([cost(5, '99')])).toEqual(['2500']);
    const rate = { TaxRateName: 'Out', RateValue: 3, TaxAgencyId: '1', TaxApplicableOn: 'Sales' };
    const code = await kit.api.post('taxservice/taxcode', { TaxCode: 'Sales alone', TaxRateDetails: [rate] });
    expect(await refused([cost(5, code.body.TaxCodeId)])).toEqual(['6000']);
    const pinned = { TxnTaxDetail: { TotalTax: 1 }, GlobalTaxCalculation: 'NotApplicable' };
    expect(await refused([cost(5)], pinned)).toEqual(['6170']);
  });
});

describe('in the US', () => {
  it('there is none: its words are accepted without effect, an amount is refused', async () => {
    const kit = await start();
    const plain = {
      VendorRef: { value: '5' },
      GlobalTaxCalculation: 'TaxInclusive',
      Line: [cost(60, undefined, { TaxAmount: 0 })],
    };
    const made_ = await made(kit, 'bill', plain);
    expect([made_.TotalAmt, made_.GlobalTaxCalculation]).toEqual([60, undefined]);
    for (const TxnTaxDetail of [{ TotalTax: 1 }, { TaxLine: [{ Amount: 1, DetailType: 'TaxLineDetail' }] }]) {
      expect(codesOf(await kit.api.post('bill', { ...plain, TxnTaxDetail } as Loose))).toEqual(['500']);
    }
  });
});

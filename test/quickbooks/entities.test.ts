import { describe, expect, test } from 'vitest';
import { CompanyInfo, Preferences } from '../../src/quickbooks/company.ts';
import { CreditMemo, Customer, DeletedStub, Invoice, Item, Payment } from '../../src/quickbooks/entities.ts';
import { entitySchemas } from '../../src/quickbooks/entity-schemas.ts';
import { Department, TaxCode, TaxRate, Term } from '../../src/quickbooks/lists.ts';

const head = { domain: 'QBO', sparse: false, Id: '501', SyncToken: '0' };
const MetaData = { CreateTime: '2026-09-28T08:11:02-07:00', LastUpdatedTime: '2026-09-28T08:11:02-07:00' };

const invoice = {
  ...head,
  MetaData,
  AllowIPNPayment: false,
  DocNumber: 'S-20417',
  TxnDate: '2026-09-28',
  CurrencyRef: { value: 'USD', name: 'United States Dollar' },
  LinkedTxn: [{ TxnId: '620', TxnType: 'Payment' }],
  CustomerRef: { value: '12', name: 'Hilltop Garage' },
  Line: [
    {
      Id: '1',
      LineNum: 1,
      Description: 'Brake pads',
      Amount: 180.0,
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: {
        ItemRef: { value: '31' },
        UnitPrice: 90,
        Qty: 2,
        TaxCodeRef: { value: 'TAX' },
        Odd: 'kept',
      },
    },
    {
      Id: '2',
      Amount: 18.0,
      DetailType: 'DiscountLineDetail',
      DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 },
    },
    { Id: '3', DetailType: 'DescriptionOnly', Description: 'Work order 88', DescriptionLineDetail: {} },
    {
      Id: '4',
      Amount: 0,
      DetailType: 'GroupLineDetail',
      GroupLineDetail: {
        GroupItemRef: { value: '24' },
        Quantity: 3,
        Line: [{ Id: '5', Amount: 7.5, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { Qty: 3 } }],
      },
    },
    { Id: '6', Amount: 3.25, DetailType: 'TDSLineDetail', TDSLineDetail: { Rate: 1.5 } },
    { Amount: 180.0, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
  ],
  TxnTaxDetail: {
    TotalTax: 14.4,
    TaxLine: [
      {
        Amount: 14.4,
        DetailType: 'TaxLineDetail',
        TaxLineDetail: { TaxRateRef: { value: '3' }, PercentBased: true, TaxPercent: 8, NetAmountTaxable: 180.0 },
      },
    ],
  },
  DueDate: null,
  TotalAmt: 194.4,
  Balance: 94.4,
};

describe('an invoice', () => {
  const parsed = Invoice.parse(invoice);

  test('has its amounts as decimal texts, at every depth', () => {
    expect([parsed.TotalAmt, parsed.Balance, parsed.TxnTaxDetail?.TotalTax]).toEqual(['194.4', '94.4', '14.4']);
    const [sales, discount, , group] = parsed.Line;
    expect(sales).toMatchObject({ Amount: '180', SalesItemLineDetail: { Qty: '2', UnitPrice: '90' } });
    expect(discount).toMatchObject({ Amount: '18', DiscountLineDetail: { DiscountPercent: '10' } });
    expect(group).toMatchObject({ GroupLineDetail: { Quantity: '3', Line: [{ Amount: '7.5' }] } });
  });

  test('keeps fields that we do not know', () => {
    expect(parsed.AllowIPNPayment).toBe(false);
    expect(parsed.Line[0]).toMatchObject({ SalesItemLineDetail: { Odd: 'kept' } });
  });

  test('reads null as absent', () => {
    expect(parsed.DueDate).toBeUndefined();
  });

  test('keeps a line of an unknown type exactly as it came', () => {
    const opaque = parsed.Line.find((line) => line.DetailType === 'Opaque');
    expect(opaque).toMatchObject({ type: 'TDSLineDetail', Id: '6', Amount: '3.25' });
    expect(opaque?.raw).toEqual(invoice.Line[4]);
  });

  test('with a broken line of a known type is refused, and not taken for one with an opaque line', () => {
    const broken = { ...invoice, Line: [{ Amount: 1, DetailType: 'SalesItemLineDetail' }] };
    expect(Invoice.safeParse(broken).success).toBe(false);
  });

  test('with an unknown line of no readable amount is refused', () => {
    const broken = { ...invoice, Line: [{ Amount: 'much', DetailType: 'TDSLineDetail' }] };
    expect(Invoice.safeParse(broken).success).toBe(false);
  });

  test('without lines and links has empty lists', () => {
    const { Line: _lines, LinkedTxn: _links, ...rest } = invoice;
    expect(Invoice.parse(rest)).toMatchObject({ Line: [], LinkedTxn: [] });
  });

  test.each(['Id', 'SyncToken', 'CustomerRef', 'TotalAmt', 'Balance'])('without %s is refused', (field) => {
    expect(Invoice.safeParse({ ...invoice, [field]: undefined }).success).toBe(false);
  });
});

describe('the other entities', () => {
  test('a payment and a credit memo', () => {
    const payment = Payment.parse({
      ...head,
      MetaData,
      CustomerRef: { value: '12' },
      TotalAmt: 250.0,
      UnappliedAmt: 5.6,
      Line: [{ Amount: 194.4, LinkedTxn: [{ TxnId: '501', TxnType: 'Invoice' }], LineEx: { any: [] } }],
    });
    expect(payment).toMatchObject({ TotalAmt: '250', UnappliedAmt: '5.6', Line: [{ Amount: '194.4' }] });
    const memo = CreditMemo.parse({ ...invoice, RemainingCredit: 10.0 });
    expect(memo.RemainingCredit).toBe('10');
  });

  test('names are active unless they say otherwise', () => {
    const customer = { ...head, DisplayName: 'Hilltop Garage', Balance: 0 };
    expect(Customer.parse(customer)).toMatchObject({ Active: true, Balance: '0' });
    expect(Customer.parse({ ...customer, Active: false }).Active).toBe(false);
    expect(Item.parse({ ...head, Name: 'Brake pads', UnitPrice: 90, Type: 'NonInventory' }).UnitPrice).toBe('90');
  });

  test('tax codes and rates, also the pseudo codes that are hardly there', () => {
    expect(TaxCode.parse({ Id: 'TAX', Name: 'TAX', Taxable: true }).SyncToken).toBeUndefined();
    const code = TaxCode.parse({
      ...head,
      Name: 'Bay City',
      SalesTaxRateList: { TaxRateDetail: [{ TaxRateRef: { value: '3' }, TaxOrder: 0 }] },
      PurchaseTaxRateList: {},
    });
    expect(code.SalesTaxRateList?.TaxRateDetail[0]?.TaxRateRef.value).toBe('3');
    expect(TaxRate.parse({ ...head, Name: 'Bay City 8', RateValue: 8.5 }).RateValue).toBe('8.5');
  });

  test('terms, departments, the company and its preferences', () => {
    expect(Term.parse({ ...head, Name: 'Net 30', DueDays: 30 }).DueDays).toBe(30);
    expect(Department.parse({ ...head, Name: 'North shop', SubDepartment: false }).Active).toBe(true);
    expect(CompanyInfo.parse({ ...head, CompanyName: 'Ridge Auto', Country: 'US' }).NameValue).toEqual([]);
    const preferences = Preferences.parse({
      ...head,
      AccountingInfoPrefs: { BookCloseDate: '2025-12-31' },
      TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: true },
    });
    expect(preferences.AccountingInfoPrefs?.BookCloseDate).toBe('2025-12-31');
    expect(preferences.SalesFormsPrefs).toBeUndefined();
  });

  test('a deleted one is a stub and nothing else', () => {
    expect(DeletedStub.parse({ domain: 'QBO', status: 'Deleted', Id: '266' }).Id).toBe('266');
    expect(DeletedStub.safeParse(invoice).success).toBe(false);
  });

  test('the table names each schema as the wire does', () => {
    expect(entitySchemas.Invoice.parse(invoice).DocNumber).toBe('S-20417');
    expect(Object.keys(entitySchemas)).toHaveLength(14);
  });
});

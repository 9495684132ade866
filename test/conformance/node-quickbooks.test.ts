/** node-quickbooks against the sample company: every entity that both have, created, read, changed, found and taken away. */
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Loose, larkspur, start } from '../simulator/kit.ts';
import { nodeQuickBooks } from './node-quickbooks.ts';

async function open() {
  const { simulator } = await start({ sampleCompany: true, realm: larkspur });
  return { simulator, ...nodeQuickBooks(simulator, larkspur) };
}

const sale = (amount: number) => ({
  DetailType: 'SalesItemLineDetail',
  Amount: amount,
  SalesItemLineDetail: { ItemRef: { value: '3' } },
});
const cost = (amount: number) => ({
  DetailType: 'AccountBasedExpenseLineDetail',
  Amount: amount,
  AccountBasedExpenseLineDetail: { AccountRef: { value: '53' } },
});
const journal = (PostingType: string, account: string) => ({
  DetailType: 'JournalEntryLineDetail',
  Amount: 12.5,
  JournalEntryLineDetail: { PostingType, AccountRef: { value: account } },
});
const customer = { CustomerRef: { value: '1' } };
const vendor = { VendorRef: { value: '50' } };

interface Case {
  entity: string;
  create: object;
  change: Record<string, unknown>;
  gone: 'delete' | 'inactive' | 'stays';
  plural?: string;
}

const cases: Case[] = [
  {
    entity: 'Account',
    create: { Name: 'Greenhouse', AccountType: 'Expense' },
    change: { Description: 'Glass' },
    gone: 'inactive',
  },
  { entity: 'Bill', create: { ...vendor, Line: [cost(40)] }, change: { PrivateNote: 'n', ...vendor }, gone: 'delete' },
  {
    entity: 'Class',
    create: { Name: 'Gardens' },
    change: { Name: 'Large gardens' },
    gone: 'inactive',
    plural: 'Classes',
  },
  { entity: 'CreditMemo', create: { ...customer, Line: [sale(9)] }, change: { PrivateNote: 'n' }, gone: 'delete' },
  { entity: 'Customer', create: { DisplayName: 'Nell Arden' }, change: { Notes: 'VIP' }, gone: 'inactive' },
  { entity: 'Department', create: { Name: 'South yard' }, change: { Name: 'South depot' }, gone: 'inactive' },
  {
    entity: 'Deposit',
    create: {
      DepositToAccountRef: { value: '35' },
      Line: [{ DetailType: 'DepositLineDetail', Amount: 20, DepositLineDetail: { AccountRef: { value: '63' } } }],
    },
    change: { PrivateNote: 'interest' },
    gone: 'delete',
  },
  {
    entity: 'Employee',
    create: { GivenName: 'Ike', FamilyName: 'Noon' },
    change: { BillableTime: true },
    gone: 'inactive',
  },
  { entity: 'Estimate', create: { ...customer, Line: [sale(70)] }, change: { PrivateNote: 'n' }, gone: 'delete' },
  { entity: 'Invoice', create: { ...customer, Line: [sale(70)] }, change: { PrivateNote: 'n' }, gone: 'delete' },
  {
    entity: 'Item',
    create: { Name: 'Rake', Type: 'NonInventory', IncomeAccountRef: { value: '79' } },
    change: { UnitPrice: 12 },
    gone: 'inactive',
  },
  {
    entity: 'JournalEntry',
    create: { Line: [journal('Debit', '57'), journal('Credit', '35')] },
    change: { PrivateNote: 'n' },
    gone: 'delete',
    plural: 'JournalEntries',
  },
  {
    entity: 'Payment',
    create: { ...customer, TotalAmt: 15 },
    change: { PrivateNote: 'n', ...customer },
    gone: 'delete',
  },
  { entity: 'PaymentMethod', create: { Name: 'Voucher' }, change: { Name: 'Gift voucher' }, gone: 'inactive' },
  {
    entity: 'Purchase',
    create: { PaymentType: 'Cash', AccountRef: { value: '35' }, Line: [cost(8)] },
    change: { PrivateNote: 'n' },
    gone: 'delete',
  },
  { entity: 'PurchaseOrder', create: { ...vendor, Line: [cost(8)] }, change: { PrivateNote: 'n' }, gone: 'delete' },
  {
    entity: 'RefundReceipt',
    create: { DepositToAccountRef: { value: '35' }, Line: [sale(6)] },
    change: { PrivateNote: 'n' },
    gone: 'delete',
  },
  { entity: 'SalesReceipt', create: { Line: [sale(6)] }, change: { PrivateNote: 'n' }, gone: 'delete' },
  { entity: 'Term', create: { Name: 'Net 45', DueDays: 45 }, change: { DueDays: 44 }, gone: 'inactive' },
  {
    entity: 'TimeActivity',
    create: { NameOf: 'Employee', EmployeeRef: { value: '54' }, Hours: 3 },
    change: { Description: 'Mowing' },
    gone: 'delete',
    plural: 'TimeActivities',
  },
  {
    entity: 'Transfer',
    create: { FromAccountRef: { value: '35' }, ToAccountRef: { value: '36' }, Amount: 5 },
    change: { PrivateNote: 'n' },
    gone: 'delete',
  },
  { entity: 'Vendor', create: { DisplayName: 'Penn Seeds' }, change: { AcctNum: 'P-1' }, gone: 'inactive' },
  { entity: 'VendorCredit', create: { ...vendor, Line: [cost(4)] }, change: { PrivateNote: 'n' }, gone: 'delete' },
];

describe('node-quickbooks', () => {
  it.each(cases)(
    'creates, reads, changes, finds and removes: $entity',
    async ({ entity, create, change, gone, plural }) => {
      const { call } = await open();
      const made = await call(`create${entity}`, { ...create });
      expect(made).toMatchObject({ domain: 'QBO', SyncToken: '0', ...(await call(`get${entity}`, made.Id)) });
      const changed = await call(`update${entity}`, { Id: made.Id, SyncToken: made.SyncToken, ...change });
      expect(changed).toMatchObject({ Id: made.Id, SyncToken: '1', ...change });
      const find = () => call(`find${plural ?? `${entity}s`}`, { Id: made.Id });
      expect((await find()).QueryResponse[entity]).toHaveLength(1);
      if (gone === 'delete') {
        expect((await call(`delete${entity}`, made.Id))[entity]).toMatchObject({ Id: made.Id, status: 'Deleted' });
        await expect(call(`get${entity}`, made.Id)).rejects.toThrow('610');
      } else {
        const inactive = await call(`update${entity}`, { Id: made.Id, SyncToken: '1', Active: false });
        expect(inactive.Active).toBe(false);
      }
      expect((await find()).QueryResponse).toEqual({});
    },
  );

  it('pays bills and invoices, and voids payments and invoices', async () => {
    const { call } = await open();
    const invoice = await call('createInvoice', { ...customer, Line: [sale(80)] });
    const Line = [{ Amount: 80, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] }];
    const payment = await call('createPayment', { ...customer, TotalAmt: 80, Line });
    expect((await call('getInvoice', invoice.Id)).Balance).toBe(0);
    expect(await call('voidPayment', { Id: payment.Id, SyncToken: payment.SyncToken })).toMatchObject({ TotalAmt: 0 });
    expect((await call('voidInvoice', invoice.Id)).Invoice).toMatchObject({ TotalAmt: 0, Balance: 0 });
    const bill = await call('createBill', { ...vendor, Line: [cost(30)] });
    const billLine = [{ Amount: 30, LinkedTxn: [{ TxnId: bill.Id, TxnType: 'Bill' }] }];
    const CheckPayment = { BankAccountRef: { value: '35' } };
    const paid = await call('createBillPayment', {
      ...vendor,
      PayType: 'Check',
      CheckPayment,
      TotalAmt: 30,
      Line: billLine,
    });
    expect((await call('getBill', bill.Id)).Balance).toBe(0);
    await call('deleteBillPayment', paid.Id);
    expect((await call('getBill', bill.Id)).Balance).toBe(30);
  });

  it('finds the lists of a company that is lived in', async () => {
    const { call } = await open();
    expect((await call('findAccounts')).QueryResponse.Account.length).toBeGreaterThan(20);
    const expenses = (await call('findAccounts', { AccountType: 'Expense' })).QueryResponse.Account;
    expect(new Set(expenses.map((account: Loose) => account.AccountType))).toEqual(new Set(['Expense']));
    expect((await call('findAccounts', { Name: 'Travel' })).QueryResponse.Account).toHaveLength(1);
    for (const list of [
      'TaxAgencies',
      'TaxCodes',
      'TaxRates',
      'CompanyCurrencies',
      'CustomerTypes',
      'ExchangeRates',
      'BillPayments',
      'Preferenceses',
      'CompanyInfos',
    ]) {
      expect((await call(`find${list}`)).QueryResponse.maxResults, list).toBeGreaterThan(0);
    }
    const rich = [
      { field: 'TotalAmt', value: 100, operator: '>' },
      { field: 'limit', value: 3 },
      { field: 'fetchAll', value: true },
    ];
    const invoices = (await call('findInvoices', rich)).QueryResponse.Invoice;
    expect(invoices.length).toBeGreaterThan(3);
    expect((await call('findInvoices', { count: true })).QueryResponse.totalCount).toBeGreaterThan(5);
  });

  it('makes tax codes, agencies and exchange rates, and reads the company', async () => {
    const { call } = await open();
    const agency = await call('createTaxAgency', { DisplayName: 'Fernhill Treasury' });
    const TaxRateDetails = [{ TaxRateName: 'Fern 2', RateValue: 2, TaxAgencyId: agency.Id, TaxApplicableOn: 'Sales' }];
    const made = await call('createTaxService', { TaxCode: 'Fern 2', TaxRateDetails });
    expect((await call('getTaxCode', made.TaxCodeId)).Name).toBe('Fern 2');
    expect((await call('getTaxRate', made.TaxRateDetails[0].TaxRateId)).RateValue).toBe(2);
    await call('updateExchangeRate', { SourceCurrencyCode: 'EUR', Rate: 1.1, AsOfDate: '2026-09-01' });
    const asked = { sourcecurrencycode: 'EUR', asofdate: '2026-09-10' };
    expect((await call('getExchangeRate', asked)).ExchangeRate.Rate).toBe(1.1);
    expect((await call('getCompanyInfo', larkspur)).CompanyName).toBe('Larkspur Landscaping');
    expect((await call('getPreferences')).SalesFormsPrefs.CustomTxnNumbers).toBe(false);
    expect((await call('getCompanyCurrency', '1')).Code).toBe('CAD');
  });

  it('attaches, batches, captures changes', async () => {
    const { call } = await open();
    const notes = Array.from({ length: 25 }, (_, index) => ({ Attachable: { Note: `Note ${index}`, Tag: 'Testing' } }));
    const { BatchItemResponse } = await call('batch', notes);
    expect(BatchItemResponse.map((item: Loose) => item.Attachable.Tag)).toEqual(notes.map(() => 'Testing'));
    const tagged = (await call('findAttachables', { Tag: 'Testing' })).QueryResponse.Attachable;
    expect(tagged).toHaveLength(25);
    const changes = await call('changeDataCapture', ['Attachable'], new Date('2026-09-28T18:00:00Z'));
    expect(changes.CDCResponse[0].QueryResponse[0].Attachable).toHaveLength(25);
    expect((await call('deleteAttachable', tagged[0])).Attachable.status).toBe('Deleted');
    const file = await call('upload', 'plan.txt', 'text/plain', Readable.from(['a plan']), 'Vendor', '50');
    expect(file).toMatchObject({
      FileName: 'plan.txt',
      Size: 6,
      AttachableRef: [{ EntityRef: { value: '50', type: 'Vendor' } }],
    });
  });

  it('prints and sends documents', async () => {
    const { call } = await open();
    const { QueryResponse } = await call('findInvoices', { limit: 1 });
    const [{ Id }] = QueryResponse.Invoice;
    expect(
      Buffer.from(await call('getInvoicePdf', Id))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const sent = await call('sendInvoicePdf', Id, 'to@larkspur.example');
    expect(sent).toMatchObject({ EmailStatus: 'EmailSent', BillEmail: { Address: 'to@larkspur.example' } });
  });

  it('sells without a customer or an item, with a discount, as its own examples do', async () => {
    const { call } = await open();
    const detail = { ServiceDate: '2026-08-14', UnitPrice: 14, Qty: 1, TaxCodeRef: { value: 'TAX' } };
    const DiscountLineDetail = { PercentBased: true, DiscountPercent: 2 };
    const receipt = await call('createSalesReceipt', {
      DocNumber: '1044',
      TxnDate: '2026-08-04',
      CustomerMemo: { value: 'my message' },
      Line: [
        { Description: 'Line', Amount: 14, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: detail },
        { Amount: 0.28, DetailType: 'DiscountLineDetail', DiscountLineDetail },
      ],
    });
    expect(receipt).toMatchObject({
      DocNumber: '1044',
      TotalAmt: 14.81,
      Line: [{ SalesItemLineDetail: { ItemRef: { value: '1' } } }, {}, {}],
    });
    const sent = await call('sendSalesReceiptPdf', receipt.Id, 'to@larkspur.example');
    expect(sent.EmailStatus).toBe('EmailSent');
  });

  it('refreshes and revokes its token', async () => {
    const { call, client, simulator } = await open();
    simulator.control.expireAccessTokens(larkspur);
    await expect(call('getCustomer', '1')).rejects.toThrow('3200');
    await call('refreshAccessToken');
    expect((await call('getCustomer', '1')).Id).toBe('1');
    await call('revokeAccess', true);
    expect(client.token).toBeNull();
  });

  it('is told what is not modelled', async () => {
    const { call } = await open();
    await expect(call('reportProfitAndLoss', {})).rejects.toThrow('does not model');
    expect((await call('findBudgets')).QueryResponse).toEqual({});
  });
});

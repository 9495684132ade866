/** What each new record looks like: the properties, in their order, that Intuit's sandbox answered to the like request in May 2026. */
import { describe, expect, it } from 'vitest';
import { type Loose, larkspur, made, start } from './kit.ts';

const sale = { Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1' } } };
const cost = {
  Amount: 150,
  DetailType: 'AccountBasedExpenseLineDetail',
  AccountBasedExpenseLineDetail: { AccountRef: { value: '60' } },
};
const posting = (PostingType: string, account: string) => ({
  Description: PostingType,
  Amount: 100,
  DetailType: 'JournalEntryLineDetail',
  JournalEntryLineDetail: { PostingType, AccountRef: { value: account } },
});
const forCustomer = { CustomerRef: { value: '1' }, TxnDate: '2026-01-15', Line: [sale] };
const fromVendor = { VendorRef: { value: '46' }, Line: [cost] };

/** Seen there and not here: Intuit's own pseudonym of a name, where goods ship from, and what no client of ours uses. */
const unseen = ['V4IDPseudonym', 'ShipFromAddr', 'BillRate', 'CostRate', 'DeferredRevenue'];
/** Seen here and not there: the sample company uses several currencies, and shows addresses of its own customers. */
const ours = ['ExchangeRate', 'HomeTotalAmt', 'HomeBalance'];

const recorded: Record<string, { body: object; properties: string; line?: string; detail?: string }> = {
  invoice: {
    body: {
      ...forCustomer,
      Line: [{ ...sale, SalesItemLineDetail: { ItemRef: { value: '1' }, Qty: 1, UnitPrice: 100 } }],
    },
    properties:
      'AllowIPNPayment AllowOnlinePayment AllowOnlineCreditCardPayment AllowOnlineACHPayment domain sparse Id SyncToken MetaData CustomField DocNumber TxnDate CurrencyRef LinkedTxn Line TxnTaxDetail CustomerRef BillAddr ShipAddr FreeFormAddress ShipFromAddr DueDate TotalAmt ApplyTaxAfterDiscount PrintStatus EmailStatus Balance',
    line: 'Id LineNum Amount DetailType SalesItemLineDetail CustomExtensions',
    detail: 'ItemRef UnitPrice Qty ItemAccountRef TaxCodeRef',
  },
  estimate: {
    body: forCustomer,
    properties:
      'domain sparse Id SyncToken MetaData CustomField DocNumber TxnDate CurrencyRef TxnStatus Line TxnTaxDetail CustomerRef BillAddr ShipAddr FreeFormAddress ShipFromAddr TotalAmt ApplyTaxAfterDiscount PrintStatus EmailStatus',
    line: 'Id LineNum Amount DetailType SalesItemLineDetail CustomExtensions',
    detail: 'ItemRef ItemAccountRef TaxCodeRef',
  },
  creditmemo: {
    body: forCustomer,
    properties:
      'RemainingCredit domain sparse Id SyncToken MetaData CustomField DocNumber TxnDate CurrencyRef Line TxnTaxDetail CustomerRef BillAddr ShipAddr FreeFormAddress ShipFromAddr TotalAmt ApplyTaxAfterDiscount PrintStatus EmailStatus Balance',
    line: 'Id LineNum Amount DetailType SalesItemLineDetail CustomExtensions',
    detail: 'ItemRef ItemAccountRef TaxCodeRef',
  },
  payment: {
    body: { CustomerRef: { value: '1' }, TotalAmt: 100 },
    properties:
      'CustomerRef DepositToAccountRef TotalAmt UnappliedAmt ProcessPayment domain sparse Id SyncToken MetaData TxnDate CurrencyRef Line',
  },
  bill: {
    body: fromVendor,
    properties:
      'DueDate Balance domain sparse Id SyncToken MetaData TxnDate CurrencyRef Line VendorRef APAccountRef TotalAmt',
    line: 'Id LineNum Amount LinkedTxn DetailType AccountBasedExpenseLineDetail CustomExtensions',
    detail: 'AccountRef BillableStatus TaxCodeRef',
  },
  purchaseorder: {
    body: { ...fromVendor, Memo: 'As discussed' },
    properties:
      'EmailStatus POStatus domain sparse Id SyncToken MetaData CustomField DocNumber TxnDate CurrencyRef LinkedTxn Line VendorRef APAccountRef TotalAmt Memo',
    line: 'Id LineNum Amount DetailType AccountBasedExpenseLineDetail CustomExtensions',
    detail: 'AccountRef BillableStatus TaxCodeRef',
  },
  purchase: {
    body: {
      PaymentType: 'CreditCard',
      AccountRef: { value: '42' },
      EntityRef: { value: '46' },
      Line: [cost],
    },
    properties:
      'AccountRef PaymentType EntityRef Credit TotalAmt PrintStatus PurchaseEx domain sparse Id SyncToken MetaData TxnDate CurrencyRef Line',
    line: 'Id Amount DetailType AccountBasedExpenseLineDetail CustomExtensions',
    detail: 'AccountRef BillableStatus TaxCodeRef',
  },
  deposit: {
    body: {
      DepositToAccountRef: { value: '35' },
      Line: [{ Amount: 100, DetailType: 'DepositLineDetail', DepositLineDetail: { AccountRef: { value: '1' } } }],
    },
    properties:
      'DepositToAccountRef TotalAmt domain sparse Id SyncToken MetaData TxnDate CurrencyRef Line TxnTaxDetail',
    line: 'Id LineNum Amount DetailType DepositLineDetail CustomExtensions',
    detail: 'AccountRef',
  },
  journalentry: {
    body: { DocNumber: 'JE-001', PrivateNote: 'x', Line: [posting('Debit', '35'), posting('Credit', '36')] },
    properties:
      'Adjustment TotalAmt domain sparse Id SyncToken MetaData DocNumber TxnDate CurrencyRef PrivateNote Line TxnTaxDetail',
    line: 'Id Description Amount DetailType JournalEntryLineDetail CustomExtensions',
    detail: 'PostingType AccountRef',
  },
  customer: {
    body: { GivenName: 'Ada', FamilyName: 'Byron', Notes: 'x', BillAddr: { Line1: '1 Elm Row' } },
    properties:
      'Taxable BillAddr Notes Job BillWithParent Balance BalanceWithJobs CurrencyRef PreferredDeliveryMethod IsProject domain sparse Id SyncToken MetaData GivenName FamilyName FullyQualifiedName DisplayName PrintOnCheckName Active DefaultTaxCodeRef',
  },
  vendor: {
    body: { DisplayName: 'Elm Row Supply', GivenName: 'Ada', FamilyName: 'Byron', BillAddr: { Line1: '1 Elm Row' } },
    properties:
      'BillAddr Balance BillRate Vendor1099 CurrencyRef CostRate domain sparse Id SyncToken MetaData GivenName FamilyName DisplayName PrintOnCheckName Active V4IDPseudonym',
  },
  item: {
    body: { Name: 'Pruning by the hour', Type: 'Service', IncomeAccountRef: { value: '79' } },
    properties:
      'Name Active FullyQualifiedName Taxable UnitPrice Type IncomeAccountRef PurchaseCost TrackQtyOnHand DeferredRevenue domain sparse Id SyncToken MetaData',
  },
};

const without = (names: readonly string[], out: readonly string[]) => names.filter((name) => !out.includes(name));

describe('a new record has the properties that were recorded:', () => {
  it.each(Object.entries(recorded))('%s', async (path, { body, properties, line, detail }) => {
    const kit = await start({ sampleCompany: true, realm: larkspur });
    const record = await made(kit, path, body);
    expect(without(Object.keys(record), ours)).toEqual(without(properties.split(' '), unseen));
    const [first] = record.Line ?? [];
    if (line === undefined) return;
    expect(Object.keys(first)).toEqual(line.split(' '));
    expect(Object.keys(first[first.DetailType])).toEqual((detail ?? '').split(' '));
  });

  it('who changed an invoice, a bill and an order last, and nobody elsewhere', async () => {
    const kit = await start({ sampleCompany: true, realm: larkspur });
    const marked = [];
    for (const [path, { body }] of Object.entries(recorded)) {
      if ((await made(kit, path, body)).MetaData.LastModifiedByRef) marked.push(path);
    }
    expect(marked).toEqual(['invoice', 'bill', 'purchaseorder']);
  });

  it('a purchase says its form and whom it paid by name', async () => {
    const kit = await start({ sampleCompany: true, realm: larkspur });
    const purchase = async (extra: object) => {
      const record: Loose = await made(kit, 'purchase', { EntityRef: { value: '46' }, Line: [cost], ...extra });
      return [record.PurchaseEx.any[0].value.Value, record.EntityRef];
    };
    const payee = { value: '46', name: 'Alder Garden Supply', type: 'Vendor' };
    const bank = { AccountRef: { value: '35' } };
    const card = { AccountRef: { value: '42' }, PaymentType: 'CreditCard' };
    expect(await purchase({ ...bank, PaymentType: 'Check' })).toEqual(['3', payee]);
    expect(await purchase({ ...bank, PaymentType: 'Cash' })).toEqual(['54', payee]);
    expect(await purchase(card)).toEqual(['54', payee]);
    expect(await purchase({ ...card, Credit: true })).toEqual(['11', payee]);
  });
});

describe('the ids that tests of clients name', () => {
  it("mean in the sample company what they mean in Intuit's", async () => {
    const kit = await start({ sampleCompany: true, realm: larkspur });
    const read = async (path: string): Promise<Loose> => Object.values((await kit.api.get(path)).body)[0];
    const types: Record<string, string[]> = {
      Bank: ['35', '36'],
      'Credit Card': ['41', '42'],
      'Other Current Asset': ['3', '4', '81'],
      'Accounts Payable': ['33'],
      'Accounts Receivable': ['84'],
      Income: ['1', '45', '79', '82', '86'],
      Expense: ['7', '8', '13', '15', '31', '58', '60', '69', '78'],
      'Cost of Goods Sold': ['80'],
    };
    for (const [type, ids] of Object.entries(types)) {
      for (const id of ids) expect((await read(`account/${id}`)).AccountType, id).toBe(type);
    }
    for (const id of ['1', '2', '20', '24', '29']) expect((await read(`customer/${id}`)).Active, id).toBe(true);
    for (const id of ['30', '42', '46', '56', '57']) expect((await read(`vendor/${id}`)).Active, id).toBe(true);
    for (const id of ['54', '55']) expect((await read(`employee/${id}`)).Active, id).toBe(true);
    expect((await read('item/1')).Type).toBe('Service');
    expect((await made(kit, 'customer', { DisplayName: 'The next name' })).Id).toBe('58');
  });
});

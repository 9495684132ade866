/** What QuickBooks has beside invoices and payments: bought, moved, noted; with the faults, and with accounts that add up. */
import { describe, expect, it } from 'vitest';
import { accountBalance, codesOf, type Loose, larkspur, line, made, ridge, start } from './kit.ts';

const cost = (amount: number, account = '60') => ({
  DetailType: 'AccountBasedExpenseLineDetail',
  Amount: amount,
  AccountBasedExpenseLineDetail: { AccountRef: { value: account } },
});
const vendor = { VendorRef: { value: '5' } };
const entry = (PostingType: string, account: string, Amount: number, extra = {}) => ({
  DetailType: 'JournalEntryLineDetail',
  Amount,
  JournalEntryLineDetail: { PostingType, AccountRef: { value: account }, ...extra },
});

describe('bills', () => {
  it('are owed, credited and paid; the vendor and the accounts follow', async () => {
    const kit = await start();
    const bill = await made(kit, 'bill', {
      ...vendor,
      TxnDate: '2026-09-01',
      Line: [cost(100)],
      SalesTermRef: { value: '3' },
    });
    expect(bill).toMatchObject({ TotalAmt: 100, Balance: 100, DueDate: '2026-10-01', APAccountRef: { value: '33' } });
    expect(bill.Line).toMatchObject([
      { Id: '1', LineNum: 1, AccountBasedExpenseLineDetail: { AccountRef: { name: 'Job Expenses' } } },
    ]);
    const credit = await made(kit, 'vendorcredit', { ...vendor, Line: [cost(30)] });
    const paid = {
      ...vendor,
      PayType: 'Check',
      CheckPayment: { BankAccountRef: { value: '35' } },
      TotalAmt: 50,
      Line: [
        { Amount: 80, LinkedTxn: [{ TxnId: bill.Id, TxnType: 'Bill' }] },
        { Amount: 30, LinkedTxn: [{ TxnId: credit.Id, TxnType: 'VendorCredit' }] },
      ],
    };
    const payment = await made(kit, 'billpayment', paid);
    const settled = (await kit.api.get(`bill/${bill.Id}`)).body.Bill;
    expect(settled).toMatchObject({
      Balance: 20,
      SyncToken: '1',
      LinkedTxn: [{ TxnId: payment.Id, TxnType: 'BillPaymentCheck' }],
    });
    expect((await kit.api.get(`vendorcredit/${credit.Id}`)).body.VendorCredit.Balance).toBe(0);
    expect((await kit.api.get('vendor/5')).body.Vendor.Balance).toBe(20);
    expect([await accountBalance(kit, '33'), await accountBalance(kit, '35')]).toEqual([20, -50]);
    expect(codesOf(await kit.api.post('bill?operation=delete', { Id: bill.Id, SyncToken: '1' }))).toEqual(['6000']);
    const voided = await kit.api.post('billpayment?operation=update&include=void', {
      Id: payment.Id,
      SyncToken: '0',
      sparse: true,
    });
    expect(voided.body.BillPayment).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided', Line: [] });
    expect((await kit.api.get('vendor/5')).body.Vendor.Balance).toBe(70);
    expect([await accountBalance(kit, '33'), await accountBalance(kit, '35')]).toEqual([70, 0]);
  });
});

describe('movements', () => {
  it('deposits payments, which can then not be changed', async () => {
    const kit = await start();
    const payment = await made(kit, 'payment', { CustomerRef: { value: '1' }, TotalAmt: 60 });
    expect(await accountBalance(kit, '4')).toBe(60);
    const Line = [{ Amount: 60, LinkedTxn: [{ TxnId: payment.Id, TxnType: 'Payment', TxnLineId: '0' }] }];
    const deposit = await made(kit, 'deposit', { DepositToAccountRef: { value: '35' }, Line });
    expect(deposit.TotalAmt).toBe(60);
    expect([await accountBalance(kit, '4'), await accountBalance(kit, '35')]).toEqual([0, 60]);
    expect(codesOf(await kit.api.post('payment?operation=delete', { Id: payment.Id, SyncToken: '0' }))).toEqual([
      '6540',
    ]);
    expect(codesOf(await kit.api.post('deposit', { DepositToAccountRef: { value: '35' }, Line }))).toEqual(['6540']);
    await kit.api.post('deposit?operation=delete', { Id: deposit.Id, SyncToken: '0' });
    expect((await kit.api.post('payment?operation=delete', { Id: payment.Id, SyncToken: '0' })).status).toBe(200);
    expect([await accountBalance(kit, '4'), await accountBalance(kit, '35')]).toEqual([0, 0]);
  });

  it('journal entries balance, and move what customers owe', async () => {
    const kit = await start();
    const owed = { Entity: { Type: 'Customer', EntityRef: { value: '3' } } };
    const journal = await made(kit, 'journalentry', {
      Line: [entry('Debit', '84', 40, owed), entry('Credit', '79', 40)],
    });
    expect(journal.Line.map((one: Loose) => one.Id)).toEqual(['0', '1']);
    expect((await kit.api.get('customer/3')).body.Customer.Balance).toBe(40);
    expect(await accountBalance(kit, '84')).toBe(40);
    await kit.api.post('journalentry?operation=delete', { Id: journal.Id, SyncToken: '0' });
    expect((await kit.api.get('customer/3')).body.Customer.Balance).toBe(0);
  });
});

describe('wrong requests', () => {
  it.each([
    ['bill', { Line: [cost(1)] }, '2020'],
    ['bill', { ...vendor, Line: [] }, '2250'],
    ['bill', { ...vendor, Line: [{ Amount: 1 }] }, '2020'],
    ['bill', { VendorRef: { value: '99' }, Line: [cost(1)] }, '2500'],
    ['bill', { ...vendor, Line: [cost(1, '999')] }, '2500'],
    ['bill', { ...vendor, Colour: 'red', Line: [cost(1)] }, '2010'],
    ['bill', { ...vendor, TxnDate: '2026-02-30', Line: [cost(1)] }, '2070'],
    ['purchase', { PaymentType: 'Check', AccountRef: { value: '4' }, Line: [cost(1)] }, '6430'],
    ['purchase', { PaymentType: 'Barter', AccountRef: { value: '35' }, Line: [cost(1)] }, '2170'],
    ['journalentry', { Line: [entry('Debit', '35', 2), entry('Credit', '79', 1)] }, '2300'],
    ['journalentry', { Line: [entry('Debit', '84', 2), entry('Credit', '79', 2)] }, '6000'],
    ['transfer', { FromAccountRef: { value: '35' }, ToAccountRef: { value: '35' }, Amount: 1 }, '6000'],
    ['transfer', { FromAccountRef: { value: '35' }, ToAccountRef: { value: '79' }, Amount: 1 }, '6430'],
    ['timeactivity', { NameOf: 'Employee', Hours: 1 }, '2020'],
    ['timeactivity', { NameOf: 'Employee', EmployeeRef: { value: '6' } }, '2020'],
    ['attachable', { Tag: 'x' }, '2020'],
    ['refundreceipt', { Line: [line(1)] }, '2020'],
    ['salesreceipt', { Line: [line(1)], DepositToAccountRef: { value: '79' } }, '6430'],
    ['companycurrency', { Code: 'EUR' }, '6000'],
    ['taxagency', {}, '2020'],
    ['taxservice/taxcode', { TaxCode: 'California', TaxRateDetails: [{ TaxRateId: '3' }] }, '6240'],
    [
      'taxservice/taxcode',
      { TaxCode: 'x', TaxRateDetails: [{ TaxRateName: 'y', RateValue: 200, TaxAgencyId: '1' }] },
      '2240',
    ],
    ['budget', { Name: 'x' }, '500'],
  ])('%s %j is %s', async (path, body, code) => {
    const { api } = await start();
    expect(codesOf(await api.post(path, body as Loose))).toEqual([code]);
  });

  it('a stale token, closed books and an id that is gone are refused everywhere', async () => {
    const kit = await start();
    const bill = await made(kit, 'bill', { ...vendor, TxnDate: '2026-03-01', Line: [cost(5)] });
    expect(codesOf(await kit.api.post('bill', { ...bill, SyncToken: '7' }))).toEqual(['5010']);
    kit.simulator.control.setClosingDate(ridge, '2026-06-30');
    expect(codesOf(await kit.api.post('bill?operation=delete', { Id: bill.Id, SyncToken: '0' }))).toEqual(['6210']);
    expect(codesOf(await kit.api.get('bill/4711'))).toEqual(['610']);
  });
});

describe('what is answered is accepted', () => {
  it('every kind of record of a lived-in company can be sent back whole', async () => {
    const kit = await start({ sampleCompany: true, realm: larkspur });
    const kinds = [
      ...[
        'Account',
        'Bill',
        'BillPayment',
        'Class',
        'CreditMemo',
        'Customer',
        'Department',
        'Deposit',
        'Employee',
        'Estimate',
      ],
      ...[
        'Invoice',
        'Item',
        'JournalEntry',
        'Payment',
        'PaymentMethod',
        'Purchase',
        'PurchaseOrder',
        'RefundReceipt',
        'SalesReceipt',
      ],
      ...['Term', 'TimeActivity', 'Transfer', 'Vendor', 'VendorCredit', 'CompanyCurrency', 'Preferences'],
    ];
    for (const kind of kinds) {
      const rows = (await kit.api.query(`select * from ${kind}`)).body.QueryResponse[kind];
      const record = rows.at(-1);
      const answer = await kit.api.post(kind.toLowerCase(), record);
      const deposited = codesOf(answer)[0] === '6540';
      expect(deposited ? record : answer.body[kind], `${kind} ${answer.text.slice(0, 300)}`).toEqual(record);
    }
  });

  it('and the accounts of that company add up', async () => {
    const kit = await start({ sampleCompany: true, realm: larkspur });
    const rows = async (kind: string): Promise<Loose[]> =>
      (await kit.api.query(`select * from ${kind} maxresults 1000`)).body.QueryResponse[kind];
    const accounts = await rows('Account');
    expect(accounts.length).toBeGreaterThan(20);
    const total = async (kind: string, property: string) =>
      Math.round((await rows(kind)).reduce((sum, row) => sum + row[property] * 100, 0));
    const balance = (id: string) => Math.round(accounts.find((one) => one.Id === id).CurrentBalance * 100);
    expect(await total('Customer', 'Balance')).toBe(balance('84'));
    expect(await total('Vendor', 'Balance')).toBe(balance('33'));
    const open =
      (await total('Invoice', 'Balance')) -
      (await total('CreditMemo', 'Balance')) -
      (await total('Payment', 'UnappliedAmt'));
    expect(open).toBe(balance('84'));
  });
});

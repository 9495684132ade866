/** What the sample company buys, owes and orders, week by week. */
import { addDays, type PlainDate } from '../../base/clock.ts';
import { amountIn, cents, jsonNumber } from '../amount.ts';
import type { JsonObject } from '../json.ts';
import type { SampleDocument } from './sample-document.ts';

export function purchases(week: number, monday: PlainDate): SampleDocument[] {
  const made: SampleDocument[] = [
    {
      entity: 'Purchase',
      date: addDays(monday, 1),
      body: () => ({
        TxnDate: addDays(monday, 1),
        PaymentType: 'CreditCard',
        AccountRef: { value: '42' },
        EntityRef: { value: '33', type: 'Vendor' },
        Line: [expense('56', 58 + (week % 4) * 6.25)],
      }),
    },
  ];
  if (week % 2 === 0) made.push(...bill(week, addDays(monday, 2)));
  if (week % 4 === 1) made.push(spent(addDays(monday, 4), { vendor: '40', account: '17', amount: 640 }));
  if (week % 8 === 5) made.push(spent(addDays(monday, 4), { vendor: '48', account: '76', amount: 112.4 }));
  if (week === 9) made.push(spent(addDays(monday, 1), { vendor: '49', account: '71', amount: 186.3 }));
  if (week % 7 === 3) made.push(order(week, addDays(monday, 1)));
  if (week === 14) made.push(vendorCredit(addDays(monday, 1)));
  return made;
}

function bill(week: number, date: PlainDate): SampleDocument[] {
  const amount = 96.5 + week * 3.2;
  const total = jsonNumber(cents(amountIn(amount)));
  const name = `bill ${week}`;
  const made: SampleDocument = {
    entity: 'Bill',
    date,
    remember: name,
    body: () => ({
      VendorRef: { value: '50' },
      TxnDate: date,
      DocNumber: `B${400 + week}`,
      Line: [expense('66', total)],
    }),
  };
  const paidOn = addDays(date, 16);
  const paid: SampleDocument = {
    entity: 'BillPayment',
    date: paidOn,
    body: (idOf) => ({
      VendorRef: { value: '50' },
      TxnDate: paidOn,
      PayType: 'Check',
      CheckPayment: { BankAccountRef: { value: '35' } },
      TotalAmt: total,
      Line: [{ Amount: total, LinkedTxn: [{ TxnId: idOf(name), TxnType: 'Bill' }] }],
    }),
  };
  return week % 6 === 4 ? [made] : [made, paid];
}

function spent(date: PlainDate, of: { vendor: string; account: string; amount: number }): SampleDocument {
  const Line = [expense(of.account, of.amount)];
  const EntityRef = { value: of.vendor, type: 'Vendor' };
  const body = { TxnDate: date, PaymentType: 'Check', AccountRef: { value: '35' }, EntityRef, Line };
  return { entity: 'Purchase', date, body: () => body };
}

function order(week: number, date: PlainDate): SampleDocument {
  const detail = { ItemRef: { value: '15' }, Qty: 20, UnitPrice: 9.1 };
  const Line = [{ DetailType: 'ItemBasedExpenseLineDetail', Amount: 182, ItemBasedExpenseLineDetail: detail }];
  const body = { VendorRef: { value: '46' }, TxnDate: date, DocNumber: `PO-${week}`, Line };
  return { entity: 'PurchaseOrder', date, body: () => body };
}

function vendorCredit(date: PlainDate): SampleDocument {
  const body = { VendorRef: { value: '50' }, TxnDate: date, DocNumber: 'VC-1', Line: [expense('66', 18.75)] };
  return { entity: 'VendorCredit', date, body: () => body };
}

function expense(account: string, amount: number): JsonObject {
  const detail = { AccountRef: { value: account } };
  return { DetailType: 'AccountBasedExpenseLineDetail', Amount: amount, AccountBasedExpenseLineDetail: detail };
}

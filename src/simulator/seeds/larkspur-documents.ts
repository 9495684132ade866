/**
 * The sample company's documents of five months, written through the same door as a client's, so that every balance adds up.
 * Invariant: the same day of seeding gives the same books.
 */
import { addDays, type PlainDate } from '../../base/clock.ts';
import { amountIn, cents, jsonNumber } from '../amount.ts';
import type { JsonObject } from '../json.ts';
import { purchases } from './larkspur-purchases.ts';
import type { SampleDocument } from './sample-document.ts';

const weeks = 21;

interface Sale {
  item: string;
  quantity: number;
  price: number;
  taxed: boolean;
}

const jobs: Sale[][] = [
  [
    { item: '6', quantity: 4, price: 42.5, taxed: false },
    { item: '11', quantity: 12, price: 7.75, taxed: true },
  ],
  [{ item: '5', quantity: 3, price: 64, taxed: false }],
  [
    { item: '4', quantity: 5, price: 85, taxed: false },
    { item: '13', quantity: 8, price: 26.9, taxed: true },
  ],
  [
    { item: '15', quantity: 2, price: 18.6, taxed: true },
    { item: '2', quantity: 6, price: 48, taxed: false },
  ],
  [
    { item: '10', quantity: 1, price: 35, taxed: false },
    { item: '9', quantity: 3, price: 38, taxed: false },
  ],
  [
    { item: '17', quantity: 1, price: 139, taxed: true },
    { item: '7', quantity: 2.5, price: 55, taxed: false },
  ],
  [{ item: '8', quantity: 1, price: 210, taxed: false }],
];

function saleLines(sales: readonly Sale[]): JsonObject[] {
  return sales.map(({ item, quantity, price, taxed }) => ({
    DetailType: 'SalesItemLineDetail',
    Amount: jsonNumber(cents(amountIn(quantity).times(amountIn(price)))),
    SalesItemLineDetail: {
      ItemRef: { value: item },
      Qty: quantity,
      UnitPrice: price,
      TaxCodeRef: { value: taxed ? 'TAX' : 'NON' },
    },
  }));
}

const at = <Value>(values: readonly Value[], index: number): Value => values[index % values.length] as Value; // Never empty.

export function larkspurDocuments(today: PlainDate): SampleDocument[] {
  const start = addDays(today, -7 * weeks - 3);
  const documents = [...opening(start)];
  for (let week = 0; week < weeks; week += 1) {
    const monday = addDays(start, 1 + week * 7);
    documents.push(...sales(week, monday), ...purchases(week, monday), ...money(week, monday));
  }
  return documents.filter(({ date }) => date <= today).sort((one, other) => one.date.localeCompare(other.date));
}

function opening(date: PlainDate): SampleDocument[] {
  const line = (account: string, PostingType: string, Amount: number): JsonObject => ({
    DetailType: 'JournalEntryLineDetail',
    Amount,
    JournalEntryLineDetail: { PostingType, AccountRef: { value: account } },
  });
  const Line = [
    line('35', 'Debit', 8450),
    line('36', 'Debit', 3200),
    line('37', 'Debit', 21500),
    line('38', 'Debit', 4300),
    line('81', 'Debit', 1638),
    line('44', 'Credit', 14800),
    line('34', 'Credit', 24288),
  ];
  return [
    {
      entity: 'JournalEntry',
      date,
      body: () => ({ DocNumber: 'OPEN', TxnDate: date, PrivateNote: 'Opening balances', Line }),
    },
    { entity: 'ExchangeRate', date, body: () => ({ SourceCurrencyCode: 'EUR', Rate: 1.08, AsOfDate: date }) },
    { entity: 'ExchangeRate', date, body: () => ({ SourceCurrencyCode: 'CAD', Rate: 0.73, AsOfDate: date }) },
  ];
}

function sales(week: number, monday: PlainDate): SampleDocument[] {
  const customer = String(1 + ((week * 5) % 14));
  const invoice = `invoice ${week}`;
  const made: SampleDocument[] = [
    {
      entity: 'Invoice',
      date: monday,
      remember: invoice,
      body: () => ({
        CustomerRef: { value: customer },
        TxnDate: monday,

        Line: saleLines(at(jobs, week)),
      }),
    },
  ];
  if (week % 4 !== 3) made.push(payment({ week, customer, invoice, date: addDays(monday, 11) }));
  if (week % 3 === 1) made.push(receipt(week, addDays(monday, 2)));
  if (week % 3 !== 0) made.push(estimate(week, addDays(monday, 3)));
  if (week % 10 === 4) made.push(creditMemo(week, addDays(monday, 4)));
  if (week === 12) made.push(refund(addDays(monday, 4)));
  return made;
}

/** What is not taxed is paid whole, the rest in part. */
function paidIn(week: number): number {
  const job = at(jobs, week);
  if (job.every(({ taxed }) => !taxed)) return job.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  return week % 2 === 0 ? 140 : 35;
}

function payment(of: { week: number; customer: string; invoice: string; date: PlainDate }): SampleDocument {
  const Amount = paidIn(of.week);
  return {
    entity: 'Payment',
    date: of.date,
    remember: `payment ${of.week}`,
    body: (idOf) => ({
      CustomerRef: { value: of.customer },
      TxnDate: of.date,
      TotalAmt: Amount,
      PaymentMethodRef: { value: at(['2', '1', '3'], of.week) },
      PaymentRefNum: String(5100 + of.week),
      Line: [{ Amount, LinkedTxn: [{ TxnId: idOf(of.invoice), TxnType: 'Invoice' }] }],
    }),
  };
}

function receipt(week: number, date: PlainDate): SampleDocument {
  const customer = String(1 + ((week * 3) % 14));
  const Line = saleLines([{ item: '12', quantity: 1 + (week % 5), price: 11.4, taxed: true }]);
  return {
    entity: 'SalesReceipt',
    date,
    remember: `receipt ${week}`,
    body: () => ({
      CustomerRef: { value: customer },
      TxnDate: date,
      DocNumber: `R-${300 + week}`,
      PaymentMethodRef: { value: '1' },
      Line,
    }),
  };
}

function estimate(week: number, date: PlainDate): SampleDocument {
  const Line = saleLines(at(jobs, week + 2));
  const body = {
    CustomerRef: { value: String(1 + ((week * 7) % 14)) },
    TxnDate: date,
    DocNumber: `E-${70 + week}`,
    Line,
  };
  return { entity: 'Estimate', date, body: () => body };
}

function creditMemo(week: number, date: PlainDate): SampleDocument {
  const Line = saleLines([{ item: '10', quantity: 1, price: 35, taxed: false }]);
  const body = {
    CustomerRef: { value: String(1 + ((week * 2) % 14)) },
    TxnDate: date,
    DocNumber: `CM-${20 + week}`,
    Line,
  };
  return { entity: 'CreditMemo', date, body: () => body };
}

function refund(date: PlainDate): SampleDocument {
  const Line = saleLines([{ item: '12', quantity: 2, price: 11.4, taxed: true }]);
  const body = {
    CustomerRef: { value: '4' },
    TxnDate: date,
    DocNumber: 'RR-1',
    DepositToAccountRef: { value: '35' },
    Line,
  };
  return { entity: 'RefundReceipt', date, body: () => body };
}

/** Money to the bank and between accounts, and the hours of the crew. */
function money(week: number, monday: PlainDate): SampleDocument[] {
  const made: SampleDocument[] = [hours(week, addDays(monday, 4))];
  if (week % 4 === 0 && week > 0) {
    const date = addDays(monday, 5);
    const body = { TxnDate: date, FromAccountRef: { value: '35' }, ToAccountRef: { value: '36' }, Amount: 100 };
    made.push({ entity: 'Transfer', date, body: () => body });
  }
  // The payment of two weeks before lies in Undeposited Funds until it goes to the bank.
  const earlier = week - 2;
  if (earlier >= 0 && earlier % 4 !== 3 && earlier % 3 !== 2) {
    const date = addDays(monday, 6);
    const Amount = paidIn(earlier);
    made.push({
      entity: 'Deposit',
      date,
      body: (idOf) => ({
        TxnDate: date,
        DepositToAccountRef: { value: '35' },
        Line: [{ Amount, LinkedTxn: [{ TxnId: idOf(`payment ${earlier}`), TxnType: 'Payment' }] }],
      }),
    });
  }
  return made;
}

function hours(week: number, date: PlainDate): SampleDocument {
  const body = {
    TxnDate: date,
    NameOf: 'Employee',
    EmployeeRef: { value: at(['54', '55'], week) },
    CustomerRef: { value: String(1 + ((week * 5) % 14)) },
    ItemRef: { value: '2' },
    Hours: 2 + (week % 5),
    Minutes: (week % 4) * 15,
    HourlyRate: 48,
    BillableStatus: 'Billable',
    Description: 'Garden work',
  };
  return { entity: 'TimeActivity', date, body: () => body };
}

/** Preference AutoApplyCredit: a new invoice is paid at once from what the customer has open, oldest first. */
import { type Decimal, decimal } from '../../base/decimal.ts';
import { amountIn, jsonNumber } from '../amount.ts';
import { refOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { type PaymentLine, savePaymentLines, storedPaymentLines } from './applications.ts';
import { paymentRules } from './payment.ts';
import { preference } from './preferences.ts';

export function applyCredits(books: Books, invoice: Entry): Entry {
  if (!preference(books, 'SalesFormsPrefs', 'AutoApplyCredit')) return invoice;
  const customer = refOf(invoice.body.CustomerRef);
  for (const payment of oldestFirst(books.all('Payment'), customer)) {
    const amount = smaller(amountIn(payment.body.UnappliedAmt), openOf(books, invoice));
    if (amount.lte(0)) continue;
    const before = storedPaymentLines(payment.body);
    const line: PaymentLine = { type: 'Invoice', id: invoice.id, amount };
    savePaymentLines(books, payment, { before, after: [...before, line] });
  }
  for (const memo of oldestFirst(books.all('CreditMemo'), customer)) {
    const amount = smaller(amountIn(memo.body.Balance), openOf(books, invoice));
    if (amount.gt(0)) applyMemo(books, { invoice, memo, amount });
  }
  return books.find('Invoice', invoice.id) ?? invoice;
}

function oldestFirst(entries: Entry[], customer: string | undefined): Entry[] {
  return entries
    .filter((entry) => refOf(entry.body.CustomerRef) === customer)
    .sort((left, right) => String(left.body.TxnDate).localeCompare(String(right.body.TxnDate)));
}

function openOf(books: Books, invoice: Entry): Decimal {
  return amountIn(books.find('Invoice', invoice.id)?.body.Balance);
}

function smaller(left: Decimal, right: Decimal): Decimal {
  return decimal(left.lt(right) ? left : right);
}

/** A credit memo is applied by a payment of nothing. */
function applyMemo(books: Books, { invoice, memo, amount }: { invoice: Entry; memo: Entry; amount: Decimal }): void {
  const Amount = jsonNumber(amount);
  paymentRules.create?.(
    books,
    {
      CustomerRef: invoice.body.CustomerRef,
      TotalAmt: 0,
      TxnDate: invoice.body.TxnDate,
      Line: [
        { Amount, LinkedTxn: [{ TxnId: invoice.id, TxnType: 'Invoice' }] },
        { Amount, LinkedTxn: [{ TxnId: memo.id, TxnType: 'CreditMemo' }] },
      ],
    },
    { sparse: false, allowDuplicateNumber: false },
  );
}

/**
 * Payments: money of a customer, applied to invoices and using credits by its lines.
 * Invariant: UnappliedAmt = TotalAmt - invoice lines + credit lines, and is never below zero.
 */
import { amountIn, cents, jsonNumber } from '../amount.ts';
import { type JsonObject, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { invalidValue, required, rule, tooLong } from '../wire/fault.ts';
import { undepositedFunds } from './account.ts';
import {
  type PaymentLine,
  reapply,
  savePaymentLines,
  storedPaymentLines,
  unappliedAmount,
  wirePaymentLines,
} from './applications.ts';
import { addToBalance } from './balances.ts';
import { documentCurrency } from './currency.ts';
import { type EntityRules, type WriteOptions, wishedContent } from './entity-rules.ts';
import { readPaymentLines } from './payment-lines.ts';
import { refuseClosedPeriod } from './period.ts';
import { refuseDeposited } from './receipts.ts';
import { checkReferences, customerOf, referenced } from './references.ts';
import { voidNote } from './voiding.ts';

export const paymentRules: EntityRules = {
  create: (books, request, options) => {
    const { body, lines } = paymentContent(books, { before: undefined, request, options });
    const entry = books.insert('Payment', body, options);
    reapply(books, entry.id, { before: [], after: lines });
    addToBalance(books, refOf(body.CustomerRef), amountIn(body.UnappliedAmt).times(-1));
    return entry;
  },
  update: (books, entry, request, options) => {
    refuseDeposited(entry);
    const { body, lines } = paymentContent(books, { before: entry, request, options });
    reapply(books, entry.id, { before: storedPaymentLines(entry.body), after: lines });
    addToBalance(books, refOf(entry.body.CustomerRef), amountIn(entry.body.UnappliedAmt));
    addToBalance(books, refOf(body.CustomerRef), amountIn(body.UnappliedAmt).times(-1));
    return books.replace('Payment', entry, { body });
  },
  void: (books, entry) => {
    refuseDeposited(entry);
    refuseClosedPeriod(books, [entry.body.TxnDate]);
    const free = savePaymentLines(books, entry, { before: storedPaymentLines(entry.body), after: [] });
    addToBalance(books, refOf(free.body.CustomerRef), amountIn(free.body.UnappliedAmt));
    const body = { ...free.body, TotalAmt: 0, UnappliedAmt: 0, Line: [], PrivateNote: voidNote(free.body) };
    return books.replace('Payment', free, { body, operation: 'Void', force: true });
  },
  delete: (books, entry) => {
    refuseDeposited(entry);
    refuseClosedPeriod(books, [entry.body.TxnDate]);
    const free = savePaymentLines(books, entry, { before: storedPaymentLines(entry.body), after: [] });
    addToBalance(books, refOf(free.body.CustomerRef), amountIn(free.body.UnappliedAmt));
    books.remove('Payment', free);
  },
};

interface PaymentDraft {
  before: Entry | undefined;
  request: JsonObject;
  options: WriteOptions;
}

function paymentContent(books: Books, draft: PaymentDraft): { body: JsonObject; lines: PaymentLine[] } {
  const { before, request, options } = draft;
  const kept = books.switches.fullUpdateKeepsOmitted ? ['TxnDate', 'DepositToAccountRef', 'ExchangeRate'] : [];
  const wish = wishedContent(before?.body ?? {}, request, { ...options, kept });
  const customer = customerOf(books, wish, before?.body);
  if (typeof wish.TotalAmt !== 'number') throw required('TotalAmt');
  const total = cents(amountIn(wish.TotalAmt));
  if (total.lt(0)) throw invalidValue('2140', 'TotalAmt', 'TotalAmt must not be negative.');
  checkHeader(books, wish, before?.body);
  const TxnDate = textOf(wish.TxnDate) ?? books.today;
  refuseClosedPeriod(books, [TxnDate, before?.body.TxnDate]);
  const lines = readPaymentLines(books, {
    lines: objectsOf(wish.Line),
    customer,
    total,
    before: before ? storedPaymentLines(before.body) : [],
  });
  const body: JsonObject = {
    ProcessPayment: false,
    ...wish,
    DepositToAccountRef: wish.DepositToAccountRef ?? { value: undepositedFunds(books) },
    TotalAmt: jsonNumber(total),
    UnappliedAmt: jsonNumber(unappliedAmount(total, lines)),
    TxnDate,
    ...documentCurrency(books, { wish, partner: customer, date: TxnDate }),
    Line: wirePaymentLines(lines),
  };
  return { body, lines };
}

function checkHeader(books: Books, wish: JsonObject, before: JsonObject | undefined): void {
  const reference = textOf(wish.PaymentRefNum) ?? '';
  const max = books.switches.paymentRefNumMax;
  if (reference.length > max) throw tooLong('PaymentRefNum', max, reference.length);
  checkReferences(books, wish, { before, lists: { PaymentMethodRef: 'PaymentMethod', ARAccountRef: 'Account' } });
  const id = refOf(wish.DepositToAccountRef);
  if (id === undefined) return;
  const account = referenced(books, 'Account', { id, before: refOf(before?.DepositToAccountRef) });
  if (account.body.AccountType !== 'Bank' && account.body.AccountType !== 'Other Current Asset') {
    throw rule('6430', 'A payment is deposited to a Bank or an Other Current Asset account.');
  }
}

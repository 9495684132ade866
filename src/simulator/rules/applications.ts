/**
 * What payments and credits pay. The payment's lines are the truth; an invoice's Balance and LinkedTxn, and a credit memo's
 * rest, follow them here and nowhere else. A journal entry shows no rest: it follows from the payments that use it.
 * Invariant: for each invoice Balance + Deposit + what payments apply = TotalAmt.
 */
import { type Decimal, ZERO } from '../../base/decimal.ts';
import { amountIn, jsonNumber } from '../amount.ts';
import type { Json, JsonObject } from '../json.ts';
import { objectOf, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { addToBalance } from './balances.ts';

const paymentLineTypes = ['Invoice', 'CreditMemo', 'JournalEntry'] as const;

export interface PaymentLine {
  type: (typeof paymentLineTypes)[number];
  id: string;
  amount: Decimal;
}

export function storedPaymentLines(payment: JsonObject): PaymentLine[] {
  return objectsOf(payment.Line).map((line) => {
    const link = objectsOf(line.LinkedTxn)[0];
    const type = paymentLineTypes.find((one) => one === link?.TxnType) ?? 'Invoice';
    return { type, id: textOf(link?.TxnId) ?? '', amount: amountIn(line.Amount) };
  });
}

export function wirePaymentLines(lines: readonly PaymentLine[]): Json[] {
  return lines.map(({ type, id, amount }) => ({
    Amount: jsonNumber(amount),
    LinkedTxn: [{ TxnId: id, TxnType: type }],
  }));
}

/** TotalAmt - invoice lines + credit lines. */
export function unappliedAmount(total: Decimal, lines: readonly PaymentLine[]): Decimal {
  return lines.reduce(
    (rest, line) => (line.type === 'Invoice' ? rest.minus(line.amount) : rest.plus(line.amount)),
    total,
  );
}

/** Moves what one payment applies to its invoices and credit memos from `before` to `after`. */
export function reapply(
  books: Books,
  paymentId: string,
  { before, after }: { before: readonly PaymentLine[]; after: readonly PaymentLine[] },
): void {
  const targets = new Map([...before, ...after].map((line) => [`${line.type}:${line.id}`, line]));
  for (const { type, id } of targets.values()) {
    const [was, becomes] = [before, after].map((lines) => lines.filter((line) => line.type === type && line.id === id));
    const change = total(becomes ?? []).minus(total(was ?? []));
    if (type === 'Invoice') applyToInvoice(books, { id, paymentId, change, linked: (becomes ?? []).length > 0 });
    else if (type === 'CreditMemo') takeFromCredit(books, id, change);
    else addToBalance(books, journalCredit(books, id)?.customer, change);
  }
}

function total(lines: readonly PaymentLine[]): Decimal {
  return lines.reduce((amount, line) => amount.plus(line.amount), ZERO);
}

interface Application {
  id: string;
  paymentId: string;
  change: Decimal;
  linked: boolean;
}

function applyToInvoice(books: Books, { id, paymentId, change, linked }: Application): void {
  const invoice = books.find('Invoice', id);
  if (!invoice) return;
  const others = objectsOf(invoice.body.LinkedTxn).filter((link) => link.TxnId !== paymentId);
  const wasLinked = others.length < objectsOf(invoice.body.LinkedTxn).length;
  const links =
    linked && wasLinked
      ? invoice.body.LinkedTxn
      : linked
        ? [...others, { TxnId: paymentId, TxnType: 'Payment' }]
        : others;
  const Balance = jsonNumber(amountIn(invoice.body.Balance).minus(change));
  books.replace('Invoice', invoice, { body: { ...invoice.body, Balance, LinkedTxn: links } });
  addToBalance(books, refOf(invoice.body.CustomerRef), change.times(-1));
}

function takeFromCredit(books: Books, id: string, change: Decimal): void {
  const memo = books.find('CreditMemo', id);
  if (!memo) return;
  const rest = jsonNumber(amountIn(memo.body.Balance).minus(change));
  books.replace('CreditMemo', memo, { body: { ...memo.body, Balance: rest, RemainingCredit: rest } });
  addToBalance(books, refOf(memo.body.CustomerRef), change);
}

/** What a journal entry credits its customer with; undefined where it has no such line. */
export function journalCredit(books: Books, id: string): { customer: string; amount: Decimal } | undefined {
  for (const line of objectsOf(books.find('JournalEntry', id)?.body.Line)) {
    const detail = objectOf(line.JournalEntryLineDetail);
    const account = books.find('Account', refOf(detail?.AccountRef) ?? '')?.body;
    const customer = refOf(objectOf(detail?.Entity)?.EntityRef);
    const isCredit = detail?.PostingType === 'Credit' && account?.AccountType === 'Accounts Receivable';
    if (isCredit && customer !== undefined) return { customer, amount: amountIn(line.Amount) };
  }
  return undefined;
}

export function usedOfJournal(books: Books, id: string): Decimal {
  const lines = books.all('Payment').flatMap((payment) => storedPaymentLines(payment.body));
  return total(lines.filter((line) => line.type === 'JournalEntry' && line.id === id));
}

/**
 * Takes payments off an invoice, the last one first, until `amount` is free: each keeps an unapplied rest, and credits that it
 * had used for the part go back to their memos. Returns what could be freed.
 */
export function releasePayments(books: Books, invoiceId: string, amount: Decimal): Decimal {
  const links = objectsOf(books.find('Invoice', invoiceId)?.body.LinkedTxn).toReversed();
  let open = amount;
  for (const link of links) {
    const payment = books.find('Payment', textOf(link.TxnId) ?? '');
    if (!payment || open.lte(0)) continue;
    open = open.minus(releaseFrom(books, payment, { invoiceId, amount: open }));
  }
  return amount.minus(open);
}

function releaseFrom(books: Books, payment: Entry, options: { invoiceId: string; amount: Decimal }): Decimal {
  const before = storedPaymentLines(payment.body);
  const cut = shorten(before, { type: 'Invoice', id: options.invoiceId, amount: options.amount });
  const memos = shorten(cut.lines, { type: 'CreditMemo', amount: cut.taken });
  const credits = shorten(memos.lines, { type: 'JournalEntry', amount: cut.taken.minus(memos.taken) });
  savePaymentLines(books, payment, { before, after: credits.lines });
  return cut.taken;
}

export function savePaymentLines(
  books: Books,
  payment: Entry,
  { before, after }: { before: readonly PaymentLine[]; after: readonly PaymentLine[] },
): Entry {
  reapply(books, payment.id, { before, after });
  const rest = unappliedAmount(amountIn(payment.body.TotalAmt), after);
  addToBalance(books, refOf(payment.body.CustomerRef), amountIn(payment.body.UnappliedAmt).minus(rest));
  const body = { ...payment.body, Line: wirePaymentLines(after), UnappliedAmt: jsonNumber(rest) };
  return books.replace('Payment', payment, { body });
}

/** Takes up to `amount` away from the lines of a kind, the last one first. */
export function shorten(
  lines: readonly PaymentLine[],
  wish: { type: PaymentLine['type']; id?: string; amount: Decimal },
): { lines: PaymentLine[]; taken: Decimal } {
  let open = wish.amount;
  const kept = lines.toReversed().map((line) => {
    const meant = line.type === wish.type && (wish.id === undefined || line.id === wish.id);
    if (!meant || open.lte(0)) return line;
    const part = open.lt(line.amount) ? open : line.amount;
    open = open.minus(part);
    return { ...line, amount: line.amount.minus(part) };
  });
  return { lines: kept.filter((line) => line.amount.gt(0)).reverse(), taken: wish.amount.minus(open) };
}

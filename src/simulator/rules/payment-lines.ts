/** The lines of a payment as sent: what they link to must exist, be the customer's and be open that far. */
import { type Decimal, ZERO } from '../../base/decimal.ts';
import { amountIn, cents } from '../amount.ts';
import { type JsonObject, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { businessRule, cannotLink, invalidValue, notFound, notModelled, required } from '../wire/fault.ts';
import { journalCredit, type PaymentLine, shorten, unappliedAmount, usedOfJournal } from './applications.ts';

export interface LinesWish {
  lines: readonly JsonObject[];
  customer: Entry;
  total: Decimal;
  before: readonly PaymentLine[];
}

export function readPaymentLines(books: Books, wish: LinesWish): PaymentLine[] {
  const lines = wish.lines.map((line) => readLine(line)).filter((line) => line.amount.gt(0));
  const own = lines.filter((line) => isOwn(books, line, wish.customer));
  const open = cutToOpen(books, own, wish.before);
  const excess = unappliedAmount(wish.total, open).times(-1);
  if (excess.lte(0)) return open;
  if (books.switches.overApplication === 'refuse') {
    throw businessRule('The amounts of the lines are larger than the total of the payment.');
  }
  return shorten(open, { type: 'Invoice', amount: excess }).lines;
}

function readLine(line: JsonObject): PaymentLine {
  if (typeof line.Amount !== 'number') throw required('Line.Amount');
  const amount = cents(amountIn(line.Amount));
  if (amount.lt(0)) throw invalidValue('2290', 'Line.Amount', 'Amount of a line must not be negative.');
  const links = objectsOf(line.LinkedTxn);
  const id = textOf(links[0]?.TxnId);
  const type = textOf(links[0]?.TxnType);
  if (links.length !== 1 || id === undefined) throw required('Line.LinkedTxn');
  if (type !== 'Invoice' && type !== 'CreditMemo' && type !== 'JournalEntry')
    throw notModelled(`payment line on ${type ?? 'nothing'}`);
  return { type, id, amount };
}

/** A line on another customer's document is refused with 620, or dropped where the switch says so. */
function isOwn(books: Books, line: PaymentLine, customer: Entry): boolean {
  const target = books.find(line.type, line.id);
  if (!target) throw notFound();
  const owner = refOf(target.body.CustomerRef) ?? journalCredit(books, line.id)?.customer ?? '';
  const family = books.switches.familyPayments;
  if (owner === customer.id || (family && topOf(books, owner) === topOf(books, customer.id))) return true;
  if (books.switches.otherCustomersInvoice === 'refuse') {
    throw cannotLink(`${line.type} ${line.id} belongs to another customer.`);
  }
  return false;
}

function topOf(books: Books, customerId: string): string {
  let id = customerId;
  for (let level = 0; level < 6; level += 1) {
    const parent = refOf(books.find('Customer', id)?.body.ParentRef);
    if (parent === undefined) return id;
    id = parent;
  }
  return id;
}

/** What is open counts what this payment applies already. */
function cutToOpen(books: Books, lines: readonly PaymentLine[], before: readonly PaymentLine[]): PaymentLine[] {
  const left = new Map<string, Decimal>();
  const result: PaymentLine[] = [];
  for (const line of lines) {
    const key = `${line.type}:${line.id}`;
    const open = left.get(key) ?? openFor(books, line, before);
    if (line.amount.gt(open) && books.switches.overApplication === 'refuse') {
      throw businessRule(`The amount applied to ${line.type} ${line.id} is larger than its open balance.`);
    }
    const amount = line.amount.gt(open) ? open : line.amount;
    left.set(key, open.minus(amount));
    if (amount.gt(0)) result.push({ ...line, amount });
  }
  return result;
}

function openFor(books: Books, line: PaymentLine, before: readonly PaymentLine[]): Decimal {
  const balance = line.type === 'JournalEntry' ? openOfJournal(books, line.id) : balanceOf(books, line);
  const own = before.filter((other) => other.type === line.type && other.id === line.id);
  return own.reduce((open, other) => open.plus(other.amount), balance.plus(ZERO));
}

function balanceOf(books: Books, { type, id }: PaymentLine): Decimal {
  return amountIn(books.find(type, id)?.body.Balance);
}

function openOfJournal(books: Books, id: string): Decimal {
  return (journalCredit(books, id)?.amount ?? ZERO).minus(usedOfJournal(books, id));
}

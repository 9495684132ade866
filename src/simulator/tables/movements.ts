/** What moves between accounts: bank deposits, transfers and journal entries. */
import { type Decimal, sum } from '../../base/decimal.ts';
import { amountIn, cents, jsonNumber } from '../amount.ts';
import type { EntityName } from '../entity.ts';
import { type Json, type JsonObject, objectOf, objectsOf, refOf, textOf } from '../json.ts';
import { usedOfJournal } from '../rules/applications.ts';
import { addToBalance } from '../rules/balances.ts';
import { referenced } from '../rules/references.ts';
import type { Books, Entry } from '../state/books.ts';
import { businessRule, invalidValue, notFound, notModelled, required, rule } from '../wire/fault.ts';
import { addToVendor } from './bills.ts';
import { checkDetail, detailOf, lineAmount, needLines, totalOf } from './lines.ts';
import { mustRefer, type Table, type TableDraft } from './table.ts';

export const transferTable: Table = {
  entity: 'Transfer',
  required: ['FromAccountRef', 'ToAccountRef', 'Amount'],
  lists: { FromAccountRef: 'Account', ToAccountRef: 'Account', DepartmentRef: 'Department' },
  kept: ['FromAccountRef', 'ToAccountRef', 'Amount'],
  dated: true,
  deletes: true,
  content: (books, { wish }) => {
    const [from, to] = [mustRefer(wish, 'FromAccountRef'), mustRefer(wish, 'ToAccountRef')];
    if (from === to) throw businessRule('A transfer goes from one account to another one.');
    for (const id of [from, to]) {
      const classification = books.find('Account', id)?.body.Classification;
      if (classification === 'Revenue' || classification === 'Expense') {
        throw rule('6430', 'A transfer moves between balance sheet accounts.');
      }
    }
    const amount = cents(amountIn(wish.Amount));
    if (amount.lte(0)) throw invalidValue('2140', 'Amount', 'The amount of a transfer must be above zero.');
    return { Amount: jsonNumber(amount) };
  },
};

export const creditCardPaymentTable: Table = {
  entity: 'CreditCardPayment',
  required: ['BankAccountRef', 'CreditCardAccountRef', 'Amount'],
  lists: { BankAccountRef: 'Account', CreditCardAccountRef: 'Account', VendorRef: 'Vendor' },
  kept: ['BankAccountRef', 'CreditCardAccountRef', 'Amount'],
  dated: true,
  deletes: true,
  content: (books, { wish }) => {
    const account = (property: string) => books.find('Account', mustRefer(wish, property))?.body;
    if (account('CreditCardAccountRef')?.AccountType !== 'Credit Card') {
      throw rule('6430', 'CreditCardAccountRef must be an account of the type Credit Card.');
    }
    if (account('BankAccountRef')?.Classification !== 'Asset') {
      throw rule('6430', 'A credit card is paid from an account that holds money.');
    }
    const amount = cents(amountIn(wish.Amount));
    if (amount.lte(0)) throw invalidValue('2140', 'Amount', 'The amount of a payment must be above zero.');
    return { Amount: jsonNumber(amount), PrintStatus: wish.PrintStatus ?? 'NotSet' };
  },
};

export const journalEntryTable: Table = {
  entity: 'JournalEntry',
  required: ['Line'],
  lists: {},
  numbers: 'unique',
  firstLine: 0,
  dated: true,
  deletes: true,
  content: (books, draft) => {
    const lines = objectsOf(draft.wish.Line);
    if (lines.length < 2) throw required('Line');
    for (const line of lines) checkJournalLine(books, line, draft.before);
    const side = (posting: string) => totalOf(lines.filter((line) => journalDetail(line).PostingType === posting));
    if (!side('Debit').eq(side('Credit'))) {
      throw rule('2300', 'The debits of a journal entry must be equal to its credits.');
    }
    // QuickBooks shows no total of a journal entry.
    return { Adjustment: draft.wish.Adjustment ?? false, TotalAmt: 0 };
  },
  guard: (books, { id }) => {
    if (usedOfJournal(books, id).gt(0)) throw notModelled('change of a journal entry that a payment uses');
  },
  follow: (books, _id, { before, after }) => {
    oweByJournal(books, before, -1);
    oweByJournal(books, after, 1);
  },
};

function journalDetail(line: JsonObject): JsonObject {
  return line.DetailType === 'DescriptionOnly' ? {} : detailOf(line, ['JournalEntryLineDetail', 'DescriptionOnly']);
}

const receivable: Readonly<Record<string, EntityName>> = {
  'Accounts Receivable': 'Customer',
  'Accounts Payable': 'Vendor',
};

function checkJournalLine(books: Books, line: JsonObject, before: Entry | undefined): void {
  if (line.DetailType === 'DescriptionOnly') return;
  const detail = journalDetail(line);
  lineAmount(line, { negative: false });
  if (detail.PostingType === undefined) throw required('Line.JournalEntryLineDetail.PostingType');
  if (refOf(detail.AccountRef) === undefined) throw required('Line.JournalEntryLineDetail.AccountRef');
  if (amountIn(detail.TaxAmount).gt(0)) throw notModelled('tax in journal entries');
  const lists = { AccountRef: 'Account', ClassRef: 'Class', DepartmentRef: 'Department' } as const;
  checkDetail(books, detail, { line, before, lists });
  const needed = receivable[accountType(books, detail)];
  const entity = objectOf(detail.Entity);
  if (needed !== undefined && (refOf(entity?.EntityRef) === undefined || entity?.Type !== needed)) {
    throw businessRule(`A line on this account needs a ${needed.toLowerCase()} as its Entity.`);
  }
  const id = refOf(entity?.EntityRef);
  const list = textOf(entity?.Type);
  if (id !== undefined && (list === 'Customer' || list === 'Vendor' || list === 'Employee')) {
    referenced(books, list, { id, before: id });
  }
}

function accountType(books: Books, detail: JsonObject): string {
  return textOf(books.find('Account', refOf(detail.AccountRef) ?? '')?.body.AccountType) ?? '';
}

/** A journal line on receivables or payables moves what the name on it owes or is owed. */
function oweByJournal(books: Books, entry: JsonObject | undefined, sign: 1 | -1): void {
  for (const line of objectsOf(entry?.Line)) {
    const detail = journalDetail(line);
    const list = receivable[accountType(books, detail)];
    const id = refOf(objectOf(detail.Entity)?.EntityRef);
    if (list === undefined || id === undefined) continue;
    const debit = cents(amountIn(line.Amount)).times(detail.PostingType === 'Debit' ? sign : -sign);
    if (list === 'Customer') addToBalance(books, id, debit);
    else addToVendor(books, id, debit.times(-1));
  }
}

export const depositTable: Table = {
  entity: 'Deposit',
  required: ['DepositToAccountRef', 'Line'],
  lists: { DepositToAccountRef: 'Account', DepartmentRef: 'Department' },
  kept: ['DepositToAccountRef'],
  firstLine: 1,
  dated: true,
  deletes: true,
  content: depositContent,
  follow: (books, id, { before, after }) => {
    markDeposited(books, before, undefined);
    markDeposited(books, after, id);
  },
};

type Depositable = 'Payment' | 'SalesReceipt';

function depositContent(books: Books, { before, wish }: TableDraft): JsonObject {
  const lines = objectsOf(wish.Line);
  needLines(lines);
  const account = books.find('Account', mustRefer(wish, 'DepositToAccountRef'))?.body.AccountType;
  if (account !== 'Bank' && account !== 'Other Current Asset') {
    throw rule('6430', 'A deposit goes to a Bank or an Other Current Asset account.');
  }
  const here = new Set(deposited(before?.body).map(({ id }) => id));
  for (const line of lines) checkDepositLine(books, line, { before, here });
  const back = cents(amountIn(objectOf(wish.CashBack)?.Amount));
  const total = sum([totalOf(lines), back.times(-1)]);
  if (total.lt(0)) throw businessRule('The total of a deposit must not be negative.');
  return { TotalAmt: jsonNumber(total) };
}

function checkDepositLine(
  books: Books,
  line: JsonObject,
  { before, here }: { before: Entry | undefined; here: ReadonlySet<string> },
): void {
  const amount = lineAmount(line, { negative: true });
  const linked = linkedTo(line);
  if (linked) {
    checkLinked(books, { ...linked, amount, here });
    return;
  }
  const detail = detailOf(line, ['DepositLineDetail']);
  if (refOf(detail.AccountRef) === undefined) throw required('Line.DepositLineDetail.AccountRef');
  const lists = { AccountRef: 'Account', ClassRef: 'Class', PaymentMethodRef: 'PaymentMethod' } as const;
  checkDetail(books, detail, { line, before, lists });
}

function checkLinked(
  books: Books,
  { type, id, amount, here }: { type: Depositable; id: string; amount: Decimal; here: ReadonlySet<string> },
): void {
  const target = books.find(type, id);
  if (!target) throw notFound();
  const account = books.find('Account', refOf(target.body.DepositToAccountRef) ?? '')?.body.AccountSubType;
  if (account !== 'UndepositedFunds') throw businessRule(`${type} ${id} does not lie in Undeposited Funds.`);
  if (target.internal.deposited && !here.has(id)) throw rule('6540', `${type} ${id} was deposited already.`);
  if (!amount.eq(amountIn(target.body.TotalAmt))) {
    throw businessRule(`${type} ${id} can only be deposited whole: ${amountIn(target.body.TotalAmt).toFixed(2)}.`);
  }
}

function linkedTo(line: JsonObject): { type: Depositable; id: string } | undefined {
  const [link] = objectsOf(line.LinkedTxn);
  if (!link) return undefined;
  const id: Json | undefined = link.TxnId;
  if (typeof id !== 'string') throw required('Line.LinkedTxn');
  if (link.TxnType !== 'Payment' && link.TxnType !== 'SalesReceipt') {
    throw notModelled(`deposit of ${textOf(link.TxnType) ?? 'nothing'}`);
  }
  return { type: link.TxnType, id };
}

function deposited(body: JsonObject | undefined): { type: Depositable; id: string }[] {
  return objectsOf(body?.Line).flatMap((line) => linkedTo(line) ?? []);
}

/** `deposit`: the id of the deposit that they lie in now. */
function markDeposited(books: Books, body: JsonObject | undefined, deposit: string | undefined): void {
  for (const { type, id } of deposited(body)) {
    const entry = books.find(type, id);
    if (entry) books.mark(type, entry, { deposited: deposit !== undefined, deposit });
  }
}

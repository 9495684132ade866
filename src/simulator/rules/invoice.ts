/**
 * Invoices: sales forms that are owed.
 * Invariant: Balance = TotalAmt - Deposit - what is applied, never below zero; a void keeps number and customer alone.
 */
import { type Decimal, ZERO } from '../../base/decimal.ts';
import { amountIn, cents, jsonNumber } from '../amount.ts';
import { type JsonObject, objectsOf, refOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { businessRule, invalidValue } from '../wire/fault.ts';
import { undepositedFunds } from './account.ts';
import { releasePayments } from './applications.ts';
import { addToBalance } from './balances.ts';
import type { EntityRules } from './entity-rules.ts';
import { closeEstimates, reopenEstimates } from './estimate.ts';
import { refuseClosedPeriod } from './period.ts';
import { preference } from './preferences.ts';
import { salesFormContent } from './sales-form.ts';
import { isVoided, voidedForm } from './voiding.ts';

export const invoiceRules: EntityRules = {
  create: (books, request, options) => {
    const { body, internal } = salesFormContent(books, { form: 'Invoice', before: undefined, request, options });
    const deposit = depositOf(books, body);
    const Balance = jsonNumber(openBalance(body, { deposit, applied: ZERO }));
    const entry = books.insert('Invoice', withDeposit(books, { ...body, Balance }, deposit), { internal, ...options });
    addToBalance(books, refOf(body.CustomerRef), amountIn(Balance));
    return closeEstimates(books, entry, objectsOf(request.LinkedTxn));
  },
  update: (books, entry, request, options) => {
    const { body, internal } = salesFormContent(books, { form: 'Invoice', before: entry, request, options });
    const deposit = depositOf(books, body);
    const applied = appliedTo(entry.body);
    if (applied.gt(0) && refOf(body.CustomerRef) !== refOf(entry.body.CustomerRef)) {
      throw businessRule('The customer of an invoice with payments cannot be changed. Remove the payments first.');
    }
    const excess = applied.minus(amountIn(body.TotalAmt).minus(deposit));
    const kept = excess.gt(0) ? applied.minus(freeExcess(books, entry, excess)) : applied;
    const current = books.find('Invoice', entry.id) ?? entry; // Freeing payments has moved its links and balance.
    const Balance = jsonNumber(openBalance(body, { deposit, applied: kept }));
    moveBalance(books, { from: current.body, to: { ...body, Balance } });
    const next = withDeposit(books, { ...body, Balance, LinkedTxn: current.body.LinkedTxn }, deposit);
    const saved = books.replace('Invoice', current, { body: next, internal });
    return closeEstimates(books, saved, objectsOf(request.LinkedTxn));
  },
  void: (books, entry) => {
    refuseClosedPeriod(books, [entry.body.TxnDate]);
    if (isVoided(entry.body) && books.switches.voidAgain !== 'bump') {
      if (books.switches.voidAgain === 'nothing') return entry;
      throw businessRule('The transaction is void already.');
    }
    const current = freeOfPayments(books, entry, 'void');
    moveBalance(books, { from: current.body, to: { ...current.body, Balance: 0 } });
    reopenEstimates(books, current);
    const body = { ...voidedForm(current.body), Deposit: undefined, DepositToAccountRef: undefined };
    return books.replace('Invoice', current, { body, operation: 'Void', force: true });
  },
  delete: (books, entry) => {
    refuseClosedPeriod(books, [entry.body.TxnDate]);
    const current = freeOfPayments(books, entry, 'delete');
    addToBalance(books, refOf(current.body.CustomerRef), amountIn(current.body.Balance).times(-1));
    reopenEstimates(books, current);
    books.remove('Invoice', current);
  },
};

function appliedTo(body: JsonObject): Decimal {
  return amountIn(body.TotalAmt).minus(amountIn(body.Deposit)).minus(amountIn(body.Balance));
}

function openBalance(body: JsonObject, parts: { deposit: Decimal; applied: Decimal }): Decimal {
  const balance = amountIn(body.TotalAmt).minus(parts.deposit).minus(parts.applied);
  if (balance.lt(0)) throw businessRule('The total is lower than what was deposited or paid.');
  return balance;
}

function depositOf(books: Books, body: JsonObject): Decimal {
  const deposit = cents(amountIn(body.Deposit));
  if (deposit.lt(0)) throw invalidValue('2140', 'Deposit', 'A deposit must not be negative.');
  return preference(books, 'SalesFormsPrefs', 'AllowDeposit') ? deposit : ZERO;
}

/** The deposit and its account appear only when there is one. */
function withDeposit(books: Books, body: JsonObject, deposit: Decimal): JsonObject {
  if (deposit.eq(0)) return { ...body, Deposit: undefined, DepositToAccountRef: undefined };
  return {
    ...body,
    Deposit: jsonNumber(deposit),
    DepositToAccountRef: body.DepositToAccountRef ?? { value: undepositedFunds(books) },
  };
}

function freeExcess(books: Books, entry: Entry, excess: Decimal): Decimal {
  if (books.switches.totalBelowPaid === 'refuse') {
    throw businessRule('The total of an invoice must not be lower than what was paid.');
  }
  return releasePayments(books, entry.id, excess);
}

/** The invoice without payments on it, or the refusal that QuickBooks gives a client. */
function freeOfPayments(books: Books, entry: Entry, act: 'void' | 'delete'): Entry {
  if (!objectsOf(entry.body.LinkedTxn).some((link) => link.TxnType === 'Payment')) return entry;
  const { switches, actor } = books;
  const client = act === 'void' ? switches.voidPaidInvoice : switches.deletePaidInvoice;
  const accountant = act === 'void' ? switches.accountantVoidsPaidInvoice : switches.accountantDeletesPaidInvoice;
  if ((actor === 'accountant' ? accountant : client) === 'refuse') {
    throw businessRule('The transaction has payments linked to it. Remove the payments first.');
  }
  releasePayments(books, entry.id, appliedTo(entry.body));
  return books.find('Invoice', entry.id) ?? entry;
}

function moveBalance(books: Books, { from, to }: { from: JsonObject; to: JsonObject }): void {
  addToBalance(books, refOf(from.CustomerRef), amountIn(from.Balance).times(-1));
  addToBalance(books, refOf(to.CustomerRef), amountIn(to.Balance));
}

/**
 * After an operation: the balances of the accounts follow the documents that changed.
 * Invariants: only accounts of the balance sheet show a balance; their SyncToken and LastUpdatedTime do not move by it.
 */
import type { Decimal } from '../../base/decimal.ts';
import { amountIn, jsonNumber } from '../amount.ts';
import type { EntityName } from '../entity.ts';
import { type JsonObject, refOf } from '../json.ts';
import type { Books } from '../state/book-types.ts';
import { movedBetween, postingsOf } from './postings.ts';
import { moveStock } from './stock.ts';

/** A document as it was before the operation and as it is after it; absent: not there. */
export interface ChangedDocument {
  entity: EntityName;
  before: JsonObject | undefined;
  after: JsonObject | undefined;
}

export function settleAccounts(books: Books, changed: Iterable<ChangedDocument>): void {
  for (const { entity, before, after } of changed) {
    moveStock(books, { entity, before, after });
    const was = before ? postingsOf(books, entity, before) : [];
    const becomes = after ? postingsOf(books, entity, after) : [];
    for (const [account, amount] of movedBetween(was, becomes)) addToAccount(books, account, amount);
  }
}

/** `debit` counts as it is where the account is an asset, turned round where it is a liability or equity. */
function addToAccount(books: Books, id: string, debit: Decimal): void {
  let account = books.find('Account', id);
  const kind = account?.body.Classification;
  if (!account || kind === 'Revenue' || kind === 'Expense') return;
  const amount = debit.times(kind === 'Asset' ? 1 : -1);
  for (let own = true; account; own = false) {
    const { body } = account;
    const CurrentBalance = own ? jsonNumber(amountIn(body.CurrentBalance).plus(amount)) : body.CurrentBalance;
    const whole = jsonNumber(amountIn(body.CurrentBalanceWithSubAccounts).plus(amount));
    books.adjust('Account', account, { ...body, CurrentBalance, CurrentBalanceWithSubAccounts: whole });
    account = books.find('Account', refOf(body.ParentRef) ?? '');
  }
}

/**
 * What customers owe. A change of balance moves LastUpdatedTime of the customer and of its parents, never their SyncToken.
 * Invariant: Balance = open invoices - unapplied payments - remaining credits of that customer.
 */
import type { Decimal } from '../../base/decimal.ts';
import { amountIn, jsonNumber } from '../amount.ts';
import { refOf } from '../json.ts';
import type { Books } from '../state/books.ts';

export function addToBalance(books: Books, customerId: string | undefined, amount: Decimal): void {
  if (customerId === undefined || amount.eq(0)) return;
  let customer = books.find('Customer', customerId);
  const own = customer?.id;
  for (let level = 0; customer && level < 6; level += 1) {
    const { body } = customer;
    const Balance = customer.id === own ? jsonNumber(amountIn(body.Balance).plus(amount)) : body.Balance;
    const BalanceWithJobs = jsonNumber(amountIn(body.BalanceWithJobs).plus(amount));
    books.touch('Customer', customer, { ...body, Balance, BalanceWithJobs });
    const parent = refOf(body.ParentRef);
    customer = parent === undefined ? undefined : books.find('Customer', parent);
  }
}

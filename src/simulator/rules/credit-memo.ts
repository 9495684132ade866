/** Credit memos: sales forms that are owed to the customer. Payments apply them; RemainingCredit is what is left. */
import { amountIn, jsonNumber } from '../amount.ts';
import { refOf } from '../json.ts';
import { businessRule } from '../wire/fault.ts';
import { addToBalance } from './balances.ts';
import type { EntityRules } from './entity-rules.ts';
import { refuseClosedPeriod } from './period.ts';
import { salesFormContent } from './sales-form.ts';

export const creditMemoRules: EntityRules = {
  create: (books, request, options) => {
    const { body, internal } = salesFormContent(books, { form: 'CreditMemo', before: undefined, request, options });
    const rest = body.TotalAmt;
    const entry = books.insert(
      'CreditMemo',
      { ...body, LinkedTxn: undefined, Balance: rest, RemainingCredit: rest },
      { internal, ...options },
    );
    addToBalance(books, refOf(body.CustomerRef), amountIn(rest).times(-1));
    return entry;
  },
  update: (books, entry, request, options) => {
    const { body, internal } = salesFormContent(books, { form: 'CreditMemo', before: entry, request, options });
    const used = amountIn(entry.body.TotalAmt).minus(amountIn(entry.body.Balance));
    const rest = amountIn(body.TotalAmt).minus(used);
    if (rest.lt(0)) throw businessRule('The total of a credit memo must not be lower than what was applied.');
    if (used.gt(0) && refOf(body.CustomerRef) !== refOf(entry.body.CustomerRef)) {
      throw businessRule('The customer of an applied credit memo cannot be changed.');
    }
    addToBalance(books, refOf(entry.body.CustomerRef), amountIn(entry.body.Balance));
    addToBalance(books, refOf(body.CustomerRef), rest.times(-1));
    const next = { ...body, LinkedTxn: undefined, Balance: jsonNumber(rest), RemainingCredit: jsonNumber(rest) };
    return books.replace('CreditMemo', entry, { body: next, internal });
  },
  delete: (books, entry) => {
    refuseClosedPeriod(books, [entry.body.TxnDate]);
    if (!amountIn(entry.body.TotalAmt).eq(amountIn(entry.body.Balance))) {
      throw businessRule('The credit memo is applied. Remove the application first.');
    }
    addToBalance(books, refOf(entry.body.CustomerRef), amountIn(entry.body.Balance));
    books.remove('CreditMemo', entry);
  },
};

/** Sales receipts and refund receipts: sales forms that are paid at once, so nothing of them is ever open. */
import { type JsonObject, refOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { required, rule } from '../wire/fault.ts';
import { undepositedFunds } from './account.ts';
import type { EntityRules, WriteOptions } from './entity-rules.ts';
import { refuseClosedPeriod } from './period.ts';
import { salesFormContent } from './sales-form.ts';
import { voidedForm } from './voiding.ts';

export const salesReceiptRules: EntityRules = {
  ...receiptRules('SalesReceipt'),
  void: (books, entry) => {
    refuseDeposited(entry);
    refuseClosedPeriod(books, [entry.body.TxnDate]);
    const body = { ...voidedForm(entry.body), LinkedTxn: undefined };
    return books.replace('SalesReceipt', entry, { body, operation: 'Void', force: true });
  },
};

export const refundReceiptRules: EntityRules = receiptRules('RefundReceipt');

function receiptRules(form: 'SalesReceipt' | 'RefundReceipt'): EntityRules {
  return {
    create: (books, request, options) => {
      const { body, internal } = content(books, { form, before: undefined, request, options });
      return books.insert(form, body, { internal, ...options });
    },
    update: (books, entry, request, options) => {
      refuseDeposited(entry);
      const { body, internal } = content(books, { form, before: entry, request, options });
      return books.replace(form, entry, { body, internal });
    },
    delete: (books, entry) => {
      refuseDeposited(entry);
      refuseClosedPeriod(books, [entry.body.TxnDate]);
      books.remove(form, entry);
    },
  };
}

interface Draft {
  form: 'SalesReceipt' | 'RefundReceipt';
  before: Entry | undefined;
  request: JsonObject;
  options: WriteOptions;
}

function content(books: Books, draft: Draft) {
  const { body, internal } = salesFormContent(books, draft);
  const account = refOf(body.DepositToAccountRef);
  if (account === undefined && draft.form === 'RefundReceipt') throw required('DepositToAccountRef');
  const chosen = account ?? undepositedFunds(books);
  const type = books.find('Account', chosen)?.body.AccountType;
  if (type !== 'Bank' && type !== 'Other Current Asset' && type !== 'Credit Card') {
    throw rule('6430', 'The account of a receipt must be a Bank, Credit Card or Other Current Asset account.');
  }
  const whole: JsonObject = { ...body, DepositToAccountRef: { value: chosen }, Balance: 0, LinkedTxn: undefined };
  return { body: whole, internal };
}

/** What lies in a bank deposit is changed there first. */
export function refuseDeposited(entry: Entry): void {
  if (entry.internal.deposited)
    throw rule('6540', 'The transaction is part of a bank deposit. Take it off the deposit first.');
}

/** The ledger: a balance is the sum of its entries, whatever is done at the same time. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAccounts } from '../../src/db/accounts.ts';
import { loadPayments } from '../../src/db/payments.ts';
import { changePayment } from '../../src/shop/change-payment.ts';
import { deletePayment } from '../../src/shop/delete-payment.ts';
import { recordPayment } from '../../src/shop/record-payment.ts';
import { type Company, startCompany } from '../shop/company.ts';

let shop: Company;
beforeAll(async () => {
  shop = await startCompany();
});
afterAll(() => shop.drop());

test('payments that move between the same accounts in both directions at once end in the right balances', async () => {
  const [cash, bank] = [shop.account('cash'), shop.account('bank')];
  const payments = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const { id } = await shop.invoice();
      const accountId = index % 2 ? cash : bank;
      return shop.run((tx, context) => recordPayment(tx, context, id, { accountId, amount: `${index + 1}.10` }));
    }),
  );
  await Promise.all(
    payments.map((payment, index) =>
      shop.run((tx, context) =>
        index === 9
          ? deletePayment(tx, context, payment.id)
          : changePayment(tx, context, payment.id, { accountId: payment.accountId === cash ? bank : cash }),
      ),
    ),
  );
  const after = await shop.read((reader) =>
    loadPayments(
      reader,
      shop.companyId,
      payments.map((each) => each.invoiceId),
    ),
  );
  expect(after.filter((payment) => payment.state === 'active')).toHaveLength(9);
  const sums = await shop.read(
    (reader) => reader<{ id: string; sum: string; balance: string }[]>`
      select accounts.id, accounts.balance, sum(account_transactions.amount) as sum
      from accounts join account_transactions on account_id = accounts.id group by accounts.id, accounts.balance`,
  );
  for (const row of sums) expect(row.sum).toBe(row.balance);
  const accounts = await shop.read((reader) => loadAccounts(reader, shop.companyId, [cash, bank]));
  const balances = Object.fromEntries(accounts.map((account) => [account.id, account.balance]));
  // 1.10 + 3.10 + 5.10 + 7.10 + 9.10 went from bank to cash, 2.10 + 4.10 + 6.10 + 8.10 the other way, 10.10 was deleted.
  expect(balances).toEqual({ [cash]: '25.50', [bank]: '20.40' });
});

/** The ledger: balances are sums of transactions, transactions are the active payments, and `paid` is their sum. */
import type { World } from './world.ts';

export async function checkMoney(world: World): Promise<string[]> {
  const { companyId } = world.shop;
  return world.database.read(companyId, async (reader) => {
    const accounts = await reader<{ name: string; balance: string; ledger: string; payments: string }[]>`
      select accounts.name, accounts.balance,
        (select coalesce(sum(amount), 0) from account_transactions as t where t.company_id = ${companyId} and t.account_id = accounts.id) as ledger,
        (select coalesce(sum(case when kind = 'refund' then -amount else amount end), 0) from payments as p
          where p.company_id = ${companyId} and p.account_id = accounts.id and p.state = 'active') as payments
      from accounts where company_id = ${companyId}`;
    const invoices = await reader<
      { number: string; paid: string; payments: string; credited: string; credits: string }[]
    >`
      select number, paid, credited,
        (select coalesce(sum(case when kind = 'refund' then -amount else amount end), 0) from payments as p
          where p.company_id = ${companyId} and p.invoice_id = invoices.id and p.state = 'active') as payments,
        (select coalesce(sum(amount), 0) from credits as c where c.company_id = ${companyId} and c.invoice_id = invoices.id) as credits
      from invoices where company_id = ${companyId}`;
    return [
      ...accounts
        .filter((row) => Number(row.balance) !== Number(row.ledger) || Number(row.ledger) !== Number(row.payments))
        .map(
          (row) => `money: ${row.name} holds ${row.balance}, its ledger says ${row.ledger}, payments ${row.payments}`,
        ),
      ...invoices
        .filter((row) => Number(row.paid) !== Number(row.payments) || Number(row.credited) !== Number(row.credits))
        .map(
          (row) =>
            `money: ${row.number} is paid ${row.paid} by payments of ${row.payments}, credited ${row.credited} by ${row.credits}`,
        ),
    ];
  });
}

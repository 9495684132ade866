/** The tables accounts and account_transactions. A balance moves only together with the ledger entry that explains it. */
import type { Id } from '../base/ids.ts';
import type { Account, LedgerEntry } from '../domain/catalog.ts';
import { amountIn } from './amounts.ts';
import type { Reader, Tx } from './database.ts';
import { idPattern, type Page, type Paging, readCursor, textPattern, toPage } from './page.ts';

interface AccountRow {
  id: Id;
  name: string;
  kind: 'cash' | 'bank' | 'card';
  location_id: Id | null;
  currency: string;
  balance: string;
  active: boolean;
  sort: string;
}

export async function loadAccounts(reader: Reader, companyId: Id, ids: readonly Id[]): Promise<Account[]> {
  if (ids.length === 0) return [];
  const rows = await reader<AccountRow[]>`
    select * from accounts where company_id = ${companyId} and id = any(${ids}::uuid[])`;
  return rows.map(toAccount);
}

export async function listAccounts(reader: Reader, companyId: Id, query: Paging): Promise<Page<Account>> {
  const after = readCursor(query.cursor, [textPattern, idPattern]);
  const rows = await reader<AccountRow[]>`
    select *, lower(name) as sort from accounts where company_id = ${companyId}
      ${after ? reader`and (lower(name), id) > (${after[0] ?? ''}, ${after[1] ?? ''}::uuid)` : reader``}
    order by lower(name), id limit ${query.limit + 1}`;
  return toPage(rows, { limit: query.limit, key: (row) => [row.sort, row.id], item: toAccount });
}

export async function insertAccount(tx: Tx, companyId: Id, account: Account): Promise<void> {
  await tx`
    insert into accounts (company_id, id, name, kind, location_id, currency, active)
    values (${companyId}, ${account.id}, ${account.name}, ${account.kind}, ${account.locationId}, ${account.currency},
      ${account.active})`;
}

export async function updateAccount(tx: Tx, companyId: Id, account: Account): Promise<void> {
  await tx`
    update accounts set name = ${account.name}, kind = ${account.kind}, location_id = ${account.locationId},
      active = ${account.active}
    where company_id = ${companyId} and id = ${account.id}`;
}

export async function removeAccount(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`delete from accounts where company_id = ${companyId} and id = ${id}`;
}

export async function isAccountUsed(reader: Reader, companyId: Id, id: Id): Promise<boolean> {
  const [row] = await reader`
    select 1 where exists (select 1 from payments where company_id = ${companyId} and account_id = ${id})
      or exists (select 1 from account_transactions where company_id = ${companyId} and account_id = ${id})
      or exists (select 1 from integrations where company_id = ${companyId} and settings::text like ${`%${id}%`})`;
  return row !== undefined;
}

/** Adds entries to ledgers and moves the balances by them, in one statement. */
export async function appendToLedger(tx: Tx, companyId: Id, entries: readonly LedgerEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const accountIds = entries.map((entry) => entry.accountId);
  // By id, so that two payments that move between the same two accounts wait for each other in one order.
  await tx`
    select id from accounts where company_id = ${companyId} and id = any(${accountIds}::uuid[])
    order by id for no key update`;
  await tx`
    with added as (
      insert into account_transactions (company_id, id, account_id, amount, date, payment_id, invoice_id, reason, at)
      select ${companyId}, entry.* from unnest(
        ${entries.map((entry) => entry.id)}::uuid[], ${accountIds}::uuid[],
        ${entries.map((entry) => entry.amount)}::numeric[], ${entries.map((entry) => entry.date)}::date[],
        ${entries.map((entry) => entry.paymentId)}::uuid[], ${entries.map((entry) => entry.invoiceId)}::uuid[],
        ${entries.map((entry) => entry.reason)}::text[], ${entries.map((entry) => entry.at.toISOString())}::timestamptz[]
      ) as entry
      returning account_id, amount
    )
    update accounts set balance = balance + moved.amount
    from (select account_id, sum(amount) as amount from added group by account_id) as moved
    where accounts.company_id = ${companyId} and accounts.id = moved.account_id`;
}

/** An entry with what names its invoice. */
export interface ListedEntry extends LedgerEntry {
  invoiceNumber: string | null;
  clientName: string | null;
}

interface LedgerRow {
  id: Id;
  account_id: Id;
  currency: string;
  amount: string;
  date: string;
  payment_id: Id | null;
  invoice_id: Id | null;
  invoice_number: string | null;
  client_name: string | null;
  reason: LedgerEntry['reason'];
  at: Date;
}

/** The ledger of an account, newest first. */
export async function listLedger(
  reader: Reader,
  companyId: Id,
  query: Paging & { accountId: Id },
): Promise<Page<ListedEntry>> {
  const [after] = readCursor(query.cursor, [idPattern]) ?? [];
  const rows = await reader<LedgerRow[]>`
    select ledger.*, accounts.currency, invoices.number as invoice_number, clients.name as client_name
    from account_transactions as ledger
    join accounts on accounts.company_id = ledger.company_id and accounts.id = ledger.account_id
    left join invoices on invoices.company_id = ledger.company_id and invoices.id = ledger.invoice_id
    left join clients on clients.company_id = invoices.company_id and clients.id = invoices.client_id
    where ledger.company_id = ${companyId} and ledger.account_id = ${query.accountId}
      ${after ? reader`and ledger.id < ${after}` : reader``}
    order by ledger.id desc limit ${query.limit + 1}`;
  return toPage(rows, { limit: query.limit, key: (row) => [row.id], item: toEntry });
}

function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    locationId: row.location_id,
    currency: row.currency,
    balance: amountIn(row.currency)(row.balance),
    active: row.active,
  };
}

function toEntry(row: LedgerRow): ListedEntry {
  return {
    id: row.id,
    accountId: row.account_id,
    amount: amountIn(row.currency)(row.amount),
    date: row.date,
    paymentId: row.payment_id,
    invoiceId: row.invoice_id,
    invoiceNumber: row.invoice_number,
    clientName: row.client_name,
    reason: row.reason,
    at: row.at,
  };
}

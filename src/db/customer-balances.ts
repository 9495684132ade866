/**
 * The table customer_balances: what QuickBooks itself says a customer owes. `unseen` is the part of it that stands in no
 * mirrored record, found at the moment of reading: balance = open mirrors + unseen holds then, and the mirrors move on.
 */
import type { Id } from '../base/ids.ts';
import { sweepBy } from './connections.ts';
import type { Reader, Tx } from './database.ts';

interface Scope {
  companyId: Id;
  realmId: string;
}

interface RecordRef {
  entity: string;
  booksId: string;
}

interface SeenRecord extends RecordRef {
  doc: { [field: string]: unknown };
}

/**
 * After an observation: settles the customers that were just read, and marks those of whom a record came to light that
 * the stored balance may have counted already. `news` are the records that changed or went; the mirrors are stored.
 */
export async function settleBalances(
  tx: Tx,
  request: Scope & { seen: readonly SeenRecord[]; news: readonly RecordRef[]; now: Date },
): Promise<void> {
  const read = request.seen.filter((row) => row.entity === 'Customer');
  const customers = read.map((row) => row.booksId);
  if (read.length > 0) await settle(tx, { ...request, read });
  const records = request.news.filter((row) => ['Invoice', 'Payment', 'CreditMemo'].includes(row.entity));
  if (records.length > 0) await markOutdated(tx, { ...request, customers, records });
}

/**
 * The balance is taken from what was just read and not from the mirror, which keeps its document when neither SyncToken
 * nor time (whole seconds) moved on: a balance may move twice within a second.
 */
async function settle(tx: Tx, request: Scope & { read: readonly SeenRecord[]; now: Date }): Promise<void> {
  const { companyId, realmId, now } = request;
  const read = [...new Map(request.read.map((row) => [row.booksId, row])).values()];
  const ids = read.map((row) => row.booksId);
  const balances = read.map((row) => String(row.doc.Balance ?? 0));
  await tx`
    with open as (
      select customer_id, sum(case entity when 'Invoice' then ${openOfInvoice(tx)} when 'Payment' then -unapplied
        else -balance end) as amount
      from mirrors where company_id = ${companyId} and realm_id = ${realmId} and customer_id = any(${ids}::text[])
        and entity in ('Invoice', 'Payment', 'CreditMemo') and not deleted
      group by customer_id)
    insert into customer_balances (company_id, realm_id, books_id, balance, unseen, read_at)
    select ${companyId}, ${realmId}, read.id, read.balance::numeric, read.balance::numeric - coalesce(open.amount, 0),
      ${now}
    from unnest(${ids}::text[], ${balances}::text[]) as read (id, balance)
    left join open on open.customer_id = read.id
    on conflict (company_id, realm_id, books_id) do update set balance = excluded.balance, unseen = excluded.unseen,
      read_at = excluded.read_at, outdated = false`;
}

/**
 * What is open of a mirrored invoice. A payment of ours moved the balance on without a new reading of the invoice: then
 * it follows from the payments, which are known.
 */
function openOfInvoice(reader: Reader) {
  return reader`
    case when token_stale then total - coalesce(deposit, 0) - (
      select coalesce(sum((line ->> 'Amount')::numeric), 0)
      from mirrors as payments cross join lateral jsonb_path_query(payments.doc, '$.Line[*]') as line
      where payments.company_id = mirrors.company_id and payments.realm_id = mirrors.realm_id
        and payments.entity = 'Payment' and not payments.deleted
        and payments.linked_ids @> array[mirrors.books_id]
        and line -> 'LinkedTxn' -> 0 ->> 'TxnType' = 'Invoice'
        and line -> 'LinkedTxn' -> 0 ->> 'TxnId' = mirrors.books_id)
    else balance end`;
}

/**
 * Counted already: changed before the balance was read, or made before that and never seen until now. So is what a payment
 * applies of a record that has no mirror (a journal entry, a deposit). A sweep follows soon, after which the balances that
 * are marked are read again.
 */
async function markOutdated(
  tx: Tx,
  request: Scope & { customers: readonly string[]; records: readonly RecordRef[]; now: Date },
): Promise<void> {
  const { companyId, realmId, customers, records } = request;
  const marked = await tx`
    update customer_balances set outdated = true
    from mirrors
    where mirrors.company_id = ${companyId} and mirrors.realm_id = ${realmId}
      and (mirrors.entity, mirrors.books_id) in (
        select * from unnest(${records.map((row) => row.entity)}::text[], ${records.map((row) => row.booksId)}::text[]))
      and customer_balances.company_id = ${companyId} and customer_balances.realm_id = ${realmId}
      and customer_balances.books_id = mirrors.customer_id and mirrors.customer_id <> all(${[...customers]}::text[])
      and ((not mirrors.deleted and mirrors.last_updated < customer_balances.read_at)
        or ((mirrors.doc -> 'MetaData' ->> 'CreateTime')::timestamptz < customer_balances.read_at
          and (select count(*) from mirror_versions as version
            where version.company_id = mirrors.company_id and version.realm_id = mirrors.realm_id
              and version.entity = mirrors.entity and version.books_id = mirrors.books_id) < 2)
        or exists (select from mirror_versions as version
          where version.company_id = mirrors.company_id and version.realm_id = mirrors.realm_id
            and version.entity = mirrors.entity and version.books_id = mirrors.books_id and version.entity = 'Payment'
            and jsonb_path_exists(version.doc,
              '$.Line[*].LinkedTxn[*] ? (@.TxnType != "Invoice" && @.TxnType != "CreditMemo")')))
    returning customer_balances.books_id`;
  if (marked.length > 0) await sweepBy(tx, companyId, request.now);
}

/** A customer that is gone owes nothing. */
export async function settleGone(tx: Tx, request: Scope & { customers: readonly string[]; now: Date }): Promise<void> {
  if (request.customers.length === 0) return;
  await tx`
    insert into customer_balances (company_id, realm_id, books_id, balance, unseen, read_at)
    select ${request.companyId}, ${request.realmId}, customer, 0, 0, ${request.now}
    from unnest(${[...request.customers]}::text[]) as customer
    on conflict (company_id, realm_id, books_id) do update set balance = 0, unseen = 0, outdated = false,
      read_at = excluded.read_at`;
}

/** Customers of clients whose balance has to be read (again). */
export async function balancesToRead(reader: Reader, query: Scope & { limit: number }): Promise<string[]> {
  const rows = await reader<{ books_id: string }[]>`
    select links.books_id from links
    left join customer_balances on customer_balances.company_id = links.company_id
      and customer_balances.realm_id = links.realm_id and customer_balances.books_id = links.books_id
    where links.company_id = ${query.companyId} and links.realm_id = ${query.realmId} and links.kind = 'client'
      and links.books_id is not null and links.state not in ('voided', 'unlinked')
      and (customer_balances.books_id is null or customer_balances.outdated)
    order by links.shop_id limit ${query.limit}`;
  return rows.map((row) => row.books_id);
}

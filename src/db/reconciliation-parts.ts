/**
 * The parts of the statement that reconciles: common tables over all records of a company, each of them read once. What
 * lowers a balance is positive in its own column; `sides` has what is open of each invoice here and in QuickBooks.
 */
import type { Id } from '../base/ids.ts';
import type { Reader } from './database.ts';

export interface ReconciliationScope {
  companyId: Id;
  /** Null: never connected, so QuickBooks' side is empty. */
  realmId: string | null;
}

/** Which QuickBooks records stand for which of the shop's, under this connection. */
export function linkedParts(reader: Reader, { companyId, realmId }: ReconciliationScope) {
  return reader`
    invoice_links as materialized (
      select shop_id, books_id, state, requested or waiting_since is not null as asked from links
      where company_id = ${companyId} and realm_id = ${realmId} and kind = 'invoice'),
    client_links as materialized (
      select shop_id as client_id, books_id as customer_id from links
      where company_id = ${companyId} and realm_id = ${realmId} and kind = 'client' and books_id is not null
        and state not in ('voided', 'unlinked')),
    shop_payments as materialized (
      select payments.invoice_id, payments.id, payments.kind, payments.state, payments.amount, links.books_id
      from payments left join links on links.company_id = payments.company_id and links.realm_id = ${realmId}
        and links.kind = 'payment' and links.shop_id = payments.id and links.books_id is not null
      where payments.company_id = ${companyId})`;
}

/** Money by shop invoice: what the shop has of it, and what QuickBooks put on the linked record. */
export function moneyParts(reader: Reader, { companyId, realmId }: ReconciliationScope) {
  return reader`
    applied as materialized (
      select books_id as payment_id, line -> 'LinkedTxn' -> 0 ->> 'TxnId' as invoice_id,
        sum((line ->> 'Amount')::numeric) as amount
      from mirrors cross join lateral jsonb_path_query(doc, '$.Line[*]') as line
      where company_id = ${companyId} and realm_id = ${realmId} and entity = 'Payment' and not deleted
        and line -> 'LinkedTxn' -> 0 ->> 'TxnType' = 'Invoice'
      group by 1, 2),
    pairs as (
      select invoice_id, books_id, bool_or(state = 'active') as active
      from shop_payments where books_id is not null group by 1, 2),
    applied_here as (
      select invoice_links.shop_id as invoice_id, sum(applied.amount) as amount,
        sum(applied.amount) filter (where pairs.active) as paired,
        sum(applied.amount) filter (where not pairs.active) as struck,
        sum(applied.amount) filter (where pairs.books_id is null) as alone
      from applied join invoice_links on invoice_links.books_id = applied.invoice_id
      left join pairs on pairs.invoice_id = invoice_links.shop_id and pairs.books_id = applied.payment_id
      group by 1),
    money_here as (
      select invoice_id,
        sum(amount) filter (where kind = 'payment' and books_id is null) as unsent,
        sum(amount) filter (where kind = 'payment' and books_id is not null) as paired,
        sum(amount) filter (where kind = 'refund') as refunded
      from shop_payments where state = 'active' group by 1),
    unapplied_here as (
      select holder.invoice_id, sum(mirrors.unapplied) as amount
      from (${holders(reader)}) as holder
      join mirrors on mirrors.company_id = ${companyId} and mirrors.realm_id = ${realmId} and mirrors.entity = 'Payment'
        and mirrors.books_id = holder.books_id and not mirrors.deleted and mirrors.unapplied <> 0
      group by 1)`;
}

/** A QuickBooks payment over several invoices has one invoice here that its unapplied money is reckoned with. */
export function holders(reader: Reader) {
  return reader`
    select distinct on (books_id) books_id, invoice_id from shop_payments
    where books_id is not null and state = 'active' and kind = 'payment' order by books_id, id`;
}

export function sides(reader: Reader, { companyId, realmId }: ReconciliationScope) {
  return reader`
    basis as (
      select invoices.id, invoices.number, invoices.client_id, invoices.voided, invoice_links.books_id,
        invoice_statuses.status_group = 'canceled' as canceled, invoice_links.state,
        coalesce(invoice_links.asked, false) as asked,
        coalesce(client_links.client_id, invoices.client_id) as books_client_id,
        case when invoices.voided or invoice_statuses.status_group = 'canceled' then 0 else invoices.total end as document,
        case when invoices.voided or invoice_statuses.status_group = 'canceled' then 0 else invoices.credited end
          as credited,
        invoices.paid, money_here.unsent, money_here.paired, money_here.refunded,
        mirrors.books_id is not null as mirrored, mirrors.deleted, mirrors.token_stale, mirrors.balance,
        case when mirrors.deleted then 0 else coalesce(mirrors.total - coalesce(mirrors.deposit, 0), 0) end
          as books_document,
        mirrors.total = 0 and mirrors.doc ->> 'PrivateNote' ~* '^(voided|annul)' as voided_there,
        applied_here.amount as applied, applied_here.paired as applied_paired, applied_here.struck as applied_struck,
        applied_here.alone as applied_alone, unapplied_here.amount as unapplied
      from invoices
      join invoice_statuses on invoice_statuses.company_id = invoices.company_id
        and invoice_statuses.id = invoices.status_id
      left join invoice_links on invoice_links.shop_id = invoices.id
      left join mirrors on mirrors.company_id = invoices.company_id and mirrors.realm_id = ${realmId}
        and mirrors.entity = 'Invoice' and mirrors.books_id = invoice_links.books_id
      left join client_links on client_links.customer_id = mirrors.customer_id
      left join money_here on money_here.invoice_id = invoices.id
      left join applied_here on applied_here.invoice_id = invoices.id
      left join unapplied_here on unapplied_here.invoice_id = invoices.id
      where invoices.company_id = ${companyId} and invoices.deleted_at is null),
    sides as materialized (
      select *, document - paid - credited as shop,
        case when not mirrored or deleted then 0
          when token_stale then books_document - coalesce(applied, 0) else balance end - coalesce(unapplied, 0) as books
      from basis)`;
}

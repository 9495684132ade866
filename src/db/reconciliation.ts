/**
 * Both sides of what clients owe, summed in the database: a row for each client, and the invoices of which the two sides
 * differ with all that their difference follows from. Amounts are exact texts; what each means is said in sync/reconcile.ts.
 */
import type { Id } from '../base/ids.ts';
import type { SyncState } from '../contract/invoices.ts';
import type { Reader } from './database.ts';

export interface ReconciliationScope {
  companyId: Id;
  /** Null: never connected, so QuickBooks' side is empty. */
  realmId: string | null;
}

export interface ClientSums {
  clientId: Id;
  amount: string;
}

/** An invoice whose sides differ. Money that lowers what is owed is positive in its own field. */
export interface InvoiceSides {
  invoiceId: Id;
  number: string;
  clientId: Id;
  /** The client whose customer has it in QuickBooks. */
  booksClientId: Id;
  booksId: string | null;
  shop: string;
  books: string;
  /** The invoice itself, before any money: what it comes to here and there. */
  document: string;
  booksDocument: string;
  /** Payments here that QuickBooks does not have, that it has, refunds and credits here. */
  unsent: string;
  paired: string;
  refunded: string;
  credited: string;
  /** Put on the invoice in QuickBooks by payments that the shop has, has struck, or never had. */
  appliedPaired: string;
  appliedStruck: string;
  appliedAlone: string;
  /** What its payments hold in QuickBooks beyond what is applied to any invoice. */
  unapplied: string;
  state: SyncState | null;
  mirrored: boolean;
  deletedThere: boolean;
  voidedHere: boolean;
  voidedThere: boolean;
  canceledHere: boolean;
  /** The look that waits, with what it asks for. */
  look: { requested: boolean; entered: Id[] } | null;
  /** It was asked for, or put aside while the integration was off. */
  asked: boolean;
  issues: { id: Id; code: string; subject: string }[];
}

export interface SidesOfAll {
  shop: ClientSums[];
  books: ClientSums[];
  differing: InvoiceSides[];
}

/** One statement over all invoices of the company. */
export async function invoiceSides(reader: Reader, scope: ReconciliationScope): Promise<SidesOfAll> {
  const [row] = await reader<
    { shop: ClientSums[] | null; books: ClientSums[] | null; differing: InvoiceSides[] | null }[]
  >`
    with ${linkedParts(reader, scope)}, ${moneyParts(reader, scope)}, ${sides(reader, scope)}
    select
      (select jsonb_agg(jsonb_build_object('clientId', client_id, 'amount', amount::text))
        from (select client_id, sum(shop) as amount from sides group by client_id) as sums) as shop,
      (select jsonb_agg(jsonb_build_object('clientId', books_client_id, 'amount', amount::text))
        from (select books_client_id, sum(books) as amount from sides where books_id is not null
          group by books_client_id) as sums) as books,
      (select jsonb_agg(${differingRow(reader, scope)} order by sides.number, sides.id)
        from sides where shop <> books or client_id <> books_client_id) as differing`;
  return { shop: row?.shop ?? [], books: row?.books ?? [], differing: row?.differing ?? [] };
}

/** Which QuickBooks records stand for which of the shop's, under this connection. */
function linkedParts(reader: Reader, { companyId, realmId }: ReconciliationScope) {
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
function moneyParts(reader: Reader, { companyId, realmId }: ReconciliationScope) {
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
function holders(reader: Reader) {
  return reader`
    select distinct on (books_id) books_id, invoice_id from shop_payments
    where books_id is not null and state = 'active' and kind = 'payment' order by books_id, id`;
}

function sides(reader: Reader, { companyId, realmId }: ReconciliationScope) {
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

function differingRow(reader: Reader, { companyId, realmId }: ReconciliationScope) {
  return reader`
    jsonb_build_object(
      'invoiceId', id, 'number', number, 'clientId', client_id, 'booksClientId', books_client_id, 'booksId', books_id,
      'shop', shop::text, 'books', books::text, 'document', document::text, 'booksDocument', books_document::text,
      'unsent', coalesce(unsent, 0)::text, 'paired', coalesce(paired, 0)::text, 'refunded', coalesce(refunded, 0)::text,
      'credited', credited::text, 'appliedPaired', coalesce(applied_paired, 0)::text,
      'appliedStruck', coalesce(applied_struck, 0)::text, 'appliedAlone', coalesce(applied_alone, 0)::text,
      'unapplied', coalesce(unapplied, 0)::text, 'state', state, 'mirrored', mirrored,
      'deletedThere', coalesce(deleted, false), 'voidedHere', voided, 'voidedThere', coalesce(voided_there, false),
      'canceledHere', canceled,
      'asked', asked,
      'look', (select jsonb_build_object('requested', looks.requested, 'entered', looks.entered_status_ids)
        from looks where looks.company_id = ${companyId} and looks.kind = 'invoice'
          and looks.subject_id = sides.id::text),
      'issues', (select coalesce(jsonb_agg(jsonb_build_object('id', issues.id, 'code', issues.code,
          'subject', issues.subject) order by issues.since, issues.id), '[]')
        from issues where issues.company_id = ${companyId} and issues.realm_id = ${realmId}
          and issues.invoice_id = sides.id and issues.state <> 'closed'))`;
}

/** What QuickBooks has of a client's customer besides the invoices that are linked. Positive: owed. */
export interface BooksAlone {
  kind: 'invoice' | 'unapplied' | 'credit' | 'unseen';
  clientId: Id;
  booksId: string | null;
  number: string | null;
  amount: string;
}

export async function booksAlone(reader: Reader, { companyId, realmId }: ReconciliationScope): Promise<BooksAlone[]> {
  const scope = { companyId, realmId };
  return reader<BooksAlone[]>`
    with ${linkedParts(reader, scope)}
    select case mirrors.entity when 'Invoice' then 'invoice' when 'Payment' then 'unapplied' else 'credit' end as kind,
      client_links.client_id as "clientId", mirrors.books_id as "booksId",
      coalesce(mirrors.doc ->> 'DocNumber', mirrors.doc ->> 'PaymentRefNum') as number,
      (case mirrors.entity when 'Invoice' then mirrors.balance when 'Payment' then -mirrors.unapplied
        else -mirrors.balance end)::text as amount
    from mirrors join client_links on client_links.customer_id = mirrors.customer_id
    left join invoice_links on mirrors.entity = 'Invoice' and invoice_links.books_id = mirrors.books_id
    left join (${holders(reader)}) as holder on mirrors.entity = 'Payment' and holder.books_id = mirrors.books_id
    where mirrors.company_id = ${companyId} and mirrors.realm_id = ${realmId} and not mirrors.deleted
      and ((mirrors.entity = 'Invoice' and mirrors.balance <> 0 and invoice_links.shop_id is null)
        or (mirrors.entity = 'Payment' and mirrors.unapplied <> 0 and holder.books_id is null)
        or (mirrors.entity = 'CreditMemo' and mirrors.balance <> 0))
    union all
    select 'unseen', client_links.client_id, null, null, customer_balances.unseen::text
    from customer_balances join client_links on client_links.customer_id = customer_balances.books_id
    where customer_balances.company_id = ${companyId} and customer_balances.realm_id = ${realmId}
      and customer_balances.unseen <> 0
    order by 2, 1, 3`;
}

export interface ReconciledClient {
  id: Id;
  name: string;
  /** When QuickBooks' own balance of the customer was last read; null: never, or not linked. */
  balanceReadAt: Date | null;
}

export async function reconciledClients(
  reader: Reader,
  query: ReconciliationScope & { clientIds: readonly Id[] },
): Promise<ReconciledClient[]> {
  const { companyId, realmId } = query;
  return reader<ReconciledClient[]>`
    select clients.id, clients.name, customer_balances.read_at as "balanceReadAt" from clients
    left join links on links.company_id = clients.company_id and links.realm_id = ${realmId} and links.kind = 'client'
      and links.shop_id = clients.id and links.state not in ('voided', 'unlinked')
    left join customer_balances on customer_balances.company_id = clients.company_id
      and customer_balances.realm_id = ${realmId} and customer_balances.books_id = links.books_id
    where clients.company_id = ${companyId} and clients.id = any(${[...query.clientIds]}::uuid[])`;
}

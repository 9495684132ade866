/**
 * Both sides of what clients owe, summed in the database: a row for each client, and the invoices of which the two sides
 * differ with all that their difference follows from. Amounts are exact texts; what each means is said in sync/reconcile.ts.
 */
import type { Id } from '../base/ids.ts';
import type { SyncState } from '../contract/invoices.ts';
import type { Reader } from './database.ts';
import { holders, linkedParts, moneyParts, type ReconciliationScope, sides } from './reconciliation-parts.ts';

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

/**
 * One statement over all invoices of the company. Every join is over all rows of both sides, and the planner cannot know
 * how many rows a part in between has: with nested loops left to it, twenty thousand invoices took minutes.
 */
export async function invoiceSides(reader: Reader, scope: ReconciliationScope): Promise<SidesOfAll> {
  return withoutNestedLoops(reader, () => readSides(reader, scope));
}

async function withoutNestedLoops<Result>(reader: Reader, read: () => Promise<Result>): Promise<Result> {
  await reader`select set_config('enable_nestloop', 'off', true)`;
  const result = await read();
  await reader`select set_config('enable_nestloop', 'on', true)`;
  return result;
}

async function readSides(reader: Reader, scope: ReconciliationScope): Promise<SidesOfAll> {
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

export async function booksAlone(reader: Reader, scope: ReconciliationScope): Promise<BooksAlone[]> {
  return withoutNestedLoops(reader, () => readAlone(reader, scope));
}

function readAlone(reader: Reader, { companyId, realmId }: ReconciliationScope): Promise<BooksAlone[]> {
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
  return withoutNestedLoops(
    reader,
    () => reader<ReconciledClient[]>`
    select clients.id, clients.name, customer_balances.read_at as "balanceReadAt" from clients
    left join links on links.company_id = clients.company_id and links.realm_id = ${realmId} and links.kind = 'client'
      and links.shop_id = clients.id and links.state not in ('voided', 'unlinked')
    left join customer_balances on customer_balances.company_id = clients.company_id
      and customer_balances.realm_id = ${realmId} and customer_balances.books_id = links.books_id
    where clients.company_id = ${companyId} and clients.id = any(${[...query.clientIds]}::uuid[])`,
  );
}

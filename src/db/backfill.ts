/** What a backfill asks of the tables: which invoices it is about, which of them were worked, and what became of them. */
import type { PlainDate } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { IssueCode } from '../contract/sync.ts';
import type { Reader, Tx } from './database.ts';
import type { JobKey } from './jobs.ts';
import type { LinkScope } from './links.ts';

/** Neither linked nor cancelled, whatever `realm` says of links with another QuickBooks company. */
function open(reader: Reader, realmId: string) {
  return reader`
    invoices.deleted_at is null and not invoices.voided and invoice_statuses.status_group <> 'canceled'
    and not exists (select 1 from links where links.company_id = invoices.company_id and links.realm_id = ${realmId}
      and links.kind = 'invoice' and links.shop_id = invoices.id and links.books_id is not null)`;
}

/** Makes an item of each invoice of the period that is neither linked nor cancelled, oldest first; answers how many. */
export async function chooseInvoices(
  tx: Tx,
  request: JobKey & { realmId: string; from: PlainDate; to: PlainDate; statusIds: readonly Id[] | null },
): Promise<number> {
  const chosen = request.statusIds ? tx`and invoices.status_id = any(${[...request.statusIds]}::uuid[])` : tx``;
  const rows = await tx`
    insert into job_items (company_id, job_id, position, subject, state, amount)
    select invoices.company_id, ${request.jobId},
      row_number() over (order by invoices.issue_date, invoices.number, invoices.id), invoices.id::text, 'found',
      invoices.total
    from invoices join invoice_statuses on invoice_statuses.company_id = invoices.company_id
      and invoice_statuses.id = invoices.status_id
    where invoices.company_id = ${request.companyId} and ${open(tx, request.realmId)}
      and invoices.issue_date between ${request.from} and ${request.to} ${chosen}
    returning position`;
  return rows.length;
}

/** Of these invoices those that are still neither linked nor cancelled. */
export async function stillOpen(reader: Reader, scope: LinkScope, invoiceIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader<{ id: Id }[]>`
    select invoices.id from invoices join invoice_statuses on invoice_statuses.company_id = invoices.company_id
      and invoice_statuses.id = invoices.status_id
    where invoices.company_id = ${scope.companyId} and invoices.id = any(${[...invoiceIds]}::uuid[])
      and ${open(reader, scope.realmId)}`;
  return new Set(rows.map((row) => row.id));
}

/** Says of these invoices whether QuickBooks is to be searched for them before they are created, or was just now. */
export async function setSeek(
  tx: Tx,
  request: LinkScope & { invoiceIds: readonly Id[]; seek: 'wanted' | 'looked' },
): Promise<void> {
  if (request.invoiceIds.length === 0) return;
  await tx`
    insert into links (company_id, realm_id, kind, shop_id, seek)
    select ${request.companyId}, ${request.realmId}, 'invoice', id, ${request.seek}
    from unnest(${[...request.invoiceIds].sort()}::uuid[]) as id
    on conflict (company_id, realm_id, kind, shop_id) do update set seek = excluded.seek`;
}

/** Of these invoices those that still have a look, so whose work is not over. */
export async function stillLookedAt(reader: Reader, companyId: Id, invoiceIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader<{ subject_id: Id }[]>`
    select subject_id from looks where company_id = ${companyId} and kind = 'invoice'
      and subject_id = any(${[...invoiceIds]}::text[])`;
  return new Set(rows.map((row) => row.subject_id));
}

export interface Outcome {
  invoiceId: Id;
  linked: boolean;
  /** It was created in QuickBooks since `since`, not only linked. */
  created: boolean;
  issue: IssueCode | null;
}

/** What became of these invoices. */
export async function outcomesOf(
  reader: Reader,
  query: LinkScope & { invoiceIds: readonly Id[]; since: Date },
): Promise<Outcome[]> {
  const { companyId, realmId } = query;
  return reader<Outcome[]>`
    select wanted.id as "invoiceId",
      exists (select 1 from links where company_id = ${companyId} and realm_id = ${realmId} and kind = 'invoice'
        and shop_id = wanted.id and books_id is not null) as linked,
      exists (select 1 from sync_log where company_id = ${companyId} and invoice_id = wanted.id and entity = 'invoice'
        and action = 'create' and outcome = 'done' and at >= ${query.since}) as created,
      (select code from issues where company_id = ${companyId} and realm_id = ${realmId} and invoice_id = wanted.id
        and state = 'open' order by since, issues.id limit 1) as issue
    from unnest(${[...query.invoiceIds]}::uuid[]) as wanted (id)`;
}

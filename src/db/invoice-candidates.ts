/**
 * Which invoices can pass a filter that few pass: at most `mostCandidates` ids, read from an index, or null where more may
 * pass (or nothing can be said). The list checks each of them again, so too many here does no harm.
 */
import type { PlainDate } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Reader } from './database.ts';
import type { SyncState } from './invoice-sync.ts';

const mostCandidates = 2000;
/** More clients than this have more invoices than can be candidates, or are read one by one for little. */
const mostClients = 300;

function few(rows: readonly { id: Id }[]): Id[] | null {
  return rows.length > mostCandidates ? null : rows.map((row) => row.id);
}

/** Of the state that most invoices have nothing is said: a page of it is found by reading the newest. */
export async function candidatesOfSyncState(reader: Reader, companyId: Id, state: SyncState): Promise<Id[] | null> {
  if (state === 'synced' || state === 'not_synced') return null;
  const waiting = reader`
    union all (select subject_id::uuid from looks where company_id = ${companyId} and kind = 'invoice'
      limit ${mostCandidates + 1})`;
  return few(
    await reader<{ id: Id }[]>`
      (select shop_id as id from links where company_id = ${companyId} and kind = 'invoice' and state = ${state}
        and realm_id = (select realm_id from connections where company_id = ${companyId} and current)
        limit ${mostCandidates + 1})
      ${state === 'pending' ? waiting : reader``}`,
  );
}

export async function candidatesUnpaid(reader: Reader, companyId: Id, today: PlainDate): Promise<Id[] | null> {
  return few(
    await reader<{ id: Id }[]>`
      select unpaid.id from invoice_statuses cross join lateral (
        select id from invoices where company_id = ${companyId} and status_id = invoice_statuses.id and due_date < ${today}
          and deleted_at is null and not voided and total - paid - credited > 0 limit ${mostCandidates + 1}) as unpaid
      where invoice_statuses.company_id = ${companyId} and status_group <> 'canceled' limit ${mostCandidates + 1}`,
  );
}

/** By what stands in the number or in the client's name (migrations/0012). */
export async function candidatesOfText(reader: Reader, companyId: Id, q: string): Promise<Id[] | null> {
  const found = await reader<{ id: Id; kind: 'invoice' | 'client' }[]>`
    select subject_id as id, kind from search_grams
    where grams @> search_grams_of(${companyId}, ${q}, least(3, char_length(lower(${q}))))
    limit ${mostCandidates + 1}`;
  if (found.length > mostCandidates) return null;
  const clients = found.filter((row) => row.kind === 'client').map((row) => row.id);
  const invoices = found.filter((row) => row.kind === 'invoice');
  if (clients.length === 0) return few(invoices);
  if (clients.length > mostClients) return null;
  const theirs = await reader<{ id: Id }[]>`
    select id from invoices where company_id = ${companyId} and client_id = any(${clients}::uuid[])
      and deleted_at is null limit ${mostCandidates + 1}`;
  return few([...invoices, ...theirs]);
}

/** The inbox: events that QuickBooks told us of, stored before they are answered and worked on later. */
import type { Id } from '../base/ids.ts';
import type { Reader, Tx } from './database.ts';

export interface WebhookEventRow {
  id: Id;
  realmId: string;
  entity: string;
  booksId: string;
  operation: string;
  at: Date;
  receivedAt: Date;
  /** Of a merge: the record that is gone. */
  deletedId: string | null;
}

/** Stores events of any companies; a second delivery is dropped. Needs a system transaction. Answers whom they concern. */
export async function storeEvents(
  tx: Tx,
  events: readonly (Omit<WebhookEventRow, 'receivedAt'> & { dedupeKey: string })[],
  now: Date,
): Promise<Id[]> {
  if (events.length === 0) return [];
  const realms = [...new Set(events.map((event) => event.realmId))];
  const holders = await tx<{ realm_id: string; company_id: Id }[]>`
    select realm_id, company_id from connections
    where current and state <> 'disconnected' and realm_id = any(${realms}::text[])`;
  const companyOf = new Map(holders.map((row) => [row.realm_id, row.company_id]));
  const unique = new Map(events.map((event) => [event.dedupeKey, event]));
  const rows = [...unique.values()].map((event) => ({
    id: event.id,
    company_id: companyOf.get(event.realmId) ?? null,
    realm_id: event.realmId,
    dedupe_key: event.dedupeKey,
    entity: event.entity,
    books_id: event.booksId,
    operation: event.operation,
    at: event.at,
    deleted_id: event.deletedId,
    received_at: now,
    due_at: now,
    handled_at: companyOf.has(event.realmId) ? null : now,
  }));
  await tx`insert into webhook_events ${tx(rows)} on conflict (dedupe_key) do nothing`;
  return [...new Set(companyOf.values())];
}

export async function openEvents(
  reader: Reader,
  query: { companyId: Id; now: Date; limit: number },
): Promise<WebhookEventRow[]> {
  const rows = await reader<
    {
      id: Id;
      realm_id: string;
      entity: string;
      books_id: string;
      operation: string;
      at: Date;
      received_at: Date;
      deleted_id: string | null;
    }[]
  >`
    select * from webhook_events where company_id = ${query.companyId} and handled_at is null
      and due_at <= ${query.now} order by received_at, id limit ${query.limit}`;
  return rows.map((row) => ({
    id: row.id,
    realmId: row.realm_id,
    entity: row.entity,
    booksId: row.books_id,
    operation: row.operation,
    at: row.at,
    receivedAt: row.received_at,
    deletedId: row.deleted_id,
  }));
}

export async function finishEvents(tx: Tx, request: { companyId: Id; ids: readonly Id[]; now: Date }): Promise<void> {
  if (request.ids.length === 0) return;
  await tx`
    update webhook_events set handled_at = ${request.now}
    where company_id = ${request.companyId} and id = any(${[...request.ids]}::uuid[])`;
}

/** QuickBooks could not be asked about them now. */
export async function postponeEvents(
  tx: Tx,
  request: { companyId: Id; ids: readonly Id[]; dueAt: Date },
): Promise<void> {
  if (request.ids.length === 0) return;
  await tx`
    update webhook_events set due_at = ${request.dueAt}
    where company_id = ${request.companyId} and id = any(${[...request.ids]}::uuid[]) and handled_at is null`;
}

/** Counts a delivery that was refused for its signature or form. Needs a system transaction. */
export async function countRefusal(tx: Tx, now: Date): Promise<void> {
  await tx`
    insert into webhook_refusals (day, count) values (${now.toISOString().slice(0, 10)}, 1)
    on conflict (day) do update set count = webhook_refusals.count + 1`;
}

export async function webhookCounts(
  reader: Reader,
  companyId: Id,
): Promise<{ received: number; refused: number; lastAt: Date | null }> {
  const [row] = await reader<{ received: string; refused: string | null; last_at: Date | null }[]>`
    select count(*) as received, max(received_at) as last_at, (select sum(count) from webhook_refusals) as refused
    from webhook_events where company_id = ${companyId}`;
  return { received: Number(row?.received ?? 0), refused: Number(row?.refused ?? 0), lastAt: row?.last_at ?? null };
}

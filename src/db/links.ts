/**
 * Links: that a shop record and a QuickBooks record are the same thing, per QuickBooks company. `base` is what both
 * agreed on last; `generation` counts deliberate re-creations.
 */
import type postgres from 'postgres';
import type { Id } from '../base/ids.ts';
import type { SyncState } from '../contract/invoices.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';

export type LinkKind = 'invoice' | 'client' | 'item' | 'payment';

/** A definite refusal, and the state of things (`key`) under which it was given. */
export interface Trouble {
  key: string;
  code: string | null;
  faultClass: string;
  message: string;
  tid: string | null;
  /** For a refused name: how many names were tried. For a refused number: the record that has it. */
  attempt?: number;
  otherId?: string;
}

/** Whether QuickBooks is searched for the invoice before it is created; `confirmed`: a person said that it is the same. */
export type Seek = 'wanted' | 'looked' | 'confirmed';

export interface Link {
  kind: LinkKind;
  shopId: Id;
  booksId: string | null;
  generation: number;
  state: SyncState;
  requested: boolean;
  waitingSince: Date | null;
  docNumber: string | null;
  base: unknown;
  trouble: Trouble | null;
  lastSyncedAt: Date | null;
  seek: Seek | null;
}

interface Row {
  kind: LinkKind;
  shop_id: Id;
  books_id: string | null;
  generation: number;
  state: SyncState;
  requested: boolean;
  waiting_since: Date | null;
  doc_number: string | null;
  base: unknown;
  trouble: Trouble | null;
  last_synced_at: Date | null;
  seek: Seek | null;
}

function toLink(row: Row): Link {
  return {
    kind: row.kind,
    shopId: row.shop_id,
    booksId: row.books_id,
    generation: row.generation,
    state: row.state,
    requested: row.requested,
    waitingSince: row.waiting_since,
    docNumber: row.doc_number,
    base: row.base,
    trouble: row.trouble,
    lastSyncedAt: row.last_synced_at,
    seek: row.seek,
  };
}

export interface LinkScope {
  companyId: Id;
  realmId: string;
}

export async function linksOf(
  reader: Reader,
  query: LinkScope & { kind: LinkKind; shopIds: readonly Id[] },
): Promise<Link[]> {
  if (query.shopIds.length === 0) return [];
  const rows = await reader<Row[]>`
    select * from links where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and kind = ${query.kind} and shop_id = any(${[...query.shopIds]}::uuid[])`;
  return rows.map(toLink);
}

export async function linksOfBooks(
  reader: Reader,
  query: LinkScope & { kind: LinkKind; booksIds: readonly string[] },
): Promise<Link[]> {
  if (query.booksIds.length === 0) return [];
  const rows = await reader<Row[]>`
    select * from links where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and kind = ${query.kind} and books_id = any(${[...query.booksIds]}::text[])`;
  return rows.map(toLink);
}

export type LinkChange = LinkScope & { kind: LinkKind; shopId: Id } & Partial<Omit<Link, 'kind' | 'shopId'>>;

/** Makes or changes a link; what is not named stays as it is. */
export async function saveLink(tx: Tx, change: LinkChange): Promise<void> {
  const columns: Record<string, string | number | boolean | Date | null | postgres.Parameter> = {};
  if (change.booksId !== undefined) columns.books_id = change.booksId;
  if (change.generation !== undefined) columns.generation = change.generation;
  if (change.state !== undefined) columns.state = change.state;
  if (change.requested !== undefined) columns.requested = change.requested;
  if (change.waitingSince !== undefined) columns.waiting_since = change.waitingSince;
  if (change.docNumber !== undefined) columns.doc_number = change.docNumber;
  if (change.base !== undefined) columns.base = change.base === null ? null : tx.json(asJson(change.base));
  if (change.trouble !== undefined) columns.trouble = change.trouble === null ? null : tx.json(asJson(change.trouble));
  if (change.lastSyncedAt !== undefined) columns.last_synced_at = change.lastSyncedAt;
  if (change.seek !== undefined) columns.seek = change.seek;
  const key = {
    company_id: change.companyId,
    realm_id: change.realmId,
    kind: change.kind,
    shop_id: change.shopId,
  };
  if (Object.keys(columns).length === 0) {
    await tx`insert into links ${tx(key)} on conflict do nothing`;
    return;
  }
  await tx`
    insert into links ${tx({ ...key, ...columns })}
    on conflict (company_id, realm_id, kind, shop_id) do update set ${tx(columns)}`;
}

/** Invoices that entered a sending status while the integration was off, oldest first. */
export async function waitingLinks(
  reader: Reader,
  query: LinkScope & { limit: number; after: Id | null },
): Promise<{ shopId: Id; since: Date }[]> {
  const rows = await reader<{ shop_id: Id; waiting_since: Date }[]>`
    select shop_id, waiting_since from links
    where company_id = ${query.companyId} and realm_id = ${query.realmId} and kind = 'invoice'
      and waiting_since is not null ${query.after ? reader`and shop_id > ${query.after}` : reader``}
    order by shop_id limit ${query.limit}`;
  return rows.map((row) => ({ shopId: row.shop_id, since: row.waiting_since }));
}

export async function countStates(reader: Reader, scope: LinkScope): Promise<Map<SyncState, number>> {
  const rows = await reader<{ state: SyncState; count: string }[]>`
    select state, count(*) from links
    where company_id = ${scope.companyId} and realm_id = ${scope.realmId} and kind = 'invoice' group by state`;
  return new Map(rows.map((row) => [row.state, Number(row.count)]));
}

/** All invoices whose link is in one of these states: to look at them again after a mapping was saved. */
export async function invoicesInStates(
  reader: Reader,
  query: LinkScope & { states: readonly SyncState[] },
): Promise<Id[]> {
  const rows = await reader<{ shop_id: Id }[]>`
    select shop_id from links where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and kind = 'invoice' and state = any(${[...query.states]}::text[])`;
  return rows.map((row) => row.shop_id);
}

export async function countWaiting(reader: Reader, scope: LinkScope): Promise<number> {
  const [row] = await reader<{ count: string }[]>`
    select count(*) from links where company_id = ${scope.companyId} and realm_id = ${scope.realmId}
      and kind = 'invoice' and waiting_since is not null`;
  return Number(row?.count ?? 0);
}

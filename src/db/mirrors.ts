/**
 * The mirror: the last state of each QuickBooks record that was seen, whole. A state with an older SyncToken than the
 * stored one is dropped, so late and repeated observations change nothing.
 */
import type { Id } from '../base/ids.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';
import { keepVersions, type VersionSource } from './mirror-versions.ts';

export interface Mirror {
  entity: string;
  booksId: string;
  syncToken: number;
  lastUpdated: Date;
  doc: Record<string, unknown>;
  deleted: boolean;
  /** The SyncToken has moved on by a write of ours to another record; read before writing. */
  tokenStale: boolean;
  linkedIds: string[];
  seenAt: Date;
}

interface Row {
  entity: string;
  books_id: string;
  sync_token: string;
  last_updated: Date;
  doc: Record<string, unknown>;
  deleted: boolean;
  token_stale: boolean;
  linked_ids: string[];
  seen_at: Date;
}

function toMirror(row: Row): Mirror {
  return {
    entity: row.entity,
    booksId: row.books_id,
    syncToken: Number(row.sync_token),
    lastUpdated: row.last_updated,
    doc: row.doc,
    deleted: row.deleted,
    tokenStale: row.token_stale,
    linkedIds: row.linked_ids,
    seenAt: row.seen_at,
  };
}

export interface MirrorScope {
  companyId: Id;
  realmId: string;
}

export type Seen = Pick<Mirror, 'entity' | 'booksId' | 'syncToken' | 'lastUpdated' | 'doc' | 'linkedIds'>;

type Saving = MirrorScope & { seen: readonly Seen[]; now: Date; source?: VersionSource };
type Name = { entity: string; booksId: string };

/** A sweep after a large backfill finds tens of thousands, and a statement of Postgres has at most 65,535 parameters. */
const rowsAtOnce = 1000;

/** Stores what was seen; answers those that were news (unknown before, or newer than what was stored). */
export async function saveSeen(tx: Tx, request: Saving): Promise<Name[]> {
  const latest = [...new Map(request.seen.map((seen) => [`${seen.entity}/${seen.booksId}`, seen])).values()];
  const news: Name[] = [];
  for (let start = 0; start < latest.length; start += rowsAtOnce) {
    news.push(...(await saveSome(tx, { ...request, seen: latest.slice(start, start + rowsAtOnce) })));
  }
  return news;
}

async function saveSome(tx: Tx, request: Saving): Promise<Name[]> {
  const rows = request.seen.map((seen) => ({
    company_id: request.companyId,
    realm_id: request.realmId,
    entity: seen.entity,
    books_id: seen.booksId,
    sync_token: seen.syncToken,
    last_updated: seen.lastUpdated,
    doc: tx.json(asJson(seen.doc)),
    linked_ids: seen.linkedIds,
    seen_at: request.now,
  }));
  const news = await tx<{ entity: string; books_id: string }[]>`
    insert into mirrors ${tx(rows)}
    on conflict (company_id, realm_id, entity, books_id) do update set
      sync_token = excluded.sync_token, last_updated = excluded.last_updated, doc = excluded.doc,
      linked_ids = excluded.linked_ids, deleted = false, token_stale = false, seen_at = excluded.seen_at
    where excluded.sync_token > mirrors.sync_token
      or (excluded.sync_token = mirrors.sync_token
        and (excluded.last_updated > mirrors.last_updated or mirrors.token_stale))
    returning entity, books_id`;
  const isNews = new Set(news.map((row) => `${row.entity}/${row.books_id}`));
  const changed = request.seen.filter((seen) => isNews.has(`${seen.entity}/${seen.booksId}`));
  await keepVersions(tx, { ...request, seen: changed });
  return news.map((row) => ({ entity: row.entity, booksId: row.books_id }));
}

/** Deleted in QuickBooks. What it last held is kept. */
export async function markDeleted(
  tx: Tx,
  request: MirrorScope & { entity: string; booksIds: readonly string[]; now: Date; source?: VersionSource },
): Promise<string[]> {
  if (request.booksIds.length === 0) return [];
  const rows = await tx<Row[]>`
    update mirrors set deleted = true, seen_at = ${request.now}
    where company_id = ${request.companyId} and realm_id = ${request.realmId} and entity = ${request.entity}
      and books_id = any(${[...request.booksIds]}::text[]) and not deleted
    returning *`;
  await keepVersions(tx, { ...request, seen: rows.map(toMirror), deleted: true });
  return rows.map((row) => row.books_id);
}

export async function markTokenStale(
  tx: Tx,
  request: MirrorScope & { entity: string; booksIds: readonly string[] },
): Promise<void> {
  if (request.booksIds.length === 0) return;
  await tx`
    update mirrors set token_stale = true
    where company_id = ${request.companyId} and realm_id = ${request.realmId} and entity = ${request.entity}
      and books_id = any(${[...request.booksIds]}::text[])`;
}

export async function mirrorsOf(
  reader: Reader,
  query: MirrorScope & { entity: string; booksIds: readonly string[] },
): Promise<Mirror[]> {
  if (query.booksIds.length === 0) return [];
  const rows = await reader<Row[]>`
    select * from mirrors where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and entity = ${query.entity} and books_id = any(${[...query.booksIds]}::text[])`;
  return rows.map(toMirror);
}

/** QuickBooks invoices that are there under any of these numbers. */
export async function invoicesNumbered(
  reader: Reader,
  query: MirrorScope & { numbers: readonly string[] },
): Promise<Mirror[]> {
  if (query.numbers.length === 0) return [];
  const rows = await reader<Row[]>`
    select * from mirrors where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and entity = 'Invoice' and doc ->> 'DocNumber' = any(${[...query.numbers]}::text[]) and not deleted
    order by length(books_id), books_id`;
  return rows.map(toMirror);
}

/** Payments and credit memos that touch any of these QuickBooks invoices. */
export async function mirrorsTouching(
  reader: Reader,
  query: MirrorScope & { invoiceIds: readonly string[] },
): Promise<Mirror[]> {
  if (query.invoiceIds.length === 0) return [];
  const rows = await reader<Row[]>`
    select * from mirrors where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and entity = 'Payment' and linked_ids && ${[...query.invoiceIds]}::text[]`;
  return rows.map(toMirror);
}

/** By id, from the one after `after` on: what live links name, and payments that stand on a linked invoice. */
export async function followedIds(
  reader: Reader,
  query: MirrorScope & { entity: 'Invoice' | 'Payment'; after: string; limit: number },
): Promise<string[]> {
  const { companyId, realmId, entity, after, limit } = query;
  const live = reader`
    select from links where links.company_id = ${companyId} and links.realm_id = ${realmId}
      and links.state not in ('unlinked', 'voided') and (links.base ->> 'ended') is distinct from 'true'`;
  const rows = await reader<{ books_id: string }[]>`
    select books_id from mirrors
    where company_id = ${companyId} and realm_id = ${realmId} and entity = ${entity} and not deleted
      and books_id > ${after}
      and (exists (${live} and links.kind = ${entity.toLowerCase()} and links.books_id = mirrors.books_id)
        or exists (${live} and links.kind = 'invoice' and links.books_id = any(mirrors.linked_ids)))
    order by books_id limit ${limit}`;
  return rows.map((row) => row.books_id);
}

/** A whole list (tax codes, accounts, ...), for pickers and mapping. */
export async function allMirrors(reader: Reader, query: MirrorScope & { entity: string }): Promise<Mirror[]> {
  const rows = await reader<Row[]>`
    select * from mirrors where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and entity = ${query.entity} and not deleted
    order by lower(coalesce(doc ->> 'FullyQualifiedName', doc ->> 'Name')), books_id`;
  return rows.map(toMirror);
}

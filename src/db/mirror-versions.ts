/**
 * The table mirror_versions: every state of a QuickBooks invoice or payment that was seen, and what brought it. Rows are
 * only added, in the transaction in which the mirror changes.
 */
import { type Id, newId } from '../base/ids.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';

/** What brought an observation: the answer to a write of ours, a webhook, a sweep, or another read. */
export type VersionSource = { kind: 'write'; requestId: string } | { kind: 'webhook' | 'sweep' | 'read' };

export interface MirrorVersion {
  id: Id;
  entity: 'Invoice' | 'Payment';
  booksId: string;
  /** When QuickBooks changed it, by its own clock, in whole seconds. */
  lastUpdated: Date;
  doc: Record<string, unknown>;
  deleted: boolean;
  seenAt: Date;
  source: VersionSource['kind'];
  requestId: string | null;
}

interface Scope {
  companyId: Id;
  realmId: string;
}

interface Kept {
  entity: string;
  booksId: string;
  syncToken: number;
  lastUpdated: Date;
  doc: Record<string, unknown>;
  linkedIds: string[];
}

const versioned = new Set(['Invoice', 'Payment']);

export async function keepVersions(
  tx: Tx,
  kept: Scope & { seen: readonly Kept[]; deleted?: boolean; now: Date; source?: VersionSource },
): Promise<void> {
  const { companyId, realmId, now, source = { kind: 'read' } } = kept;
  const rows = kept.seen
    .filter((seen) => versioned.has(seen.entity))
    .map((seen) => ({
      company_id: companyId,
      id: newId(),
      realm_id: realmId,
      entity: seen.entity,
      books_id: seen.booksId,
      sync_token: seen.syncToken,
      last_updated: seen.lastUpdated,
      doc: tx.json(asJson(seen.doc)),
      deleted: kept.deleted ?? false,
      linked_ids: seen.linkedIds,
      seen_at: now,
      source: source.kind,
      request_id: source.kind === 'write' ? source.requestId : null,
    }));
  if (rows.length > 0) await tx`insert into mirror_versions ${tx(rows)}`;
}

interface Row {
  id: Id;
  entity: 'Invoice' | 'Payment';
  books_id: string;
  last_updated: Date;
  doc: Record<string, unknown>;
  deleted: boolean;
  seen_at: Date;
  source: VersionSource['kind'];
  request_id: string | null;
}

function toVersion(row: Row): MirrorVersion {
  return {
    id: row.id,
    entity: row.entity,
    booksId: row.books_id,
    lastUpdated: row.last_updated,
    doc: row.doc,
    deleted: row.deleted,
    seenAt: row.seen_at,
    source: row.source,
    requestId: row.request_id,
  };
}

/** The QuickBooks records that a shop invoice was ever known to be, over re-creations and unlinks. */
export async function booksIdsOfInvoice(reader: Reader, query: Scope & { invoiceId: Id }): Promise<string[]> {
  const rows = await reader<{ books_id: string }[]>`
    select books_id from links where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and kind = 'invoice' and shop_id = ${query.invoiceId} and books_id is not null
    union
    select books_id from sync_log where company_id = ${query.companyId} and invoice_id = ${query.invoiceId}
      and entity = 'invoice' and books_id is not null
      and (action in ('unlink', 'undo') or (action = 'link' and detail ->> 'kind' is distinct from 'link_client') or (direction = 'to_quickbooks' and outcome = 'done'))`;
  return rows.map((row) => row.books_id);
}

/** What was known at `at` of an invoice that has been any of these records. */
export async function invoiceVersionAt(
  reader: Reader,
  query: Scope & { booksIds: readonly string[]; at: Date },
): Promise<MirrorVersion | null> {
  if (query.booksIds.length === 0) return null;
  const [row] = await reader<Row[]>`
    select * from mirror_versions where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and entity = 'Invoice' and books_id = any(${[...query.booksIds]}::text[]) and seen_at <= ${query.at}
    order by id desc limit 1`;
  return row ? toVersion(row) : null;
}

/** The state that a write of ours brought. `entity` may be in small letters, as in the log. */
export async function writtenVersion(
  reader: Reader,
  query: Scope & { entity: string; booksId: string; requestId: string },
): Promise<MirrorVersion | null> {
  const [row] = await reader<Row[]>`
    select * from mirror_versions where company_id = ${query.companyId} and realm_id = ${query.realmId}
      and lower(entity) = lower(${query.entity}) and books_id = ${query.booksId} and request_id = ${query.requestId}
    order by id desc limit 1`;
  return row ? toVersion(row) : null;
}

/** What was known at `at` of each payment that ever touched this QuickBooks invoice. */
export async function paymentVersionsAt(
  reader: Reader,
  query: Scope & { invoiceBooksId: string; at: Date },
): Promise<MirrorVersion[]> {
  const rows = await reader<Row[]>`
    select distinct on (books_id) * from mirror_versions
    where company_id = ${query.companyId} and realm_id = ${query.realmId} and entity = 'Payment'
      and seen_at <= ${query.at}
      and books_id in (
        select books_id from mirror_versions where company_id = ${query.companyId} and realm_id = ${query.realmId}
          and entity = 'Payment' and linked_ids @> array[${query.invoiceBooksId}]::text[])
    order by books_id, id desc`;
  return rows.map(toVersion);
}

/** A version together with the one before it. */
export interface VersionStep {
  version: MirrorVersion;
  before: MirrorVersion | null;
}

/** The versions of these invoices and of the payments that touched them, newest first. */
export async function versionSteps(
  reader: Reader,
  query: Scope & { booksIds: readonly string[]; limit: number; before: Id | null },
): Promise<VersionStep[]> {
  if (query.booksIds.length === 0) return [];
  const ids = [...query.booksIds];
  const rows = await reader<(Row & { former: Row | null })[]>`
    select version.*, to_jsonb(former) as former
    from mirror_versions as version
    left join lateral (
      select * from mirror_versions as older
      where older.company_id = version.company_id and older.realm_id = version.realm_id
        and older.entity = version.entity and older.books_id = version.books_id and older.id < version.id
      order by older.id desc limit 1) as former on true
    where version.company_id = ${query.companyId} and version.realm_id = ${query.realmId}
      and (version.entity, version.books_id) in (
        select 'Invoice', unnest(${ids}::text[])
        union select entity, books_id from mirror_versions
          where company_id = ${query.companyId} and realm_id = ${query.realmId} and entity = 'Payment'
            and linked_ids && ${ids}::text[])
      and (version.entity = 'Invoice' or version.linked_ids && ${ids}::text[] or former.linked_ids && ${ids}::text[])
      ${query.before ? reader`and version.id < ${query.before}` : reader``}
    order by version.id desc limit ${query.limit}`;
  return rows.map((row) => ({ version: toVersion(row), before: row.former ? fromJson(row.former) : null }));
}

/** Times come out of to_jsonb as texts. */
function fromJson(row: Row): MirrorVersion {
  return toVersion({ ...row, last_updated: new Date(row.last_updated), seen_at: new Date(row.seen_at) });
}

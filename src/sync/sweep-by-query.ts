/**
 * Reads all that changed since a moment, a page at a time. Each page is stored with how far it came, so that a sweep that has
 * to wait for the quota, or is cut off, goes on from there. What changes meanwhile moves to the end, and is read again.
 * Deletions cannot be found so: after an absence that change data capture does not cover, all that is followed is read first.
 */
import { type SweepCursor, saveSweepCursor } from '../db/connections.ts';
import type { Tx } from '../db/database.ts';
import { followMerge } from '../db/merges.ts';
import { followedIds, type Seen } from '../db/mirrors.ts';
import { limits } from '../quickbooks/limits.ts';
import { type Condition, selectStatement } from '../quickbooks/query.ts';
import type { SyncContext } from './context.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { readBooks, runQueries } from './read-books.ts';
import { observeBooks, toSeen } from './see.ts';
import { unseenMerges } from './unseen-merges.ts';

const firstEntity = 'Invoice';
export const sweptEntities: readonly string[] = [firstEntity, 'Payment', 'CreditMemo', 'Customer', 'Item'];

export interface Swept {
  /** All that changed until then is seen. */
  to: Date;
  /** How many looks it led to. */
  looks: number;
}

type Gone = SweepCursor['gone'];

/** `gone`: what change data capture told as deleted; null: it could not tell. */
export function sweepFrom({ since, to, gone }: { since: Date; to: Date; gone: Gone | null }): SweepCursor {
  const from = since.toISOString();
  return {
    to: to.toISOString(),
    since: from,
    entity: firstEntity,
    from,
    seenOfInstant: 0,
    gone: gone ?? [],
    ...(gone ? {} : { followed: { entity: 'Invoice', after: '' } }),
    looks: 0,
  };
}

/** null: it could not go on now; what is done is kept. */
export async function sweepByQuery(context: SyncContext, pass: Pass, begun: SweepCursor): Promise<Swept | null> {
  const first = await readFollowed(context, pass, begun);
  if (!first) return null;
  let cursor: SweepCursor | null = first;
  let looks = first.looks;
  while (cursor) {
    const at: SweepCursor = cursor;
    const rows = await runQueries(context, pass, [pageAt(at)]);
    if (!rows) return null;
    const seen = rows.map(({ entity, row }) => toSeen(entity, row));
    const isFirst = at.entity === firstEntity && at.from === at.since && at.seenOfInstant === 0;
    const sum = looks;
    [cursor, looks] = await writeHeld(context, pass, async (tx, now) => {
      const { gone } = at;
      const all = sum + (await observeSwept(tx, pass, { seen, gone, deleted: isFirst ? gone : [], now }));
      const next = nextAfter(at, seen, all);
      if (next) await saveSweepCursor(tx, pass.companyId, next);
      return [next, all] as const;
    });
    pass.connection = { ...pass.connection, sweepCursor: cursor };
  }
  return { to: new Date(begun.to), looks };
}

/** As many ids as one batch of queries can ask for. */
const followedAtOnce = 100 * limits.batchItems;

/** Null: it could not go on now; the ids that were read are done. */
async function readFollowed(context: SyncContext, pass: Pass, begun: SweepCursor): Promise<SweepCursor | null> {
  const { companyId, connection } = pass;
  const scope = { companyId, realmId: connection.realmId };
  let cursor = begun;
  while (cursor.followed) {
    const { followed, ...rest } = cursor;
    const { entity, after } = followed;
    const ids = await context.database.read(companyId, (reader) =>
      followedIds(reader, { ...scope, entity, after, limit: followedAtOnce }),
    );
    const wanted = ids.map((booksId) => ({ entity, booksId }));
    const read = await readBooks(context, pass, wanted);
    if (!read) return null;
    const last = ids.length === followedAtOnce ? ids.at(-1) : undefined;
    cursor = await writeHeld(context, pass, async (tx, now) => {
      const looks =
        rest.looks + (await observeSwept(tx, pass, { seen: read.seen, gone: [], deleted: read.missing, now }));
      const next: SweepCursor = { ...rest, looks, ...followedAfter(entity, last) };
      await saveSweepCursor(tx, companyId, next);
      return next;
    });
    pass.connection = { ...pass.connection, sweepCursor: cursor };
  }
  return cursor;
}

function followedAfter(entity: 'Invoice' | 'Payment', last: string | undefined): Pick<SweepCursor, 'followed'> {
  if (last !== undefined) return { followed: { entity, after: last } };
  return entity === 'Invoice' ? { followed: { entity: 'Payment', after: '' } } : {};
}

function pageAt({ entity, from, seenOfInstant }: SweepCursor): string {
  return selectStatement({
    entity,
    where: [{ field: 'MetaData.LastUpdatedTime', op: '>=', value: from }, ...activityOf(entity)],
    orderBy: [{ field: 'MetaData.LastUpdatedTime' }],
    startPosition: seenOfInstant + 1,
    maxResults: limits.queryPageRows,
  });
}

/** Inactive customers and items are answered only where they are asked for. */
function activityOf(entity: string): Condition[] {
  return entity === 'Customer' || entity === 'Item' ? [{ field: 'Active', op: 'IN', values: [true, false] }] : [];
}

/** From the last change of a full page on, by its time: places move when something changes, times do not. */
function nextAfter(cursor: SweepCursor, seen: readonly Seen[], looks: number): SweepCursor | null {
  const last = seen.at(-1)?.lastUpdated.toISOString();
  if (last !== undefined && seen.length === limits.queryPageRows) {
    const isLater = last > cursor.from;
    const seenOfInstant = isLater ? 0 : cursor.seenOfInstant + seen.length;
    return { ...cursor, from: isLater ? last : cursor.from, seenOfInstant, looks };
  }
  const entity = sweptEntities[sweptEntities.indexOf(cursor.entity) + 1];
  return entity ? { ...cursor, entity, from: cursor.since, seenOfInstant: 0, looks } : null;
}

/** Answers how many looks it led to. `gone` explains merges, `deleted` is what of it is new. */
export async function observeSwept(
  tx: Tx,
  pass: Pass,
  { seen, gone, deleted, now }: { seen: readonly Seen[]; gone: Gone; deleted: Gone; now: Date },
): Promise<number> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  for (const merge of await unseenMerges(tx, scope, { seen, deleted: gone })) await followMerge(tx, scope, merge);
  return observeBooks(tx, pass, { seen, deleted, now, source: { kind: 'sweep' } });
}

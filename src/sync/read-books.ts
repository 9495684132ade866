/** Reads records again that something says changed: many in one query, many queries in one batch. */
import { newId } from '../base/ids.ts';
import type { Seen } from '../db/mirrors.ts';
import { type BatchMember, batchRequest, parseBatchAnswer } from '../quickbooks/batch.ts';
import { limits } from '../quickbooks/limits.ts';
import { paths } from '../quickbooks/paths.ts';
import { selectInChunks } from '../quickbooks/query.ts';
import { parseQueryAnswer } from '../quickbooks/query-response.ts';
import { callBooks } from './call-books.ts';
import type { SyncContext } from './context.ts';
import type { Pass } from './pass-state.ts';
import { toSeen } from './see.ts';

export interface ReadResult {
  seen: Seen[];
  /** Asked for and not there: deleted. */
  missing: { entity: string; booksId: string }[];
}

/** Entities of which inactive members must be asked for explicitly. */
const nameLists = new Set([
  'Customer',
  'Item',
  'Account',
  'PaymentMethod',
  'Term',
  'Department',
  'Class',
  'TaxCode',
  'TaxRate',
]);

/** Null when QuickBooks could not be asked now. */
export async function readBooks(
  context: SyncContext,
  pass: Pass,
  wanted: readonly { entity: string; booksId: string }[],
): Promise<ReadResult | null> {
  const byEntity = new Map<string, string[]>();
  for (const { entity, booksId } of wanted) byEntity.set(entity, [...(byEntity.get(entity) ?? []), booksId]);
  const statements = [...byEntity].flatMap(([entity, ids]) => statementsFor(entity, [...new Set(ids)]));
  const rows = await runQueries(context, pass, statements);
  if (!rows) return null;
  const seen = rows.map(({ entity, row }) => toSeen(entity, row));
  const there = new Set(seen.map((record) => `${record.entity}/${record.booksId}`));
  return { seen, missing: wanted.filter(({ entity, booksId }) => !there.has(`${entity}/${booksId}`)) };
}

function statementsFor(entity: string, ids: readonly string[]): string[] {
  const where = nameLists.has(entity) ? [{ field: 'Active', op: 'IN' as const, values: [true, false] }] : [];
  return selectInChunks({ entity, field: 'Id', values: ids, where });
}

/** So few are asked one by one while the batches of the minute are used up: nobody waits for a payment behind a backfill. */
const fewStatements = 3;

type Row = { entity: string; row: unknown };

/**
 * Runs statements (one alone, more in batches); answers all rows, or null when any could not be had. `someMayBeRefused`: a
 * list that the company's plan does not have (classes, locations) is refused for good, and counts as empty.
 */
export async function runQueries(
  context: SyncContext,
  pass: Pass,
  statements: readonly string[],
  options: { someMayBeRefused?: boolean } = {},
): Promise<Row[] | null> {
  const isFew = statements.length <= fewStatements && !options.someMayBeRefused;
  const batchesAreOut = () => !context.quotaOf(pass.connection.realmId).hasRoom('batch');
  if (statements.length === 1 || (isFew && batchesAreOut())) return oneByOne(context, pass, statements);
  const rows: Row[] = [];
  for (let start = 0; start < statements.length; start += limits.batchItems) {
    const members = statements
      .slice(start, start + limits.batchItems)
      .map((query, index): BatchMember => ({ bId: `q${index}`, operation: 'query', query }));
    const request = batchRequest({ members, requestId: newId() });
    const outcome = await callBooks(context, pass, { ...request, kind: 'batch', reads: members.length, writes: 0 });
    if (outcome.kind !== 'answer') return null;
    for (const item of parseBatchAnswer(
      outcome.body,
      members.map((member) => member.bId),
    ).values()) {
      if (item.kind === 'fault' && item.definite && options.someMayBeRefused) continue;
      if (item.kind !== 'query') return null;
      rows.push(...flatten(item.rows));
    }
  }
  return rows;
}

async function oneByOne(context: SyncContext, pass: Pass, statements: readonly string[]): Promise<Row[] | null> {
  const rows: Row[] = [];
  for (const statement of statements) {
    const outcome = await callBooks(context, pass, { ...paths.query(statement), kind: 'single', reads: 1, writes: 0 });
    const answer = outcome.kind === 'answer' ? parseQueryAnswer(outcome.body) : undefined;
    if (!answer) return null;
    rows.push(...flatten(answer.rows));
  }
  return rows;
}

function flatten(rows: Readonly<Record<string, readonly unknown[]>>): Row[] {
  return Object.entries(rows).flatMap(([entity, list]) => list.map((row) => ({ entity, row })));
}

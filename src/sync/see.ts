/** Turns what QuickBooks answered into mirror rows, and tells which shop invoices an observation concerns. */

import { settleBalances } from '../db/customer-balances.ts';
import type { Tx } from '../db/database.ts';
import { linksOfBooks } from '../db/links.ts';
import { askToLook } from '../db/looks.ts';
import type { VersionSource } from '../db/mirror-versions.ts';
import { markDeleted, mirrorsOf, type Seen, saveSeen } from '../db/mirrors.ts';
import { invoiceIdsOfPayments } from '../db/payments.ts';
import { Payment } from '../quickbooks/entities.ts';
import { type EntityName, entitySchemas } from '../quickbooks/entity-schemas.ts';
import { invoicesOf } from './mapping/payment.ts';
import type { Pass } from './pass-state.ts';

export class UnreadableRecord extends Error {
  constructor(entity: string) {
    super(`QuickBooks answered a ${entity} that cannot be read.`);
    this.name = 'UnreadableRecord';
  }
}

/** Throws UnreadableRecord: a record that is not understood must not be taken for one that is. */
export function toSeen(entity: string, raw: unknown): Seen {
  const schema = entity in entitySchemas ? entitySchemas[entity as EntityName] : null;
  const parsed = schema?.safeParse(raw);
  if (!parsed?.success || typeof raw !== 'object' || raw === null) throw new UnreadableRecord(entity);
  const doc = parsed.data as { Id: string; SyncToken?: string; MetaData?: { LastUpdatedTime?: string } };
  return {
    entity,
    booksId: doc.Id,
    syncToken: Number(doc.SyncToken ?? 0),
    lastUpdated: new Date(doc.MetaData?.LastUpdatedTime ?? 0),
    doc: raw as Record<string, unknown>,
    linkedIds: entity === 'Payment' ? invoicesOf(Payment.parse(raw)) : [],
  };
}

/**
 * Stores observations and asks to look at the linked invoices that they concern: an invoice by itself, a payment through
 * the invoices it touches now and those it touched before, a customer or item through nothing (their links follow by id).
 */
export async function observeBooks(
  tx: Tx,
  pass: Pass,
  request: {
    seen: readonly Seen[];
    deleted: readonly { entity: string; booksId: string }[];
    now: Date;
    /** What brought them; absent: a read of ours. */
    source?: Extract<VersionSource, { kind: 'webhook' | 'sweep' | 'read' }>;
  },
): Promise<number> {
  const { now, source = { kind: 'read' } } = request;
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  const paymentIds = [...request.seen, ...request.deleted].filter((s) => s.entity === 'Payment').map((s) => s.booksId);
  const mirrors = await mirrorsOf(tx, { ...scope, entity: 'Payment', booksIds: paymentIds });
  const before = new Map(mirrors.map((row) => [row.booksId, row]));
  const news = await saveSeen(tx, { ...scope, seen: request.seen, now, source });
  const touched = new Set<string>();
  const isNews = new Set(news.map((row) => `${row.entity}/${row.booksId}`));
  for (const seen of request.seen) {
    if (!isNews.has(`${seen.entity}/${seen.booksId}`)) continue;
    if (seen.entity === 'Invoice') touched.add(seen.booksId);
    if (seen.entity === 'Payment') {
      for (const id of seen.linkedIds) touched.add(id);
      for (const id of before.get(seen.booksId)?.linkedIds ?? []) touched.add(id);
    }
  }
  // What is unapplied touches no invoice, and still stands for a payment of the shop.
  const changedPayments = [...isNews].filter((key) => key.startsWith('Payment/')).map((key) => key.slice(8));
  for (const entity of ['Invoice', 'Payment'] as const) {
    const ids = request.deleted.filter((row) => row.entity === entity).map((row) => row.booksId);
    const gone = await markDeleted(tx, { ...scope, entity, booksIds: ids, now, source });
    for (const id of gone) {
      if (entity === 'Invoice') touched.add(id);
      else {
        changedPayments.push(id);
        news.push({ entity, booksId: id });
      }
      for (const linked of before.get(id)?.linkedIds ?? []) touched.add(linked);
    }
  }
  const links = await linksOfBooks(tx, { ...scope, kind: 'invoice', booksIds: [...touched] });
  const paymentLinks = await linksOfBooks(tx, { ...scope, kind: 'payment', booksIds: changedPayments });
  const invoiceIds = await invoicesOfPayments(
    tx,
    pass,
    paymentLinks.map((link) => link.shopId),
  );
  const subjectIds = [...links.filter((link) => link.state !== 'unlinked').map((link) => link.shopId), ...invoiceIds];
  const noticed = source.kind === 'read' ? new Map<string, Date>() : changeTimes(request, links);
  await askToLook(tx, { companyId: pass.companyId, subjectIds, noticed, now });
  await settleBalances(tx, { ...scope, seen: request.seen, news, now });
  return subjectIds.length;
}

/** When QuickBooks changed what concerns each shop invoice: the first of the changes that are seen now. */
function changeTimes(
  { seen, now }: { seen: readonly Seen[]; now: Date },
  links: readonly { booksId: string | null; shopId: string }[],
): Map<string, Date> {
  const times = new Map<string, Date>();
  for (const { booksId, shopId } of links) {
    const about = seen.filter((row) =>
      row.entity === 'Invoice' ? row.booksId === booksId : row.linkedIds.includes(booksId ?? ''),
    );
    const first = Math.min(now.getTime(), ...about.map((row) => row.lastUpdated.getTime()));
    times.set(shopId, new Date(first));
  }
  return times;
}

async function invoicesOfPayments(tx: Tx, pass: Pass, paymentIds: readonly string[]): Promise<string[]> {
  if (paymentIds.length === 0) return [];
  return invoiceIdsOfPayments(tx, pass.companyId, paymentIds);
}

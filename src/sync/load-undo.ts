/** Gathers what an undo is decided on: what Tandem wrote in the period, and how each record stands in the mirror. */
import { z } from 'zod';
import type { Id } from '../base/ids.ts';
import type { Connection } from '../db/connections.ts';
import type { Reader } from '../db/database.ts';
import { findJob, jobItems } from '../db/jobs.ts';
import { linksOf } from '../db/links.ts';
import { type Mirror, mirrorsOf } from '../db/mirrors.ts';
import { lastWrites, type OwnWrite, ownWrites, paymentsMade } from '../db/own-writes.ts';
import { invalid, Refused } from '../domain/refused.ts';
import { Invoice as BooksInvoice } from '../quickbooks/entities.ts';
import { keyOf, type UndoContext, type UndoRecord } from './decide-undo.ts';

export const mostRecords = 5_000;

/** What a job of an undo keeps of its request: times, and the backfill that it reverses. */
export const undoRequest = z.object({ from: z.coerce.date(), to: z.coerce.date(), jobId: z.string().nullable() });
export type UndoRequest = z.infer<typeof undoRequest>;

export interface UndoScene {
  records: UndoRecord[];
  context: UndoContext;
  /** Invoices that the backfill only linked, and that still are. */
  linkedIds: Id[];
}

export async function loadUndo(reader: Reader, connection: Connection, request: UndoRequest): Promise<UndoScene> {
  const { companyId, realmId } = connection;
  const scope = { companyId, realmId };
  const backfill = request.jobId ? await invoicesOf(reader, companyId, request.jobId) : null;
  const period = { ...scope, from: request.from, to: request.to, limit: mostRecords * 4 };
  const invoiceIds = backfill ? [...backfill.sent, ...backfill.linked] : null;
  const written = await ownWrites(reader, { ...period, invoiceIds });
  const lists = backfill ? await listsMade(reader, { ...period, invoiceIds: null, to: backfill.to ?? request.to }) : [];
  const writes = [...written, ...lists].filter((write) => write.verb !== 'undo');
  const records = await recordsOf(reader, scope, writes);
  if (records.length > mostRecords) {
    throw new Refused('conflict', `There are ${records.length} records; ${mostRecords} can be undone at a time.`);
  }
  const applied = records.flatMap(({ entity, mirror }) =>
    entity === 'Invoice' && mirror ? BooksInvoice.parse(mirror.doc).LinkedTxn.map((linked) => linked.TxnId) : [],
  );
  const ourPayments = await paymentsMade(reader, { ...scope, booksIds: applied });
  const links = await linksOf(reader, { ...scope, kind: 'invoice', shopIds: backfill?.linked ?? [] });
  return {
    records,
    context: { closing: connection.preferences.bookCloseDate, until: request.to, ourPayments },
    linkedIds: links.filter((link) => link.booksId !== null).map((link) => link.shopId),
  };
}

/** What a backfill did: the invoices that it made in QuickBooks, and those that it linked to existing ones. */
async function invoicesOf(reader: Reader, companyId: Id, jobId: Id) {
  const job = await findJob(reader, companyId, jobId);
  if (job?.kind !== 'backfill' || !job.confirmedAt)
    throw invalid('jobId', 'This is not a backfill that was confirmed.');
  const items = await jobItems(reader, { companyId, jobId, states: ['done'], limit: 1_000_000 });
  const having = (result: string) => items.filter((item) => item.result === result).map((item) => item.subject);
  return { sent: having('sent'), linked: having('linked'), to: job.finishedAt };
}

/** Customers and items are made for many invoices at once, so they belong to none. */
async function listsMade(reader: Reader, query: Parameters<typeof ownWrites>[1]): Promise<OwnWrite[]> {
  const writes = await ownWrites(reader, query);
  return writes.filter((write) => write.entity === 'Customer' || write.entity === 'Item');
}

async function recordsOf(
  reader: Reader,
  scope: { companyId: Id; realmId: string },
  writes: readonly OwnWrite[],
): Promise<UndoRecord[]> {
  const byKey = new Map<string, OwnWrite[]>();
  for (const write of writes) byKey.set(keyOf(write), [...(byKey.get(keyOf(write)) ?? []), write]);
  const booksIds = [...new Set(writes.map((write) => write.booksId))];
  const last = new Map((await lastWrites(reader, { ...scope, booksIds })).map((write) => [keyOf(write), write]));
  const mirrors = new Map<string, Mirror>();
  for (const entity of ['Invoice', 'Payment', 'Customer', 'Item']) {
    const ids = writes.filter((write) => write.entity === entity).map((write) => write.booksId);
    for (const mirror of await mirrorsOf(reader, { ...scope, entity, booksIds: ids }))
      mirrors.set(keyOf(mirror), mirror);
  }
  return [...byKey].flatMap(([key, own]) => {
    const [first] = own;
    if (!first) return [];
    const { entity, booksId, shopId, invoiceId } = first;
    return [
      {
        entity,
        booksId,
        shopId,
        invoiceId,
        writes: own,
        last: last.get(key) ?? first,
        mirror: mirrors.get(key) ?? null,
      },
    ];
  });
}

/** Gathers what an undo is decided on: what Tandem wrote in the period, and how each record stands in the mirror. */
import { z } from 'zod';
import type { Id } from '../base/ids.ts';
import type { Connection } from '../db/connections.ts';
import type { Reader } from '../db/database.ts';
import { findJob, jobItems } from '../db/jobs.ts';
import { linksOf } from '../db/links.ts';
import { type Mirror, mirrorsOf } from '../db/mirrors.ts';
import { knownCreations, type OwnWrite, ownWrites, writesSince, writtenInvoices } from '../db/own-writes.ts';
import { invalid } from '../domain/refused.ts';
import { Invoice as BooksInvoice } from '../quickbooks/entities.ts';
import { keyOf, type UndoContext, type UndoRecord } from './decide-undo.ts';

/** What a job of an undo keeps of its request: times, and the backfill that it reverses. */
export const undoRequest = z.object({ from: z.coerce.date(), to: z.coerce.date(), jobId: z.string().nullable() });
export type UndoRequest = z.infer<typeof undoRequest>;

/** What an undo is about. Everything of an invoice is decided together, so it is loaded by invoices. */
export interface UndoScope {
  invoiceIds: Id[];
  /** Invoices that the backfill only linked, and that still are, with what they are linked to. */
  linked: { invoiceId: Id; booksId: string }[];
  /** In which customers and items were made, for many invoices at once. */
  lists: { from: Date; to: Date };
}

export interface UndoScene {
  records: UndoRecord[];
  context: UndoContext;
}

export async function scopeOfUndo(
  reader: Reader,
  { companyId, realmId }: Connection,
  request: UndoRequest,
): Promise<UndoScope> {
  const scope = { companyId, realmId };
  const { from, to } = request;
  if (!request.jobId)
    return {
      invoiceIds: await writtenInvoices(reader, { ...scope, from, to }),
      linked: [],
      lists: { from, to },
    };
  const backfill = await invoicesOf(reader, companyId, request.jobId);
  const links = await linksOf(reader, { ...scope, kind: 'invoice', shopIds: backfill.linked });
  return {
    invoiceIds: [...backfill.sent, ...backfill.linked],
    linked: links.flatMap(({ shopId, booksId }) => (booksId === null ? [] : [{ invoiceId: shopId, booksId }])),
    lists: { from, to: backfill.to ?? to },
  };
}

/** What Tandem wrote for these invoices; with null, the customers and items that it made. */
export async function loadUndo(
  reader: Reader,
  connection: Connection,
  about: { from: Date; to: Date; invoiceIds: readonly Id[] | null },
): Promise<UndoScene> {
  const { companyId, realmId } = connection;
  const scope = { companyId, realmId };
  const records = await recordsOf(reader, scope, about);
  const applied = records.flatMap(({ entity, mirror }) =>
    entity === 'Invoice' && mirror ? BooksInvoice.parse(mirror.doc).LinkedTxn.map((linked) => linked.TxnId) : [],
  );
  const ourPayments = await knownCreations(reader, { ...scope, entity: 'Payment', booksIds: applied });
  return { records, context: { closing: connection.preferences.bookCloseDate, until: about.to, ourPayments } };
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

async function recordsOf(
  reader: Reader,
  scope: { companyId: Id; realmId: string },
  about: { from: Date; to: Date; invoiceIds: readonly Id[] | null },
): Promise<UndoRecord[]> {
  const written = await ownWrites(reader, { ...scope, ...about });
  const byKey = grouped(written.filter((write) => write.verb !== 'undo'));
  const booksIds = [...new Set(written.map((write) => write.booksId))];
  const since = grouped(await writesSince(reader, { ...scope, booksIds, since: about.from }));
  const mirrors = new Map<string, Mirror>();
  for (const entity of ['Invoice', 'Payment', 'Customer', 'Item']) {
    const ids = written.filter((write) => write.entity === entity).map((write) => write.booksId);
    for (const mirror of await mirrorsOf(reader, { ...scope, entity, booksIds: ids }))
      mirrors.set(keyOf(mirror), mirror);
  }
  return [...byKey].flatMap(([key, writes]) => {
    const [first] = writes;
    if (!first) return [];
    const { entity, booksId, shopId, invoiceId } = first;
    const mirror = mirrors.get(key) ?? null;
    return [{ entity, booksId, shopId, invoiceId, writes, since: since.get(key) ?? writes, mirror }];
  });
}

function grouped(writes: readonly OwnWrite[]): Map<string, OwnWrite[]> {
  const groups = new Map<string, OwnWrite[]>();
  for (const write of writes) {
    const group = groups.get(keyOf(write));
    if (group) group.push(write);
    else groups.set(keyOf(write), [write]);
  }
  return groups;
}

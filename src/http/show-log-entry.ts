/** A row of the log in full: the fields before and after on the side that was written, and word for word what was said. */
import { z } from 'zod';
import type { Id } from '../base/ids.ts';
import type { HistoryEvent } from '../contract/invoices.ts';
import type { LogEntryView, LogRow } from '../contract/sync.ts';
import type { Reader } from '../db/database.ts';
import { eventsAt } from '../db/invoice-events.ts';
import { writtenVersion } from '../db/mirror-versions.ts';
import type { HttpContext } from './context.ts';
import { presentBooksEvent, presentEvent } from './present/history.ts';

/** What the sync keeps beside a row; all parts are optional, since each kind of row keeps its own. */
const detailSchema = z.looseObject({
  path: z.string().optional(),
  body: z.string().optional(),
  faults: z.array(z.unknown()).optional(),
  answer: z.unknown().optional(),
  record: z.looseObject({ realmId: z.string() }).optional(),
});

interface Shown {
  companyId: Id;
  row: LogRow;
  context: HttpContext;
  maySeeBodies: boolean;
}

export async function showLogEntry(reader: Reader, shown: Shown): Promise<LogEntryView> {
  const { row, maySeeBodies } = shown;
  const detail = detailSchema.parse(row.detail ?? {});
  const changes = await changesOf(reader, shown);
  if (!maySeeBodies) return { ...row, detail: null, changes, request: null, answer: null, maySeeBodies };
  const request = detail.path === undefined ? null : { path: detail.path, body: readable(detail.body ?? '') };
  const answer = detail.faults ?? detail.answer ?? (await answerOf(reader, shown, detail.record?.realmId));
  return { ...row, changes, request, answer: answer ?? null, maySeeBodies };
}

/** The JSON that was sent as such; a long one was cut, and stays text. */
function readable(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** The answer to a write of an invoice or a payment is kept as the state that it brought. */
async function answerOf(reader: Reader, { companyId, row }: Shown, realmId: string | undefined): Promise<unknown> {
  const { requestId, quickBooksId } = row;
  if (!realmId || !requestId || !quickBooksId) return null;
  return (await writtenVersion(reader, { companyId, realmId, requestId, booksId: quickBooksId, entity: row.entity }))
    ?.doc;
}

/** Ids sort by time and the state is kept before its row, so it is among the last ones before it. */
const nearby = 40;

async function changesOf(reader: Reader, { companyId, row, context }: Shown): Promise<HistoryEvent['changes']> {
  const { invoiceId } = row;
  if (!invoiceId || row.outcome !== 'done') return [];
  if (row.direction === 'to_quickbooks') {
    const found = await context.services.booksHistory(reader, { companyId, invoiceId, limit: nearby, before: row.id });
    const written = found.find(
      ({ version }) => version.requestId === row.requestId && version.booksId === row.quickBooksId,
    );
    return written ? presentBooksEvent(written).changes : [];
  }
  if (row.direction === 'none') return [];
  const types = eventTypes[row.action] ?? [];
  const events = await eventsAt(reader, { companyId, invoiceId, at: new Date(row.at) });
  return events.filter((event) => types.includes(event.type)).flatMap((event) => presentEvent(event).changes);
}

/** By which events of the invoice a step in the shop is told. */
const eventTypes: Partial<Record<LogRow['action'], readonly string[]>> = {
  pull: ['updated'],
  update: ['updated', 'void_taken_back'],
  void: ['voided'],
  status_move: ['status_changed'],
  payment_create: ['payment_created'],
  payment_update: ['payment_changed', 'credits_changed'],
  payment_void: ['payment_deleted'],
};

/** The table invoice_events: every change of an invoice, who made it and from what to what. Rows are only added. */
import { type Id, newId } from '../base/ids.ts';
import type { Actor, Change } from '../domain/invoice.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';
import { idPattern, type Page, type Paging, readCursor, toPage } from './page.ts';

export interface InvoiceEvent {
  id: Id;
  at: Date;
  actor: { type: Actor['type']; name: string };
  type: string;
  changes: Change[];
}

export async function appendEvent(
  tx: Tx,
  event: { companyId: Id; invoiceId: Id; at: Date; actor: Actor; type: string; changes: readonly Change[] },
): Promise<void> {
  await tx`
    insert into invoice_events (company_id, id, invoice_id, at, actor_type, actor_name, type, changes)
    values (${event.companyId}, ${newId()}, ${event.invoiceId}, ${event.at}, ${event.actor.type}, ${event.actor.name},
      ${event.type}, ${tx.json(asJson(event.changes))})`;
}

interface EventRow {
  id: Id;
  at: Date;
  actor_type: Actor['type'];
  actor_name: string;
  type: string;
  changes: Change[];
}

/** The events of an invoice, newest first. */
export async function listEvents(
  reader: Reader,
  companyId: Id,
  query: Paging & { invoiceId: Id },
): Promise<Page<InvoiceEvent>> {
  const [after] = readCursor(query.cursor, [idPattern]) ?? [];
  const rows = await reader<EventRow[]>`
    select id, at, actor_type, actor_name, type, changes from invoice_events
    where company_id = ${companyId} and invoice_id = ${query.invoiceId}
      ${after ? reader`and id < ${after}` : reader``}
    order by id desc limit ${query.limit + 1}`;
  return toPage(rows, { limit: query.limit, key: (row) => [row.id], item: toEvent });
}

/** The events of an invoice up to a moment, oldest first: what it was then follows from them. */
export async function eventsUntil(reader: Reader, companyId: Id, invoiceId: Id, at: Date): Promise<InvoiceEvent[]> {
  const rows = await reader<EventRow[]>`
    select id, at, actor_type, actor_name, type, changes from invoice_events
    where company_id = ${companyId} and invoice_id = ${invoiceId} and at <= ${at} order by id`;
  return rows.map(toEvent);
}

/** What the sync did to an invoice in one transaction, which has one moment. */
export async function eventsAt(
  reader: Reader,
  query: { companyId: Id; invoiceId: Id; at: Date },
): Promise<InvoiceEvent[]> {
  const rows = await reader<EventRow[]>`
    select id, at, actor_type, actor_name, type, changes from invoice_events
    where company_id = ${query.companyId} and invoice_id = ${query.invoiceId} and actor_type = 'integration'
      and date_trunc('milliseconds', at) = ${query.at} order by id`;
  return rows.map(toEvent);
}

function toEvent(row: EventRow): InvoiceEvent {
  return {
    id: row.id,
    at: row.at,
    actor: { type: row.actor_type, name: row.actor_name },
    type: row.type,
    changes: row.changes,
  };
}

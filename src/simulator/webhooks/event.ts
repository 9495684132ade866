/** What happened in the books, as a row that is committed together with the change itself. Sending it is another concern. */
import { randomUUID } from 'node:crypto';
import type { EntityName } from '../entity.ts';
import { nextNumber } from '../state/company.ts';
import type { Store } from '../state/store.ts';

export type EventOperation = 'Create' | 'Update' | 'Delete' | 'Merge' | 'Void' | 'Emailed';

export interface BooksEvent {
  seq: number;
  eventId: string;
  realmId: string;
  name: EntityName;
  entityId: string;
  operation: EventOperation;
  /** Epoch milliseconds. */
  at: number;
  deletedId?: string;
  /** waiting: to be sent; sent: part of a delivery; lost: dropped by a fault; unheard: no connection or no address. */
  state: 'waiting' | 'sent' | 'lost' | 'unheard';
  /** Not before this time (a webhook that is late). */
  notBefore: number;
}

const table = 'events';
/** Seqs of the events that wait, so that sending need not look through the whole history. */
const queue = 'waitingEvents';

export function events(store: Store): BooksEvent[] {
  return [...store.rows<BooksEvent>(table).values()];
}

/** Oldest first. */
export function waitingEvents(store: Store): BooksEvent[] {
  return [...store.rows<true>(queue).keys()]
    .flatMap((seq) => store.get<BooksEvent>(table, seq) ?? [])
    .sort((one, other) => one.seq - other.seq);
}

export function recordEvent(
  store: Store,
  event: Pick<BooksEvent, 'realmId' | 'name' | 'entityId' | 'operation' | 'at' | 'deletedId'>,
): void {
  const seq = nextNumber(store, 'all', 'events');
  const row: BooksEvent = { ...event, seq, eventId: randomUUID(), state: 'waiting', notBefore: event.at };
  saveEvent(store, row);
}

export function saveEvent(store: Store, event: BooksEvent): void {
  store.put(table, String(event.seq), event);
  if (event.state === 'waiting') store.put(queue, String(event.seq), true);
  else store.remove(queue, String(event.seq));
}

/** The events that are settled and older than the last `keep` are forgotten. */
export function forgetEvents(store: Store, keep: number): void {
  const settled = events(store).filter((event) => event.state !== 'waiting');
  for (const event of settled.slice(0, -keep)) store.remove(table, String(event.seq));
}

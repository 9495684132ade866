/**
 * One company's records during one operation.
 * Invariants: a record's SyncToken moves at most once per operation and only if its content changed; each changed record
 * makes one event; records created earlier in the same batch can be hidden from the later items of that batch.
 */

import { type EntityName, idList, transactionEntities } from '../entity.ts';
import { type JsonObject, sameJson } from '../json.ts';
import { type ChangedDocument, settleAccounts } from '../ledger/settle-accounts.ts';
import { type EventOperation, recordEvent } from '../webhooks/event.ts';
import { serverDate } from '../wire/time.ts';
import type { Books, Entry, OpenBooks } from './book-types.ts';
import { nextNumber, raiseNumber } from './company.ts';
import type { Store } from './store.ts';

export type { Books, Entry, Internal, OpenBooks } from './book-types.ts';

const weight: Record<EventOperation, number> = { Update: 0, Emailed: 0, Create: 1, Void: 2, Merge: 2, Delete: 3 };

/** Runs `work` as one operation and records the events it made, all in the caller's transaction. */
export function operateBooks<Result>(options: OpenBooks, work: (books: Books) => Result): Result {
  const bumped = new Set<string>();
  const documents = new Map<string, ChangedDocument>();
  const happened = new Map<string, { entity: EntityName; id: string; operation: EventOperation }>();
  const emit = (entity: EntityName, id: string, operation: EventOperation): void => {
    const before = happened.get(`${entity}:${id}`);
    if (!before || weight[operation] > weight[before.operation]) {
      happened.set(`${entity}:${id}`, { entity, id, operation });
    }
  };
  const changed: Tally['changed'] = (entity, id, change) => {
    if (!transactionEntities.includes(entity)) return;
    const key = `${entity}:${id}`;
    const known = documents.get(key);
    documents.set(key, { entity, before: known ? known.before : change.before, after: change.after });
  };
  const books = createBooks(options, { bumped, emit, changed });
  const result = work(books);
  settleAccounts(books, documents.values());
  if (options.actor !== 'seed') {
    for (const { entity, id, operation } of happened.values()) {
      if (silent.has(entity)) continue;
      const { store, company, now } = options;
      recordEvent(store, { realmId: company.realmId, name: entity, entityId: id, operation, at: now.getTime() });
    }
  }
  return result;
}

/** QuickBooks sends no webhooks for these. */
const silent: ReadonlySet<EntityName> = new Set<EntityName>([
  'TaxCode',
  'TaxRate',
  'CompanyInfo',
  'Attachable',
  'ExchangeRate',
  'CreditCardPayment',
  'CustomerType',
  'RecurringTransaction',
]);

interface Tally {
  bumped: Set<string>;
  emit(entity: EntityName, id: string, operation: EventOperation): void;
  changed(entity: EntityName, id: string, change: { before?: JsonObject; after?: JsonObject }): void;
}

function createBooks(options: OpenBooks, { bumped, emit, changed }: Tally): Books {
  const { store, company, now } = options;
  const realmId = company.realmId;
  const table = (entity: EntityName) => `${realmId}/${entity}`;
  const visible = (entity: EntityName, entry: Entry | undefined) =>
    entry !== undefined && !entry.deleted && !options.hidden?.has(`${entity}:${entry.id}`);

  return {
    store,
    company,
    switches: company.switches,
    actor: options.actor,
    now,
    today: serverDate(now),
    find: (entity, id) => {
      const entry = store.get<Entry>(table(entity), id);
      return visible(entity, entry) ? entry : undefined;
    },
    all: (entity) => [...store.rows<Entry>(table(entity)).values()].filter((entry) => !entry.deleted),
    lookup: (entity, index, key) => store.lookup(table(entity), index, key).filter((entry) => !entry.deleted),
    insert: (entity, body, { internal = {}, id } = {}) => {
      const entry: Entry = {
        id: chosenId(options, entity, id),
        syncToken: 0,
        createdAt: now.getTime(),
        updatedAt: now.getTime(),
        deleted: false,
        body,
        internal,
      };
      store.put(table(entity), entry.id, entry);
      bumped.add(`${entity}:${entry.id}`);
      emit(entity, entry.id, 'Create');
      changed(entity, entry.id, { after: body });
      return entry;
    },
    replace: (entity, entry, { body, internal = entry.internal, operation = 'Update', force = false }) => {
      if (!force && sameJson(entry.body, body)) return entry;
      const key = `${entity}:${entry.id}`;
      const syncToken = bumped.has(key) ? entry.syncToken : entry.syncToken + 1;
      const next: Entry = { ...entry, body, internal, syncToken, updatedAt: now.getTime() };
      bumped.add(key);
      store.put(table(entity), entry.id, next);
      emit(entity, entry.id, operation);
      changed(entity, entry.id, { before: entry.body, after: body });
      return next;
    },
    touch: (entity, entry, body) => {
      if (sameJson(entry.body, body)) return entry;
      const next: Entry = { ...entry, body, updatedAt: now.getTime() };
      store.put(table(entity), entry.id, next);
      if (company.switches.customerBalanceEvents && entity === 'Customer') emit(entity, entry.id, 'Update');
      return next;
    },
    adjust: (entity, entry, body) => store.put(table(entity), entry.id, { ...entry, body }),
    mark: (entity, entry, internal) =>
      store.put(table(entity), entry.id, { ...entry, internal: { ...entry.internal, ...internal } }),
    remove: (entity, entry) => {
      store.put(table(entity), entry.id, { ...entry, deleted: true, body: {}, updatedAt: now.getTime() });
      emit(entity, entry.id, 'Delete');
      changed(entity, entry.id, { before: entry.body });
    },
    number: (sequence) => nextNumber(store, realmId, sequence),
  };
}

/** The next id of the list; a chosen one (a seed's) lifts the count beyond itself. */
function chosenId({ store, company }: OpenBooks, entity: EntityName, id: string | undefined): string {
  const { realmId } = company;
  const sequence = `id:${idList(entity)}`;
  if (id === undefined) return String(nextNumber(store, realmId, sequence));
  raiseNumber({ store, realmId, sequence, last: Number(id) || 0 });
  return id;
}

/** All rows of a list, the deleted ones too: for change data capture. */
export function entriesEver(store: Store, realmId: string, entity: EntityName): Entry[] {
  return [...store.rows<Entry>(`${realmId}/${entity}`).values()];
}

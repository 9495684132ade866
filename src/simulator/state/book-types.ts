/** What the rules see of one company's books during an operation, and a record as it is kept. */
import type { EntityName } from '../entity.ts';
import type { JsonObject } from '../json.ts';
import type { EventOperation } from '../webhooks/event.ts';
import type { Company } from './company.ts';
import type { Index } from './index-tables.ts';
import type { Store } from './store.ts';
import type { Switches } from './switches.ts';

export interface Entry {
  id: string;
  syncToken: number;
  /** Epoch milliseconds. */
  createdAt: number;
  updatedAt: number;
  deleted: boolean;
  /** The record as on the wire, without Id, SyncToken, MetaData, domain, sparse, and without names in references. */
  body: JsonObject;
  internal: Internal;
}

export interface Internal {
  /** The highest line id that was ever given in this transaction. */
  lastLineId?: number;
  /** The payment is part of a bank deposit and cannot be changed (6540). */
  deposited?: boolean;
  /** The id of that deposit, where it is in the books. */
  deposit?: string | undefined;
}

type Actor = 'client' | 'accountant' | 'seed';

export interface Books {
  store: Store;
  company: Company;
  switches: Switches;
  actor: Actor;
  now: Date;
  /** The server's date. */
  today: string;
  find(entity: EntityName, id: string): Entry | undefined;
  all(entity: EntityName): Entry[];
  /** The records that an index holds under a key, deleted ones left out. */
  lookup(entity: EntityName, index: Index<Entry>, key: string): Entry[];
  insert(entity: EntityName, body: JsonObject, options?: { internal?: Internal; id?: string }): Entry;
  /** Puts the new content; a content that is the same changes neither SyncToken nor time and makes no event. */
  replace(
    entity: EntityName,
    entry: Entry,
    change: { body: JsonObject; internal?: Internal; operation?: EventOperation; force?: boolean },
  ): Entry;
  /** Moves content and LastUpdatedTime alone, as a balance does. */
  touch(entity: EntityName, entry: Entry, body: JsonObject): Entry;
  /** Moves content alone: the balance of an account. */
  adjust(entity: EntityName, entry: Entry, body: JsonObject): void;
  /** Notes what the wire does not show. */
  mark(entity: EntityName, entry: Entry, internal: Internal): void;
  remove(entity: EntityName, entry: Entry): void;
  number(sequence: string): number;
}

export interface OpenBooks {
  store: Store;
  company: Company;
  actor: Actor;
  now: Date;
  /** `Entity:id` of what this batch created. */
  hidden?: ReadonlySet<string>;
}

/** What an entity may answer to. A rule that is absent is an operation that the entity does not have. */
import type { JsonObject } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';

export interface WriteOptions {
  sparse: boolean;
  /** `include=allowduplicatedocnum` */
  allowDuplicateNumber: boolean;
  /** Only seeds choose ids. */
  id?: string;
}

export interface EntityRules {
  /** `request` was parsed: known properties only, of their types, without what QuickBooks computes. */
  create?(books: Books, request: JsonObject, options: WriteOptions): Entry;
  update?(books: Books, entry: Entry, request: JsonObject, options: WriteOptions): Entry;
  void?(books: Books, entry: Entry): Entry;
  delete?(books: Books, entry: Entry): void;
}

/**
 * The content that an update wishes for. Sparse: what is not sent stays. Full: what is not sent goes, except `kept`
 * (computed or remembered properties). Null clears in both.
 */
export function wishedContent(
  before: JsonObject,
  request: JsonObject,
  options: { sparse: boolean; kept: readonly string[] },
): JsonObject {
  const stays = options.sparse
    ? before
    : Object.fromEntries(Object.entries(before).filter(([property]) => options.kept.includes(property)));
  return withoutNull({ ...stays, ...request, Id: undefined, SyncToken: undefined, sparse: undefined });
}

export function withoutNull(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined));
}

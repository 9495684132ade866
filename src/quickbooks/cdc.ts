/**
 * Change data capture: all objects that changed since a time, and stubs of the deleted ones (found nowhere else). It has no
 * pages, so a full answer (`overflow`) may be an incomplete one and must not move the cursor.
 */

import { DeletedStub } from './entities.ts';
import { parseFaults } from './faults.ts';
import { instantIn, isJsonObject } from './json-object.ts';
import { limits } from './limits.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { paths, type Route } from './paths.ts';
import { type QueryRows, readQueryResponse } from './query-response.ts';

export interface CdcChanges {
  entity: string;
  /** Raw objects, in full, of the latest state; to be parsed with the entity's schema. */
  rows: unknown[];
  deleted: { id: string; at?: Date }[];
}

export interface CdcAnswer {
  /** One for each entity that was asked for, in that order. */
  changes: CdcChanges[];
  /** The server's clock: the base of the next cursor (less some minutes of overlap). */
  serverTime?: Date;
  /** At least as many objects as one answer can hold, or fewer than the server counted: more may have changed. */
  overflow: boolean;
}

/** `since` reaches back `limits.cdcReachDays` at most; older changes are lost to this call without a fault. */
export function cdcRequest(options: { entities: readonly string[]; since: Date }): Route {
  const changedSince = `${options.since.toISOString().slice(0, 19)}Z`; // Whole seconds, rounded down: rather twice than never.
  return paths.cdc({ entities: options.entities, changedSince });
}

/** Throws MalformedAnswer when any part cannot be read: half an answer taken for a whole one would lose changes. */
export function parseCdcAnswer(body: unknown, entities: readonly string[]): CdcAnswer {
  const changes = new Map(
    entities.map((entity): [string, CdcChanges] => [entity.toLowerCase(), { entity, rows: [], deleted: [] }]),
  );
  let objects = 0;
  let overflow = false;
  for (const block of blocksIn(body)) {
    const found = Object.entries(block.rows);
    const inBlock = found.reduce((count, [, rows]) => count + rows.length, 0);
    objects += inBlock;
    overflow ||= (block.totalCount ?? 0) > inBlock;
    for (const [entity, rows] of found) {
      const target = changes.get(entity.toLowerCase());
      if (!target) throw new MalformedAnswer('change data capture', `it holds ${entity}, which was not asked for`);
      for (const row of rows) sort(row, target);
    }
  }
  const time = isJsonObject(body) ? instantIn(body.time) : undefined;
  return {
    changes: [...changes.values()],
    ...(time ? { serverTime: time } : {}),
    overflow: overflow || objects >= limits.cdcObjects,
  };
}

function blocksIn(body: unknown): QueryRows[] {
  const responses = isJsonObject(body) ? body.CDCResponse : undefined;
  if (!Array.isArray(responses)) throw new MalformedAnswer('change data capture', 'it has no CDCResponse');
  return responses.flatMap((response: unknown) => {
    const blocks = isJsonObject(response) ? response.QueryResponse : undefined;
    if (!Array.isArray(blocks)) throw new MalformedAnswer('change data capture', 'a part has no QueryResponse list');
    return blocks.map((block: unknown) => {
      const read = parseFaults(block) ? undefined : readQueryResponse(block);
      if (!read) throw new MalformedAnswer('change data capture', 'a part is a fault or no object');
      return read;
    });
  });
}

function sort(row: unknown, target: CdcChanges): void {
  const stub = DeletedStub.safeParse(row);
  if (!stub.success) {
    target.rows.push(row);
    return;
  }
  const at = instantIn(stub.data.MetaData?.LastUpdatedTime);
  target.deleted.push({ id: stub.data.Id, ...(at ? { at } : {}) });
}

/**
 * Builds a batch request and reads its answer. Items succeed and fail on their own, their order means nothing, and an item
 * that the answer does not speak of has an unknown outcome.
 */
import type { FaultClass } from './fault-codes.ts';
import { classifyFaults, type Fault, parseFaults } from './faults.ts';
import { isJsonObject } from './json-object.ts';
import { limits } from './limits.ts';
import { paths, type Route } from './paths.ts';
import { readQueryResponse } from './query-response.ts';

/** `optionsData` is the single call's option: `void` (a payment, with update) or `allowduplicatedocnum`. */
export type BatchMember =
  | { bId: string; operation: 'create' | 'update' | 'delete'; entity: string; body: object; optionsData?: string }
  | { bId: string; operation: 'query'; query: string };

/** `entity` and `body` are as on the wire (a delete answers a stub with status Deleted). */
export type BatchItemOutcome =
  | { kind: 'answer'; entity: string; body: unknown }
  | { kind: 'fault'; faults: Fault[]; class: FaultClass; definite: boolean }
  | { kind: 'query'; rows: Readonly<Record<string, readonly unknown[]>>; totalCount?: number }
  | { kind: 'unknown' };

export class InvalidBatch extends Error {
  override readonly name = 'InvalidBatch';
}

/** The whole request but realm and token; the same input gives the same bytes. Throws InvalidBatch. */
export function batchRequest(options: { members: readonly BatchMember[]; requestId: string }) {
  const { members, requestId } = options;
  check(members, requestId);
  const body = JSON.stringify({ BatchItemRequest: members.map(item) });
  return { ...paths.batch(), body, requestId } satisfies Route & { requestId: string };
}

function check(members: readonly BatchMember[], requestId: string): void {
  if (members.length === 0) throw new InvalidBatch('A batch needs at least one item.');
  if (members.length > limits.batchItems) {
    throw new InvalidBatch(`A batch holds at most ${limits.batchItems} items, not ${members.length}.`);
  }
  if (requestId === '' || requestId.length > limits.batchRequestIdChars) {
    throw new InvalidBatch(`A batch's request id has 1 to ${limits.batchRequestIdChars} characters: ${requestId}`);
  }
  const wrong = members.find(({ bId }) => bId === '' || bId.length > limits.batchItemIdChars);
  if (wrong) throw new InvalidBatch(`A bId has 1 to ${limits.batchItemIdChars} characters: ${wrong.bId}`);
  if (new Set(members.map(({ bId }) => bId)).size < members.length) {
    throw new InvalidBatch('Two items of the batch have the same bId.');
  }
}

function item(member: BatchMember): object {
  if (member.operation === 'query') return { bId: member.bId, Query: member.query };
  const { bId, operation, entity, body, optionsData } = member;
  return { bId, operation, ...(optionsData === undefined ? {} : { optionsData }), [entity]: body };
}

/** One outcome for each of `bIds`. What the answer says of others, or says twice, counts for nothing. */
export function parseBatchAnswer(body: unknown, bIds: readonly string[]): Map<string, BatchItemOutcome> {
  const outcomes = new Map<string, BatchItemOutcome>(bIds.map((bId) => [bId, { kind: 'unknown' }]));
  const seen = new Set<string>();
  for (const response of responsesIn(body)) {
    const { bId } = response;
    if (typeof bId !== 'string' || !outcomes.has(bId)) continue;
    outcomes.set(bId, seen.has(bId) ? { kind: 'unknown' } : outcomeOf(response));
    seen.add(bId);
  }
  return outcomes;
}

function responsesIn(body: unknown): Record<string, unknown>[] {
  const items = isJsonObject(body) ? body.BatchItemResponse : undefined;
  return Array.isArray(items) ? items.filter(isJsonObject) : [];
}

function outcomeOf(response: Record<string, unknown>): BatchItemOutcome {
  const faults = parseFaults(response);
  if (faults) return { kind: 'fault', faults, ...classifyFaults(faults, undefined) };
  if ('QueryResponse' in response) {
    const found = readQueryResponse(response.QueryResponse);
    return found ? { kind: 'query', ...found } : { kind: 'unknown' };
  }
  const [named, ...more] = Object.entries(response).filter(([, content]) => isJsonObject(content));
  return named && more.length === 0 ? { kind: 'answer', entity: named[0], body: named[1] } : { kind: 'unknown' };
}

/**
 * Batches: up to thirty items, each with a fate of its own.
 * Invariants: one item's fault takes back that item alone; no item sees what another one created; the whole is one commit.
 */
import { entityNamed, wireName } from '../entity.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { type Write, writeRecord } from '../operations.ts';
import { answerQuery } from '../query/evaluator.ts';
import { type OpenBooks, operateBooks } from '../state/books.ts';
import { faultBody } from '../wire/envelope.ts';
import { batchTooLarge, invalidValue, QuickBooksFault, required, unsupported } from '../wire/fault.ts';
import { batchEntity, voidedByUpdate } from './request.ts';

const largest = 30;
const longestItemId = 10;

export interface BatchAnswer {
  items: JsonObject[];
  /** Ids and fault codes per item, for the log. */
  outcomes: { id: string | null; fault: string | null }[];
}

export function runBatch(context: OpenBooks, body: JsonObject, options: { hasRequestId: boolean }): BatchAnswer {
  const items = objectsOf(body.BatchItemRequest);
  if (!Array.isArray(body.BatchItemRequest)) throw required('BatchItemRequest');
  if (items.length > largest) throw batchTooLarge(items.length);
  for (const item of items) {
    if (options.hasRequestId && (textOf(item.bId) ?? '').length > longestItemId) {
      throw invalidValue('2130', 'bId', `With a request id each bId has at most ${longestItemId} characters.`);
    }
  }
  // Queries see the books as they were before the batch: an item cannot use another item's result.
  const queries = new Map(
    items.filter((item) => item.Query !== undefined).map((item) => [item, runItem(context, item)]),
  );
  const created = new Set<string>();
  const hidden = context.company.switches.batchVisibility === 'hidden' ? created : undefined;
  const done = items.map((item) => {
    const result = queries.get(item) ?? runItem(hidden ? { ...context, hidden } : context, item);
    if (result.created !== undefined) created.add(result.created);
    return result;
  });
  const replies = done.map((result) => result.reply);
  return {
    items: context.company.switches.batchReplies === 'reversed' ? replies.reverse() : replies,
    outcomes: done.map(({ id, fault }) => ({ id, fault })),
  };
}

interface ItemResult {
  reply: JsonObject;
  id: string | null;
  fault: string | null;
  created?: string;
}

function runItem(context: OpenBooks, item: JsonObject): ItemResult {
  const bId = textOf(item.bId);
  try {
    return context.store.transact(() =>
      operateBooks(context, (books): ItemResult => {
        const query = textOf(item.Query);
        if (query !== undefined) {
          return { reply: { QueryResponse: answerQuery(books, query), bId }, id: null, fault: null };
        }
        const write = itemWrite(context, item);
        const { id, record } = writeRecord(books, write);
        const result: ItemResult = { reply: { [wireName(write.entity)]: record, bId }, id, fault: null };
        return write.operation === 'create' ? { ...result, created: `${write.entity}:${id}` } : result;
      }),
    );
  } catch (error) {
    if (!(error instanceof QuickBooksFault)) throw error;
    const body = faultBody(error, context.company.switches.faultLanguage);
    return { reply: { ...body, bId }, id: null, fault: error.code };
  }
}

function itemWrite(context: OpenBooks, item: JsonObject): Write {
  const found = batchEntity(item);
  // Clients leave the operation out where they mean a creation.
  const operation = textOf(item.operation) ?? (textOf(found?.body.Id) === undefined ? 'create' : undefined);
  const entity = found && entityNamed(found.name);
  if (!found || !entity) throw unsupported(`${operation ?? 'nothing'} on ${found?.name ?? 'nothing'} in a batch`);
  const option = textOf(item.optionsData);
  const write = { entity, body: found.body, allowDuplicateNumber: option === 'allowduplicatedocnum' };
  const voids = operation === 'void' || (operation === 'update' && option === 'void');
  if (voids) {
    const documented = voidedByUpdate.includes(entity.toLowerCase()) && operation === 'update';
    const tried = entity === 'Invoice' && context.company.switches.batchInvoiceVoid;
    if (!documented && !tried) throw unsupported(`void of ${entity} in a batch`);
    return { ...write, operation: 'void' };
  }
  if (operation !== 'create' && operation !== 'update' && operation !== 'delete') {
    throw unsupported(`${operation ?? 'nothing'} on ${entity} in a batch`);
  }
  return { ...write, operation };
}

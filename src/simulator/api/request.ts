/** A request to the company API as it arrived, and what it means: known before it is authorised, for the log and the faults. */
import { entityNamed } from '../entity.ts';
import { isObject, type Json, type JsonObject, objectsOf, textOf } from '../json.ts';
import type { WriteOperation } from '../operations.ts';
import type { LoggedItem, LoggedOperation } from '../request-log.ts';

export interface ApiRequest {
  method: string;
  realmId: string;
  /** The path after the company, like `invoice/501`. */
  segments: string[];
  path: string;
  params: URLSearchParams;
  authorization: string | undefined;
  accept: string | undefined;
  contentType: string | undefined;
  body: string;
}

export type Target =
  | { kind: 'query'; text: string }
  | { kind: 'cdc' }
  | { kind: 'batch'; body: JsonObject }
  | { kind: 'read'; entity: string; id: string }
  | { kind: 'write'; entity: string; operation: WriteOperation; body: JsonObject }
  | { kind: 'malformed' }
  | { kind: 'unknown' };

export function targetOf(request: ApiRequest): Target {
  const { method, segments, params } = request;
  const [first = '', second, ...more] = segments;
  if (more.length > 0) return { kind: 'unknown' };
  if (first === 'query' && second === undefined) return queryTarget(request);
  if (method === 'GET' && first === 'cdc' && second === undefined) return { kind: 'cdc' };
  if (method === 'GET') return readTarget(request);
  if (method !== 'POST' || second !== undefined) return { kind: 'unknown' };
  const body = parseBody(request.body);
  if (!body) return { kind: 'malformed' };
  if (first === 'batch') return { kind: 'batch', body };
  const operation = operationOf(params, { entity: first, body });
  return operation ? { kind: 'write', entity: first, operation, body } : { kind: 'unknown' };
}

function queryTarget(request: ApiRequest): Target {
  if (request.method === 'POST') return { kind: 'query', text: request.params.get('query') ?? request.body };
  return request.method === 'GET' ? { kind: 'query', text: request.params.get('query') ?? '' } : { kind: 'unknown' };
}

/** `preferences` and `companyinfo/{realm}` are single records; both have the id 1. */
function readTarget({ segments, realmId }: ApiRequest): Target {
  const [entity = '', id] = segments;
  if (entity === 'preferences' && id === undefined) return { kind: 'read', entity, id: '1' };
  if (entity === 'companyinfo' && id === realmId) return { kind: 'read', entity, id: '1' };
  return id === undefined ? { kind: 'unknown' } : { kind: 'read', entity, id };
}

/** Create and update share a URL; an Id in the body makes it an update. */
function operationOf(
  params: URLSearchParams,
  { entity, body }: { entity: string; body: JsonObject },
): WriteOperation | undefined {
  const operation = params.get('operation');
  const includesVoid = (params.get('include') ?? '').split(',').includes('void');
  if (operation === 'delete') return 'delete';
  if (operation === 'void') return 'void';
  if (operation === 'update' && includesVoid) return entity === 'payment' ? 'void' : undefined;
  if (operation === 'create') return 'create';
  if (operation === null || operation === 'update') {
    return operation === 'update' || hasId(body) ? 'update' : 'create';
  }
  return undefined;
}

function hasId(body: JsonObject): boolean {
  return body.Id !== undefined && body.Id !== null && body.Id !== '';
}

function parseBody(text: string): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export interface Described {
  entity: string | null;
  operation: LoggedOperation;
  id: string | null;
  reads: number;
  items: LoggedItem[];
}

/** What the log and the faults call a request. */
export function describe(target: Target, params: URLSearchParams): Described {
  const plain = { id: null, reads: 0, items: [] };
  switch (target.kind) {
    case 'query':
      return { ...plain, entity: queriedEntity(target.text), operation: 'query', reads: 1 };
    case 'cdc':
      return { ...plain, entity: params.get('entities'), operation: 'cdc', reads: 1 };
    case 'read':
      return { ...plain, entity: label(target.entity), operation: 'read', id: target.id, reads: 1 };
    case 'write': {
      const id = textOf(target.body.Id) ?? null;
      return { ...plain, entity: label(target.entity), operation: target.operation, id };
    }
    case 'batch': {
      const items = objectsOf(target.body.BatchItemRequest).map(describeItem);
      const reads = items.filter((item) => item.operation === 'query').length;
      return { ...plain, entity: null, operation: 'batch', reads, items };
    }
    default:
      return { ...plain, entity: null, operation: 'unknown' };
  }
}

function describeItem(item: JsonObject): LoggedItem {
  const query = textOf(item.Query);
  if (query !== undefined) return { entity: queriedEntity(query), operation: 'query', id: null };
  const found = batchEntity(item);
  const operation = textOf(item.operation);
  const known = operation === 'create' || operation === 'update' || operation === 'delete' || operation === 'void';
  const isVoid = item.optionsData === 'void' && operation === 'update';
  return {
    entity: found?.name ?? null,
    operation: isVoid ? 'void' : known ? operation : 'unknown',
    id: textOf(found?.body.Id) ?? null,
  };
}

/** The property of a batch item that is its record. */
export function batchEntity(item: JsonObject): { name: string; body: JsonObject } | undefined {
  for (const [name, body] of Object.entries(item)) {
    if (isObject(body)) return { name, body };
  }
  return undefined;
}

function queriedEntity(text: string): string | null {
  const name = /\bfrom\s+(\w+)/i.exec(text)?.[1];
  return name === undefined ? null : label(name);
}

function label(segment: string): string {
  return entityNamed(segment) ?? segment;
}

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
  /** The body of an upload, which is no text. */
  bytes: Uint8Array;
  /** Where the simulator answers, for addresses in answers. */
  origin: string;
}

export type Target =
  | { kind: 'query'; text: string }
  | { kind: 'cdc' }
  | { kind: 'batch'; body: JsonObject }
  | { kind: 'read'; entity: string; id: string }
  | { kind: 'write'; entity: string; operation: WriteOperation; body: JsonObject }
  | { kind: 'send'; entity: string; id: string }
  | { kind: 'pdf'; entity: string; id: string }
  | { kind: 'upload' }
  | { kind: 'download'; id: string }
  | { kind: 'tax-service'; body: JsonObject }
  | { kind: 'exchange-rate' }
  | { kind: 'report'; name: string }
  | { kind: 'malformed' }
  | { kind: 'unknown' };

export function targetOf(request: ApiRequest): Target {
  const { method, segments, params } = request;
  const [first = '', second, third, ...more] = segments;
  if (more.length > 0) return { kind: 'unknown' };
  if (third !== undefined) return paperTarget(request);
  if (first === 'query' && second === undefined) return queryTarget(request);
  if (first === 'reports') return { kind: 'report', name: second ?? '' };
  if (method === 'GET' && first === 'cdc' && second === undefined) return { kind: 'cdc' };
  if (method === 'GET' && first === 'download' && second !== undefined) return { kind: 'download', id: second };
  if (method === 'GET') return readTarget(request);
  if (method === 'POST' && first === 'upload' && second === undefined) return { kind: 'upload' };
  const taxService = first === 'taxservice' && second === 'taxcode';
  if (method !== 'POST' || (second !== undefined && !taxService)) return { kind: 'unknown' };
  const body = parseBody(request.body);
  if (!body) return { kind: 'malformed' };
  if (taxService) return { kind: 'tax-service', body };
  if (first === 'batch') return { kind: 'batch', body };
  const operation = operationOf(params, { entity: first.toLowerCase(), body });
  return operation ? { kind: 'write', entity: first, operation, body } : { kind: 'unknown' };
}

function paperTarget({ method, segments }: ApiRequest): Target {
  const [entity = '', id = '', act] = segments;
  if (method === 'GET' && act === 'pdf') return { kind: 'pdf', entity, id };
  return method === 'POST' && act === 'send' ? { kind: 'send', entity, id } : { kind: 'unknown' };
}

function queryTarget(request: ApiRequest): Target {
  if (request.method === 'POST') return { kind: 'query', text: request.params.get('query') ?? request.body };
  return request.method === 'GET' ? { kind: 'query', text: request.params.get('query') ?? '' } : { kind: 'unknown' };
}

/** `preferences` and `companyinfo/{realm}` are single records; both have the id 1. */
function readTarget({ segments, realmId }: ApiRequest): Target {
  const [entity = '', id] = segments;
  const name = entity.toLowerCase();
  if (name === 'preferences' && id === undefined) return { kind: 'read', entity, id: '1' };
  if (name === 'exchangerate' && id === undefined) return { kind: 'exchange-rate' };
  if (name === 'companyinfo' && id === realmId) return { kind: 'read', entity, id: '1' };
  return id === undefined ? { kind: 'unknown' } : { kind: 'read', entity, id };
}

/** What is voided by `operation=update&include=void`. */
export const voidedByUpdate: readonly string[] = ['payment', 'salesreceipt', 'billpayment'];

/** Create and update share a URL; an Id in the body makes it an update. */
function operationOf(
  params: URLSearchParams,
  { entity, body }: { entity: string; body: JsonObject },
): WriteOperation | undefined {
  const operation = params.get('operation');
  const includesVoid = (params.get('include') ?? '').split(',').includes('void');
  if (operation === 'delete') return 'delete';
  if (operation === 'void') return 'void';
  if (operation === 'update' && includesVoid) return voidedByUpdate.includes(entity) ? 'void' : undefined;
  // A rate has no id: writing it again is the update.
  if (operation === 'create' || entity === 'exchangerate') return 'create';
  if (operation === null || operation === 'update') {
    const updates = entity === 'recurringtransaction' ? hasIdInside(body) : hasId(body);
    return operation === 'update' || updates ? 'update' : 'create';
  }
  return undefined;
}

function hasId(body: JsonObject): boolean {
  return body.Id !== undefined && body.Id !== null && body.Id !== '';
}

/** The id of a recurring transaction lies in the document that it is made of. */
function hasIdInside(body: JsonObject): boolean {
  return [body, ...Object.values(body).filter(isObject)].some(hasId);
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
    case 'pdf':
    case 'send':
      return {
        ...plain,
        entity: label(target.entity),
        operation: target.kind,
        id: target.id,
        reads: Number(target.kind === 'pdf'),
      };
    case 'exchange-rate':
      return { ...plain, entity: 'ExchangeRate', operation: 'read', reads: 1 };
    case 'upload':
      return { ...plain, entity: 'Attachable', operation: 'create' };
    case 'download':
      return { ...plain, entity: 'Attachable', operation: 'read', id: target.id, reads: 1 };
    case 'tax-service':
      return { ...plain, entity: 'TaxCode', operation: 'create' };
    case 'report':
      return { ...plain, entity: null, operation: 'report', reads: 1 };
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
  const operation = textOf(item.operation) ?? (textOf(found?.body.Id) === undefined ? 'create' : undefined);
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

/**
 * Answers a request to the company API: who asks, whether it is allowed, what it does, and the envelope around it.
 * Invariant: a success that carries a requestid is remembered in the commit that made it; a fault commits nothing.
 */
import { type EntityName, entityNamed, unmodelledEntity, wireName } from '../entity.ts';
import { type JsonObject, textOf } from '../json.ts';
import { authorise } from '../oauth/tokens.ts';
import { readRecord, writeRecord } from '../operations.ts';
import { answerQuery } from '../query/evaluator.ts';
import { readExchangeRate } from '../rules/exchange-rate.ts';
import { createTaxCode } from '../rules/tax-service.ts';
import { type Books, type OpenBooks, operateBooks } from '../state/books.ts';
import { type Company, findCompany } from '../state/company.ts';
import { authenticationFailed, faultEnvelope, throttled, wrongEnvironment } from '../wire/envelope.ts';
import { companyRefuses, notModelled, QuickBooksFault, unreadable, unsupported } from '../wire/fault.ts';
import { envelopeTime } from '../wire/time.ts';
import type { World } from '../world.ts';
import { downloadAddress, upload } from './attachments.ts';
import { runBatch } from './batch.ts';
import { changedSince } from './cdc.ts';
import { paperOf, sendPaper } from './papers.ts';
import { type ApiRequest, describe, type Target, voidedByUpdate } from './request.ts';
import { checkRequestId, type RequestKey, recall, remember } from './request-ids.ts';

/** A PDF is drawn after the commit, from the record as it was then. */
export interface Paper {
  entity: string;
  record: JsonObject;
  company: JsonObject;
}

export interface ApiAnswer {
  status: number;
  text: string;
  /** Instead of JSON: a document to print, or a plain text. */
  paper?: Paper | undefined;
  contentType?: string;
  replayed: boolean;
  /** Ids of created records and fault codes, for the log: one for a single call, one per item of a batch. */
  outcomes: { id: string | null; fault: string | null }[];
}

export function answerApi(world: World, request: ApiRequest, target: Target): ApiAnswer {
  const now = world.clock.now();
  const refusal = refuseCaller(world, request);
  if (refusal) return refusal;
  const company = findCompany(world.store, request.realmId);
  if (!company) return gateway(403, wrongEnvironment(now), '3100');
  if (
    !world.quotas.admit(request.realmId, { kind: quotaKind(target), reads: describe(target, request.params).reads })
  ) {
    return gateway(429, throttled(now, company.switches.throttleEnvelope), '3001');
  }
  try {
    refuseByState(company, target);
    refuseOtherFormats(request, target);
    return perform(world, company, { request, target, now });
  } catch (error) {
    if (!(error instanceof QuickBooksFault)) throw error;
    return faultAnswer(world, company, { request, target, now, fault: error });
  }
}

function quotaKind(target: Target): 'batch' | 'mail' | 'other' {
  if (target.kind === 'send') return 'mail';
  return target.kind === 'batch' ? 'batch' : 'other';
}

function refuseCaller(world: World, request: ApiRequest): ApiAnswer | undefined {
  const now = world.clock.now();
  const token = /^Bearer (.+)$/i.exec(request.authorization ?? '')?.[1];
  if (token === undefined) return gateway(401, authenticationFailed(now, 'No access token was sent.'), '3200');
  const caller = authorise(world, token);
  if (caller.state === 'unknown') return gateway(401, authenticationFailed(now, 'Token invalid'), '3200');
  if (caller.state === 'expired') {
    return gateway(401, authenticationFailed(now, `Token expired: ${token.slice(0, 24)}`), '3200');
  }
  const scoped = caller.scope.split(' ').includes('com.intuit.quickbooks.accounting');
  if (caller.realmId !== request.realmId || !scoped) return gateway(403, wrongEnvironment(now), '3100');
  return undefined;
}

export function gateway(status: number, body: JsonObject, code: string): ApiAnswer {
  return { status, text: JSON.stringify(body), replayed: false, outcomes: [{ id: null, fault: code }] };
}

function refuseByState(company: Company, target: Target): void {
  if (company.state === null) return;
  const writes = writing.includes(target.kind);
  if (company.state === '6190' && company.switches.suspendedStops === 'writes' && !writes) return;
  throw companyRefuses(company.state);
}

const writing: readonly Target['kind'][] = ['write', 'batch', 'send', 'upload', 'tax-service'];

/** The real service answers XML unless JSON is asked for. */
function refuseOtherFormats({ accept, method, contentType }: ApiRequest, target: Target): void {
  const wanted = target.kind === 'pdf' ? /pdf|\*\/\*/i : target.kind === 'download' ? /./ : /json|\*\/\*/i;
  if (target.kind !== 'download' && (accept === undefined || !wanted.test(accept))) {
    throw notModelled(
      target.kind === 'pdf'
        ? 'PDF as anything else: send Accept: application/pdf'
        : 'XML answer: send Accept: application/json',
    );
  }
  if (method === 'POST' && /xml/i.test(contentType ?? '')) throw notModelled('XML request body');
}

interface Call {
  request: ApiRequest;
  target: Target;
  now: Date;
}

function perform(world: World, company: Company, call: Call): ApiAnswer {
  const key = requestKey(world, company, call);
  if (!key) return world.store.transact(() => run(world, company, call));
  const remembered = recall(key);
  if (remembered) return { ...remembered, replayed: true, outcomes: [] };
  return world.store.transact(() => {
    const answer = run(world, company, call);
    remember(key, { text: answer.text, status: answer.status });
    return answer;
  });
}

/** Ids are minded on writes alone. */
function requestKey(world: World, company: Company, { request, target, now }: Call): RequestKey | undefined {
  const requestId = request.params.get('requestid') ?? '';
  if (requestId === '' || !writing.includes(target.kind)) return undefined;
  checkRequestId(requestId, target.kind === 'batch' ? 'batch' : 'single');
  return { store: world.store, company, requestId, body: request.body, now };
}

function run(world: World, company: Company, { request, target, now }: Call): ApiAnswer {
  const context: OpenBooks = { store: world.store, company, actor: 'client', now };
  const time = envelopeTime(now);
  if (target.kind === 'batch') {
    const batch = runBatch(context, target.body, { hasRequestId: request.params.has('requestid') });
    const text = JSON.stringify({ BatchItemResponse: batch.items, time });
    return { status: 200, text, replayed: false, outcomes: batch.outcomes };
  }
  return operateBooks(context, (books) => {
    const { body, id, timed = true, ...rest } = act(books, { request, target });
    const text = typeof body === 'string' ? body : JSON.stringify(timed ? { ...body, time } : body);
    return { status: 200, text, replayed: false, outcomes: [{ id, fault: null }], ...rest };
  });
}

interface Done {
  body: JsonObject | string;
  id: string | null;
  /** False: the answer has no envelope around it. */
  timed?: boolean;
  paper?: Paper;
  contentType?: string;
}

function act(books: Books, { request, target }: { request: ApiRequest; target: Target }): Done {
  switch (target.kind) {
    case 'query':
      return { body: { QueryResponse: answerQuery(books, target.text) }, id: null };
    case 'cdc':
      return { body: changedSince(books, request.params), id: null };
    case 'read': {
      const entity = modelled(books, target.entity);
      return { body: { [wireName(entity)]: readRecord(books, entity, target.id) }, id: target.id };
    }
    case 'exchange-rate':
      return { body: { ExchangeRate: readExchangeRate(books, request.params) }, id: null };
    case 'write':
      return write(books, { request, target });
    case 'tax-service': {
      const body = createTaxCode(books, target.body);
      return { body, id: textOf(body.TaxCodeId) ?? null, timed: false };
    }
    case 'send': {
      const entity = modelled(books, target.entity);
      const sent = sendPaper(books, entity, { id: target.id, sendTo: request.params.get('sendTo') });
      return { body: { [entity]: sent }, id: target.id };
    }
    case 'pdf': {
      const entity = modelled(books, target.entity);
      const record = paperOf(books, entity, target.id);
      const company = books.find('CompanyInfo', '1')?.body ?? {};
      return { body: '', id: target.id, paper: { entity, record, company } };
    }
    case 'upload': {
      const body = upload(books, { bytes: request.bytes, contentType: request.contentType ?? '' });
      return { body, id: null };
    }
    case 'download': {
      const address = downloadAddress(books, target.id);
      return { body: new URL(address, request.origin).toString(), id: target.id, contentType: 'text/plain' };
    }
    case 'report':
      throw notModelled(`report ${target.name}`);
    case 'malformed':
      throw unreadable('the body', 'Unexpected character or end of input');
    default:
      throw unsupported(
        `Could not find resource for relative : /v3/company/${request.realmId}/${request.segments.join('/')}`,
      );
  }
}

function write(books: Books, { request, target }: { request: ApiRequest; target: Target & { kind: 'write' } }): Done {
  const entity = modelled(books, target.entity);
  refuseOddVoid(books.company, request, target);
  const included = (request.params.get('include') ?? '').split(',');
  const written = writeRecord(books, {
    entity,
    operation: target.operation,
    body: target.body,
    allowDuplicateNumber: included.includes('allowduplicatedocnum'),
  });
  return { body: { [wireName(entity)]: written.record }, id: written.id };
}

function modelled({ switches }: Books, segment: string): EntityName {
  const any = switches.pathCase === 'any';
  const entity = any || segment === segment.toLowerCase() ? entityNamed(segment) : undefined;
  if (entity) return entity;
  const other = unmodelledEntity(segment);
  throw other === undefined ? unsupported(`entity ${segment}`) : notModelled(`entity ${other}`);
}

/** Payments and receipts are voided by `operation=update&include=void`; whether the short form works is not known. */
function refuseOddVoid(company: Company, { params }: ApiRequest, target: Target & { kind: 'write' }): void {
  if (
    target.operation !== 'void' ||
    params.get('operation') !== 'void' ||
    !voidedByUpdate.includes(target.entity.toLowerCase())
  )
    return;
  if (!company.switches.paymentOperationVoid) throw unsupported(`void on ${target.entity}`);
}

function faultAnswer(
  world: World,
  company: Company,
  { request, target, now, fault }: Call & { fault: QuickBooksFault },
): ApiAnswer {
  const text = JSON.stringify(faultEnvelope(fault, { now, language: company.switches.faultLanguage }));
  const answer: ApiAnswer = {
    status: fault.status,
    text,
    replayed: false,
    outcomes: [{ id: null, fault: fault.code }],
  };
  if (!company.switches.requestIdReplaysFaults || fault.code === '600' || fault.code === '2130') return answer;
  const key = requestKey(world, company, { request, target, now });
  if (key) world.store.transact(() => remember(key, { text, status: fault.status }));
  return answer;
}

/** The company API over HTTP: reads the request, lets faults on demand have their way, logs, and writes the answer's headers. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { FaultKind, FaultRule } from '../faults.ts';
import { appendLimited, type RequestLogEntry } from '../request-log.ts';
import { findCompany } from '../state/company.ts';
import { authenticationFailed, throttled, wrongEnvironment } from '../wire/envelope.ts';
import type { World } from '../world.ts';
import { type ApiAnswer, answerApi, gateway, type Paper } from './answer.ts';
import { storedFile } from './attachments.ts';
import { documentPdf } from './pdf.ts';
import { type ApiRequest, type Described, describe, targetOf } from './request.ts';

type Bindings = { Bindings: HttpBindings };

const largestBody = 25 * 1024 * 1024;
const html =
  '<html><head><title>Service unavailable</title></head><body><h1>The page cannot be shown</h1></body></html>';

const xml = '<?xml version="1.0" encoding="UTF-8"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3"/>';

export function apiRoutes(world: World): Hono<Bindings> {
  const app = new Hono<Bindings>();
  app.use('/v3/*', bodyLimit({ maxSize: largestBody }));
  app.all('/v3/company/:realmId/*', async (context) => serve(world, context, await readRequest(context)));
  app.get('/files/:realmId/:id', (context) => {
    const file = storedFile(world.store, context.req.param('realmId'), context.req.param('id'));
    if (!file) return context.text('There is no such file.', 404);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
    return context.body(file.bytes, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': disposition,
    });
  });
  return app;
}

async function readRequest(context: Context<Bindings>): Promise<ApiRequest> {
  const url = new URL(context.req.url);
  const bytes = context.req.method === 'GET' ? new Uint8Array() : new Uint8Array(await context.req.arrayBuffer());
  const [, , , realmId = '', ...segments] = url.pathname.split('/').map((segment) => decodeURIComponent(segment));
  return {
    method: context.req.method,
    realmId,
    segments,
    path: url.pathname,
    params: url.searchParams,
    authorization: context.req.header('authorization'),
    accept: context.req.header('accept'),
    contentType: context.req.header('content-type'),
    body: Buffer.from(bytes).toString('utf8'),
    bytes,
    origin: url.origin,
  };
}

/** What the client gets to see; null: the connection is dropped. */
interface Outcome {
  status: number;
  text: string;
  paper?: Paper | undefined;
  contentType: string;
}

async function serve(world: World, context: Context<Bindings>, request: ApiRequest): Promise<Response> {
  const tid = `1-${randomBytes(4).toString('hex')}-${randomBytes(12).toString('hex')}`;
  const target = targetOf(request);
  const described = describe(target, request.params);
  const rule = world.faults.take({
    ...described,
    realmId: request.realmId,
    method: request.method,
    path: request.path,
  });
  if (rule?.kind === 'slow') await sleep(rule.delayMs);
  const early = rule && before(world, rule, request.realmId);
  const answer = early === undefined ? answerApi(world, request, target) : undefined;
  const outcome = early === undefined && answer ? after(rule, answer) : (early ?? null);
  log(world, { request, described, tid, answer, outcome });
  if (outcome === null) {
    context.env.outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  const { paper } = outcome;
  const body = paper ? new Uint8Array(await documentPdf(paper.entity, paper.record, paper.company)) : outcome.text;
  return new Response(body, { status: outcome.status, headers: headersOf(outcome, tid) });
}

const json = 'application/json;charset=utf-8';

/** A fault that comes before the commit: `undefined` lets the request through. */
function before(world: World, rule: FaultRule, realmId: string): Outcome | null | undefined {
  const now = world.clock.now();
  switch (rule.kind) {
    case 'drop-before':
      return null;
    case '429':
      return { status: 429, text: JSON.stringify(throttled(now, envelopeOf(world, realmId))), contentType: json };
    case '500':
    case 'fault-200': {
      const errors = [
        {
          Message: 'An application error has occurred while processing your request',
          Detail: 'System Failure Error: Internal failure',
          code: '10000',
          element: '',
        },
      ];
      return {
        status: rule.kind === '500' ? 500 : 200, // QuickBooks may say a fault with 200.
        text: JSON.stringify({ Fault: { Error: errors, type: 'SystemFault' } }),
        contentType: json,
      };
    }
    case '502':
    case '503':
    case '504':
    case 'html':
      return { status: rule.kind === 'html' ? 200 : Number(rule.kind), text: html, contentType: 'text/html' };
    case 'expired-token': {
      const { text } = gateway(401, authenticationFailed(now, 'Token expired'), '3200');
      return { status: 401, text, contentType: json };
    }
    case 'wrong-environment':
      return { status: 403, text: JSON.stringify(wrongEnvironment(now)), contentType: json };
    default:
      return undefined;
  }
}

function envelopeOf(world: World, realmId: string): 'upper' | 'lower' {
  return findCompany(world.store, realmId)?.switches.throttleEnvelope ?? 'upper';
}

const lateKinds: readonly FaultKind[] = ['503-after', 'html-after', 'xml-after', 'empty', 'truncated', 'drop-after'];

/** A fault that comes after the commit: the books have changed, the answer does not arrive in order. */
function after(rule: FaultRule | undefined, answer: ApiAnswer): Outcome | null {
  const contentType = answer.paper ? 'application/pdf' : (answer.contentType ?? json);
  const whole: Outcome = { status: answer.status, text: answer.text, contentType, paper: answer.paper };
  if (!rule || !lateKinds.includes(rule.kind)) return whole;
  if (rule.kind === 'drop-after') return null;
  if (rule.kind === '503-after') return { status: 503, text: html, contentType: 'text/html' };
  if (rule.kind === 'html-after') return { ...whole, text: html, contentType: 'text/html', paper: undefined };
  if (rule.kind === 'xml-after') return { ...whole, text: xml, contentType: 'application/xml', paper: undefined };
  return {
    ...whole,
    paper: undefined,
    text: rule.kind === 'empty' ? '' : answer.text.slice(0, Math.ceil(answer.text.length / 2)),
  };
}

function headersOf(outcome: Outcome, tid: string): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': outcome.contentType,
    intuit_tid: tid,
    'qbo-version': 'simulator',
    'cache-control': 'max-age=0, no-cache, no-store, must-revalidate, private',
  };
  if (outcome.status === 401) headers['www-authenticate'] = 'Bearer realm="Intuit", error="invalid_token"';
  return headers;
}

interface Served {
  request: ApiRequest;
  described: Described;
  tid: string;
  answer: ApiAnswer | undefined;
  outcome: Outcome | null;
}

function log(world: World, { request, described, tid, answer, outcome }: Served): void {
  const outcomes = answer?.outcomes ?? [];
  const single = described.operation === 'batch' ? undefined : outcomes[0]?.id;
  const entry: RequestLogEntry = {
    at: world.clock.now().toISOString(),
    realmId: request.realmId,
    method: request.method,
    path: request.path,
    entity: described.entity,
    operation: described.operation,
    id: described.id ?? single ?? null,
    status: outcome?.status ?? 0,
    batchItems: described.items.length,
    reads: described.reads,
    requestId: request.params.get('requestid'),
    replayed: answer?.replayed ?? false,
    faults: outcomes.flatMap(({ fault }) => fault ?? []),
    tid,
    items: described.items.map((item, index) => ({ ...item, id: item.id ?? outcomes[index]?.id ?? null })),
  };
  appendLimited(world.log.requests, entry);
}

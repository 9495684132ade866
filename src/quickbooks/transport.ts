/**
 * One request to QuickBooks and what became of it. Never throws for what a server or a network can do: the outcome is an
 * answer, a fault, or unknown; and unknown is all that is not certain, since a lost answer may hide a commit.
 */
import { type Clock, systemClock } from '../base/clock.ts';
import { endpoint } from './endpoint.ts';
import type { FaultClass } from './fault-codes.ts';
import { classifyFaults, type Fault, hideTokens, isRefusedByGateway, parseFaults } from './faults.ts';
import { instantIn, isJsonObject } from './json-object.ts';
import { limits } from './limits.ts';
import type { Route } from './paths.ts';
import { readBody } from './read-body.ts';

/** `body` is sent byte for byte (as UTF-8), so that a repeated request is the same request. */
export interface QboRequest extends Route {
  realmId: string;
  accessToken: string;
  requestId?: string;
}

export type UnknownReason = 'no_answer' | 'timeout' | 'garbage' | 'cut_off' | 'server_error';

/** `tid` is Intuit's name of the exchange, to be quoted to its support. `beginning` is the start of an unreadable body. */
export type QboOutcome =
  | { kind: 'answer'; status: number; body: unknown; tid?: string; durationMs: number; serverTime?: Date }
  | {
      kind: 'fault';
      faults: Fault[];
      class: FaultClass;
      /** True: nothing was committed. */
      definite: boolean;
      status: number;
      tid?: string;
      durationMs: number;
      beginning?: string;
    }
  | {
      kind: 'unknown';
      reason: UnknownReason;
      status?: number;
      tid?: string;
      beginning: string;
      /** The network's own code for no_answer, such as ECONNREFUSED. */
      networkCode?: string;
      durationMs: number;
    };

export type Send = (request: QboRequest) => Promise<QboOutcome>;

export interface TransportConfig {
  /** Such as `https://quickbooks.api.intuit.com`; throws UnsafeEndpoint for plain http beyond this machine. */
  baseUrl: string;
  fetch?: typeof fetch;
  clock?: Clock;
  timeoutMs?: number;
  responseLimitBytes?: number;
}

type Exchange = { status: number; tid?: string };

export function createTransport(config: TransportConfig): Send {
  const base = endpoint(config.baseUrl);
  const ask = config.fetch ?? fetch;
  const clock = config.clock ?? systemClock;
  const limitBytes = config.responseLimitBytes ?? limits.responseBytes;

  return async function send(request) {
    const began = clock.now().getTime();
    const timed = <T extends object>(outcome: T) => ({ ...outcome, durationMs: clock.now().getTime() - began });
    const exchange: { current?: Exchange } = {};
    try {
      const response = await ask(address(base, request), {
        method: request.method,
        headers: headersOf(request),
        ...(request.body === undefined ? {} : { body: request.body }),
        redirect: 'manual',
        signal: AbortSignal.timeout(config.timeoutMs ?? limits.requestTimeoutMs),
      });
      const tid = response.headers.get('intuit_tid') ?? undefined;
      exchange.current = { status: response.status, ...(tid === undefined ? {} : { tid }) };
      const read = await readBody(response, limitBytes);
      if (read.kind === 'text') return timed(judge(read.text, exchange.current, request.accessToken));
      return timed(unreadable(read.kind === 'too_large' ? 'cut_off' : 'garbage', exchange.current, ''));
    } catch (error) {
      return timed(broken(error, exchange.current));
    }
  };
}

function address(base: URL, request: QboRequest): string {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/$/, '')}/v3/company/${encodeURIComponent(request.realmId)}${request.path}`;
  // Percent-encoding by hand: URLSearchParams writes a space as +, which QuickBooks' query parser has been seen to keep.
  const pairs = Object.entries({
    ...request.query,
    minorversion: '75',
    ...(request.requestId === undefined ? {} : { requestid: request.requestId }),
  });
  url.search = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return url.href;
}

function headersOf(request: QboRequest): Record<string, string> {
  return {
    authorization: `Bearer ${request.accessToken}`,
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
  };
}

/** What a body that arrived in full says. */
function judge(text: string, exchange: Exchange, accessToken: string) {
  const beginning = () => beginningOf(text, accessToken);
  const parsed = parseJson(text);
  const faults = parsed.kind === 'json' ? parseFaults(parsed.value) : undefined;
  if (faults) {
    return { kind: 'fault' as const, faults, ...classifyFaults(faults, exchange.status), ...exchange };
  }
  const { status } = exchange;
  if (isRefusedByGateway(status)) {
    return { kind: 'fault' as const, faults: [], ...classifyFaults([], status), ...exchange, beginning: beginning() };
  }
  if (status >= 500) return unreadable('server_error', exchange, beginning());
  if (parsed.kind === 'cut_off') return unreadable('cut_off', exchange, beginning());
  const isAnswer = status >= 200 && status < 300 && parsed.kind === 'json' && isJsonObject(parsed.value);
  if (!isAnswer) return unreadable('garbage', exchange, beginning());
  return { kind: 'answer' as const, body: parsed.value, ...exchange, ...serverTimeOf(parsed.value) };
}

function unreadable(reason: UnknownReason, exchange: Exchange, beginning: string) {
  return { kind: 'unknown' as const, reason, ...exchange, beginning };
}

function broken(error: unknown, exchange: Exchange | undefined) {
  const timedOut = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
  const reason: UnknownReason = timedOut ? 'timeout' : exchange ? 'cut_off' : 'no_answer';
  const code = networkCodeOf(error);
  return { kind: 'unknown' as const, reason, ...exchange, beginning: '', ...(code ? { networkCode: code } : {}) };
}

function networkCodeOf(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

function beginningOf(text: string, accessToken: string): string {
  const safe = accessToken === '' ? text : text.replaceAll(accessToken, '[hidden]');
  return hideTokens(safe).slice(0, limits.faultBeginningChars);
}

type Parsed = { kind: 'json'; value: unknown } | { kind: 'cut_off' } | { kind: 'garbage' };

function parseJson(text: string): Parsed {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    // What begins as JSON and does not end as such was most likely cut off on its way.
    return { kind: /^\s*[[{]/.test(text) ? 'cut_off' : 'garbage' };
  }
}

function serverTimeOf(body: unknown): { serverTime?: Date } {
  const time = isJsonObject(body) ? instantIn(body.time) : undefined;
  return time ? { serverTime: time } : {};
}

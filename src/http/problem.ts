/** Faults on their way out: the one place where a refusal becomes an HTTP status, always as an RFC 9457 document. */
import type { Problem } from '../contract/common.ts';
import { isForeignKeyViolation, isPassing } from '../db/violations.ts';
import { type FieldError, type RefusalCode, Refused } from '../domain/refused.ts';
import { refusalSentence, refusalTitle } from './words/refusals.ts';
import type { Language } from './words/words.ts';

const statusOfRefusal: Record<RefusalCode, number> = {
  not_found: 404,
  invalid: 422,
  comment_required: 422,
  conflict: 409,
  status_rule: 409,
  linked_invoice: 409,
  sync_unfinished: 409,
  in_use: 409,
  duplicate: 409,
  not_connected: 409,
  other_integration_enabled: 409,
  stale: 412,
  forbidden: 403,
  unavailable: 503,
};

const titles: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'This method is not allowed here',
  409: 'This cannot be done now',
  410: 'It is not kept any more',
  412: 'It was changed meanwhile',
  413: 'The request is too large',
  415: 'The request is not JSON',
  422: 'The request is not valid',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Not available now',
};

/** A fault of the request itself, found before any command ran. */
export class HttpFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { errors?: readonly FieldError[]; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.name = 'HttpFault';
    this.status = status;
    this.code = code;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}

/** null: a fault of ours, to be logged, and told as a 500 without its inside. */
export function toFault(error: unknown): HttpFault | null {
  if (error instanceof HttpFault) return error;
  if (error instanceof Refused) {
    return new HttpFault(statusOfRefusal[error.code], error.code, error.message, { errors: error.errors });
  }
  if (isForeignKeyViolation(error)) {
    return new HttpFault(409, 'conflict', 'Something that this refers to was deleted in the same moment.');
  }
  if (isPassing(error)) {
    const headers = { 'Retry-After': '1' };
    return new HttpFault(503, 'unavailable', 'The database could not do this just now. Try again.', { headers });
  }
  return null;
}

export function problemResponse(fault: HttpFault, language: Language): Response {
  const first = fault.errors[0];
  const problem: Problem = {
    type: 'about:blank',
    title: refusalTitle(fault.status, titles[fault.status] ?? 'Something went wrong', language),
    status: fault.status,
    detail:
      first && fault.message === `${first.path}: ${first.message}`
        ? `${first.path}: ${refusalSentence(first.message, language)}`
        : refusalSentence(fault.message, language),
    code: fault.code,
    ...(fault.errors.length > 0
      ? { errors: fault.errors.map(({ path, message }) => ({ path, message: refusalSentence(message, language) })) }
      : {}),
  };
  return new Response(JSON.stringify(problem), {
    status: fault.status,
    headers: { 'Content-Type': 'application/problem+json', ...fault.headers },
  });
}

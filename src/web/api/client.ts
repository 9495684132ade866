/** Speaks with the server: JSON in and out, problem documents as one error class, the reader's language with each request. */
import type { Problem } from '../../contract/common.ts';

export interface FieldError {
  path: string;
  message: string;
}

/** What the server refused (RFC 9457), or that it could not be reached (`status` 0). */
export class RefusedError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];

  constructor(status: number, code: string, detail: string, errors: readonly FieldError[] = []) {
    super(detail);
    this.name = 'RefusedError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface RequestOptions {
  body?: unknown;
  query?: Query;
  /** The ETag of what was read, so that a change made meanwhile is not overwritten. */
  ifMatch?: string | null;
  signal?: AbortSignal;
}

export interface Answer<Body> {
  body: Body;
  etag: string | null;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function requestWithTag<Body>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<Answer<Body>> {
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    'accept-language': document.documentElement.lang,
  };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.ifMatch) headers['if-match'] = options.ifMatch;
  const response = await send(`/api/v1${path}${queryText(options.query)}`, {
    method,
    headers,
    credentials: 'same-origin',
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text);
  // The contract says what each path answers; the type is the caller's statement of it.
  return { body: (text === '' ? null : JSON.parse(text)) as Body, etag: response.headers.get('etag') };
}

export async function request<Body>(method: Method, path: string, options?: RequestOptions): Promise<Body> {
  return (await requestWithTag<Body>(method, path, options)).body;
}

/** A file that the server makes, in the reader's language. */
export async function download(path: string): Promise<{ blob: Blob; name: string }> {
  const headers = { 'accept-language': document.documentElement.lang };
  const response = await send(`/api/v1${path}`, { headers, credentials: 'same-origin' });
  if (!response.ok) throw refusal(response.status, await response.text());
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { blob: await response.blob(), name: name ?? path.split('/').at(-1) ?? '' };
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RefusedError(0, 'unreachable', '');
  }
}

function queryText(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function refusal(status: number, text: string): RefusedError {
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    return new RefusedError(status, problem.code ?? 'unknown', problem.detail ?? problem.title ?? '', problem.errors);
  } catch {
    return new RefusedError(status, 'unknown', '');
  }
}

/** The parts of a request, parsed once by the route's schemas. What does not fit is told field by field. */
import type { Context } from 'hono';
import type { z } from 'zod';
import { isId } from '../base/ids.ts';
import type { FieldError } from '../domain/refused.ts';
import type { Route } from './define-route.ts';
import { HttpFault } from './problem.ts';
import { problemLanguage } from './reader-language.ts';
import { fieldSentence } from './words/refusals.ts';

const deepest = 20;

/** An id that is no id names nothing, which is a 404 and not a fault of the schema. */
export function readParams(route: Route, raw: Context): Record<string, string> {
  const params = raw.req.param() as Record<string, string>;
  for (const [name, value] of Object.entries(params)) {
    const known = route.textParams?.includes(name) ? value.length <= 64 && !value.includes('\0') : isId(value);
    if (!known) throw new HttpFault(404, 'not_found', 'There is no such thing.');
  }
  return params;
}

export function readQuery(route: Route, raw: Context): unknown {
  const given = raw.req.queries();
  const twice = Object.keys(given).filter((name) => (given[name]?.length ?? 0) > 1);
  if (twice.length > 0) throw notValid(twice.map((path) => ({ path, message: 'Give this parameter once.' })));
  const query = Object.fromEntries(Object.entries(given).map(([name, values]) => [name, values[0]]));
  if (!route.query) {
    const names = Object.keys(query);
    if (names.length > 0) throw notValid(names.map((path) => ({ path, message: 'There is no such parameter.' })));
    return undefined;
  }
  return parse(route.query, query, raw);
}

export function readBody(route: Route, text: string, raw: Context): unknown {
  if (!route.body) return undefined;
  return parse(route.body, readJson(text), raw);
}

export function checkContentType(route: Route, raw: Context): void {
  const type = raw.req.header('content-type');
  if (!route.body || type === undefined || /^application\/(?:[\w.+-]+\+)?json(?:;|$)/i.test(type.trim())) return;
  throw new HttpFault(415, 'not_json', 'Send the body as application/json.');
}

/** No body at all is an empty one, for routes that need nothing said. */
function readJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpFault(400, 'not_json', 'The body is not JSON.');
  }
}

function parse(schema: z.ZodType, value: unknown, raw: Context): unknown {
  const error = unfit(value, [], 0);
  if (error) throw notValid([error]);
  const language = problemLanguage(raw);
  const result = schema.safeParse(value, { error: (issue) => fieldSentence(issue, language) });
  if (result.success) return result.data;
  throw notValid(result.error.issues.flatMap(toFieldErrors));
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({
    path: path === '' ? key : `${path}.${key}`,
    message: 'There is no such property.',
  }));
}

function notValid(errors: FieldError[]): HttpFault {
  const first = errors[0];
  const detail = first ? `${first.path === '' ? 'The body' : first.path}: ${first.message}` : 'It is not valid.';
  return new HttpFault(422, 'invalid', detail, { errors });
}

/** What no schema looks for: Postgres keeps neither the character zero nor half a character, and nesting has an end. */
function unfit(value: unknown, path: readonly string[], depth: number): FieldError | null {
  if (typeof value === 'string' && /\0|\p{Surrogate}/u.test(value)) {
    return { path: path.join('.'), message: 'This text holds a character that is none.' };
  }
  if (typeof value !== 'object' || value === null) return null;
  if (depth > deepest) return { path: '', message: `Values are nested more than ${deepest} deep.` };
  for (const [key, inner] of Object.entries(value)) {
    const error = unfit(key, path, depth) ?? unfit(inner, [...path, key], depth + 1);
    if (error) return error;
  }
  return null;
}

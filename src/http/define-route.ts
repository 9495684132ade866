/**
 * A route as data: its method, path, schemas and permission, and what it does. From the same definition follow the
 * checks that run before it, its transaction, and its place in the OpenAPI document.
 *
 * Kinds: `read` and `write` run in one transaction of the caller's company; `service` is signed in and opens its own
 * (for what goes out over the network); `open` needs nobody.
 */
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Id } from '../base/ids.ts';
import type { Permission } from '../contract/people.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { Actor } from '../domain/invoice.ts';
import type { CommandContext } from '../shop/command.ts';
import type { HttpContext } from './context.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/** Who calls: an employee by session, or an API key. */
export interface Caller {
  companyId: Id;
  actor: Extract<Actor, { type: 'employee' | 'api_key' }>;
  permissions: readonly Permission[];
}

interface RouteRequest<Path extends string, Query, Body> {
  context: HttpContext;
  params: Record<ParamNames<Path>, string>;
  query: Query;
  body: Body;
  /** The request of the web framework, for headers and cookies. */
  raw: Context;
}

interface ReadRequest extends Caller {
  reader: Reader;
  now: Date;
}

export interface WriteRequest extends Caller {
  tx: Tx;
  command: CommandContext;
  /** The tags of `If-Match`; null when it was not sent. See etag.ts. */
  ifMatch: readonly string[] | null;
}

export interface Reply<Body> {
  body: Body;
  etag?: string;
  headers?: Record<string, string>;
}

type Answer<Response extends z.ZodType | null> = Promise<Reply<Response extends z.ZodType ? z.output<Response> : null>>;
type Parsed<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface Definition<
  Path extends string,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
  Response extends z.ZodType | null,
> {
  method: Method;
  /** Under /api/v1, with `{name}` for parameters. */
  path: Path;
  summary: string;
  tag: string;
  /** null: being signed in is enough (or, for `open`, not even that). */
  permission: Permission | null;
  query?: Query;
  body?: Body;
  /** null: the answer has no body. */
  response: Response;
  /** The answer is a text of this type instead of JSON. */
  produces?: 'text/csv';
  status?: 200 | 201 | 202 | 204;
  /** Parameters that are no ids of ours, like an integration's name. */
  textParams?: readonly ParamNames<Path>[];
  /** The answer holds a secret that is shown once: it is not kept for a repeated Idempotency-Key. */
  showsSecret?: boolean;
}

type Work<Path extends string, Query, Body, Response extends z.ZodType | null> =
  | { kind: 'read'; handler: (request: RouteRequest<Path, Query, Body> & ReadRequest) => Answer<Response> }
  | { kind: 'write'; handler: (request: RouteRequest<Path, Query, Body> & WriteRequest) => Answer<Response> }
  | {
      kind: 'service';
      handler: (
        request: RouteRequest<Path, Query, Body> & Caller & { now: Date; command: CommandContext },
      ) => Answer<Response>;
    }
  | { kind: 'open'; handler: (request: RouteRequest<Path, Query, Body> & { now: Date }) => Answer<Response> };

/** A route whose own types are set aside: what the runner, the document and the tests see. */
export type Route = Omit<
  Definition<string, z.ZodType | undefined, z.ZodType | undefined, z.ZodType | null>,
  'textParams'
> & {
  textParams?: readonly string[];
  status: 200 | 201 | 202 | 204;
} & Work<`{${string}}`, unknown, unknown, z.ZodType | null>;

export function defineRoute<
  const Path extends string,
  Response extends z.ZodType | null,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(definition: Definition<Path, Query, Body, Response> & Work<Path, Parsed<Query>, Parsed<Body>, Response>): Route {
  const status = definition.status ?? (definition.response === null ? 204 : 200);
  // The cast forgets the types of this one route; run-route.ts hands each handler what its own schemas have parsed.
  return { ...definition, status } as unknown as Route;
}

/**
 * The five routes of a list that a company keeps: list, one, create, change, delete. `If-Match` is held against the
 * content as it is shown, in the transaction of the write.
 */
import type { z } from 'zod';
import type { Id } from '../base/ids.ts';
import { page } from '../contract/common.ts';
import type { Permission } from '../contract/people.ts';
import type { Reader, Tx } from '../db/database.ts';
import { type LockableTable, lockRow } from '../db/lock-row.ts';
import type { Page } from '../db/page.ts';
import type { CommandContext } from '../shop/command.ts';
import { auditRecord } from './audit-record.ts';
import type { HttpContext } from './context.ts';
import type { Reply, Route, WriteRequest } from './define-route.ts';
import { checkMatch, contentTag } from './etag.ts';

export interface CrudDefinition<Shown, Query, Write, Patch> {
  /** Like `/clients`. */
  path: `/${string}`;
  /** One of them, in words: `client`. */
  what: string;
  table: LockableTable;
  /** How the audit log calls one; null: it does not tell of them. */
  audited: string | null;
  permissions: { read: Permission | null; create: Permission; change: Permission; remove: Permission };
  shown: z.ZodType<Shown>;
  query: z.ZodType<Query>;
  write: z.ZodType<Write>;
  patch: z.ZodType<Patch>;
  list(reader: Reader, companyId: Id, query: Query): Promise<Page<Shown>>;
  one(reader: Reader, companyId: Id, id: Id): Promise<Shown>;
  create(tx: Tx, context: CommandContext, input: Write, http: HttpContext): Promise<Shown>;
  change(tx: Tx, context: CommandContext, id: Id, patch: Patch, http: HttpContext): Promise<Shown>;
  remove(tx: Tx, context: CommandContext, id: Id): Promise<unknown>;
}

// The routes are made without defineRoute: their types are the definition's. Each cast below names what the route's
// own schema, given beside it, has parsed before the handler runs.
export function crudRoutes<Shown, Query, Write, Patch>(of: CrudDefinition<Shown, Query, Write, Patch>): Route[] {
  return [listRoute(of), readRoute(of), createRoute(of), changeRoute(of), deleteRoute(of)];
}

function listRoute<Shown, Query, Write, Patch>(of: CrudDefinition<Shown, Query, Write, Patch>): Route {
  return {
    kind: 'read',
    method: 'get',
    path: of.path,
    tag: tagOf(of.path),
    summary: `List: ${of.what}`,
    permission: of.permissions.read,
    query: of.query,
    response: page(of.shown),
    status: 200,
    handler: async ({ reader, companyId, query }) => ({ body: await of.list(reader, companyId, query as Query) }),
  };
}

function readRoute<Shown, Query, Write, Patch>(of: CrudDefinition<Shown, Query, Write, Patch>): Route {
  return {
    kind: 'read',
    method: 'get',
    path: `${of.path}/{id}`,
    tag: tagOf(of.path),
    summary: `Read one: ${of.what}`,
    permission: of.permissions.read,
    response: of.shown,
    status: 200,
    handler: async ({ reader, companyId, params }) => tagged(await of.one(reader, companyId, idOf(params))),
  };
}

function createRoute<Shown, Query, Write, Patch>(of: CrudDefinition<Shown, Query, Write, Patch>): Route {
  return {
    kind: 'write',
    method: 'post',
    path: of.path,
    tag: tagOf(of.path),
    summary: `Create: ${of.what}`,
    permission: of.permissions.create,
    body: of.write,
    response: of.shown,
    status: 201,
    handler: async ({ tx, command, body, context }) => {
      const made = await of.create(tx, command, body as Write, context);
      await auditRecord(tx, command, { type: of.audited, done: 'created', before: null, after: made, body });
      return tagged(made);
    },
  };
}

function changeRoute<Shown, Query, Write, Patch>(of: CrudDefinition<Shown, Query, Write, Patch>): Route {
  return {
    kind: 'write',
    method: 'patch',
    path: `${of.path}/{id}`,
    tag: tagOf(of.path),
    summary: `Change: ${of.what}`,
    permission: of.permissions.change,
    body: of.patch,
    response: of.shown,
    status: 200,
    handler: async (request) => {
      const { tx, command, body } = request;
      const id = await matchedId(of, request);
      const before = await beforeOf(of, request, id);
      const after = await of.change(tx, command, id, body as Patch, request.context);
      await auditRecord(tx, command, { type: of.audited, done: 'changed', before, after, body });
      return tagged(after);
    },
  };
}

function deleteRoute<Shown, Query, Write, Patch>(of: CrudDefinition<Shown, Query, Write, Patch>): Route {
  return {
    kind: 'write',
    method: 'delete',
    path: `${of.path}/{id}`,
    tag: tagOf(of.path),
    summary: `Delete, or deactivate where it is used: ${of.what}`,
    permission: of.permissions.remove,
    response: null,
    status: 204,
    handler: async (request) => {
      const { tx, command } = request;
      const id = await matchedId(of, request);
      const before = await beforeOf(of, request, id);
      await of.remove(tx, command, id);
      await auditRecord(tx, command, { type: of.audited, done: 'deleted', before, after: null, body: null });
      return { body: null };
    },
  };
}

async function matchedId<Shown, Query, Write, Patch>(
  of: CrudDefinition<Shown, Query, Write, Patch>,
  request: WriteRequest & { params: Record<string, string> },
): Promise<Id> {
  const id = idOf(request.params);
  if (request.ifMatch) {
    // Locked before it is compared: of two who have seen the same, one comes too late.
    await lockRow(request.tx, of.table, request.companyId, id);
    checkMatch(request.ifMatch, contentTag(await of.one(request.tx, request.companyId, id)));
  }
  return id;
}

/** What the audit log is to compare with; null: nothing is told. */
async function beforeOf<Shown, Query, Write, Patch>(
  of: CrudDefinition<Shown, Query, Write, Patch>,
  { tx, companyId }: WriteRequest,
  id: Id,
): Promise<Shown | null> {
  if (of.audited === null) return null;
  await lockRow(tx, of.table, companyId, id);
  return of.one(tx, companyId, id);
}

function idOf(params: Record<string, string>): Id {
  return params.id ?? '';
}

function tagged<Shown>(body: Shown): Reply<Shown> {
  return { body, etag: contentTag(body) };
}

function tagOf(path: string): string {
  return path.slice(1);
}

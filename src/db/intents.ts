/**
 * Intents: requests to QuickBooks, stored before they are sent with all that is needed to repeat them byte for byte and to
 * record their answer after a crash. Open until their outcome is known.
 */
import type { Id } from '../base/ids.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';

/** One record that a request creates or changes. */
export interface IntentMember {
  /** The batch item's id; in a single request there is one member and the bId means nothing. */
  bId: string;
  kind: 'invoice' | 'payment' | 'client' | 'item';
  operation: 'create' | 'update' | 'void';
  entity: string;
  shopId: Id;
  /** The invoice for whose sake it is done: an issue or a log row belongs to it. */
  invoiceId: Id | null;
  generation: number;
  booksId: string | null;
  /** What the shop held when the request was made, for the base; and its trouble key, should it be refused. */
  sent: unknown;
  key: string;
  attempt?: number;
  /** When the look was asked for that led to it, RFC 3339. */
  askedAt?: string;
  /** It reverses an earlier write, for this item of a job. */
  undo?: { jobId: Id; position: number };
}

export interface Intent {
  id: Id;
  requestId: string;
  method: 'GET' | 'POST';
  path: string;
  query: Record<string, string>;
  body: string;
  members: IntentMember[];
  createdAt: Date;
  sentAt: Date | null;
  attempts: number;
  retryAt: Date | null;
}

export interface IntentScope {
  companyId: Id;
  realmId: string;
}

export async function storeIntents(
  tx: Tx,
  request: IntentScope & { intents: readonly Omit<Intent, 'sentAt' | 'attempts' | 'retryAt'>[] },
): Promise<void> {
  if (request.intents.length === 0) return;
  const rows = request.intents.map((intent) => ({
    company_id: request.companyId,
    realm_id: request.realmId,
    id: intent.id,
    request_id: intent.requestId,
    method: intent.method,
    path: intent.path,
    query: tx.json(intent.query),
    body: intent.body,
    members: tx.json(asJson(intent.members)),
    created_at: intent.createdAt,
  }));
  await tx`insert into intents ${tx(rows)}`;
}

interface Row {
  id: Id;
  request_id: string;
  method: 'GET' | 'POST';
  path: string;
  query: Record<string, string>;
  body: string;
  members: IntentMember[];
  created_at: Date;
  sent_at: Date | null;
  attempts: number;
  retry_at: Date | null;
}

/** Open requests of this QuickBooks company, oldest first, whether due or not. */
export async function openIntents(reader: Reader, scope: IntentScope): Promise<Intent[]> {
  const rows = await reader<Row[]>`
    select * from intents where company_id = ${scope.companyId} and realm_id = ${scope.realmId}
      and answered_at is null order by created_at, id`;
  return rows.map((row) => ({
    id: row.id,
    requestId: row.request_id,
    method: row.method,
    path: row.path,
    query: row.query,
    body: row.body,
    members: row.members,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    attempts: row.attempts,
    retryAt: row.retry_at,
  }));
}

/** Is a request under way, to any QuickBooks company, of which it is not known yet what it did for this invoice? */
export async function isBeingSent(reader: Reader, companyId: Id, invoiceId: Id): Promise<boolean> {
  const [row] = await reader`
    select 1 from intents where company_id = ${companyId} and answered_at is null
      and members @> ${reader.json([{ invoiceId }])} limit 1`;
  return row !== undefined;
}

export async function closeIntent(tx: Tx, request: { companyId: Id; id: Id; now: Date }): Promise<void> {
  await tx`update intents set answered_at = ${request.now} where company_id = ${request.companyId} and id = ${request.id}`;
}

/** The outcome is unknown: the same bytes go out again at `retryAt`. */
export async function retryIntent(
  tx: Tx,
  request: { companyId: Id; id: Id; sentAt: Date; retryAt: Date },
): Promise<void> {
  await tx`
    update intents set sent_at = coalesce(sent_at, ${request.sentAt}), attempts = attempts + 1,
      retry_at = ${request.retryAt}
    where company_id = ${request.companyId} and id = ${request.id}`;
}

/** Not sent for want of quota: still open, due at `retryAt`. */
export async function deferIntents(
  tx: Tx,
  request: { companyId: Id; ids: readonly Id[]; retryAt: Date },
): Promise<void> {
  if (request.ids.length === 0) return;
  await tx`
    update intents set retry_at = ${request.retryAt}
    where company_id = ${request.companyId} and id = any(${[...request.ids]}::uuid[]) and answered_at is null`;
}

/** Open requests of a former QuickBooks company are set aside with it, and come back with it. */
export async function hastenIntents(tx: Tx, scope: IntentScope, now: Date): Promise<void> {
  await tx`
    update intents set retry_at = ${now}
    where company_id = ${scope.companyId} and realm_id = ${scope.realmId} and answered_at is null`;
}

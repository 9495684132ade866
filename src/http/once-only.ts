/** `Idempotency-Key`: a write that is sent twice is done once, and both times answered alike. */
import type { Context } from 'hono';
import type { Id } from '../base/ids.ts';
import { sha256 } from '../base/random.ts';
import type { Tx } from '../db/database.ts';
import { storeAnswer, takeIdempotencyKey } from '../db/idempotency-keys.ts';
import type { Reply, Route } from './define-route.ts';
import { HttpFault } from './problem.ts';

export interface OnceOnly {
  companyId: Id;
  key: string;
  hash: Buffer;
  now: Date;
}

/** null: the request carries no key. */
export function readIdempotencyKey(raw: Context): string | null {
  const key = raw.req.header('idempotency-key');
  if (key === undefined) return null;
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) {
    const message = 'An Idempotency-Key has 1 to 255 printable ASCII characters.';
    throw new HttpFault(422, 'invalid', message, { errors: [{ path: 'Idempotency-Key', message }] });
  }
  return key;
}

/** The same key may be used again only for the same request. */
export function requestHash(raw: Context, bodyText: string): Buffer {
  return sha256(JSON.stringify([raw.req.method, raw.req.path, bodyText]));
}

/** Runs `work` in the transaction that keeps the key, unless it was done before. */
export async function runOnce(
  tx: Tx,
  route: Route,
  once: OnceOnly,
  work: () => Promise<Reply<unknown>>,
): Promise<Reply<unknown>> {
  const stored = await takeIdempotencyKey(tx, once);
  if (stored) return replay(route, stored, once.hash);
  const reply = await work();
  const kept = route.showsSecret ? null : { body: reply.body, etag: reply.etag };
  await storeAnswer(tx, { companyId: once.companyId, key: once.key, status: route.status, body: kept });
  return reply;
}

function replay(route: Route, stored: { requestHash: Buffer; body: unknown }, hash: Buffer): Reply<unknown> {
  if (!stored.requestHash.equals(hash)) {
    throw new HttpFault(422, 'idempotency_key_reused', 'This Idempotency-Key was used for another request.');
  }
  if (route.showsSecret) {
    throw new HttpFault(409, 'conflict', 'This was done already, and its secret is shown only once.');
  }
  // What storeAnswer was given above.
  const kept = stored.body as { body: unknown; etag?: string };
  return { ...kept, headers: { 'Idempotent-Replayed': 'true' } };
}

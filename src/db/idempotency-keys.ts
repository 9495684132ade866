/**
 * The table idempotency_keys. A key is taken in the transaction of the work it stands for: both are there or neither,
 * and a second request with the same key waits at the unique index until the first has ended.
 */
import type { Id } from '../base/ids.ts';
import type { Tx } from './database.ts';
import { asJson } from './looks.ts';

export interface StoredAnswer {
  requestHash: Buffer;
  status: number;
  body: unknown;
}

/** null: the key was free and is taken now. Otherwise what was answered then. */
export async function takeIdempotencyKey(
  tx: Tx,
  request: { companyId: Id; key: string; hash: Buffer; now: Date },
): Promise<StoredAnswer | null> {
  const taken = await tx`
    insert into idempotency_keys (company_id, key, request_hash, created_at)
    values (${request.companyId}, ${request.key}, ${request.hash}, ${request.now})
    on conflict do nothing returning key`;
  if (taken.length === 1) return null;
  const [row] = await tx<{ request_hash: Buffer; status: number; body: unknown }[]>`
    select request_hash, status, body from idempotency_keys
    where company_id = ${request.companyId} and key = ${request.key}`;
  if (!row) throw new Error('An idempotency key went away while it was read.');
  return { requestHash: row.request_hash, status: row.status, body: row.body };
}

export async function storeAnswer(
  tx: Tx,
  answer: { companyId: Id; key: string; status: number; body: unknown },
): Promise<void> {
  await tx`
    update idempotency_keys set status = ${answer.status},
      body = ${answer.body === undefined ? null : tx.json(asJson(answer.body))}
    where company_id = ${answer.companyId} and key = ${answer.key}`;
}

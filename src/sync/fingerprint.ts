/**
 * What a QuickBooks record says, in one short text: equal as long as nobody changed it. What moves by itself (its version,
 * its balance, the payments that are applied to it) is left out.
 */
import { createHash } from 'node:crypto';

const moving = new Set(['SyncToken', 'MetaData', 'Balance', 'HomeBalance', 'LinkedTxn', 'sparse', 'domain', 'time']);

export function fingerprint(doc: Record<string, unknown>): string {
  const content = Object.fromEntries(Object.entries(doc).filter(([field]) => !moving.has(field)));
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex')
    .slice(0, 32);
}

/** Postgres and QuickBooks each give fields in an order of their own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([field, inner]) => [field, sorted(inner)]));
}

/** How a record stood before and after a write of ours: kept in the log, so that the write can be undone exactly. */
import type { Reader } from '../db/database.ts';
import type { Intent, IntentMember } from '../db/intents.ts';
import { type MirrorScope, mirrorsOf, type Seen } from '../db/mirrors.ts';
import type { WrittenRecord } from '../db/own-writes.ts';
import { fingerprint } from './fingerprint.ts';

type Former = ReadonlyMap<string, { syncToken: number; doc: Record<string, unknown> }>;

/** What the mirror holds of the records that the request changes; read before the answer overwrites it. */
export async function formerStates(reader: Reader, scope: MirrorScope, intent: Intent): Promise<Former> {
  const former = new Map<string, { syncToken: number; doc: Record<string, unknown> }>();
  for (const entity of ['Invoice', 'Payment']) {
    const changed = intent.members.filter((member) => member.entity === entity && member.operation !== 'create');
    const booksIds = changed.flatMap((member) => member.booksId ?? []);
    for (const mirror of await mirrorsOf(reader, { ...scope, entity, booksIds })) {
      former.set(`${entity}/${mirror.booksId}`, mirror);
    }
  }
  return former;
}

/** A void needs no former values: QuickBooks knows no way back from it. */
export function writtenRecord(
  realmId: string,
  { member, record, former }: { member: IntentMember; record: Seen; former: Former },
): WrittenRecord {
  const before = former.get(`${record.entity}/${record.booksId}`);
  const older = member.operation === 'update' && before !== undefined && before.syncToken < record.syncToken;
  return {
    realmId,
    kind: member.kind,
    shopId: member.shopId,
    syncToken: record.syncToken,
    print: fingerprint(record.doc),
    before: older ? before.doc : null,
  };
}

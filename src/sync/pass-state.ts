/** What one worker knows while it holds one company: the lease, the connection, the token, and the calls not yet recorded. */
import type { Id } from '../base/ids.ts';
import { type Call, recordCall } from '../db/calls.ts';
import type { Connection } from '../db/connections.ts';
import type { Tx } from '../db/database.ts';
import { type Intent, openIntents } from '../db/intents.ts';
import { holdLease } from '../db/leases.ts';
import { type SyncContext, syncLimits } from './context.ts';

export interface Pass {
  companyId: Id;
  connection: Connection;
  accessToken: string | null;
  calls: Call[];
  /** The earliest moment at which something that was put off can go on. */
  nextAt: Date | null;
}

/** A transaction of the holder: it renews the lease first, and takes the recorded calls along. */
export async function writeHeld<Result>(
  context: SyncContext,
  pass: Pass,
  work: (tx: Tx, now: Date) => Promise<Result>,
): Promise<Result> {
  const now = context.clock.now();
  const calls = pass.calls;
  return context.database.write(pass.companyId, async (tx) => {
    const until = new Date(now.getTime() + syncLimits.leaseMs);
    await holdLease(tx, { companyId: pass.companyId, owner: context.owner, until, connection: pass.connection });
    for (const call of calls) await recordCall(tx, pass.companyId, call);
    const result = await work(tx, now);
    pass.calls = pass.calls.filter((call) => !calls.includes(call));
    return result;
  });
}

export function comeBackAt(pass: Pass, at: Date): void {
  if (!pass.nextAt || at < pass.nextAt) pass.nextAt = at;
}

/** Requests whose outcome is not known yet. */
export function loadOpenIntents(context: SyncContext, pass: Pass): Promise<Intent[]> {
  const { companyId, connection } = pass;
  return context.database.read(companyId, (reader) => openIntents(reader, { companyId, realmId: connection.realmId }));
}

/** What another process sent to the company a moment ago counts here too, so that the limits hold across processes. */
import { callsOfOthers } from '../db/calls.ts';
import type { Quota } from '../quickbooks/quota.ts';
import type { SyncContext } from './context.ts';
import type { Pass } from './pass-state.ts';

/** The calls of others that a budget has counted already. */
const counted = new WeakMap<Quota, Set<string>>();

export async function preloadQuota(context: SyncContext, pass: Pass): Promise<void> {
  const { companyId, connection } = pass;
  const quota = context.quotaOf(connection.realmId);
  const since = new Date(context.clock.now().getTime() - 61_000);
  const recent = await context.database.read(companyId, (reader) =>
    callsOfOthers(reader, { companyId, realmId: connection.realmId, owner: context.owner, since }),
  );
  const before = counted.get(quota) ?? new Set();
  quota.preload(recent.filter((call) => !before.has(call.id)));
  counted.set(quota, new Set(recent.map((call) => call.id)));
}

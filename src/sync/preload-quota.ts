/** A company that another worker held a moment ago brings its recent requests along, so that the limits hold across workers. */
import { callsSince } from '../db/sync-log.ts';
import type { SyncContext } from './context.ts';
import type { Pass } from './pass-state.ts';

const known = new WeakMap<object, true>();

export async function preloadQuota(context: SyncContext, pass: Pass): Promise<void> {
  const { companyId, connection } = pass;
  const quota = context.quotaOf(connection.realmId);
  if (known.has(quota)) return;
  const since = new Date(context.clock.now().getTime() - 60_000);
  const recent = await context.database.read(companyId, (reader) =>
    callsSince(reader, { companyId, realmId: connection.realmId, since }),
  );
  quota.preload(recent);
  known.set(quota, true);
}

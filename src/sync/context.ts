/** What the sync works with; everything that touches the world is passed in, so that tests can hold time still. */
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Logger } from '../base/log.ts';
import type { Seal } from '../base/seal.ts';
import type { Database } from '../db/database.ts';
import type { OAuth } from '../quickbooks/oauth.ts';
import type { Quota } from '../quickbooks/quota.ts';
import type { Send } from '../quickbooks/transport.ts';
import type { Stop } from './stop.ts';

export interface SyncContext {
  database: Database;
  clock: Clock;
  log: Logger;
  seal: Seal;
  oauth: OAuth;
  send: Send;
  /** Exact seconds between sweeps; null: 15 minutes, backing off to a day while nothing changes. */
  sweepSeconds: number | null;
  /** The budget of one QuickBooks company in this process. */
  quotaOf(realmId: string): Quota;
  stop: Stop;
  /** Who holds the leases that are taken here. */
  owner: Id;
}

export const syncLimits = {
  looksPerPass: 300,
  eventsPerPass: 500,
  roundsPerPass: 12,
  requestsInFlight: 8,
  leaseMs: 60_000,
  retryFirstMs: 2_000,
  retryMostMs: 15 * 60_000,
  pauseSuspendedMs: 15 * 60_000,
  renewTokenBeforeMs: 5 * 60_000,
} as const;

/** Pauses that double: 2 s, 4 s, 8 s ... 15 min. */
export function retryPauseMs(attempts: number): number {
  return Math.min(syncLimits.retryFirstMs * 2 ** attempts, syncLimits.retryMostMs);
}

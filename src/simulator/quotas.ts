/** Intuit's limits per company: 10 requests a second, 500 a minute, 40 batches a minute; counted over sliding windows. */
import type { Clock } from '../base/clock.ts';

export interface Quotas {
  enabled: boolean;
  /** Counts a request; false when it is over a limit and to be answered with 429. */
  admit(realmId: string, kind: 'batch' | 'other'): boolean;
  usage(realmId: string): { name: string; used: number; limit: number }[];
  reset(): void;
}

const limits = [
  { name: 'requests per second', windowMs: 1_000, limit: 10, batchOnly: false },
  { name: 'requests per minute', windowMs: 60_000, limit: 500, batchOnly: false },
  { name: 'batches per minute', windowMs: 60_000, limit: 40, batchOnly: true },
] as const;

interface Hit {
  at: number;
  batch: boolean;
}

export function createQuotas(clock: Clock, enabled: boolean): Quotas {
  const hits = new Map<string, Hit[]>();

  const recent = (realmId: string): Hit[] => {
    const since = clock.now().getTime() - 60_000;
    const kept = (hits.get(realmId) ?? []).filter((hit) => hit.at > since);
    hits.set(realmId, kept);
    return kept;
  };
  const used = (realmId: string, { windowMs, batchOnly }: { windowMs: number; batchOnly: boolean }): number => {
    const since = clock.now().getTime() - windowMs;
    return recent(realmId).filter((hit) => hit.at > since && (!batchOnly || hit.batch)).length;
  };

  return {
    enabled,
    admit(realmId, kind) {
      const batch = kind === 'batch';
      const over = limits.some((limit) => (batch || !limit.batchOnly) && used(realmId, limit) >= limit.limit);
      if (over && this.enabled) return false;
      recent(realmId).push({ at: clock.now().getTime(), batch });
      return true;
    },
    usage: (realmId) => limits.map((limit) => ({ name: limit.name, used: used(realmId, limit), limit: limit.limit })),
    reset: () => hits.clear(),
  };
}

/** Intuit's limits per company: 10 requests a second, 500 a minute, 40 batches a minute, 40 e-mails a day; over sliding windows. */
import type { Clock } from '../base/clock.ts';

type RequestKind = 'batch' | 'mail' | 'other';

export interface Quotas {
  enabled: boolean;
  /** Counts a request; false when it is over a limit and to be answered with 429. */
  admit(realmId: string, kind: RequestKind): boolean;
  usage(realmId: string): { name: string; used: number; limit: number }[];
  reset(): void;
}

interface Limit {
  name: string;
  windowMs: number;
  limit: number;
  /** Counts requests of this kind alone. */
  only?: RequestKind;
}

const day = 24 * 3_600_000;

const limits: readonly Limit[] = [
  { name: 'requests per second', windowMs: 1_000, limit: 10 },
  { name: 'requests per minute', windowMs: 60_000, limit: 500 },
  { name: 'batches per minute', windowMs: 60_000, limit: 40, only: 'batch' },
  { name: 'e-mails per day', windowMs: day, limit: 40, only: 'mail' },
];

interface Hit {
  at: number;
  kind: RequestKind;
}

export function createQuotas(clock: Clock, enabled: boolean): Quotas {
  const hits = new Map<string, Hit[]>();

  const recent = (realmId: string): Hit[] => {
    const now = clock.now().getTime();
    const kept = (hits.get(realmId) ?? []).filter((hit) => hit.at > now - (hit.kind === 'mail' ? day : 60_000));
    hits.set(realmId, kept);
    return kept;
  };
  const used = (realmId: string, { windowMs, only }: Limit): number => {
    const since = clock.now().getTime() - windowMs;
    return recent(realmId).filter((hit) => hit.at > since && (only === undefined || hit.kind === only)).length;
  };

  return {
    enabled,
    admit(realmId, kind) {
      const concerned = limits.filter(({ only }) => only === undefined || only === kind);
      const over = concerned.some((limit) => used(realmId, limit) >= limit.limit);
      if (over && this.enabled) return false;
      recent(realmId).push({ at: clock.now().getTime(), kind });
      return true;
    },
    usage: (realmId) => limits.map((limit) => ({ name: limit.name, used: used(realmId, limit), limit: limit.limit })),
    reset: () => hits.clear(),
  };
}

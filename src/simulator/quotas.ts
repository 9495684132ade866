/** Intuit's limits per company: 10 requests a second, 500 a minute, 40 batches a minute, 40 e-mails a day, over sliding windows; reads a month. */
import type { Clock } from '../base/clock.ts';

type RequestKind = 'batch' | 'mail' | 'other';

export interface Quotas {
  enabled: boolean;
  /** How many reads the free tier has in a calendar month; writes are not metered. */
  monthlyReads: number;
  /** Counts a request; false when it is over a limit and to be answered with 429. */
  admit(realmId: string, request: { kind: RequestKind; reads: number }): boolean;
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

  const reads = new Map<string, { month: string; count: number }>();
  const readsOf = (realmId: string) => {
    const month = clock.now().toISOString().slice(0, 7);
    const known = reads.get(realmId);
    return known?.month === month ? known : { month, count: 0 };
  };
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
    monthlyReads: 500_000,
    admit(realmId, request) {
      const { kind } = request;
      const read = readsOf(realmId);
      const spent = request.reads > 0 && read.count + request.reads > this.monthlyReads;
      const concerned = limits.filter(({ only }) => only === undefined || only === kind);
      const over = concerned.some((limit) => used(realmId, limit) >= limit.limit);
      if ((over || spent) && this.enabled) return false;
      reads.set(realmId, { ...read, count: read.count + request.reads });
      recent(realmId).push({ at: clock.now().getTime(), kind });
      return true;
    },
    usage(realmId) {
      const windows = limits.map((limit) => ({ name: limit.name, used: used(realmId, limit), limit: limit.limit }));
      return [...windows, { name: 'reads this month', used: readsOf(realmId).count, limit: this.monthlyReads }];
    },
    reset: () => {
      hits.clear();
      reads.clear();
    },
  };
}

/**
 * The requests that one company may still be sent, counted over sliding windows: at no moment do the last second, the last
 * minute or the requests in flight hold more than the limits. A pure core: time comes from the clock that is passed in.
 *
 * Whether the server's windows slide or are fixed is not documented; a sliding count never exceeds either. Requests can
 * draw closer together on their way than they were sent, so each window is longer by a margin.
 */
import type { Clock } from '../base/clock.ts';

export interface QuotaLimits {
  perSecond: number;
  perMinute: number;
  batchesPerMinute: number;
  inFlight: number;
  /** Added to each window, against jitter on the way. */
  marginMs: number;
}

/** Intuit's limits per company and app, of 2025. */
export const quotaLimits: QuotaLimits = {
  perSecond: 10,
  perMinute: 500,
  batchesPerMinute: 40,
  inFlight: 10,
  marginMs: 100,
};

/** A batch is one request, and also counts in its own window. */
export type RequestKind = 'single' | 'batch';

/** `release` must be called when the request has ended, however it ended; calling it again does nothing. */
export type QuotaAnswer =
  | { granted: true; release: () => void }
  /** `waitMs` is the shortest time after which asking again can succeed; for in_flight, that of a look around. */
  | { granted: false; reason: 'penalty' | 'window' | 'in_flight'; waitMs: number };

export interface Quota {
  take(kind: RequestKind): QuotaAnswer;
  /** True when its windows have room for one more now; takes nothing. */
  hasRoom(kind: RequestKind): boolean;
  /** Counts what another holder of the company sent lately, as if it had been taken here. */
  preload(recent: readonly { at: Date; kind: RequestKind }[]): void;
  /** Grants nothing before `untilMs` (epoch milliseconds): QuickBooks has answered 429, see `limits.throttleWaitMs`. */
  penalize(untilMs: number): void;
}

const inFlightLookMs = 25;

export function createQuota(limits: QuotaLimits, clock: Clock): Quota {
  const windows = [
    createWindow({ limit: limits.perSecond, lengthMs: 1000 + limits.marginMs }),
    createWindow({ limit: limits.perMinute, lengthMs: 60_000 + limits.marginMs }),
  ];
  const batchWindow = createWindow({ limit: limits.batchesPerMinute, lengthMs: 60_000 + limits.marginMs });
  let inFlight = 0;
  let penaltyUntil = 0;
  let latest = 0;

  const windowsOf = (kind: RequestKind) => (kind === 'batch' ? [...windows, batchWindow] : windows);

  /** Never runs backwards: a clock that is set back must not forget what was sent. */
  const now = () => {
    latest = Math.max(latest, clock.now().getTime());
    return latest;
  };

  return {
    take(kind) {
      const at = now();
      if (at < penaltyUntil) return { granted: false, reason: 'penalty', waitMs: penaltyUntil - at };
      const waitMs = Math.max(...windowsOf(kind).map((window) => window.waitMs(at)));
      if (waitMs > 0) return { granted: false, reason: 'window', waitMs };
      if (inFlight >= limits.inFlight) return { granted: false, reason: 'in_flight', waitMs: inFlightLookMs };
      for (const window of windowsOf(kind)) window.add([at]);
      inFlight += 1;
      let open = true;
      const release = () => {
        if (open) inFlight -= 1;
        open = false;
      };
      return { granted: true, release };
    },

    hasRoom: (kind) => windowsOf(kind).every((window) => window.waitMs(now()) === 0),

    preload(recent) {
      const at = now();
      // The other holder's clock may be ahead of ours; what it sent was not sent in the future.
      const timesOf = (kinds: readonly RequestKind[]) =>
        recent.filter((request) => kinds.includes(request.kind)).map((request) => Math.min(request.at.getTime(), at));
      for (const window of windows) window.add(timesOf(['single', 'batch']));
      batchWindow.add(timesOf(['batch']));
    },

    penalize(untilMs) {
      penaltyUntil = Math.max(penaltyUntil, untilMs);
    },
  };
}

interface Window {
  /** How long from `at` until one more fits; 0 when it fits now. */
  waitMs(at: number): number;
  add(times: readonly number[]): void;
}

/** Only the last `limit` times matter: one more fits when the oldest of them has left the window. */
function createWindow({ limit, lengthMs }: { limit: number; lengthMs: number }): Window {
  let last: number[] = [];
  return {
    waitMs(at) {
      const oldest = last.length < limit ? undefined : last[0];
      return oldest === undefined ? 0 : Math.max(0, oldest + lengthMs - at);
    },
    add(times) {
      last = [...last, ...times].sort((a, b) => a - b).slice(-limit);
    },
  };
}

/**
 * Claims companies that have something to do and runs the loop for each, several at a time. Woken by a notification, by the
 * moment that a company's work was put off to, and by a look around once a second in case a notification was lost.
 */
import type { Id } from '../base/ids.ts';
import { ConnectionChanged, companiesWithWork, LeaseLost, releaseLease, takeLease } from '../db/leases.ts';
import { workChannel } from '../db/looks.ts';
import { forgetOld } from '../db/retention.ts';
import { retryPauseMs, type SyncContext, syncLimits } from '../sync/context.ts';
import { syncCompany } from '../sync/sync-company.ts';

export interface Worker {
  /** Starts working in the background. */
  start(): Promise<void>;
  /** Works everything that is due now, once through; answers how many companies were worked. */
  runDue(): Promise<number>;
  /** The earliest moment to which work was put off, as far as this worker knows. */
  nextDue(): Date | null;
  /** Stops claiming, and waits for what is being worked. */
  stop(): Promise<void>;
}

const pollMs = 1000;
const forgetEveryMs = 3_600_000;

export interface WorkerOptions {
  companiesAtOnce: number;
  /** null: for good. */
  keepHistoryDays: number | null;
}

export function createWorker(context: SyncContext, options: WorkerOptions): Worker {
  const running = new Map<Id, Promise<void>>();
  const comeBack = new Map<Id, Date>();
  const failures = new Map<Id, number>();
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let unlisten: (() => Promise<void>) | null = null;
  let looking: Promise<void> | null = null;
  let again = false;
  let walkedTo: Id | null = null;
  let forgetting: Promise<void> | null = null;

  async function claim(): Promise<Id[]> {
    const now = context.clock.now();
    const room = options.companiesAtOnce - running.size;
    if (room <= 0) return [];
    const limit = room + running.size + failures.size;
    const claimed = await context.database.system(async (tx) => {
      const found = await companiesWithWork(tx, { now, limit, after: walkedTo });
      const due = [...comeBack].filter(([, at]) => at <= now).map(([companyId]) => companyId);
      const wanted = [...new Set([...found.companyIds, ...due])];
      const free = wanted.filter((id) => !running.has(id) && !isBackingOff(id, now));
      const taken: Id[] = [];
      for (const companyId of free.slice(0, room)) {
        const until = new Date(now.getTime() + syncLimits.leaseMs);
        if (await takeLease(tx, { companyId, owner: context.owner, now, until })) taken.push(companyId);
        else comeBack.set(companyId, new Date(now.getTime() + pollMs));
      }
      return { taken, walkedTo: found.walkedTo };
    });
    walkedTo = claimed.walkedTo;
    return claimed.taken;
  }

  const isBackingOff = (companyId: Id, now: Date) =>
    failures.has(companyId) ? (comeBack.get(companyId) ?? now) > now : false;

  async function work(companyId: Id): Promise<void> {
    try {
      const next = await syncCompany(context, companyId);
      failures.delete(companyId);
      if (next) comeBack.set(companyId, next);
      else comeBack.delete(companyId);
    } catch (error) {
      if (error instanceof LeaseLost || error instanceof ConnectionChanged) {
        context.log.info({ companyId }, error.message);
        return;
      }
      const count = (failures.get(companyId) ?? 0) + 1;
      failures.set(companyId, count);
      comeBack.set(companyId, new Date(context.clock.now().getTime() + retryPauseMs(count)));
      context.log.error({ companyId, err: error }, 'a pass failed; it will be tried again');
    } finally {
      await context.database
        .system((tx) => releaseLease(tx, { companyId, owner: context.owner }))
        .catch((error) => context.log.warn({ companyId, err: error }, 'a lease could not be given back'));
    }
  }

  function startWorking(companyIds: readonly Id[]): void {
    for (const companyId of companyIds) {
      // It is being done: a moment that has passed would have the database asked again and again meanwhile.
      comeBack.delete(companyId);
      const task = work(companyId).finally(() => {
        running.delete(companyId);
        if (!stopped && timer) wake();
      });
      running.set(companyId, task);
    }
  }

  /** One look around at a time; a wish during it causes another one. */
  function wake(): void {
    if (stopped) return;
    if (looking) {
      again = true;
      return;
    }
    looking = (async () => {
      do {
        again = false;
        try {
          startWorking(await claim());
        } catch (error) {
          context.log.error({ err: error }, 'the database could not be asked for work');
        }
      } while (again && !stopped);
    })().finally(() => {
      looking = null;
    });
  }

  return {
    async start() {
      unlisten = await context.database.listen(workChannel, wake);
      let forgotAt = 0;
      const tick = () => {
        wake();
        const now = context.clock.now().getTime();
        if (now - forgotAt > forgetEveryMs) {
          forgotAt = now;
          const kept = { now: new Date(now), historyDays: options.keepHistoryDays, stopped: () => stopped };
          forgetting = forgetOld(context.database, kept).catch((error) =>
            context.log.warn({ err: error }, 'old rows could not be removed'),
          );
        }
        timer = setTimeout(tick, untilNext());
      };
      tick();
    },

    async runDue() {
      const companyIds = await claim();
      startWorking(companyIds);
      await Promise.all(running.values());
      return companyIds.length;
    },

    nextDue() {
      const times = [...comeBack.values()].map((at) => at.getTime());
      return times.length === 0 ? null : new Date(Math.min(...times));
    },

    async stop() {
      stopped = true;
      context.stop.ask();
      if (timer) clearTimeout(timer);
      timer = null;
      await unlisten?.();
      await looking;
      await forgetting;
      await Promise.all(running.values());
    },
  };

  /** Sooner than a second where a company waits for its quota or a pause. */
  function untilNext(): number {
    const now = context.clock.now().getTime();
    const waits = [...comeBack.values()].map((at) => Math.max(5, at.getTime() - now));
    return Math.min(pollMs, ...waits);
  }
}

/** Looks that cannot be worked now, and when they are taken up again. */
import { type Look, postponeLooks } from '../db/looks.ts';
import { retryPauseMs, type SyncContext } from './context.ts';
import { comeBackAt, type Pass, writeHeld } from './pass-state.ts';

/** Until something else asks for it, as a reconnect does. */
export function farOff(now: Date): Date {
  return new Date(now.getTime() + 3_650 * 86_400_000);
}

/** When the pass has to come back anyway (a quota, a pause), else after a pause that grows. */
export function laterThan(pass: Pass, now: Date, attempts: number): Date {
  return pass.nextAt && pass.nextAt > now ? pass.nextAt : new Date(now.getTime() + retryPauseMs(attempts));
}

export async function putOff(context: SyncContext, pass: Pass, looks: readonly Look[], dueAt: Date): Promise<void> {
  await writeHeld(context, pass, (tx) => postponeLooks(tx, { companyId: pass.companyId, looks, dueAt }));
  comeBackAt(pass, dueAt);
}

/**
 * The loop of one company, by the worker that holds it: first what is still open from before, then what QuickBooks says
 * changed, then the looks: observe, decide, act, round after round, until a decision finds nothing left to do.
 */

import type { Id } from '../base/ids.ts';
import { mapInPortions } from '../base/portions.ts';
import { currentConnection, pauseConnection } from '../db/connections.ts';
import { deferIntents, type Intent } from '../db/intents.ts';
import { dueLooks, finishLooks, type Look, notifyChange } from '../db/looks.ts';
import { actInBooks, actInShop, type Decided, waitForConnection } from './act.ts';
import { finishQuiet } from './apply-link.ts';
import { loadCompanyView } from './company-view.ts';
import { retryPauseMs, type SyncContext, syncLimits } from './context.ts';
import { decide } from './decide.ts';
import { workInbox } from './inbox.ts';
import type { CompanyView } from './observation.ts';
import { observe } from './observe.ts';
import { comeBackAt, loadOpenIntents, type Pass, writeHeld } from './pass-state.ts';
import { isQuiet, type Plan } from './plan.ts';
import { preloadQuota } from './preload-quota.ts';
import { farOff, laterThan, putOff } from './put-off.ts';
import { mayBeForgotten, recoverOld } from './recover-old.ts';
import { listsAreOld, refreshLists } from './refresh-lists.ts';
import { sendIntents } from './send-intents.ts';
import { sweepIfDue } from './sweep.ts';
import { workJobs } from './work-jobs.ts';

/** Answers when to come back at the latest for what was put off; null when nothing waits. */
export async function syncCompany(context: SyncContext, companyId: Id): Promise<Date | null> {
  const connection = await context.database.read(companyId, (reader) => currentConnection(reader, companyId));
  if (!connection) {
    await dropLooks(context, companyId);
    return null;
  }
  const pass: Pass = { companyId, connection, accessToken: null, calls: [], nextAt: null };
  await preloadQuota(context, pass);
  if (connection.state === 'connected') {
    await finishOpenIntents(context, pass);
    await workInbox(context, pass);
    await sweepIfDue(context, pass);
  }
  await workLooks(context, pass);
  if (pass.connection.state === 'connected') await workJobs(context, pass);
  await writeHeld(context, pass, async (tx) => {
    if (pass.connection.pausedUntil !== connection.pausedUntil) {
      const { pausedUntil: until, suspendedUntil } = pass.connection;
      await pauseConnection(tx, companyId, { until, suspendedUntil });
      await notifyChange(tx, companyId);
    }
  });
  return pass.nextAt;
}

/** A company that was never connected has nothing to agree on. */
async function dropLooks(context: SyncContext, companyId: Id): Promise<void> {
  await context.database.write(companyId, async (tx) => {
    const looks = await dueLooks(tx, { companyId, now: context.clock.now(), limit: 10_000 });
    await finishLooks(tx, companyId, looks);
  });
}

async function finishOpenIntents(context: SyncContext, pass: Pass): Promise<void> {
  const open = await loadOpenIntents(context, pass);
  const now = context.clock.now();
  const due = open.filter((intent) => !intent.retryAt || intent.retryAt <= now);
  for (const intent of open) if (intent.retryAt && intent.retryAt > now) comeBackAt(pass, intent.retryAt);
  const old = due.filter((intent) => mayBeForgotten(intent, now));
  for (const intent of old)
    if (!(await recoverOld(context, pass, { intent, open }))) await retryLater(context, pass, intent, now);
  const young = due.filter((intent) => !old.includes(intent));
  if (young.length > 0) await sendIntents(context, pass, young);
}

async function retryLater(context: SyncContext, pass: Pass, intent: Intent, now: Date): Promise<void> {
  const retryAt = laterThan(pass, now, intent.attempts);
  await writeHeld(context, pass, (tx) => deferIntents(tx, { companyId: pass.companyId, ids: [intent.id], retryAt }));
  comeBackAt(pass, retryAt);
}

async function workLooks(context: SyncContext, pass: Pass): Promise<void> {
  for (let round = 0; round < syncLimits.roundsPerPass; round += 1) {
    if (context.stop.asked) return;
    const due = await takeLooks(context, pass);
    if (due.length === 0) return;
    if (round === 0 && pass.connection.state === 'connected' && listsAreOld(context, pass)) {
      await refreshLists(context, pass);
    }
    const view = await context.database.read(pass.companyId, (reader) =>
      loadCompanyView(reader, pass.connection, context.clock.now()),
    );
    const progressed = await workRound(context, pass, { view, looks: due });
    if (!progressed) return;
  }
  // More rounds than any decision needs: what is left takes a growing pause, so that it cannot hold up the others.
  const left = await takeLooks(context, pass);
  const attempts = Math.max(0, ...left.map((look) => look.attempts));
  if (left.length > 0)
    await putOff(context, pass, left, new Date(context.clock.now().getTime() + retryPauseMs(attempts)));
}

/** Looks that are due and not busy with a request whose outcome is still unknown. */
async function takeLooks(context: SyncContext, pass: Pass): Promise<Look[]> {
  const now = context.clock.now();
  const { companyId } = pass;
  const looks = await context.database.read(companyId, (reader) =>
    dueLooks(reader, { companyId, now, limit: syncLimits.looksPerPass }),
  );
  const lists = looks.filter((look) => look.kind === 'lists');
  if (lists.length > 0) {
    if (await refreshLists(context, pass)) await writeHeld(context, pass, (tx) => finishLooks(tx, companyId, lists));
    else await putOff(context, pass, lists, laterThan(pass, now, lists[0]?.attempts ?? 0));
  }
  const open = await loadOpenIntents(context, pass);
  const busy = new Set(open.flatMap((intent) => intent.members.flatMap((member) => member.invoiceId ?? [])));
  const held = looks.filter((look) => look.kind === 'invoice' && busy.has(look.subjectId));
  // Without a connection no answer comes: a reconnect makes these due at once.
  const answered = pass.connection.state === 'connected' ? earliestRetry(open, now) : farOff(now);
  if (held.length > 0) await putOff(context, pass, held, answered);
  return looks.filter((look) => look.kind === 'invoice' && !busy.has(look.subjectId));
}

function earliestRetry(open: readonly Intent[], now: Date): Date {
  const times = open.map((intent) => (intent.retryAt ?? now).getTime());
  return new Date(Math.max(now.getTime() + 1, Math.min(...times)));
}

/** One round over all looks; false when nothing can go on now. */
async function workRound(
  context: SyncContext,
  pass: Pass,
  { view, looks }: { view: CompanyView; looks: readonly Look[] },
): Promise<boolean> {
  const observations = await context.database.read(pass.companyId, (reader) => observe(reader, view, looks));
  const decided = await mapInPortions(observations, (observed): Decided => ({ observed, plan: decide(observed) }));
  const gone = looks.filter((look) => !observations.some((observed) => observed.look === look));
  const quiet = decided.filter(({ plan }) => isQuiet(plan) && !movesOn(plan));
  await writeHeld(context, pass, async (tx, now) => {
    await finishQuiet(tx, quiet, now);
    await finishLooks(tx, pass.companyId, gone);
  });
  const rest = decided.filter((item) => !quiet.includes(item));
  if (rest.length === 0) return true;
  const inShop = rest.filter(({ plan }) => plan.shop.length > 0 || (isQuiet(plan) && movesOn(plan)));
  for (const item of inShop) await actInShop(context, pass, item);
  const inBooks = rest.filter((item) => !inShop.includes(item));
  if (inBooks.length === 0) return true;
  if (pass.connection.state !== 'connected') return waitForConnection(context, pass, inBooks);
  const done = await actInBooks(context, pass, view, inBooks);
  return done || inShop.length > 0;
}

/** The link changes in a way that calls for another decision. */
function movesOn(plan: Plan): boolean {
  return Boolean(plan.link.nextGeneration || plan.link.adopt || plan.link.clearTrouble || plan.link.seek !== undefined);
}

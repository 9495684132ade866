/**
 * The loop of one company, by the worker that holds it: first what is still open from before, then what QuickBooks says
 * changed, then the looks: observe, decide, act, round after round, until a decision finds nothing left to do.
 */

import type { Id } from '../base/ids.ts';
import { currentConnection, pauseConnection } from '../db/connections.ts';
import { deferIntents, type Intent, openIntents } from '../db/intents.ts';
import { consumeCauses, dueLooks, finishLooks, type Look, notifyChange, postponeLooks } from '../db/looks.ts';
import { Refused } from '../domain/refused.ts';
import { addIssues, applyLinkChanges, finishQuiet } from './apply-link.ts';
import { applyShopSteps } from './apply-shop.ts';
import { loadCompanyView } from './company-view.ts';
import { retryPauseMs, type SyncContext, syncLimits } from './context.ts';
import { decide } from './decide.ts';
import { workInbox } from './inbox.ts';
import { issueDraft } from './issue-draft.ts';
import type { CompanyView, Observation } from './observation.ts';
import { observe } from './observe.ts';
import { comeBackAt, type Pass, writeHeld } from './pass-state.ts';
import { emptyPlan, eventIssues, isQuiet, type Plan } from './plan.ts';
import { preloadQuota } from './preload-quota.ts';
import { readBooks } from './read-books.ts';
import { recognise } from './recognise.ts';
import { mayBeForgotten, recoverOld } from './recover-old.ts';
import { listsAreOld, refreshLists } from './refresh-lists.ts';
import { resolveRefs } from './resolve-refs.ts';
import { observeBooks } from './see.ts';
import { sendIntents } from './send-intents.ts';
import { type Prepared, prepareCreation, prepareWrite, storeWrites } from './store-intents.ts';
import { sweepIfDue } from './sweep.ts';
import { takeCustomers } from './take-customers.ts';
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
    if (!(await recoverOld(context, pass, intent))) await retryLater(context, pass, intent, now);
  const young = due.filter((intent) => !old.includes(intent));
  if (young.length > 0) await sendIntents(context, pass, young);
}

async function retryLater(context: SyncContext, pass: Pass, intent: Intent, now: Date): Promise<void> {
  const retryAt = laterThan(pass, now, intent.attempts);
  await writeHeld(context, pass, (tx) => deferIntents(tx, { companyId: pass.companyId, ids: [intent.id], retryAt }));
  comeBackAt(pass, retryAt);
}

function loadOpenIntents(context: SyncContext, pass: Pass): Promise<Intent[]> {
  const { companyId, connection } = pass;
  return context.database.read(companyId, (reader) => openIntents(reader, { companyId, realmId: connection.realmId }));
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

function farOff(now: Date): Date {
  return new Date(now.getTime() + 3_650 * 86_400_000);
}

/** When the pass has to come back anyway (a quota, a pause), else after a pause that grows. */
function laterThan(pass: Pass, now: Date, attempts: number): Date {
  return pass.nextAt && pass.nextAt > now ? pass.nextAt : new Date(now.getTime() + retryPauseMs(attempts));
}

async function putOff(context: SyncContext, pass: Pass, looks: readonly Look[], dueAt: Date): Promise<void> {
  await writeHeld(context, pass, (tx) => postponeLooks(tx, { companyId: pass.companyId, looks, dueAt }));
  comeBackAt(pass, dueAt);
}

interface Decided {
  observed: Observation;
  plan: Plan;
}

/** One round over all looks; false when nothing can go on now. */
async function workRound(
  context: SyncContext,
  pass: Pass,
  { view, looks }: { view: CompanyView; looks: readonly Look[] },
): Promise<boolean> {
  const observations = await context.database.read(pass.companyId, (reader) => observe(reader, view, looks));
  const decided = observations.map((observed): Decided => ({ observed, plan: decide(observed) }));
  const gone = looks.filter((look) => !observations.some((observed) => observed.look === look));
  const quiet = decided.filter(({ plan }) => isQuiet(plan) && !movesOn(plan));
  await writeHeld(context, pass, async (tx, now) => {
    await finishLooks(tx, pass.companyId, gone);
    await finishQuiet(tx, quiet, now);
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

async function actInShop(context: SyncContext, pass: Pass, { observed, plan }: Decided): Promise<void> {
  try {
    await writeHeld(context, pass, async (tx, now) => {
      const applied = await applyShopSteps(tx, observed, plan.shop, now);
      if (applied.kind === 'moved_on') return;
      await applyLinkChanges(tx, observed, plan, now);
      // An event fires once, so a move that was refused must be kept now: the next decision sees no event.
      await addIssues(
        tx,
        observed,
        plan.issues.filter((issue) => eventIssues.has(issue.code)),
        now,
      );
      if (observed.look) await consumeCauses(tx, pass.companyId, observed.look);
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // The shop's own rules forbid it: nothing of the plan is done, and a person is told why.
    const issue = issueDraft({ code: 'quickbooks_error', params: { reason: error.message }, fixes: ['retry'] });
    const held = { ...emptyPlan('held'), issues: [issue] };
    await writeHeld(context, pass, (tx, now) => finishQuiet(tx, [{ observed, plan: held }], now));
  }
}

/** The lost connection keeps its queue: what should go is waiting, and nothing is lost. */
async function waitForConnection(context: SyncContext, pass: Pass, decided: readonly Decided[]): Promise<boolean> {
  await writeHeld(context, pass, async (tx, now) => {
    for (const { observed, plan } of decided) await applyLinkChanges(tx, observed, { ...plan, state: 'pending' }, now);
    const looks = decided.flatMap(({ observed }) => observed.look ?? []);
    const dueAt = farOff(now); // A reconnect makes them due at once.
    await postponeLooks(tx, { companyId: pass.companyId, looks, dueAt });
  });
  return false;
}

async function actInBooks(
  context: SyncContext,
  pass: Pass,
  view: CompanyView,
  decided: readonly Decided[],
): Promise<boolean> {
  await writeHeld(context, pass, async (tx, now) => {
    for (const { observed, plan } of decided) await applyLinkChanges(tx, observed, plan, now);
  });
  const needs = decided.flatMap(({ plan }) => plan.needs);
  const reads = needs.flatMap((need) => (need.kind === 'read' ? [need] : []));
  const read = reads.length > 0 ? await readAgain(context, pass, reads) : true;
  const ids = (kind: 'client' | 'item') => [
    ...new Set(needs.flatMap((need) => (need.kind === kind ? [need.shopId] : []))),
  ];
  const sought = needs.flatMap((need) => (need.kind === 'existing' ? [need.shopId] : []));
  const searched = sought.length > 0 ? await recognise(context, pass, view, { invoiceIds: sought, mark: true }) : true;
  // One that may have been made by a request without an answer is not made by another one, perhaps under another name.
  const referred = ids('client').length + ids('item').length;
  const open = referred > 0 ? await loadOpenIntents(context, pass) : [];
  const inDoubt = new Set(open.flatMap((intent) => intent.members.map((member) => `${member.kind}/${member.shopId}`)));
  const free = (kind: 'client' | 'item') => ids(kind).filter((id) => !inDoubt.has(`${kind}/${id}`));
  const refs = { clientIds: free('client'), itemIds: free('item') };
  const waits = refs.clientIds.length + refs.itemIds.length < referred;
  const creations = refs.clientIds.length + refs.itemIds.length > 0 ? await resolveRefs(context, pass, view, refs) : [];
  const prepared: Prepared[] = [
    ...(creations ?? []).map(prepareCreation),
    ...decided.flatMap(({ observed, plan }) => plan.writes.map((write) => prepareWrite(observed, write))),
  ];
  // What could not even be looked for now (a quota, a lost answer) is still asked for.
  const looked = searched && creations !== null && !waits;
  const intents = await writeHeld(context, pass, async (tx, now) => {
    for (const { observed, plan } of decided) {
      const acted = plan.writes.length > 0 || (looked && plan.needs.some((need) => need.kind !== 'read'));
      if (acted && observed.look) await consumeCauses(tx, pass.companyId, observed.look);
    }
    return storeWrites(tx, pass, prepared, now);
  });
  const sent = await sendIntents(context, pass, intents);
  if (read && looked && sent) return true;
  const attempts = Math.max(0, ...decided.map(({ observed }) => observed.look?.attempts ?? 0));
  const looks = decided.flatMap(({ observed }) => observed.look ?? []);
  await putOff(context, pass, looks, laterThan(pass, context.clock.now(), attempts));
  return false;
}

async function readAgain(
  context: SyncContext,
  pass: Pass,
  reads: readonly { entity: string; booksId: string }[],
): Promise<boolean> {
  const result = await readBooks(context, pass, reads);
  if (!result) return false;
  await writeHeld(context, pass, async (tx, now) => {
    await observeBooks(tx, pass, { seen: result.seen, deleted: result.missing, now });
    await takeCustomers(tx, pass, result.seen, now);
  });
  // What is not there will not be there at once: it is asked for again after a pause that grows.
  return result.missing.every((record) => record.entity === 'Invoice' || record.entity === 'Payment');
}

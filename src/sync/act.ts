/** Does what was decided: in the shop in one transaction, in QuickBooks by requests that are stored before they are sent. */
import { lockStanding } from '../db/invoices.ts';
import { consumeCauses, postponeLooks } from '../db/looks.ts';
import { isViolationOf } from '../db/violations.ts';
import { Refused } from '../domain/refused.ts';
import { addIssues, applyLinkChanges, finishQuiet } from './apply-link.ts';
import { applyShopSteps } from './apply-shop.ts';
import type { SyncContext } from './context.ts';
import { issueDraft } from './issue-draft.ts';
import type { CompanyView, Observation } from './observation.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { emptyPlan, eventIssues, type Plan } from './plan.ts';
import { farOff, laterThan, putOff } from './put-off.ts';
import { readBooks } from './read-books.ts';
import { recognise } from './recognise.ts';
import { resolveRefs } from './resolve-refs.ts';
import { observeBooks } from './see.ts';
import { sendIntents } from './send-intents.ts';
import { type Prepared, prepareCreation, prepareWrite, storeWrites } from './store-intents.ts';
import { takeCustomers } from './take-customers.ts';

export interface Decided {
  observed: Observation;
  plan: Plan;
}

export async function actInShop(context: SyncContext, pass: Pass, { observed, plan }: Decided): Promise<void> {
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
    const reason = reasonOf(error);
    if (reason === null) throw error;
    // Nothing of the plan is done, and a person is told why.
    const issue = issueDraft({ code: 'quickbooks_error', params: { reason }, fixes: ['retry'] });
    const held = { ...emptyPlan('held'), issues: [issue] };
    await writeHeld(context, pass, (tx, now) => finishQuiet(tx, [{ observed, plan: held }], now));
  }
}

/** The shop's own rules forbid it, or its QuickBooks record was linked to another invoice since it was offered. */
function reasonOf(error: unknown): string | null {
  if (error instanceof Refused) return error.message;
  return isViolationOf(error, 'links_one_to_one') ? 'Another invoice here stands for it already.' : null;
}

/** The lost connection keeps its queue: what should go is waiting, and nothing is lost. */
export async function waitForConnection(
  context: SyncContext,
  pass: Pass,
  decided: readonly Decided[],
): Promise<boolean> {
  await writeHeld(context, pass, async (tx, now) => {
    for (const { observed, plan } of decided) await applyLinkChanges(tx, observed, { ...plan, state: 'pending' }, now);
    const looks = decided.flatMap(({ observed }) => observed.look ?? []);
    const dueAt = farOff(now); // A reconnect makes them due at once.
    await postponeLooks(tx, { companyId: pass.companyId, looks, dueAt });
  });
  return false;
}

/** False when something could not be asked or is not known yet: its looks are put off. */
export async function actInBooks(
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
  const resolved = await resolveRefs(context, pass, view, { clientIds: ids('client'), itemIds: ids('item') });
  const prepared: Prepared[] = [
    ...(resolved?.creations ?? []).map(prepareCreation),
    ...decided.flatMap(({ observed, plan }) => plan.writes.map((write) => prepareWrite(observed, write))),
  ];
  // What could not even be looked for now (a quota, a lost answer) is still asked for.
  const looked = searched && resolved?.waits === false;
  const created = prepared.flatMap(({ member }) => (isNewInvoice(member) ? [member.shopId] : []));
  const intents = await writeHeld(context, pass, async (tx, now) => {
    // First of all rows, as every command does. One that was deleted meanwhile is not created: its look finds it gone.
    const standing = await lockStanding(tx, pass.companyId, created);
    for (const { observed, plan } of decided) {
      const acted = plan.writes.length > 0 || (looked && plan.needs.some((need) => need.kind !== 'read'));
      if (acted && observed.look) await consumeCauses(tx, pass.companyId, observed.look);
    }
    const wanted = prepared.filter(({ member }) => !isNewInvoice(member) || standing.has(member.shopId));
    return storeWrites(tx, pass, wanted, now);
  });
  const sent = await sendIntents(context, pass, intents);
  if (read && looked && sent) return true;
  const attempts = Math.max(0, ...decided.map(({ observed }) => observed.look?.attempts ?? 0));
  const looks = decided.flatMap(({ observed }) => observed.look ?? []);
  await putOff(context, pass, looks, laterThan(pass, context.clock.now(), attempts));
  return false;
}

function isNewInvoice({ kind, operation }: Prepared['member']): boolean {
  return kind === 'invoice' && operation === 'create';
}

async function readAgain(
  context: SyncContext,
  pass: Pass,
  reads: readonly { entity: string; booksId: string }[],
): Promise<boolean> {
  const result = await readBooks(context, pass, reads);
  if (!result) return false;
  const known = await writeHeld(context, pass, async (tx, now) => {
    await observeBooks(tx, pass, { seen: result.seen, deleted: result.missing, now });
    return takeCustomers(tx, pass, result.seen, now);
  });
  if (!known) return false;
  // What is not there will not be there at once: it is asked for again after a pause that grows.
  return result.missing.every((record) => record.entity === 'Invoice' || record.entity === 'Payment');
}

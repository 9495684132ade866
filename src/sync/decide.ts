/**
 * The heart: compares the shop's invoice, QuickBooks' record and what both last agreed on, and answers with a plan. Pure:
 * no I/O, no clock, no randomness. Whatever caused the look does not matter, so looking twice decides nothing the second
 * time; the preview, the log and the sync itself show and do the same plan.
 */
import { decideAdopted } from './decide-adopted.ts';
import { decideContent } from './decide-content.ts';
import { decideCreate } from './decide-create.ts';
import { moveForEvents } from './decide-events.ts';
import { appliedBesides } from './decide-payment-writes.ts';
import { decidePayments, followEnded, strikeEnded } from './decide-payments.ts';
import { decideTotals } from './decide-totals.ts';
import { closedPeriod, held, refusedBefore, staleInvoice } from './holds.ts';
import { issueDraft } from './issue-draft.ts';
import { isVoided } from './mapping/invoice-facts.ts';
import { holderOf, isTakenHere } from './money-of-share.ts';
import type { Observation } from './observation.ts';
import { type BooksWrite, emptyPlan, isQuiet, type Plan } from './plan.ts';

export function decide(observed: Observation): Plan {
  const plan = isLinked(observed) ? decideLinked(observed) : decideUnlinked(observed);
  return settle(plan, observed);
}

function isLinked({ link }: Observation): boolean {
  return link !== null && link.booksId !== null && link.state !== 'unlinked' && link.state !== 'voided';
}

/**
 * Nothing crosses in either direction, and what stands stands: enabling again looks at every linked invoice, and finds all but
 * what an event left behind.
 */
function switchedOff({ link, issues }: Observation): Plan {
  return { ...emptyPlan(link?.state ?? 'not_synced'), issues: [...issues] };
}

/** Should an invoice that is not in QuickBooks go there? */
function decideUnlinked(observed: Observation): Plan {
  const { link, look, company, invoice } = observed;
  const { settings } = company;
  const pressed = look?.requested === true || look?.fix?.fixId === 'send_again';
  const entered = look?.enteredStatusIds.some((id) => settings.sendStatusIds.includes(id)) === true;
  const early = settings.startDate !== null && invoice.issueDate < settings.startDate;
  const ended = link?.state === 'voided' || link?.state === 'unlinked';
  const canceled = !ended && !pressed && isCalledOff(observed);
  if (canceled) return { ...emptyPlan('not_synced'), link: noMoreWanted(observed) };
  const byStatus = entered && !early && !ended;
  if (!settings.enabled) {
    const plan = switchedOff(observed);
    if (byStatus && link?.waitingSince == null) plan.link.waitingSince = 'now';
    return plan;
  }
  const wanted = pressed || byStatus || (link?.requested === true && !ended);
  if (!wanted) {
    const shop = link?.state === 'voided' ? followEnded(observed) : [];
    return { ...emptyPlan(ended ? link.state : 'not_synced'), shop, issues: standingIssues(observed) };
  }
  const struck = ended || look?.fix ? [] : strikeEnded(observed);
  const plan = struck.length > 0 ? { ...emptyPlan('pending'), shop: struck } : decideCreate(observed, { again: ended });
  if (link?.requested !== true) plan.link.requested = true;
  if (link?.waitingSince != null) plan.link.waitingSince = null;
  return plan;
}

/** Canceled before it went: whatever asked for it before. Whoever presses Sync after that wants it there all the same. */
function isCalledOff(observed: Observation): boolean {
  const { invoice, link, look } = observed;
  const justNow = look?.enteredStatusIds.includes(invoice.statusId) === true;
  return isCanceled(observed) && (justNow || link?.requested !== true);
}

function noMoreWanted({ link }: Observation): Plan['link'] {
  return {
    ...(link?.requested ? { requested: false } : {}),
    ...(link?.waitingSince != null ? { waitingSince: null } : {}),
  };
}

function isCanceled({ invoice, company }: Observation): boolean {
  return company.statuses.find((status) => status.id === invoice.statusId)?.group === 'canceled';
}

/** After a void: what its event left behind stands until somebody answers it. */
function standingIssues(observed: Observation): Plan['issues'] {
  const { issues, look, payments, link } = observed;
  if (link?.state !== 'voided') return [];
  const open = issues.find((issue) => issue.code === 'voided_with_payment');
  const answered = open !== undefined && look?.fix?.issueId === open.id;
  const taken = payments.some((payment) => payment.state === 'active');
  const moves = moveForEvents(observed, []).issues;
  return open && taken && !answered ? [open, ...moves] : moves;
}

function decideLinked(observed: Observation): Plan {
  const { books, look, base } = observed;
  if (look?.fix?.fixId === 'unlink') return { ...emptyPlan('unlinked'), link: { unlink: true } };
  if (!observed.company.settings.enabled) return switchedOff(observed);
  if (!books) return needsRead(observed);
  if (books.deleted) return deletedThere(observed);
  if (isVoided(books.doc)) return voidedThere(observed);
  if (!base) return decideAdopted(observed, books);

  const canceled = canceledHere(observed);
  if (canceled) return isQuiet(canceled) ? withMoney(canceled, observed) : canceled;
  const content = decideContent(observed);
  if (content.shop.length > 0) return content;
  const payments = decidePayments(observed);
  const events = moveForEvents(observed, [...content.events, ...payments.events]);
  const quiet = isQuiet(content) && content.issues.length === 0 && payments.shop.length === 0;
  const money = isQuiet(payments) && payments.issues.length === 0;
  const totals = quiet ? decideTotals(observed, { money }) : emptyPlan('synced');
  // An edit that waits for a press of Sync: the sides differ, and nothing is wrong.
  const waits = isQuiet(content) && content.state === 'pending' && content.issues.length === 0;
  return {
    state: waits ? 'pending' : 'synced',
    needs: [...content.needs, ...payments.needs, ...totals.needs],
    writes: [...content.writes, ...payments.writes, ...totals.writes],
    shop: [...payments.shop, ...totals.shop, ...events.shop],
    issues: [...content.issues, ...payments.issues, ...events.issues, ...totals.issues],
    link: { ...content.link, ...payments.link, ...totals.link },
    events: [...content.events, ...payments.events],
  };
}

/** A cancellation that waits keeps no money from being followed; what was taken in the shop meanwhile is not sent. */
function withMoney(plan: Plan, observed: Observation): Plan {
  const payments = decidePayments(observed);
  const events = moveForEvents(observed, payments.events);
  return {
    ...plan,
    needs: payments.needs,
    writes: payments.writes.filter((write) => write.kind !== 'create_payment'),
    shop: [...payments.shop, ...events.shop],
    issues: [...plan.issues, ...payments.issues, ...events.issues],
    events: payments.events,
  };
}

function needsRead({ link }: Observation): Plan {
  const plan = emptyPlan('pending');
  if (link?.booksId) plan.needs.push({ kind: 'read', entity: 'Invoice', booksId: link.booksId });
  return plan;
}

function deletedThere(observed: Observation): Plan {
  const { look, link } = observed;
  if (look?.fix?.fixId === 'send_again') {
    return { ...emptyPlan('pending'), link: { nextGeneration: true, requested: true } };
  }
  const plan = emptyPlan('held');
  plan.shop.push(...followEnded(observed));
  if (observed.credits.length > 0) plan.shop.push({ kind: 'set_credits', credits: [] });
  plan.issues.push(
    issueDraft({
      code: 'deleted_in_quickbooks',
      params: { number: link?.docNumber ?? null },
      fixes: ['send_again', 'unlink'],
    }),
  );
  return plan;
}

/** Void is final: shares that came from QuickBooks are struck, money taken in the shop stays as the client's credit. */
function voidedThere(observed: Observation): Plan {
  const { invoice, payments, paymentLinks, shared } = observed;
  const plan = emptyPlan('voided');
  const active = payments.filter((payment) => payment.state === 'active' && payment.kind === 'payment');
  const followed = followEnded(observed);
  const touched = new Set(followed.map((step) => ('paymentId' in step ? step.paymentId : '')));
  for (const payment of active) {
    const money = shared.get(paymentLinks.get(payment.id)?.booksId ?? '');
    const keepsMoney = money && isTakenHere(money, payment) && holderOf(money)?.id === payment.id;
    if (payment.origin !== 'quickbooks' || keepsMoney || touched.has(payment.id)) continue;
    followed.push({ kind: 'strike_payment', paymentId: payment.id });
  }
  plan.shop.push(...followed);
  const struck = new Set(followed.map((step) => (step.kind === 'strike_payment' ? step.paymentId : '')));
  const taken = active.filter((payment) => !struck.has(payment.id));
  if (taken.length > 0) {
    plan.issues.push(
      issueDraft({
        code: 'voided_with_payment',
        params: { count: taken.length, linked: taken.filter((p) => paymentLinks.get(p.id)?.booksId).length },
        fixes: ['leave'],
      }),
    );
  }
  if (observed.credits.length > 0) plan.shop.push({ kind: 'set_credits', credits: [] });
  if (!invoice.voided) {
    plan.shop.push({ kind: 'void' });
    const ours = observed.base?.canceled === true;
    if (!ours) {
      plan.events.push('invoiceVoided');
      const events = moveForEvents(observed, ['invoiceVoided']);
      plan.shop.push(...events.shop);
      plan.issues.push(...events.issues);
    }
  } else {
    plan.issues.push(...moveForEvents(observed, []).issues);
  }
  return plan;
}

/** The shop moved the invoice to the Canceled group: the company's rule says what happens in QuickBooks. */
function canceledHere(observed: Observation): Plan | null {
  const { invoice, company, base, look, books, link } = observed;
  if (!base || !books || !link) return null;
  if (!isCanceled(observed)) {
    return base.canceled ? rebased(observed, { ...base, canceled: false }) : null;
  }
  const fix = look?.fix?.fixId;
  if (base.canceled && fix !== 'void_in_quickbooks') return null;
  if (company.settings.cancelAction === 'nothing' && fix !== 'void_in_quickbooks') return null;
  if (fix === 'leave') return rebased(observed, { ...base, canceled: true });
  if (company.settings.cancelAction === 'ask' && fix !== 'void_in_quickbooks') {
    return held(issueDraft({ code: 'action_required', subject: 'cancel', fixes: ['void_in_quickbooks', 'leave'] }));
  }
  if (appliedBesides(observed, null).gt(0))
    return held(issueDraft({ code: 'paid_invoice_void', fixes: ['retry', 'leave'] }));
  const closed = closedPeriod(observed, [books.doc.TxnDate ?? '']);
  if (closed) return closed;
  const key = `void/${invoice.version}`;
  const stopped = staleInvoice(observed) ?? refusedBefore(observed, key);
  if (stopped) return stopped;
  const write: BooksWrite = { kind: 'void_invoice', generation: link.generation, key };
  return { ...emptyPlan('pending'), writes: [write] };
}

function rebased(_observed: Observation, base: NonNullable<Observation['base']>): Plan {
  return { ...emptyPlan('synced'), shop: [{ kind: 'rebase', base }] };
}

/** The state that the chip shows: never what was attempted, only what both sides hold. */
function settle(plan: Plan, observed: Observation): Plan {
  if (!isQuiet(plan)) return { ...plan, state: plan.state === 'voided' ? 'voided' : 'pending' };
  if (plan.state !== 'synced') return plan;
  return { ...stateOfIssues(plan, observed), link: asked(plan, observed) };
}

/** What was asked for is done: later edits wait for the next press where they are not sent by themselves. */
function asked(plan: Plan, { link }: Observation): Plan['link'] {
  return link?.requested && link.booksId ? { ...plan.link, requested: false } : plan.link;
}

function stateOfIssues(plan: Plan, observed: Observation): Plan {
  const codes = new Set(plan.issues.map((issue) => issue.code));
  if (codes.has('conflict')) return { ...plan, state: 'conflict' };
  if (plan.issues.some((issue) => issue.quickBooks !== null)) return { ...plan, state: 'failed' };
  codes.delete('status_rule');
  if (codes.size > 0) return { ...plan, state: 'held' };
  return observed.link?.state === 'voided' ? { ...plan, state: 'voided' } : plan;
}

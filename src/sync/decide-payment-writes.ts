/**
 * Payments to QuickBooks: what is written there for those that were taken, changed or deleted in the shop, and what holds a
 * write back. Others' money is never written over.
 */
import { type Decimal, decimal, plainText, sum, ZERO } from '../base/decimal.ts';
import type { Link } from '../db/links.ts';
import type { Payment } from '../domain/invoice.ts';
import type { Payment as BooksPayment } from '../quickbooks/entities.ts';
import { troubleIssue } from './holds.ts';
import { issueDraft } from './issue-draft.ts';
import { type Share, shareOf } from './mapping/payment.ts';
import { amountThere, booksSide } from './money-of-share.ts';
import type { Observation, PaymentBase, PaymentFacts, Seen } from './observation.ts';
import type { Plan, ShopStep } from './plan.ts';

export interface Pair {
  seen: Seen<BooksPayment>;
  share: Share;
}

/** A pair that is settled stands for nothing any more: what comes back, on either side, is new. */
export function hasEnded(link: Link | undefined): boolean {
  return (link?.base as PaymentBase | null | undefined)?.ended === true;
}

export function paymentFacts(payment: Payment): PaymentFacts {
  const { amount, date, accountId, paymentMethodId, reference } = payment;
  return { amount, date, accountId, paymentMethodId, reference };
}

/** The payment here as QuickBooks holds it now: struck where nothing of it is left. */
export function asItIsThere(
  observed: Observation,
  { payment, seen, share }: Pair & { payment: Payment },
  before: PaymentBase,
): ShopStep {
  const base = booksSide(seen.doc, share, before.books);
  const amount = amountThere(observed, { payment, doc: seen.doc, share, before: before.books });
  if (decimal(amount).lte(0)) return { kind: 'strike_payment', paymentId: payment.id };
  return { kind: 'change_payment', paymentId: payment.id, amount, date: base.date || payment.date, base };
}

/** What a person answered to the issue of this very payment. */
function answerTo({ look, issues }: Observation, subject: string): string | null {
  const { fix } = look ?? {};
  return issues.some((issue) => issue.id === fix?.issueId && issue.subject === subject) ? (fix?.fixId ?? null) : null;
}

/**
 * The payment here stands for a part of it alone: the rest is on other invoices, or the customer's credit there. What becomes of
 * the whole is for a person to say.
 */
export function isShared(doc: BooksPayment, link: Link): boolean {
  const base = link.base as PaymentBase | null;
  const part = base !== null && decimal(base.shop.amount).lt(doc.TotalAmt);
  return doc.Line.length > 1 || part || base?.books.besides !== undefined;
}

export function updateInBooks(
  plan: Plan,
  observed: Observation,
  pair: Pair & { payment: Payment; link: Link; apply: boolean },
): void {
  const { payment, seen, link, share } = pair;
  if (isShared(seen.doc, link)) {
    const subject = `payment:${payment.id}`;
    const base = link.base as PaymentBase | null;
    if (answerTo(observed, subject) === 'leave' && base) plan.shop.push(asItIsThere(observed, pair, base));
    else plan.issues.push(issueDraft({ code: 'action_required', subject, fixes: ['leave'] }));
    return;
  }
  if (seen.tokenStale) {
    plan.needs.push({ kind: 'read', entity: 'Payment', booksId: seen.doc.Id });
    return;
  }
  if (
    blocked(plan, observed, {
      payment,
      link,
      key: `update/${payment.version}/${pair.apply}`,
      dates: [payment.date, seen.doc.TxnDate ?? ''],
    })
  ) {
    return;
  }
  const open = openBesides(observed, seen.doc.Id);
  // What the accountant unapplied stays unapplied; what never found room is applied.
  const applied = decimal(share.money).eq(0) && !pair.apply ? '0' : smaller(decimal(payment.amount), open);
  plan.writes.push({
    kind: 'update_payment',
    payment,
    booksId: seen.doc.Id,
    applied,
    base: paymentFacts(payment),
    generation: link.generation,
    key: `update/${payment.version}/${pair.apply}`,
  });
}

/** A payment that was deleted in the shop: voided in QuickBooks, unless the company wants to be asked or does it itself. */
export function removeFromBooks(
  plan: Plan,
  observed: Observation,
  pair: Pair & { payment: Payment; link: Link },
): void {
  const { payment, seen, link } = pair;
  const subject = `payment:${payment.id}`;
  const answer = answerTo(observed, subject);
  const base = link.base as PaymentBase | null;
  if (answer === 'leave' && base) {
    plan.shop.push({
      kind: 'pair_payment',
      paymentId: payment.id,
      booksId: seen.doc.Id,
      base: { ...base, left: true },
    });
    return;
  }
  if (answer !== 'void_in_quickbooks') {
    const { deletedPaymentAction } = observed.company.settings;
    const params = { amount: payment.amount };
    if (deletedPaymentAction === 'nothing' || base?.left === true) {
      const fixes = ['void_in_quickbooks' as const];
      plan.issues.push(issueDraft({ code: 'payment_left_in_quickbooks', subject, params, fixes }));
      return;
    }
    if (deletedPaymentAction === 'ask' || isShared(seen.doc, link)) {
      const fixes = ['void_in_quickbooks' as const, 'leave' as const];
      plan.issues.push(issueDraft({ code: 'action_required', subject, params, fixes }));
      return;
    }
  }
  if (seen.tokenStale) {
    plan.needs.push({ kind: 'read', entity: 'Payment', booksId: seen.doc.Id });
    return;
  }
  const key = `void/${payment.version}`;
  if (blocked(plan, observed, { payment, link, key, dates: [seen.doc.TxnDate ?? ''] })) return;
  plan.writes.push({
    kind: 'void_payment',
    payment,
    booksId: seen.doc.Id,
    base: paymentFacts(payment),
    generation: link.generation,
    key,
  });
}

/** Payments taken in the shop that QuickBooks does not have yet. */
export function sendToBooks(plan: Plan, observed: Observation): void {
  const { books, payments, paymentLinks, link } = observed;
  if (!books || !link) return;
  let open = decimal(books.doc.TotalAmt).minus(appliedBesides(observed, null));
  for (const payment of payments) {
    const paymentLink = paymentLinks.get(payment.id);
    const again = hasEnded(paymentLink);
    if (payment.state !== 'active' || (paymentLink?.booksId && !again)) continue;
    if (observed.base?.apart?.shop[payment.id]) continue;
    if (payment.kind === 'refund') {
      plan.issues.push(
        issueDraft({
          code: 'refund_needs_accountant',
          subject: payment.id,
          params: { amount: payment.amount },
          fixes: ['leave'],
        }),
      );
      continue;
    }
    const generation = (paymentLink?.generation ?? 0) + (again ? 1 : 0);
    const key = `create/${generation}/${payment.version}`;
    if (blocked(plan, observed, { payment, link: paymentLink ?? null, key, dates: [payment.date] })) continue;
    const applied = smaller(decimal(payment.amount), open);
    open = open.minus(applied);
    plan.writes.push({ kind: 'create_payment', payment, applied, base: paymentFacts(payment), generation, key });
  }
}

interface BlockCheck {
  payment: Payment;
  link: Link | null;
  key: string;
  dates: readonly string[];
}

function blocked(plan: Plan, observed: Observation, { payment, link, key, dates }: BlockCheck): boolean {
  const closing = observed.company.connection.preferences.bookCloseDate;
  if (closing !== null && dates.some((date) => date !== '' && date <= closing)) {
    plan.issues.push(
      issueDraft({ code: 'closed_period', subject: `payment:${payment.id}`, params: { closing }, fixes: ['retry'] }),
    );
    return true;
  }
  const asked = observed.look?.requested === true || observed.look?.fix != null;
  if (link?.trouble?.key === key && !asked) {
    plan.issues.push(troubleIssue(link.trouble, `payment:${payment.id}`));
    return true;
  }
  return false;
}

/** What is open for a payment: the total less what QuickBooks' other payments put on the invoice. */
export function openBesides(observed: Observation, exceptId: string): Decimal {
  return decimal(observed.books?.doc.TotalAmt ?? '0').minus(appliedBesides(observed, exceptId));
}

/** What QuickBooks' other payments put on this invoice. */
export function appliedBesides(observed: Observation, exceptId: string | null): Decimal {
  const { books, booksPayments } = observed;
  if (!books) return ZERO;
  return sum(
    booksPayments
      .filter((seen) => !seen.deleted && seen.doc.Id !== exceptId)
      .map((seen) => shareOf(seen.doc, books.doc.Id))
      .map((share) => decimal(share.money).plus(share.credit)),
  );
}

export function smaller(amount: Decimal, open: Decimal): string {
  const most = open.lt(0) ? ZERO : open;
  return plainText(amount.lt(most) ? amount : most);
}

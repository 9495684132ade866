/**
 * Money, both ways. A QuickBooks payment is credited by its share of this invoice and followed when it changes; a payment
 * taken in the shop is written to QuickBooks once, and only a void, a deletion or a changed amount there moves the ledger.
 */
import { type Decimal, decimal, plainText, sameNumber, sum, ZERO } from '../base/decimal.ts';
import type { Link } from '../db/links.ts';
import type { Payment } from '../domain/invoice.ts';
import type { Payment as BooksPayment } from '../quickbooks/entities.ts';
import { decideApart } from './decide-apart.ts';
import { troubleIssue } from './holds.ts';
import { issueDraft } from './issue-draft.ts';
import { type Share, shareOf } from './mapping/payment.ts';
import { booksSide, restOf } from './money-of-share.ts';
import type { Observation, PaymentBase, PaymentFacts, Seen } from './observation.ts';
import { emptyPlan, type Plan, type ShopStep } from './plan.ts';

export function decidePayments(observed: Observation): Plan {
  const plan = emptyPlan('synced');
  const { books, booksPayments, payments, paymentLinks } = observed;
  if (!books) return plan;
  const apart = decideApart(observed);
  if (apart.shop.length > 0) return apart;
  plan.issues.push(...apart.issues);
  const linkedTo = new Map<string, Payment[]>();
  for (const payment of payments) {
    const booksId = paymentLinks.get(payment.id)?.booksId;
    if (booksId && !hasEnded(paymentLinks.get(payment.id)))
      linkedTo.set(booksId, [...(linkedTo.get(booksId) ?? []), payment]);
  }
  for (const seen of booksPayments) {
    const share = seen.deleted ? noShare : shareOf(seen.doc, books.doc.Id);
    const mine = linkedTo.get(seen.doc.Id) ?? [];
    const [first] = mine;
    if (!first && observed.base?.apart?.books[seen.doc.Id]) continue;
    if (!first) takeFromBooks(plan, observed, { seen, share });
    else follow(plan, observed, { payment: first, seen, share });
  }
  credits(plan, observed);
  sendToBooks(plan, observed);
  return plan;
}

/**
 * Payments of an invoice that is no longer followed there (deleted or void). What ended there, or came from there and is not
 * on the invoice any more, is struck; of money that was taken in the shop what moved to other synced invoices stands there.
 */
export function followEnded(observed: Observation): ShopStep[] {
  const { payments, paymentLinks, booksPayments, link } = observed;
  return payments.flatMap((payment): ShopStep[] => {
    const pair = paymentLinks.get(payment.id);
    const seen = booksPayments.find((candidate) => candidate.doc.Id === pair?.booksId);
    if (payment.state !== 'active' || !seen || hasEnded(pair)) return [];
    const share = shareOf(seen.doc, link?.booksId ?? '');
    const strike: ShopStep = { kind: 'strike_payment', paymentId: payment.id };
    if (seen.deleted || isVoidedPayment(seen.doc)) return [strike];
    if (payment.origin === 'quickbooks') return decimal(share.money).lte(0) ? [strike] : [];
    const before = (pair?.base as PaymentBase | null | undefined)?.books;
    const rest = restOf(observed, seen.doc, before);
    if (decimal(rest).gte(payment.amount)) return [];
    if (decimal(rest).lte(0)) return [strike];
    const base = booksSide(seen.doc, share, before);
    return [{ kind: 'change_payment', paymentId: payment.id, amount: rest, date: payment.date, base }];
  });
}

/** A pair that is settled stands for nothing any more: what comes back, on either side, is new. */
function hasEnded(link: Link | undefined): boolean {
  return (link?.base as PaymentBase | null | undefined)?.ended === true;
}

const noShare: Share = { money: '0', credit: '0', creditMemoId: null };

interface Pair {
  seen: Seen<BooksPayment>;
  share: Share;
}

function takeFromBooks(plan: Plan, observed: Observation, { seen, share }: Pair): void {
  if (decimal(share.money).lte(0)) return;
  const taken = takenInShop(observed, seen.doc.Id);
  if (!taken && !observed.company.depositAccountUsable) {
    plan.issues.push(
      issueDraft({
        code: 'deposit_account_missing',
        subject: seen.doc.Id,
        params: { amount: share.money },
        fixes: ['retry'],
      }),
    );
    return;
  }
  plan.shop.push({
    kind: 'record_payment',
    booksId: seen.doc.Id,
    amount: share.money,
    date: seen.doc.TxnDate ?? observed.company.today,
    reference: seen.doc.PaymentRefNum ?? null,
    accountId: taken?.accountId ?? null,
    base: booksSide(seen.doc, share),
  });
  if (!plan.events.includes('paymentCreated')) plan.events.push('paymentCreated');
}

/** The payment, on another invoice, as which this money was taken in the shop. */
function takenInShop({ shared }: Observation, booksId: string): Payment | null {
  const standing = shared.get(booksId)?.standing ?? [];
  return standing.find((payment) => payment.origin === 'shop' && payment.state === 'active') ?? null;
}

export function paymentFacts(payment: Payment): PaymentFacts {
  const { amount, date, accountId, paymentMethodId, reference } = payment;
  return { amount, date, accountId, paymentMethodId, reference };
}

function follow(plan: Plan, observed: Observation, pair: Pair & { payment: Payment }): void {
  const { payment, seen, share } = pair;
  const link = observed.paymentLinks.get(payment.id);
  const base = link?.base as PaymentBase | null | undefined;
  if (!link || !base) return;
  const ended = seen.deleted || isVoidedPayment(seen.doc);
  if (ended) {
    if (payment.state === 'active') plan.shop.push({ kind: 'strike_payment', paymentId: payment.id });
    return;
  }
  if (payment.state === 'deleted') {
    removeFromBooks(plan, observed, { ...pair, link });
    return;
  }
  const now = booksSide(seen.doc, share, base.books);
  const rest = restOf(observed, seen.doc, base.books);
  const booksChanged =
    !sameNumber(now.share, base.books.share) ||
    !sameNumber(now.total, base.books.total) ||
    now.date !== base.books.date;
  if (payment.origin === 'quickbooks' && decimal(share.money).lte(0)) {
    plan.shop.push({ kind: 'strike_payment', paymentId: payment.id });
    return;
  }
  // Its own share may be what it was (nothing) while the money moved to another synced invoice: it must not stand on both.
  const movedAway = payment.origin === 'shop' && decimal(rest).lt(base.shop.amount);
  if (booksChanged || movedAway) {
    const amount = payment.origin === 'quickbooks' ? now.share : rest;
    if (decimal(amount).lte(0)) {
      plan.shop.push({ kind: 'strike_payment', paymentId: payment.id });
      return;
    }
    plan.shop.push({
      kind: 'change_payment',
      paymentId: payment.id,
      amount,
      date: now.date || payment.date,
      base: now,
    });
    return;
  }
  const changed = !samePayment(paymentFacts(payment), base.shop);
  const room = smaller(decimal(payment.amount), openBesides(observed, seen.doc.Id));
  const more = base.short === true && decimal(room).gt(share.money) && !isShared(seen.doc, link);
  if (changed || more) updateInBooks(plan, observed, { ...pair, link, apply: more });
}

/** What a person answered to the issue of this very payment. */
function answerTo({ look, issues }: Observation, subject: string): string | null {
  const { fix } = look ?? {};
  return issues.some((issue) => issue.id === fix?.issueId && issue.subject === subject) ? (fix?.fixId ?? null) : null;
}

/** Others have a part in it: what becomes of the whole is for a person to say. */
function isShared(doc: BooksPayment, link: Link): boolean {
  return doc.Line.length > 1 || (link.base as PaymentBase | null)?.books.besides !== undefined;
}

function samePayment(left: PaymentFacts, right: PaymentFacts): boolean {
  return (
    sameNumber(left.amount, right.amount) &&
    left.date === right.date &&
    left.accountId === right.accountId &&
    left.paymentMethodId === right.paymentMethodId &&
    left.reference === right.reference
  );
}

export function isVoidedPayment(doc: BooksPayment): boolean {
  return decimal(doc.TotalAmt).eq(0) && doc.Line.length === 0;
}

function updateInBooks(
  plan: Plan,
  observed: Observation,
  pair: Pair & { payment: Payment; link: Link; apply: boolean },
): void {
  const { payment, seen, link, share } = pair;
  if (isShared(seen.doc, link)) {
    const subject = `payment:${payment.id}`;
    const base = link.base as PaymentBase | null;
    if (answerTo(observed, subject) === 'leave' && base) {
      // As it is there it is here again.
      const now = booksSide(seen.doc, share, base.books);
      const amount = payment.origin === 'quickbooks' ? share.money : restOf(observed, seen.doc, base.books);
      plan.shop.push({
        kind: 'change_payment',
        paymentId: payment.id,
        amount,
        date: now.date || payment.date,
        base: now,
      });
    } else plan.issues.push(issueDraft({ code: 'action_required', subject, fixes: ['leave'] }));
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
  if (seen.tokenStale) {
    plan.needs.push({ kind: 'read', entity: 'Payment', booksId: seen.doc.Id });
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
function removeFromBooks(plan: Plan, observed: Observation, pair: Pair & { payment: Payment; link: Link }): void {
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
  const key = `void/${payment.version}`;
  if (blocked(plan, observed, { payment, link, key, dates: [seen.doc.TxnDate ?? ''] })) return;
  if (seen.tokenStale) {
    plan.needs.push({ kind: 'read', entity: 'Payment', booksId: seen.doc.Id });
    return;
  }
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
function sendToBooks(plan: Plan, observed: Observation): void {
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
function openBesides(observed: Observation, exceptId: string): Decimal {
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

function smaller(amount: Decimal, open: Decimal): string {
  const most = open.lt(0) ? ZERO : open;
  return plainText(amount.lt(most) ? amount : most);
}

/** A credit memo that is applied is a credit on the invoice, not money in an account. */
function credits(plan: Plan, observed: Observation): void {
  const { books, booksPayments } = observed;
  if (!books) return;
  const wanted = booksPayments
    .filter((seen) => !seen.deleted)
    .map((seen) => ({ share: shareOf(seen.doc, books.doc.Id), date: seen.doc.TxnDate ?? observed.company.today }))
    .filter(({ share }) => decimal(share.credit).gt(0))
    .map(({ share, date }) => ({ amount: share.credit, date, booksId: share.creditMemoId }));
  const same =
    wanted.length === observed.credits.length &&
    wanted.every((credit) =>
      observed.credits.some(
        (have) =>
          sameNumber(have.amount, credit.amount) && have.date === credit.date && have.booksId === credit.booksId,
      ),
    );
  if (!same) plan.shop.push({ kind: 'set_credits', credits: wanted });
}

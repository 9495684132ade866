/**
 * Money, both ways. A QuickBooks payment is credited by its share of this invoice and followed when it changes; a payment
 * taken in the shop is written to QuickBooks once, and only a void, a deletion or a changed amount there moves the ledger.
 */
import { decimal, plainText, sameNumber } from '../base/decimal.ts';
import type { Credit, Payment } from '../domain/invoice.ts';
import type { Payment as BooksPayment } from '../quickbooks/entities.ts';
import { decideApart } from './decide-apart.ts';
import {
  asItIsThere,
  hasEnded,
  isShared,
  openBesides,
  type Pair,
  paymentFacts,
  removeFromBooks,
  sendToBooks,
  smaller,
  updateInBooks,
} from './decide-payment-writes.ts';
import { issueDraft } from './issue-draft.ts';
import { type Share, shareOf } from './mapping/payment.ts';
import { amountThere, booksSide, isTakenHere } from './money-of-share.ts';
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
    if (endedThere(seen)) return [strike];
    const agreed = pair?.base as PaymentBase | null | undefined;
    const amount = amountThere(observed, { payment, doc: seen.doc, share, before: agreed?.books });
    if (decimal(amount).lte(0)) return [strike];
    if (payment.origin === 'quickbooks' && sameNumber(amount, share.money)) return [];
    if (decimal(amount).gte(payment.amount) && decimal(amount).lte(agreed?.shop.amount ?? amount)) return [];
    const base = booksSide(seen.doc, share, agreed?.books);
    return [{ kind: 'change_payment', paymentId: payment.id, amount, date: payment.date, base }];
  });
}

/** Payments that ended in QuickBooks while their invoice was not followed, of one that is to be sent again. */
export function strikeEnded({ payments, paymentLinks, booksPayments }: Observation): ShopStep[] {
  return payments.flatMap((payment): ShopStep[] => {
    const pair = paymentLinks.get(payment.id);
    const seen = booksPayments.find((candidate) => candidate.doc.Id === pair?.booksId);
    if (payment.state !== 'active' || !seen || hasEnded(pair)) return [];
    return endedThere(seen) ? [{ kind: 'strike_payment', paymentId: payment.id }] : [];
  });
}

const noShare: Share = { money: '0', credit: '0', creditMemoId: null };

function takeFromBooks(plan: Plan, observed: Observation, { seen, share }: Pair): void {
  if (decimal(share.money).lte(0)) return;
  const taken = observed.shared.get(seen.doc.Id)?.taken;
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

function follow(plan: Plan, observed: Observation, pair: Pair & { payment: Payment }): void {
  const { payment, seen, share } = pair;
  const link = observed.paymentLinks.get(payment.id);
  const base = link?.base as PaymentBase | null | undefined;
  if (!link || !base) return;
  if (endedThere(seen)) {
    if (payment.state === 'active') plan.shop.push({ kind: 'strike_payment', paymentId: payment.id });
    return;
  }
  if (payment.state === 'deleted') {
    removeFromBooks(plan, observed, { ...pair, link });
    return;
  }
  const now = booksSide(seen.doc, share, base.books);
  const booksChanged =
    !sameNumber(now.share, base.books.share) ||
    !sameNumber(now.total, base.books.total) ||
    now.date !== base.books.date;
  // Its own share may be what it was while money moved to or from another synced invoice: it must stand once, on one of them.
  const there = amountThere(observed, { payment, doc: seen.doc, share, before: base.books });
  const shared = observed.shared.get(seen.doc.Id);
  const strays = shared && isTakenHere(shared, payment) ? !sameNumber(there, base.shop.amount) : decimal(there).lte(0);
  if (booksChanged || strays) {
    plan.shop.push(asItIsThere(observed, pair, base));
    return;
  }
  const changed = !samePayment(paymentFacts(payment), base.shop);
  const room = smaller(decimal(payment.amount), openBesides(observed, seen.doc.Id));
  const more = base.short === true && decimal(room).gt(share.money) && !isShared(seen.doc, link);
  if (changed || more) updateInBooks(plan, observed, { ...pair, link, apply: more });
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

function endedThere(seen: Seen<BooksPayment>): boolean {
  return seen.deleted || isVoidedPayment(seen.doc);
}

export function isVoidedPayment(doc: BooksPayment): boolean {
  return decimal(doc.TotalAmt).eq(0) && doc.Line.length === 0;
}

/** A credit that is applied is a credit on the invoice, not money in an account. */
function credits(plan: Plan, observed: Observation): void {
  const { books, booksPayments } = observed;
  if (!books) return;
  const wanted = booksPayments
    .filter((seen) => !seen.deleted)
    .map((seen) => ({ share: shareOf(seen.doc, books.doc.Id), date: seen.doc.TxnDate ?? observed.company.today }))
    .filter(({ share }) => decimal(share.credit).gt(0))
    .map(({ share, date }) => ({ amount: share.credit, date, booksId: share.creditMemoId }));
  if (creditsText(wanted) === creditsText(observed.credits)) return;
  plan.shop.push({ kind: 'set_credits', credits: wanted });
}

/** Alike ones count each by itself: of a journal entry no id is known. */
function creditsText(credits: readonly Pick<Credit, 'amount' | 'date' | 'booksId'>[]): string {
  const texts = credits.map(({ amount, date, booksId }) => [plainText(decimal(amount)), date, booksId].join(' '));
  return texts.sort().join();
}

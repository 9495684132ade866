/**
 * Payments that stood on both sides when an invoice was linked to an existing one. The same ones are paired; what has no
 * counterpart waits for a person and is neither sent nor recorded until then, so that no money counts twice.
 */
import { decimal } from '../base/decimal.ts';
import type { Payment } from '../domain/invoice.ts';
import type { Payment as BooksPayment } from '../quickbooks/entities.ts';
import { issueDraft } from './issue-draft.ts';
import { shareOf } from './mapping/payment.ts';
import { pairedSide } from './money-of-share.ts';
import type { Apart, ApartState, InvoiceBase, Observation, PaymentBase } from './observation.ts';
import { type PaymentPair, pairPayments, sameAmount } from './pair-payments.ts';
import { emptyPlan, type Plan, type ShopStep } from './plan.ts';

/** At the moment of linking: the pairs, and what is left over on either side. */
export function pairAtFirst(observed: Observation, booksInvoiceId: string): { steps: ShopStep[]; apart: Apart | null } {
  const payments = freePayments(observed);
  const docs = freeDocs(observed, booksInvoiceId);
  const pairs = pairPayments({ payments, docs, booksInvoiceId });
  const steps = pairs.map((pair) => pairStep(pair, booksInvoiceId));
  const alone = payments.filter((payment) => !pairs.some((pair) => pair.payment.id === payment.id));
  const aloneThere = docs.filter((doc) => !pairs.some((pair) => pair.doc.Id === doc.Id));
  if (alone.length + aloneThere.length === 0) return { steps, apart: null };
  const asked = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, 'asked' as const]));
  const apart = { shop: asked(alone.map((payment) => payment.id)), books: asked(aloneThere.map((doc) => doc.Id)) };
  return { steps, apart };
}

/** Later: what was corrected meanwhile, what a person answered, and what still waits. */
export function decideApart(observed: Observation): Plan {
  const plan = emptyPlan('synced');
  const { base, books } = observed;
  if (!base?.apart || !books) return plan;
  const booksInvoiceId = books.doc.Id;
  const payments = freePayments(observed).filter((payment) => base.apart?.shop[payment.id] === 'asked');
  const docs = freeDocs(observed, booksInvoiceId).filter((doc) => base.apart?.books[doc.Id] === 'asked');
  const pairs = [...pairPayments({ payments, docs, booksInvoiceId }), ...confirmed(observed, payments, docs)];
  if (pairs.length > 0) {
    const apart = without(
      base.apart,
      pairs.flatMap((pair) => [pair.payment.id, pair.doc.Id]),
    );
    plan.shop.push(
      { kind: 'rebase', base: { ...base, apart } },
      ...pairs.map((pair) => pairStep(pair, booksInvoiceId)),
    );
    return plan;
  }
  const answered = answer(observed, base, [...payments.map((one) => one.id), ...docs.map((one) => one.Id)]);
  if (answered) return { ...plan, shop: [{ kind: 'rebase', base: answered }] };
  for (const payment of payments)
    plan.issues.push(unpaired(payment.id, payment.amount, couldBe(payment, docs, observed)));
  for (const doc of docs) plan.issues.push(unpaired(doc.Id, shareOf(doc, booksInvoiceId).money, false));
  return plan;
}

function freePayments({ payments, paymentLinks }: Observation): Payment[] {
  return payments.filter(
    (one) => one.state === 'active' && one.kind === 'payment' && !paymentLinks.get(one.id)?.booksId,
  );
}

function freeDocs({ booksPayments, payments, paymentLinks }: Observation, booksInvoiceId: string): BooksPayment[] {
  const linked = new Set(payments.map((payment) => paymentLinks.get(payment.id)?.booksId));
  return booksPayments
    .filter((seen) => !seen.deleted && !linked.has(seen.doc.Id))
    .map((seen) => seen.doc)
    .filter((doc) => decimal(shareOf(doc, booksInvoiceId).money).gt(0));
}

function pairStep({ payment, doc }: PaymentPair, booksInvoiceId: string): ShopStep {
  const { amount, date, accountId, paymentMethodId, reference } = payment;
  const base: PaymentBase = {
    shop: { amount, date, accountId, paymentMethodId, reference },
    books: pairedSide(doc, shareOf(doc, booksInvoiceId)),
  };
  return { kind: 'pair_payment', paymentId: payment.id, booksId: doc.Id, base };
}

/** The one payment there of the same amount, if a person may say that they are the same. */
function couldBe(payment: Payment, docs: readonly BooksPayment[], { books }: Observation): boolean {
  return docs.filter((doc) => sameAmount(payment, doc, books?.doc.Id ?? '')).length === 1;
}

function confirmed(observed: Observation, payments: readonly Payment[], docs: readonly BooksPayment[]): PaymentPair[] {
  const subject = subjectOfFix(observed, 'confirm_match');
  const payment = payments.find((one) => one.id === subject);
  const doc = docs.find((one) => payment && sameAmount(payment, one, observed.books?.doc.Id ?? ''));
  return payment && doc ? [{ payment, doc }] : [];
}

/** *Leave* keeps it as it is on its side; *copy* lets it go its usual way. */
function answer(observed: Observation, base: InvoiceBase, waiting: readonly string[]): InvoiceBase | null {
  if (!base.apart) return null;
  const left = subjectOfFix(observed, 'leave');
  if (left !== null && waiting.includes(left)) {
    const mark = (side: Apart['shop']): Apart['shop'] =>
      side[left] ? { ...side, [left]: 'left' as ApartState } : side;
    return { ...base, apart: { shop: mark(base.apart.shop), books: mark(base.apart.books) } };
  }
  const copied = subjectOfFix(observed, 'copy_payment');
  return copied !== null && waiting.includes(copied) ? { ...base, apart: without(base.apart, [copied]) } : null;
}

/** The payment that a person answered for; null where the fix is another, or of another issue. */
function subjectOfFix({ look, issues }: Observation, fixId: string): string | null {
  const { fix } = look ?? {};
  if (fix?.fixId !== fixId) return null;
  const issue = issues.find((one) => one.id === fix.issueId && one.code === 'payment_unpaired');
  return issue ? issue.subject.slice(subjectPrefix.length) : null;
}

function without(apart: Apart, ids: readonly string[]): Apart {
  const keep = (side: Apart['shop']) => Object.fromEntries(Object.entries(side).filter(([id]) => !ids.includes(id)));
  return { shop: keep(apart.shop), books: keep(apart.books) };
}

const subjectPrefix = 'payment:';

function unpaired(id: string, amount: string, mayConfirm: boolean) {
  const fixes = [...(mayConfirm ? (['confirm_match'] as const) : []), 'copy_payment' as const, 'leave' as const];
  return issueDraft({ code: 'payment_unpaired', subject: `${subjectPrefix}${id}`, params: { amount }, fixes });
}

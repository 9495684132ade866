/** How much of a QuickBooks payment a payment of the shop stands for, where the money was taken in the shop. */
import { type Decimal, decimal, plainText, sum } from '../base/decimal.ts';
import type { Payment } from '../domain/invoice.ts';
import type { Payment as BooksPayment } from '../quickbooks/entities.ts';
import { invoicesOf, type Share, shareOf } from './mapping/payment.ts';
import type { Observation, PaymentBase, SharedPayment, StandingPayment } from './observation.ts';

/** The agreed state of QuickBooks' side; what never was the shop's stays so. */
export function booksSide(doc: BooksPayment, share: Share, before?: PaymentBase['books']): PaymentBase['books'] {
  const besides = before?.besides;
  return {
    share: share.money,
    total: doc.TotalAmt,
    date: doc.TxnDate ?? '',
    ...(besides === undefined ? {} : { besides }),
  };
}

/** A payment here is paired with its share of one there: the rest of that one is somebody else's money. */
export function pairedSide(doc: BooksPayment, share: Share): PaymentBase['books'] {
  const besides = decimal(doc.TotalAmt).minus(share.money);
  return { ...booksSide(doc, share), ...(besides.gt(0) ? { besides: plainText(besides) } : {}) };
}

/**
 * What a payment here stands for: its share of the invoice. Money that was taken in the shop stays in its account while it is
 * moved or unapplied there, so one of the payments that stand for it also keeps what no other one stands for.
 */
export function amountThere(
  observed: Observation,
  pair: { payment: Payment; doc: BooksPayment; share: Share; before: PaymentBase['books'] | undefined },
): string {
  const { payment, doc, share, before } = pair;
  if (before?.besides !== undefined) return restBesides(doc, share, before.besides);
  const shared = observed.shared.get(doc.Id);
  if (!shared || !isTakenHere(shared, payment)) return share.money;
  if (holderOf(shared)?.id !== payment.id) return share.money;
  const others = shared.standing.filter((one) => one.payment.id !== payment.id);
  return plainText(decimal(doc.TotalAmt).minus(sum(others.map((one) => stoodFor(one, doc)))));
}

/** The money was taken in the shop, on whatever invoice it stands now, and all of it. */
export function isTakenHere({ taken, partly }: SharedPayment, { origin }: Payment): boolean {
  return origin === 'shop' || (taken !== null && !partly);
}

/** The oldest of those that follow it keeps the rest; where none does any more, the oldest. */
export function holderOf({ standing }: SharedPayment): Payment | undefined {
  const active = standing.filter(({ payment, besides }) => payment.state === 'active' && !besides);
  return (active.find(({ booksInvoiceId }) => booksInvoiceId !== null) ?? active[0])?.payment;
}

function stoodFor({ payment, booksInvoiceId, besides }: StandingPayment, doc: BooksPayment): Decimal {
  const isFixed = payment.state === 'active' && (besides || booksInvoiceId === null);
  return decimal(isFixed ? payment.amount : shareOf(doc, booksInvoiceId ?? '').money);
}

/** Of a payment that was the shop's in part alone: what is not on other invoices, and was not somebody else's from the beginning. */
function restBesides(doc: BooksPayment, share: Share, besides: string): string {
  const total = decimal(doc.TotalAmt);
  const elsewhere = sum(invoicesOf(doc).map((id) => decimal(shareOf(doc, id).money))).minus(share.money);
  const rest = total.minus(elsewhere.gt(besides) ? elsewhere : besides);
  return plainText(rest.gt(share.money) ? rest : decimal(share.money));
}

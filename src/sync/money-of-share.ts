/** How much of a QuickBooks payment a payment of the shop stands for, where the money was taken in the shop. */
import { decimal, plainText, sum } from '../base/decimal.ts';
import type { Payment } from '../domain/invoice.ts';
import type { Payment as BooksPayment } from '../quickbooks/entities.ts';
import { invoicesOf, type Share, shareOf } from './mapping/payment.ts';
import type { Observation, PaymentBase } from './observation.ts';

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
 * moved or unapplied there, so one of the payments that stand for it, the oldest, also keeps what is on no synced invoice.
 */
export function amountThere(
  observed: Observation,
  pair: { payment: Payment; doc: BooksPayment; share: Share; before: PaymentBase['books'] | undefined },
): string {
  const { payment, doc, share, before } = pair;
  const shared = observed.shared.get(doc.Id);
  if (payment.origin === 'quickbooks' && (!shared?.taken || shared.partly)) return share.money;
  const keepsRest = before?.besides !== undefined || (shared?.standing[0]?.id ?? payment.id) === payment.id;
  return keepsRest ? restOf(observed, doc, before) : share.money;
}

/**
 * Of the whole amount what does not stand on other synced invoices, each of which has a payment of its own for its share, and
 * was not somebody else's from the beginning.
 */
function restOf({ shared, books }: Observation, doc: BooksPayment, before?: PaymentBase['books']): string {
  const own = books?.doc.Id ?? '';
  const synced = shared.get(doc.Id)?.syncedInvoiceIds ?? new Set<string>();
  const others = invoicesOf(doc).filter((id) => id !== own);
  const on = (ids: readonly string[]) => sum(ids.map((id) => decimal(shareOf(doc, id).money)));
  const total = decimal(doc.TotalAmt);
  if (before?.besides === undefined) return plainText(total.minus(on(others.filter((id) => synced.has(id)))));
  const elsewhere = on(others);
  const rest = total.minus(elsewhere.gt(before.besides) ? elsewhere : before.besides);
  const share = decimal(shareOf(doc, own).money);
  return plainText(rest.gt(share) ? rest : share);
}

/** What a QuickBooks payment means beyond one invoice: the shop payments that stand for it, and where each follows it. */
import type { Reader } from '../db/database.ts';
import { linksOf, linksOfBooks } from '../db/links.ts';
import type { Mirror } from '../db/mirrors.ts';
import { loadPaymentsById } from '../db/payments.ts';
import type { PaymentBase, SharedPayment, StandingPayment } from './observation.ts';

interface Pair extends StandingPayment {
  ended: boolean;
}

export async function observeShared(
  reader: Reader,
  scope: { companyId: string; realmId: string },
  payments: readonly Mirror[],
): Promise<ReadonlyMap<string, SharedPayment>> {
  const booksIds = payments.map((payment) => payment.booksId);
  const paymentLinks = await linksOfBooks(reader, { ...scope, kind: 'payment', booksIds });
  const ids = paymentLinks.map((link) => link.shopId);
  const rows = new Map((await loadPaymentsById(reader, scope.companyId, ids)).map((row) => [row.id, row]));
  const shopIds = [...new Set([...rows.values()].map((payment) => payment.invoiceId))];
  const invoiceLinks = await linksOf(reader, { ...scope, kind: 'invoice', shopIds });
  // A void invoice is on no payment any more, and what was taken for it is still followed.
  const live = invoiceLinks.filter((link) => link.state !== 'unlinked');
  const followed = new Map(live.map((link) => [link.shopId, link.booksId]));
  const pairs = paymentLinks.flatMap(({ shopId, booksId, base }) => {
    const payment = rows.get(shopId);
    if (!payment) return [];
    // The cast reads back what the sync itself keeps in a link.
    const agreed = base as PaymentBase | null;
    const booksInvoiceId = followed.get(payment.invoiceId) ?? null;
    const besides = agreed?.books.besides !== undefined;
    return [{ booksId, pair: { payment, booksInvoiceId, besides, ended: agreed?.ended === true } }];
  });
  // Ids are in the order in which they were made.
  pairs.sort((a, b) => (a.pair.payment.id < b.pair.payment.id ? -1 : 1));
  return new Map(
    booksIds.map((id) => [id, whoStands(pairs.flatMap(({ booksId, pair }) => (booksId === id ? [pair] : [])))]),
  );
}

function whoStands(pairs: readonly Pair[]): SharedPayment {
  const standing = pairs.filter(({ ended }) => !ended);
  const isActive = ({ payment }: Pair) => payment.state === 'active';
  const ours = pairs.filter((pair) => pair.payment.origin === 'shop' && (isActive(pair) || pair.ended));
  const taken = ours.find((pair) => isActive(pair) && !pair.ended) ?? ours[0];
  return { standing, taken: taken?.payment ?? null, partly: ours.some(({ besides }) => besides) };
}

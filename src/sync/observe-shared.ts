/** What a QuickBooks payment means beyond one invoice: the other synced invoices it touches, and the shop payments that stand for it. */
import type { Reader } from '../db/database.ts';
import { linksOfBooks } from '../db/links.ts';
import type { Mirror } from '../db/mirrors.ts';
import { loadPaymentsById } from '../db/payments.ts';
import type { Payment } from '../domain/invoice.ts';
import type { PaymentBase, SharedPayment } from './observation.ts';

export async function observeShared(
  reader: Reader,
  scope: { companyId: string; realmId: string },
  payments: readonly Mirror[],
): Promise<ReadonlyMap<string, SharedPayment>> {
  const invoiceIds = [...new Set(payments.flatMap((payment) => payment.linkedIds))];
  const paymentIds = payments.map((payment) => payment.booksId);
  const [invoiceLinks, paymentLinks] = await Promise.all([
    linksOfBooks(reader, { ...scope, kind: 'invoice', booksIds: invoiceIds }),
    linksOfBooks(reader, { ...scope, kind: 'payment', booksIds: paymentIds }),
  ]);
  const live = invoiceLinks.filter((link) => link.state !== 'unlinked' && link.state !== 'voided');
  const synced = new Set(live.map((link) => link.booksId));
  const ids = paymentLinks.map((link) => link.shopId);
  const rows = new Map((await loadPaymentsById(reader, scope.companyId, ids)).map((row) => [row.id, row]));
  return new Map(
    payments.map((payment) => [
      payment.booksId,
      {
        syncedInvoiceIds: new Set(payment.linkedIds.filter((id) => synced.has(id))),
        ...whoStands(
          paymentLinks
            .filter((link) => link.booksId === payment.booksId)
            .flatMap(({ shopId, base }) => {
              const row = rows.get(shopId);
              return row ? [{ row, base: base as PaymentBase | null }] : [];
            }),
        ),
      },
    ]),
  );
}

function whoStands(
  pairs: readonly { row: Payment; base: PaymentBase | null }[],
): Pick<SharedPayment, 'standing' | 'taken' | 'partly'> {
  // Ids are in the order in which they were made.
  const inOrder = [...pairs].sort((a, b) => (a.row.id < b.row.id ? -1 : 1));
  const active = inOrder.filter(({ row, base }) => row.state === 'active' && base?.ended !== true);
  const ours = inOrder.filter(({ row, base }) => row.origin === 'shop' && (row.state === 'active' || base?.ended));
  const taken = active.find((pair) => ours.includes(pair)) ?? ours[0];
  return {
    standing: active.map(({ row }) => row),
    taken: taken?.row ?? null,
    partly: ours.some(({ base }) => base?.books.besides !== undefined),
  };
}

/** /invoices/{id}/payments and /payments */
import type { Id } from '../../base/ids.ts';
import { listQuery, page } from '../../contract/common.ts';
import {
  listedPayment,
  payment,
  paymentPatch,
  paymentQuery,
  paymentWrite,
  refundWrite,
} from '../../contract/invoices.ts';
import type { Reader } from '../../db/database.ts';
import { loadPaymentBooksIds } from '../../db/invoice-sync.ts';
import { listPayments } from '../../db/payment-list.ts';
import { findPayment } from '../../db/payments.ts';
import type { Payment } from '../../domain/invoice.ts';
import { notFound, Refused } from '../../domain/refused.ts';
import { changePayment } from '../../shop/change-payment.ts';
import { deletePayment } from '../../shop/delete-payment.ts';
import { recordPayment } from '../../shop/record-payment.ts';
import { refundPayment } from '../../shop/refund-payment.ts';
import { restorePayment } from '../../shop/restore-payment.ts';
import { defineRoute, type Reply, type Route, type WriteRequest } from '../define-route.ts';
import { checkMatch, versionTag } from '../etag.ts';
import { invoiceToWrite } from '../invoice-to-write.ts';
import { presentPayment } from '../present/payment.ts';

const tag = 'payments';

const list = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/payments',
  tag,
  summary: 'List the payments of all invoices, newest first',
  permission: 'invoices.view',
  query: listQuery(paymentQuery),
  response: page(listedPayment),
  async handler({ reader, companyId, query }) {
    const found = await listPayments(reader, companyId, query);
    const booksIds = await loadPaymentBooksIds(
      reader,
      companyId,
      found.items.map((item) => item.id),
    );
    const items = found.items.map((item) => {
      const { invoiceNumber, clientName } = item;
      return { ...presentPayment(item, booksIds), invoiceNumber, clientName };
    });
    return { body: { ...found, items } };
  },
});

const take = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/invoices/{id}/payments',
  tag,
  summary: 'Take a payment: partial, several, or more than is due',
  permission: 'payments.take',
  body: paymentWrite,
  response: payment,
  status: 201,
  async handler(request) {
    const { tx, command, params, body } = request;
    await invoiceToWrite(request, params.id);
    return shown(tx, command.companyId, await recordPayment(tx, command, params.id, body));
  },
});

const change = defineRoute({
  kind: 'write',
  method: 'patch',
  path: '/invoices/{id}/payments/{paymentId}',
  tag,
  summary: 'Correct a payment',
  permission: 'payments.take',
  body: paymentPatch,
  response: payment,
  async handler(request) {
    const { tx, command, params, body } = request;
    await paymentToWrite(request, params);
    return shown(tx, command.companyId, await changePayment(tx, command, params.paymentId, body));
  },
});

const remove = defineRoute({
  kind: 'write',
  method: 'delete',
  path: '/invoices/{id}/payments/{paymentId}',
  tag,
  summary: 'Strike a payment through and post its reverse to the account',
  permission: 'payments.take',
  response: null,
  async handler(request) {
    await paymentToWrite(request, request.params);
    await deletePayment(request.tx, request.command, request.params.paymentId);
    return { body: null };
  },
});

const restore = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/invoices/{id}/payments/{paymentId}/restore',
  tag,
  summary: 'Take the deletion of a payment back',
  permission: 'payments.take',
  response: payment,
  async handler(request) {
    const { tx, command, params } = request;
    await paymentToWrite(request, params);
    return shown(tx, command.companyId, await restorePayment(tx, command, params.paymentId));
  },
});

const refund = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/invoices/{id}/payments/{paymentId}/refund',
  tag,
  summary: 'Give money of a payment back; the refund is a payment of its own',
  permission: 'payments.refund',
  body: refundWrite,
  response: payment,
  status: 201,
  async handler(request) {
    const { tx, command, params, body } = request;
    await paymentToWrite(request, params);
    return shown(tx, command.companyId, await refundPayment(tx, command, params.paymentId, body));
  },
});

export const paymentRoutes: Route[] = [list, take, change, remove, restore, refund];

/** The payment must be one of that invoice; a refund moves money out, so it asks for that permission. */
async function paymentToWrite(request: WriteRequest, params: { id: Id; paymentId: Id }): Promise<void> {
  const { tx, companyId, ifMatch, permissions } = request;
  const invoice = await invoiceToWrite({ ...request, ifMatch: null }, params.id);
  const found = await findPayment(tx, companyId, params.paymentId);
  if (found?.invoiceId !== invoice.id) throw notFound('payment');
  checkMatch(ifMatch, versionTag(found.version));
  if (found.kind === 'refund' && !permissions.includes('payments.refund')) {
    throw new Refused('forbidden', 'This is a refund. Changing it needs the permission “payments.refund”.');
  }
}

async function shown(reader: Reader, companyId: Id, of: Payment): Promise<Reply<ReturnType<typeof presentPayment>>> {
  const booksIds = await loadPaymentBooksIds(reader, companyId, [of.id]);
  return { body: presentPayment(of, booksIds), etag: versionTag(of.version) };
}

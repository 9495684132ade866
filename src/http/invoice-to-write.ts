/** What HTTP asks of an invoice before a command changes it: that it is there, as the caller saw it, and theirs to edit. */
import { type Id, isId } from '../base/ids.ts';
import { allStatuses } from '../db/invoice-statuses.ts';
import { lockInvoice } from '../db/invoices.ts';
import type { Invoice } from '../domain/invoice.ts';
import { notFound, Refused } from '../domain/refused.ts';
import type { WriteRequest } from './define-route.ts';
import { checkMatch, versionTag } from './etag.ts';

/** Issued: in a group other than New. `content`: what the invoice says is to be changed, not only its status. */
export async function invoiceToWrite(
  request: WriteRequest,
  id: Id,
  what: { content?: boolean } = {},
): Promise<Invoice> {
  const { tx, companyId, permissions, ifMatch } = request;
  const invoice = isId(id) ? await lockInvoice(tx, companyId, id) : null;
  if (!invoice) throw notFound('invoice');
  checkMatch(ifMatch, versionTag(invoice.version));
  if (what.content && !permissions.includes('invoices.edit_issued')) {
    const status = (await allStatuses(tx, companyId)).find((candidate) => candidate.id === invoice.statusId);
    if (status?.group !== 'new') {
      throw new Refused(
        'forbidden',
        'This invoice is issued. Changing it needs the permission “invoices.edit_issued”.',
      );
    }
  }
  return invoice;
}

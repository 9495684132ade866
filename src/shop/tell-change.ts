/** What the company's own programs are told of a change: of the invoice, and of the payment that changed it. */
import type { Tx } from '../db/database.ts';
import { tell } from '../db/outbox.ts';
import { balanceOf } from '../domain/balance.ts';
import type { Invoice, Payment } from '../domain/invoice.ts';
import type { CommandContext } from './command.ts';

export interface ToldChange {
  type: string;
  before: Invoice | null;
  after: Invoice;
  changedFields: readonly string[];
}

/**
 * A new invoice is told as created alone; a new status by itself; and all else that is seen on the invoice, its payments
 * among it, as an update.
 */
export async function tellInvoiceChange(tx: Tx, context: CommandContext, change: ToldChange): Promise<void> {
  const { companyId, now } = context;
  const { before, after, type } = change;
  const frame = { invoice: invoiceBody(after, type === 'deleted'), actor: actorOf(context) };
  if (before === null) {
    await tell(tx, { companyId, type: 'invoice.created', data: frame, now });
    return;
  }
  if (before.statusId !== after.statusId) {
    const data = { ...frame, previousStatusId: before.statusId };
    await tell(tx, { companyId, type: 'invoice.status_changed', data, now });
  }
  if (type === 'status_changed') return;
  await tell(tx, { companyId, type: 'invoice.updated', data: { ...frame, changedFields: change.changedFields }, now });
}

/** A payment that is restored counts again, so it is told as one that was created. */
export async function tellPaymentChange(
  tx: Tx,
  context: CommandContext,
  change: { before: Payment | null; after: Payment },
): Promise<void> {
  const { before, after } = change;
  const counted = before?.state === 'active';
  const counts = after.state === 'active';
  if (counted === counts) return;
  const { id, invoiceId, kind, accountId, amount, date, paymentMethodId, reference, origin, state } = after;
  const payment = { id, invoiceId, kind, accountId, amount, date, paymentMethodId, reference, origin, state };
  await tell(tx, {
    companyId: context.companyId,
    type: counts ? 'payment.created' : 'payment.deleted',
    data: { payment, actor: actorOf(context) },
    now: context.now,
  });
}

function actorOf({ actor }: CommandContext) {
  return { type: actor.type, name: actor.name };
}

function invoiceBody(invoice: Invoice, deleted: boolean) {
  const { id, number, issueDate, dueDate, clientId, payerId, locationId, statusId } = invoice;
  const { total, paid, credited, voided } = invoice;
  return {
    id,
    number,
    issueDate,
    dueDate,
    clientId,
    payerId,
    locationId,
    statusId,
    total,
    paid,
    credited,
    // The total is written in the currency's places already.
    ...balanceOf(invoice, total.split('.')[1]?.length ?? 0),
    voided,
    deleted,
  };
}

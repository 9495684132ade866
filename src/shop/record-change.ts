/**
 * What goes with every change of an invoice, in the same transaction: its event, the look that asks the sync to compare
 * (not for the sync's own changes, or it would answer itself), what the company's programs are told, and the word to
 * open pages.
 */
import { type Id, isId } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { appendEvent } from '../db/invoice-events.ts';
import { askToLook, notifyChange } from '../db/looks.ts';
import { loadNames } from '../db/names.ts';
import type { Change, Invoice } from '../domain/invoice.ts';
import { diffInvoice } from '../domain/invoice-diff.ts';
import { type CommandContext, isPerson } from './command.ts';
import { tellInvoiceChange } from './tell-change.ts';

export interface InvoiceChange {
  type: string;
  before: Invoice | null;
  after: Invoice;
  /** What changed besides the invoice's own fields: a payment, the comment of a status. */
  also?: readonly Change[];
}

export async function recordChange(tx: Tx, context: CommandContext, change: InvoiceChange): Promise<void> {
  const { companyId, actor, now } = context;
  const { before, after } = change;
  const changes = await withNames(tx, companyId, [...diffInvoice(before, after), ...(change.also ?? [])]);
  await appendEvent(tx, { companyId, invoiceId: after.id, at: now, actor, type: change.type, changes });
  if (actor.type !== 'integration') {
    const entered = isPerson(actor) && before?.statusId !== after.statusId;
    await askToLook(tx, {
      companyId,
      subjectIds: [after.id],
      now,
      ...(entered ? { enteredStatusId: after.statusId } : {}),
    });
  }
  const changedFields = changes.map(({ field }) => field);
  await tellInvoiceChange(tx, context, { type: change.type, before, after, changedFields });
  await notifyChange(tx, companyId);
}

/** `statusId` becomes `status {id name}`, and so for all that refers to something with a name. */
async function withNames(tx: Tx, companyId: Id, changes: readonly Change[]): Promise<Change[]> {
  const refers = (change: Change) => change.field.endsWith('Id');
  const ids = changes.filter(refers).flatMap(({ from, to }) => [from, to]);
  const names = await loadNames(tx, companyId, ids.filter(isIdText));
  const named = (id: unknown) => (isIdText(id) ? { id, name: names.get(id) ?? '' } : null);
  return changes.map((change) =>
    refers(change)
      ? { field: change.field.slice(0, -'Id'.length), from: named(change.from), to: named(change.to) }
      : change,
  );
}

function isIdText(value: unknown): value is Id {
  return typeof value === 'string' && isId(value);
}

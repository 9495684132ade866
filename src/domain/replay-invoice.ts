/** An invoice as it was, from its events: each holds in full what it changed, so the last word on each field stands. */
import type { Id } from '../base/ids.ts';
import type { Change, Credit, Invoice, Payment } from './invoice.ts';

export interface PastInvoice {
  invoice: Invoice;
  /** The names that things had when the invoice came to refer to them. */
  names: ReadonlyMap<Id, string>;
  payments: Payment[];
  credits: Credit[];
}

interface Named {
  id: Id;
  name: string;
}

/** `events` from the first one on, oldest first; `present` gives what never changes. null: it was not there yet. */
export function replayInvoice(
  present: Invoice,
  events: readonly { at: Date; changes: readonly Change[] }[],
): PastInvoice | null {
  const last = events.at(-1);
  if (!last) return null;
  // What was nothing when the invoice was made is not among its first event's changes.
  const fields: Record<string, unknown> = { comment: null, discount: null, payerId: null };
  const names = new Map<Id, string>();
  const payments = new Map<Id, Payment>();
  let credits: Credit[] = [];
  for (const { field, to, at } of events.flatMap((event) => event.changes.map((each) => ({ ...each, at: event.at })))) {
    if (field === 'payment') remember(payments, present.id, to, at);
    else if (field === 'credits') credits = to as Credit[];
    else if (isNamed(to)) {
      fields[`${field}Id`] = to.id;
      names.set(to.id, to.name);
    } else if (field === 'payer') fields.payerId = null;
    else fields[field] = to;
  }
  // The casts rest on what recordChange writes: the domain's own values, field by field.
  const invoice = { ...present, ...(fields as Partial<Invoice>), version: events.length, updatedAt: last.at };
  return { invoice, names, payments: [...payments.values()], credits };
}

function remember(payments: Map<Id, Payment>, invoiceId: Id, told: unknown, at: Date): void {
  const payment = told as Omit<Payment, 'invoiceId' | 'refundOf' | 'version' | 'createdAt'>;
  const before = payments.get(payment.id);
  const first = { invoiceId, refundOf: null, version: 0, createdAt: at };
  payments.set(payment.id, { ...first, ...before, ...payment, version: (before?.version ?? 0) + 1 });
}

function isNamed(value: unknown): value is Named {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'name' in value &&
    typeof value.name === 'string'
  );
}

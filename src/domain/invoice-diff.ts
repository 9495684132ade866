/**
 * What changed between two states of an invoice, field by field, in full: an invoice as it was at any moment follows
 * from its events. Computed fields are compared as well, so a changed total shows beside its cause.
 */
import type { Change, Invoice } from './invoice.ts';

const fields = [
  'number',
  'issueDate',
  'dueDate',
  'clientId',
  'payerId',
  'locationId',
  'statusId',
  'comment',
  'lines',
  'discount',
  'taxRounding',
  'subtotal',
  'discountTotal',
  'taxTotal',
  'taxes',
  'total',
  'paid',
  'credited',
  'voided',
] as const satisfies readonly (keyof Invoice)[];

/** `before` null: the invoice was just made. */
export function diffInvoice(before: Invoice | null, after: Invoice): Change[] {
  return fields.flatMap((field) => {
    const from = before ? before[field] : null;
    const to = after[field];
    return sameValue(from, to) ? [] : [{ field, from, to }];
  });
}

/** Plain values are the same when they are written the same, whatever order their keys are in. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => sameValue(Reflect.get(left, key), Reflect.get(right, key)));
}

/**
 * What of an event's changes is worth telling: sums that follow are left out, a line that came or went is told by its
 * name and amount, a payment by its amount, a new invoice by its total alone, on either side.
 */
import type { HistoryEvent } from '../../../contract/invoices.ts';

export interface ToldChange {
  kind: 'field' | 'line_added' | 'line_removed';
  /** The name of the line that came or went. */
  line: string;
  field: string;
  from: unknown;
  to: unknown;
}

type Change = { field: string; from?: unknown; to?: unknown };
type Shape = Record<string, unknown>;

const derived = new Set([
  'subtotal',
  'discountTotal',
  'taxTotal',
  'taxes',
  'taxRounding',
  'paid',
  'credited',
  'voided',
]);

export function toldChanges({ type, changes }: HistoryEvent): ToldChange[] {
  if (type === 'created') return changes.filter(({ field }) => field === 'total').map(plain);
  if (/^quickbooks\.(created|seen)$/.test(type)) return changes.filter(({ field }) => field === 'total').map(plain);
  if (/^quickbooks\.payment_(created|seen)$/.test(type)) {
    return changes.filter(({ field }) => ['amount', 'date', 'reference'].includes(field)).map(plain);
  }
  return changes.flatMap((change): ToldChange[] => {
    if (derived.has(change.field) || followsFromItsLine(change, changes)) return [];
    if (/^lines\.\d+$/.test(change.field)) return [lineChange(change)];
    if (change.field === 'payment') return paymentChanges(change);
    return [plain(change)];
  });
}

function plain({ field, from, to }: Change): ToldChange {
  return { kind: 'field', line: '', field, from, to };
}

/** The amount of a line says nothing new beside its quantity or price. */
function followsFromItsLine({ field }: Change, changes: readonly Change[]): boolean {
  const line = /^(lines\.\d+\.)amount$/.exec(field)?.[1];
  return line !== undefined && changes.some((other) => other.field !== field && other.field.startsWith(line));
}

function lineChange({ from, to }: Change): ToldChange {
  const [gone, made] = [shapeOf(from), shapeOf(to)];
  const line = String((made ?? gone)?.name ?? '');
  return { kind: made ? 'line_added' : 'line_removed', line, field: 'amount', from: gone?.amount, to: made?.amount };
}

function paymentChanges({ from, to }: Change): ToldChange[] {
  const [before, after] = [shapeOf(from), shapeOf(to)];
  if (!before || !after) return [plain({ field: 'amount', from: before?.amount, to: after?.amount })];
  const changed = ['amount', 'date', 'reference'].filter((field) => before[field] !== after[field]);
  return changed.length === 0
    ? [plain({ field: 'amount', from: null, to: after.amount })]
    : changed.map((field) => plain({ field, from: before[field], to: after[field] }));
}

function shapeOf(value: unknown): Shape | null {
  return typeof value === 'object' && value !== null ? (value as Shape) : null;
}

/**
 * What of an event's changes is worth telling: derived sums are left out, lines are compared line by line, a payment is
 * told by its amount, a new invoice by its total alone.
 */
import type { HistoryEvent } from '../../../contract/invoices.ts';

export interface ToldChange {
  kind: 'field' | 'line_added' | 'line_removed';
  /** The name of the line it is about. */
  line: string | null;
  field: string;
  from: unknown;
  to: unknown;
}

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
const lineFields = ['name', 'description', 'quantity', 'unitPrice', 'discount', 'taxes'];

export function toldChanges(event: HistoryEvent): ToldChange[] {
  if (event.type === 'created') return event.changes.filter(({ field }) => field === 'total').map(plain);
  return event.changes.flatMap((change) => {
    if (derived.has(change.field)) return [];
    if (change.field === 'lines') return lineChanges(shapes(change.from), shapes(change.to));
    if (change.field === 'payment') return paymentChanges(change.from, change.to);
    return [plain(change)];
  });
}

function plain({ field, from, to }: { field: string; from?: unknown; to?: unknown }): ToldChange {
  return { kind: 'field', line: null, field, from, to };
}

function lineChanges(before: Shape[], after: Shape[]): ToldChange[] {
  const gone = before.filter((line) => !after.some(({ id }) => id === line.id));
  const told = after.flatMap((line): ToldChange[] => {
    const former = before.find(({ id }) => id === line.id);
    const name = String(line.name ?? '');
    if (!former) return [{ kind: 'line_added', line: name, field: 'amount', from: null, to: line.amount }];
    return lineFields
      .filter((field) => JSON.stringify(former[field]) !== JSON.stringify(line[field]))
      .map((field) => ({ kind: 'field', line: name, field, from: named(former[field]), to: named(line[field]) }));
  });
  const removed = gone.map((line): ToldChange => {
    return { kind: 'line_removed', line: String(line.name ?? ''), field: 'amount', from: line.amount, to: null };
  });
  return [...told, ...removed];
}

function paymentChanges(from: unknown, to: unknown): ToldChange[] {
  const [before, after] = [shapeOf(from), shapeOf(to)];
  if (!before || !after) return [plain({ field: 'amount', from: before?.amount, to: after?.amount })];
  const changed = ['amount', 'date', 'reference'].filter((field) => before[field] !== after[field]);
  return changed.length === 0
    ? [plain({ field: 'amount', from: null, to: after.amount })]
    : changed.map((field) => plain({ field, from: before[field], to: after[field] }));
}

/** Taxes of a line are told by their names. */
function named(value: unknown): unknown {
  return Array.isArray(value) ? shapes(value).map((each) => each.name) : value;
}

function shapes(value: unknown): Shape[] {
  return Array.isArray(value) ? value.map(shapeOf).filter((each) => each !== null) : [];
}

function shapeOf(value: unknown): Shape | null {
  return typeof value === 'object' && value !== null ? (value as Shape) : null;
}

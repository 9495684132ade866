/** Events of an invoice for people: what is referred to by its name, and lines by the fields in which they differ. */
import type { HistoryEvent } from '../../contract/invoices.ts';
import type { InvoiceEvent } from '../../db/invoice-events.ts';
import type { Change, Line, LineTax } from '../../domain/invoice.ts';
import { sameValue } from '../../domain/invoice-diff.ts';
import type { BooksEvent } from '../services.ts';

export function presentEvent(event: InvoiceEvent): HistoryEvent {
  return {
    id: event.id,
    at: event.at.toISOString(),
    actor: event.actor,
    type: event.type,
    changes: event.changes.flatMap(presentChange),
  };
}

/** A state of a QuickBooks record: ours where our own write brought it, else QuickBooks'. */
export function presentBooksEvent({ type, changes, version }: BooksEvent): HistoryEvent {
  const actor = version.source === 'write' ? ('integration' as const) : ('quickbooks' as const);
  return {
    id: version.id,
    at: version.seenAt.toISOString(),
    actor: { type: actor, name: 'QuickBooks' },
    type,
    changes,
    source: { kind: version.source, requestId: version.requestId, logId: null },
  };
}

function presentChange(change: Change): HistoryEvent['changes'] {
  const { field, from, to } = change;
  // What the totals' parts are follows from the lines and the taxes; the totals themselves are told.
  if (field === 'taxes' || field === 'taxRounding') return [];
  if (field === 'lines') return lineChanges(asLines(from), asLines(to));
  return [{ field, from: nameOf(from), to: nameOf(to) }];
}

/** `{id name}` is told by its name. */
function nameOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? null;
  const keys = Object.keys(value);
  return keys.length === 2 && 'id' in value && 'name' in value ? value.name : value;
}

/** Lines are numbered from 0, as in the errors of a write. */
function lineChanges(before: readonly Line[], after: readonly Line[]): Change[] {
  const changed = after.flatMap((line, index) => {
    const was = before.find((candidate) => candidate.id === line.id);
    if (!was) return [{ field: `lines.${index}`, from: null, to: told(line) }];
    return fieldChanges(`lines.${index}`, told(was), told(line));
  });
  const removed = before.flatMap((line, index) => {
    const stays = after.some((candidate) => candidate.id === line.id);
    return stays ? [] : [{ field: `lines.${index}`, from: told(line), to: null }];
  });
  return [...changed, ...removed];
}

function fieldChanges(path: string, before: ReturnType<typeof told>, after: ReturnType<typeof told>): Change[] {
  return Object.entries(after).flatMap(([field, to]) => {
    const from = Reflect.get(before, field);
    return sameValue(from, to) ? [] : [{ field: `${path}.${field}`, from, to }];
  });
}

function told(line: Line) {
  return {
    name: line.name,
    description: line.description,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    discount: line.discount,
    taxes: line.taxes.map((tax: LineTax) => tax.name).join(', '),
    amount: line.amount,
  };
}

/** Events hold lines as the domain had them when they were written. */
function asLines(value: unknown): Line[] {
  return Array.isArray(value) ? (value as Line[]) : [];
}

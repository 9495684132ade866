/**
 * An invoice while it is being written: numbers as they were typed, so that nothing jumps under the fingers.
 * `totalsInput` reads it leniently for the live totals, `bodyOf` strictly for the server.
 */
import type { Discount, Invoice, InvoiceWrite, LineWrite } from '../../../contract/invoices.ts';
import type { TotalsLine } from '../../money/totals.ts';
import { parseDecimal, parsePrice, typedDecimal } from '../../words/decimal-input.ts';

export interface DraftLine {
  /** For React: the id of a stored line, or a new one. */
  key: string;
  stored: boolean;
  itemId: string | null;
  name: string;
  description: string;
  quantity: string;
  unitPrice: string;
  /** "10%" or "5.00". */
  discount: string;
  taxIds: string[];
  /** What QuickBooks has as tax beyond the shop's own: it can be removed, not changed. */
  correction: boolean;
}

export interface Draft {
  clientId: string | null;
  payerId: string | null;
  locationId: string | null;
  number: string;
  issueDate: string | null;
  dueDate: string | null;
  comment: string;
  discount: string;
  lines: DraftLine[];
}

/** Field paths as the server writes them (`lines.0.quantity`), with what is wrong. */
export type Errors = Record<string, string>;

export function newLine(taxIds: readonly string[] = []): DraftLine {
  return {
    key: crypto.randomUUID(),
    stored: false,
    itemId: null,
    name: '',
    description: '',
    quantity: '1',
    unitPrice: '',
    discount: '',
    taxIds: [...taxIds],
    correction: false,
  };
}

export function draftOf(invoice: Invoice, locale: string): Draft {
  return {
    clientId: invoice.clientId,
    payerId: invoice.payerId,
    locationId: invoice.locationId,
    number: invoice.number,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    comment: invoice.comment ?? '',
    discount: typedDiscount(invoice.discount, locale),
    lines: invoice.lines.map((line) => ({
      key: line.id,
      stored: true,
      itemId: line.itemId,
      name: line.name,
      description: line.description ?? '',
      quantity: typedDecimal(line.quantity, locale),
      unitPrice: typedDecimal(line.unitPrice, locale, 2),
      discount: typedDiscount(line.discount, locale),
      taxIds: line.taxIds,
      correction: line.kind === 'tax_adjustment',
    })),
  };
}

/** Everything copied but what belongs to the one document: its number and dates. */
export function duplicateOf(invoice: Invoice, blank: Draft, locale: string): Draft {
  const copy = draftOf(invoice, locale);
  return {
    ...copy,
    number: '',
    issueDate: blank.issueDate,
    dueDate: blank.dueDate,
    lines: copy.lines
      .filter((line) => !line.correction)
      .map((line) => ({ ...line, key: crypto.randomUUID(), stored: false })),
  };
}

export function isBlank(line: DraftLine): boolean {
  return line.name.trim() === '' && line.unitPrice.trim() === '' && line.description.trim() === '' && !line.itemId;
}

export function totalsLines(draft: Draft, locale: string): TotalsLine[] {
  return draft.lines.map((line) => ({
    quantity: parseDecimal(line.quantity, locale) ?? '0',
    unitPrice: parsePrice(line.unitPrice, locale) ?? '0',
    discount: parseDiscount(line.discount, locale),
    taxIds: line.taxIds,
    correction: line.correction,
  }));
}

export function parseDiscount(typed: string, locale: string): Discount | null {
  const text = typed.trim();
  const type = text.endsWith('%') ? 'percent' : 'amount';
  const value = parseDecimal(text.replace(/%$/, ''), locale);
  return value === null || Number(value) === 0 ? null : { type, value };
}

function typedDiscount(discount: Discount | null, locale: string): string {
  if (!discount) return '';
  const value = typedDecimal(discount.value, locale);
  return discount.type === 'percent' ? `${value}%` : value;
}

export interface Wrong {
  client: string;
  line: string;
  name: string;
  number: string;
}

/** What to send, or what is wrong with it; `wrong` holds the sentences. Blank lines are left out. */
export function bodyOf(draft: Draft, locale: string, wrong: Wrong): { body: InvoiceWrite } | { errors: Errors } {
  const errors: Errors = {};
  const decimalAt = (path: string, typed: string, parse = parseDecimal) => {
    const value = parse(typed, locale);
    if (value === null) errors[path] = wrong.number;
    return value ?? '0';
  };
  const discountAt = (path: string, typed: string) => {
    const discount = parseDiscount(typed, locale);
    const zero = parseDecimal(typed.trim().replace(/%$/, ''), locale);
    if (!discount && typed.trim() !== '' && zero === null) errors[path] = wrong.number;
    return discount;
  };
  const lines: LineWrite[] = draft.lines
    .map((line, index) => ({ line, path: `lines.${index}` }))
    .filter(({ line }) => !isBlank(line))
    .map(({ line, path }) => {
      if (line.correction) return { id: line.key };
      if (line.name.trim() === '') errors[`${path}.name`] = wrong.name;
      return {
        ...(line.stored ? { id: line.key } : {}),
        itemId: line.itemId,
        name: line.name.trim(),
        description: line.description.trim() || null,
        quantity: decimalAt(`${path}.quantity`, line.quantity),
        unitPrice: decimalAt(`${path}.unitPrice`, line.unitPrice.trim() === '' ? '0' : line.unitPrice, parsePrice),
        discount: discountAt(`${path}.discount`, line.discount),
        taxIds: line.taxIds,
      };
    });
  if (!draft.clientId) errors.clientId = wrong.client;
  if (lines.length === 0) errors.lines = wrong.line;
  const discount = discountAt('discount', draft.discount);
  if (!draft.clientId || Object.keys(errors).length > 0) return { errors };
  return {
    body: {
      clientId: draft.clientId,
      payerId: draft.payerId,
      ...(draft.locationId ? { locationId: draft.locationId } : {}),
      ...(draft.number.trim() === '' ? {} : { number: draft.number.trim() }),
      ...(draft.issueDate ? { issueDate: draft.issueDate } : {}),
      ...(draft.dueDate ? { dueDate: draft.dueDate } : {}),
      comment: draft.comment.trim() || null,
      discount,
      lines,
    },
  };
}

/** What an edit made in QuickBooks means in the shop: the patch of a shop invoice, or why it cannot be taken over. */
import { type Decimal, decimal, plainText, round, sum } from '../../base/decimal.ts';
import type { QuickBooksSettings } from '../../contract/integration.ts';
import type { InvoicePatch, LineWrite } from '../../contract/invoices.ts';
import type { TaxMode } from '../../db/connections.ts';
import type { Invoice, Line } from '../../domain/invoice.ts';
import { containedFactor } from '../../domain/totals.ts';
import { type Facts, isUnder, lineOrder, orderFact } from '../facts.ts';
import { foldsDiscount } from './draft.ts';
import { isUnitedStates, mappedCode, notTaxable, shopTaxesFor, taxable } from './tax-codes.ts';

export interface PullContext {
  settings: QuickBooksSettings;
  taxMode: TaxMode;
  /** Shop ids by QuickBooks id; an item that the shop does not know becomes free text. */
  clientOf(booksId: string): string | null;
  itemOf(booksId: string): string | null;
  itemName(itemId: string): string;
  /** What a price with these taxes is divided by to be net: QuickBooks' prices are net, the shop's contain their taxes. */
  containedFactor(taxIds: readonly string[]): Decimal;
  places: number;
}

export type PullResult =
  | { kind: 'patch'; patch: InvoicePatch; lineKeys: string[] | null }
  | { kind: 'unknown_customer'; booksId: string }
  | { kind: 'unmapped_tax'; code: string };

/** `changed` are the facts that QuickBooks changed; `lineKeys` names the patch's lines in order by their fact key. */
export function pullPatch(
  invoice: Invoice,
  books: Facts,
  changed: readonly string[],
  context: PullContext,
): PullResult {
  const paths = foldsDiscount(invoice) || isCapped(invoice) ? unfolded(invoice, books, changed) : changed;
  const patch: InvoicePatch = {};
  if (paths.includes('number') && books.number) patch.number = books.number;
  if (paths.includes('issueDate') && books.issueDate) patch.issueDate = books.issueDate;
  if (paths.includes('dueDate') && books.dueDate) patch.dueDate = books.dueDate;
  if (paths.includes('memo')) patch.comment = books.memo ?? null;
  if (paths.includes('discount')) patch.discount = discountOf(books.discount);
  if (paths.includes('customer') && books.customer) {
    const clientId = context.clientOf(books.customer);
    if (clientId === null) return { kind: 'unknown_customer', booksId: books.customer };
    patch.clientId = clientId;
  }
  if (!paths.some((path) => path.startsWith('lines.') || path === 'taxCode' || path === orderFact)) {
    const taxIdsOf = (key: string) => invoice.lines.find((line) => line.id === key)?.taxes.map((tax) => tax.taxId);
    return { kind: 'patch', patch: withGrossDiscount(patch, books, taxIdsOf, context), lineKeys: null };
  }
  const lines: LineWrite[] = [];
  const keys: string[] = [];
  for (const key of linesAfter(invoice, books, paths)) {
    const pulled = pullLine({ key, line: invoice.lines.find((line) => line.id === key), books, paths }, context);
    if ('unmapped' in pulled) return { kind: 'unmapped_tax', code: pulled.unmapped };
    lines.push(pulled.line);
    keys.push(key);
  }
  const taxIdsOf = (key: string) => lines[keys.indexOf(key)]?.taxIds;
  return {
    kind: 'patch',
    patch: { ...withGrossDiscount(patch, books, taxIdsOf, context), lines },
    lineKeys: keys,
  };
}

/** QuickBooks takes an amount off net prices; on the shop's, which contain their tax, the same is more. */
function withGrossDiscount(
  patch: InvoicePatch,
  books: Facts,
  taxIdsOf: (key: string) => readonly string[] | undefined,
  context: PullContext,
): InvoicePatch {
  const { discount } = patch;
  if (discount?.type !== 'amount') return patch;
  const nets = lineOrder(books).map((key) => {
    const at = (field: string) => books[`lines.${key}.${field}`] ?? '0';
    const net = at('amount') === '0' ? decimal(at('quantity')).times(at('unitPrice')) : decimal(at('amount'));
    return { net, gross: net.times(context.containedFactor(taxIdsOf(key) ?? [])) };
  });
  const net = sum(nets.map((line) => line.net));
  const gross = sum(nets.map((line) => line.gross));
  if (net.eq(0) || net.eq(gross)) return patch;
  const value = plainText(round(decimal(discount.value).times(gross).div(net), context.places));
  return { ...patch, discount: { ...discount, value } };
}

const priced = ['quantity', 'unitPrice', 'amount', 'tax'];

/** A discount of more than there was to discount: QuickBooks has only what counted. */
function isCapped({ discount, lines }: Invoice): boolean {
  const counted = sum(lines.map((line) => decimal(line.documentDiscount)));
  return discount?.type === 'amount' && counted.lt(discount.value);
}

/**
 * Where the discount is in the prices there, prices and discount are taken over together, or it would count twice; a capped
 * one is taken over as it counted.
 */
function unfolded(invoice: Invoice, books: Facts, changed: readonly string[]): readonly string[] {
  const touches = changed.some((path) => {
    const [first, key, field] = path.split('.');
    return first === 'discount' || (first === 'lines' && key !== undefined && (!field || priced.includes(field)));
  });
  if (!touches) return changed;
  if (!foldsDiscount(invoice)) return [...new Set([...changed, 'discount'])];
  const prices = lineOrder(books).flatMap((key) =>
    ['quantity', 'unitPrice', 'amount'].map((field) => `lines.${key}.${field}`),
  );
  return [...new Set([...changed, 'discount', ...prices])];
}

/**
 * The shop's lines without those that QuickBooks removed, and those that it added where it put them: in the order of the
 * shop, or where QuickBooks changed the order, in that.
 */
function linesAfter(invoice: Invoice, books: Facts, paths: readonly string[]): string[] {
  const there = lineOrder(books);
  const touched = new Set(paths.filter((path) => path.startsWith('lines.')).map((path) => path.split('.')[1] ?? ''));
  const kept = invoice.lines.map((line) => line.id).filter((id) => there.includes(id) || !touched.has(id));
  const added = there.filter((key) => touched.has(key) && !kept.includes(key));
  if (!paths.includes(orderFact)) return inserted(kept, added, there);
  const known = there.filter((key) => kept.includes(key) || added.includes(key));
  return inserted(
    known,
    kept.filter((key) => !known.includes(key)),
    kept,
  );
}

/** `keys` put into `sequence`, each after the one that it follows in `order`. */
function inserted(sequence: readonly string[], keys: readonly string[], order: readonly string[]): string[] {
  const result = [...sequence];
  for (const key of keys) {
    const before = order.slice(0, order.indexOf(key)).findLast((other) => result.includes(other));
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, key);
  }
  return result;
}

interface LinePull {
  key: string;
  line: Line | undefined;
  books: Facts;
  paths: readonly string[];
}

function pullLine(pull: LinePull, context: PullContext): { line: LineWrite } | { unmapped: string } {
  const { key, line, books, paths } = pull;
  const prefix = `lines.${key}`;
  const changed = (field: string) => line === undefined || paths.some((path) => isUnder(`${prefix}.${field}`, path));
  const at = (field: string) => books[`${prefix}.${field}`];
  const taxes = changed('tax') || paths.includes('taxCode') ? taxesOf(pull, context) : null;
  if (taxes && 'unmapped' in taxes) return taxes;
  const taxIds = taxes?.taxIds ?? line?.taxes.map((tax) => tax.taxId) ?? [];
  const itemId = changed('item') ? (at('item') ? context.itemOf(at('item') ?? '') : null) : (line?.itemId ?? null);
  const text =
    changed('description') || changed('item')
      ? fromDescription(at('description') ?? '', itemId === null ? null : context.itemName(itemId))
      : { name: line?.name ?? '', description: line?.description ?? null };
  const priceChanged = ['quantity', 'unitPrice', 'amount'].some(changed);
  const price = priceChanged
    ? priceOf(pull, context.containedFactor(taxIds), context.places)
    : { quantity: line?.quantity ?? '1', unitPrice: line?.unitPrice ?? '0', discount: line?.discount ?? null };
  return { line: { ...(line ? { id: line.id } : {}), itemId, ...text, ...price, taxIds } };
}

/** QuickBooks' prices are net of tax and of the line's discount; the shop's price contains its inclusive taxes. */
function priceOf(pull: LinePull, factor: Decimal, places: number) {
  const at = (field: string) => pull.books[`lines.${pull.key}.${field}`];
  const quantity = at('quantity');
  const unitPrice = at('unitPrice');
  const amount = at('amount') ?? (quantity && unitPrice ? plainText(decimal(quantity).times(unitPrice)) : '0');
  const discount = null;
  if (quantity && unitPrice && at('amount') === undefined) {
    return { quantity, unitPrice: plainText(round(decimal(unitPrice).times(factor), 5)), discount };
  }
  return { quantity: '1', unitPrice: plainText(round(decimal(amount).times(factor), places)), discount };
}

function taxesOf(pull: LinePull, context: PullContext): { taxIds: string[] } | { unmapped: string } {
  const lineCode = pull.books[`lines.${pull.key}.tax`];
  const code = isUnitedStates(context.taxMode) && lineCode === taxable ? (pull.books.taxCode ?? taxable) : lineCode;
  if (code === undefined || code === notTaxable || code === context.settings.untaxedQuickBooksTaxCode) {
    return { taxIds: shopTaxesFor(code ?? '', context.settings) ?? [] };
  }
  if (pull.line) {
    const now = mappedCode(pull.line, context.settings);
    if (now.kind === 'mapped' && (now.code === code || now.code === lineCode)) {
      return { taxIds: pull.line.taxes.map((tax) => tax.taxId) };
    }
  }
  const taxIds = shopTaxesFor(code, context.settings) ?? (lineCode ? shopTaxesFor(lineCode, context.settings) : null);
  return taxIds === null ? { unmapped: code } : { taxIds };
}

/** The reverse of `describe` in draft.ts. A free line's name is its first text line. */
export function fromDescription(text: string, itemName: string | null): { name: string; description: string | null } {
  if (itemName !== null) {
    return { name: itemName, description: text === '' || text === itemName ? null : text };
  }
  const [first = '', ...rest] = text.split('\n');
  const name = first.trim().slice(0, 200);
  return { name: name === '' ? '—' : name, description: rest.length === 0 ? null : rest.join('\n') };
}

function discountOf(fact: string | undefined): InvoicePatch['discount'] {
  const [type, value] = (fact ?? '').split(':');
  if (value === undefined || (type !== 'percent' && type !== 'amount')) return null;
  return { type, value };
}

/** By the taxes as they are now, in the order in which they stand on the line. */
export function containedFactorOf(taxes: readonly TaxRule[]) {
  return (taxIds: readonly string[]): Decimal =>
    containedFactor(
      taxIds.flatMap((id) => {
        const tax = taxes.find((candidate) => candidate.id === id);
        return tax ? [{ ...tax, taxId: tax.id }] : [];
      }),
    );
}

export interface TaxRule {
  id: string;
  name: string;
  code: string;
  rate: string;
  inclusive: boolean;
  compound: boolean;
}

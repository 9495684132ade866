/**
 * The request bodies of an invoice. An update is sparse and names only what the shop changed; where lines are sent, each
 * keeps whatever QuickBooks holds in it that the shop does not know (class, service date, ...).
 */
import { decimal, plainText, round, sameNumber } from '../../base/decimal.ts';
import { wireAmount } from '../../quickbooks/amount.ts';
import type { Invoice as BooksInvoice } from '../../quickbooks/entities.ts';
import type { TaxDetailWrite } from '../../quickbooks/writes.ts';
import { type Facts, isUnder, orderFact } from '../facts.ts';
import { type BillTo, billingBody } from './address-body.ts';
import type { DraftLine, InvoiceDraft } from './draft.ts';
import type { LineIds, RefIds } from './invoice-facts.ts';

export interface BodyExtras {
  billTo: BillTo;
  departmentId: string | null;
  /** Of the document, or of each line where the company keeps classes by line. */
  classId: string | null;
  classByLine: boolean;
  /** Automated sales tax: the shop's tax is sent as an override. */
  taxOverride: string | null;
}

type Body = Record<string, unknown>;

export function createInvoiceBody(draft: InvoiceDraft, refs: RefIds, extras: BodyExtras): Body {
  return {
    ...(draft.number === null ? {} : { DocNumber: draft.number }),
    TxnDate: draft.issueDate,
    DueDate: draft.dueDate,
    CustomerRef: { value: refs.customer(draft.clientId) },
    ...(draft.memo === '' ? {} : { CustomerMemo: { value: draft.memo } }),
    ...billingBody(extras.billTo),
    ...(extras.departmentId ? { DepartmentRef: { value: extras.departmentId } } : {}),
    ...(extras.classByLine ? {} : classOf(extras)),
    ...linesAndTax(draft, {
      refs,
      target: null,
      paths: [],
      taxOverride: extras.taxOverride,
      refold: false,
      ofNewLines: extras.classByLine ? classOf(extras) : {},
    }),
  };
}

function classOf({ classId }: BodyExtras): Body {
  return classId ? { ClassRef: { value: classId } } : {};
}

export interface UpdateTarget {
  doc: BooksInvoice;
  raw: Record<string, unknown>;
  lineIds: LineIds;
  /** What QuickBooks held when both sides last agreed. */
  agreed: Facts;
}

/** `paths` are the facts that the shop changed. */
export function updateInvoiceBody(
  draft: InvoiceDraft,
  options: {
    refs: RefIds;
    target: UpdateTarget;
    paths: readonly string[];
    billTo: BillTo;
    taxOverride: string | null;
  },
): Body {
  const { refs, target, paths } = options;
  const has = (name: string) => paths.includes(name);
  const content = paths.some((path) => path.startsWith('lines.') || ['discount', 'taxCode', orderFact].includes(path));
  return {
    Id: target.doc.Id,
    SyncToken: target.doc.SyncToken,
    sparse: true,
    CustomerRef: { value: has('customer') ? refs.customer(draft.clientId) : target.doc.CustomerRef.value },
    // QuickBooks would go on mailing it to the former one.
    ...(has('customer') ? billingBody(options.billTo) : {}),
    ...(has('number') && draft.number !== null ? { DocNumber: draft.number } : {}),
    ...(has('issueDate') ? { TxnDate: draft.issueDate } : {}),
    ...(has('dueDate') ? { DueDate: draft.dueDate } : {}),
    ...(has('memo') ? { CustomerMemo: { value: draft.memo } } : {}),
    ...(content
      ? linesAndTax(draft, {
          refs,
          target,
          paths,
          taxOverride: options.taxOverride,
          refold: draft.folded && discountLine(target) !== undefined,
          ofNewLines: {},
        })
      : standingTax(draft, target, options.taxOverride)),
  };
}

/**
 * QuickBooks may compute the tax anew at each update: automated sales tax where the shop's counts, and elsewhere the tax as it
 * stands (the shop's, or as the accountant corrected it), is stated again.
 */
function standingTax(draft: InvoiceDraft, target: UpdateTarget, taxOverride: string | null): Body {
  if (taxOverride !== null) return { TxnTaxDetail: { TotalTax: wireAmount(taxOverride) } };
  const { TotalTax, TaxLine } = asObject(target.raw.TxnTaxDetail);
  if (!draft.taxExcluded || !Array.isArray(TaxLine) || TaxLine.length === 0) return {};
  const lines = TaxLine.map(asObject).map((line) => ({
    ...line,
    TaxLineDetail: { ...asObject(line.TaxLineDetail), PercentBased: false },
  }));
  return { TxnTaxDetail: { TotalTax, TaxLine: lines } };
}

interface LineSource {
  refs: RefIds;
  /** The record as it was read, to keep what is not ours. */
  target: UpdateTarget | null;
  paths: readonly string[];
  taxOverride: string | null;
  /** A discount that stands on a line of its own there is in the prices here: every line is stated anew, without it. */
  refold: boolean;
  /** What each line of a new document has beside its own. */
  ofNewLines: Body;
}

function linesAndTax(draft: InvoiceDraft, source: LineSource): Body {
  const lines: Body[] = [...draft.lines.map((line) => lineBody(line, source)), ...linesOfTheirs(source)];
  if (draft.discount) lines.push(discountBody(draft, source));
  const tax = taxBody(draft, source.taxOverride);
  return {
    Line: lines,
    ...(draft.discount ? { ApplyTaxAfterDiscount: true } : {}),
    ...(draft.taxExcluded ? { GlobalTaxCalculation: 'TaxExcluded' } : {}),
    ...(tax ? { TxnTaxDetail: tax } : {}),
  };
}

/**
 * Of an invoice that was recognised by its total the lines can be others there. What stood for this one is as it was when
 * both were taken as the same, and has another amount: left as it is, the lines together would come to neither side's total.
 */
function wasNeverAlike(line: DraftLine, before: Body | null, { target }: LineSource): boolean {
  if (!before || !target || before.DetailType !== 'SalesItemLineDetail') return false;
  const there = String(before.Amount ?? '0');
  if (sameNumber(there, line.amount)) return false;
  const agreed = (field: string) => target.agreed[`lines.${line.key}.${field}`] ?? null;
  const quantity = agreed('quantity');
  const price = agreed('unitPrice');
  const follows = quantity !== null && price !== null ? round(decimal(quantity).times(price), 2) : null;
  const amount = agreed('amount') ?? (follows && plainText(follows));
  return amount !== null && sameNumber(there, amount);
}

/** Of a line that is there only what the shop changed is stated anew. */
function lineBody(line: DraftLine, source: LineSource): Body {
  const before = rawLine(source, source.target?.lineIds[line.key]);
  const changed = (...fields: string[]) =>
    before === null || fields.some((field) => source.paths.some((path) => isUnder(`lines.${line.key}.${field}`, path)));
  // A price that contains its tax is stated net, as the document is.
  const inclusive = asObject(before?.SalesItemLineDetail).TaxInclusiveAmt !== undefined;
  const anew = source.refold || inclusive || wasNeverAlike(line, before, source);
  if (before && !anew && !changed('item', 'description', 'tax', 'quantity', 'unitPrice', 'amount')) return before;
  const { Amount, ...rest } = before?.DetailType === 'SalesItemLineDetail' ? before : { Id: before?.Id };
  const { Qty, UnitPrice, TaxInclusiveAmt: _gross, ...kept } = asObject(before?.SalesItemLineDetail);
  const priced = anew || changed('quantity', 'unitPrice', 'amount');
  const quantity = priced ? wireOrNone(line.quantity) : Qty;
  const price = priced ? wireOrNone(line.unitPrice) : UnitPrice;
  return {
    ...rest,
    DetailType: 'SalesItemLineDetail',
    Amount: priced ? wireAmount(line.amount) : Amount,
    ...(changed('description') ? { Description: line.description } : {}),
    SalesItemLineDetail: {
      ...kept,
      ...source.ofNewLines,
      ...(changed('item') ? { ItemRef: { value: source.refs.item(line.itemId) } } : {}),
      ...(quantity === undefined ? {} : { Qty: quantity }),
      ...(price === undefined ? {} : { UnitPrice: price }),
      ...(changed('tax') && line.taxCode !== null ? { TaxCodeRef: { value: line.taxCode } } : {}),
    },
  };
}

function wireOrNone(value: string | null) {
  return value === null ? undefined : wireAmount(value);
}

/** Lines that were added there and are not copied to the shop stay. */
function linesOfTheirs(source: LineSource): Body[] {
  const { target } = source;
  if (!target) return [];
  const known = new Set(Object.values(target.lineIds));
  // Their order names what is not copied too.
  const isAgreed = (id: string) => Object.keys(target.agreed).some((path) => isUnder(path, `lines.books-${id}`));
  const isTheirs = ({ Id, DetailType }: Body) =>
    typeof Id === 'string' &&
    !known.has(Id) &&
    !isAgreed(Id) &&
    DetailType !== 'SubTotalLineDetail' &&
    DetailType !== 'DiscountLineDetail';
  return rawLines(target).filter(isTheirs);
}

function discountBody(draft: InvoiceDraft, source: LineSource): Body {
  const before = discountLine(source.target);
  const percent = draft.discount && 'percent' in draft.discount ? draft.discount.percent : null;
  const { DiscountPercent: _percent, ...kept } = asObject(before?.DiscountLineDetail);
  return {
    ...(before ?? {}),
    DetailType: 'DiscountLineDetail',
    Amount: wireAmount(draft.discountAmount),
    DiscountLineDetail: {
      ...kept,
      PercentBased: percent !== null,
      ...(percent === null ? {} : { DiscountPercent: wireAmount(percent) }),
    },
  };
}

function taxBody(draft: InvoiceDraft, taxOverride: string | null): TaxDetailWrite | null {
  if (draft.pinnedTax) {
    return {
      TotalTax: wireAmount(draft.pinnedTax.total),
      TaxLine: draft.pinnedTax.lines.map((line) => ({
        DetailType: 'TaxLineDetail',
        Amount: wireAmount(line.amount),
        TaxLineDetail: {
          TaxRateRef: { value: line.rateId },
          PercentBased: false,
          NetAmountTaxable: wireAmount(line.base),
        },
      })),
    };
  }
  if (taxOverride !== null) return { TotalTax: wireAmount(taxOverride) };
  return draft.taxCode === null ? null : { TxnTaxCodeRef: { value: draft.taxCode } };
}

function discountLine(target: UpdateTarget | null): Body | undefined {
  return rawLines(target).find((line) => line.DetailType === 'DiscountLineDetail');
}

function rawLines(target: UpdateTarget | null): Body[] {
  const lines = target?.raw.Line;
  return Array.isArray(lines) ? lines.map(asObject) : [];
}

function rawLine(source: LineSource, booksId: string | undefined): Body | null {
  if (booksId === undefined) return null;
  return rawLines(source.target).find((candidate) => candidate.Id === booksId) ?? null;
}

function asObject(value: unknown): Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The tax that an override states, where the shop's tax counts. */
export function overrideFor(draft: InvoiceDraft, shopTotal: string, wanted: boolean): string | null {
  if (!wanted) return null;
  const net = draft.lines.reduce((total, line) => total.plus(line.amount), decimal(0)).minus(draft.discountAmount);
  return decimal(shopTotal).minus(net).toFixed();
}

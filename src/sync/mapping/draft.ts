/**
 * The shop's invoice as QuickBooks should hold it, to the cent: every amount is net of tax, a line discount is in the line,
 * and the total that QuickBooks will compute from it is predicted. What cannot be said exactly is held, never sent.
 */
import { createHash } from 'node:crypto';
import {
  amountText,
  type Decimal,
  type DecimalText,
  decimal,
  plainText,
  round,
  sum,
  ZERO,
} from '../../base/decimal.ts';
import type { QuickBooksSettings } from '../../contract/integration.ts';
import type { BooksPreferences, TaxMode } from '../../db/connections.ts';
import type { IssueDraft } from '../../db/issues.ts';
import type { Invoice, Line } from '../../domain/invoice.ts';
import { containedFactor } from '../../domain/totals.ts';
import { limits } from '../../quickbooks/limits.ts';
import { issueDraft } from '../issue-draft.ts';
import { type PinnedTax, predictTax } from './predict-tax.ts';
import { type BooksTaxCode, isUnitedStates, mappedCode, notTaxable, taxable } from './tax-codes.ts';

export interface DraftLine {
  /** The shop line's id. */
  key: string;
  itemId: string | null;
  description: string;
  /** Net of tax and of the line's discount. */
  amount: DecimalText;
  /** Left out where quantity times price would not give the amount. */
  quantity: DecimalText | null;
  unitPrice: DecimalText | null;
  /** TAX or NON in the US, a code's id elsewhere; null only where no tax is used at all. */
  taxCode: string | null;
}

export interface InvoiceDraft {
  number: string | null;
  issueDate: string;
  dueDate: string;
  memo: string;
  clientId: string;
  lines: DraftLine[];
  discount: { percent: DecimalText } | { amount: DecimalText } | null;
  discountAmount: DecimalText;
  /** The one code of a US invoice. */
  taxCode: string | null;
  taxExcluded: boolean;
  /** Tax amounts that are sent with the invoice, since QuickBooks would round them otherwise. */
  /** The document's discount is in the prices of the lines. */
  folded: boolean;
  pinnedTax: PinnedTax | null;
  /** null where QuickBooks computes a tax that cannot be known before (automated sales tax). */
  predictedTotal: DecimalText | null;
}

export interface DraftContext {
  settings: QuickBooksSettings;
  taxMode: TaxMode;
  preferences: BooksPreferences;
  taxCodes: ReadonlyMap<string, BooksTaxCode>;
  itemNames: ReadonlyMap<string, string>;
  places: number;
}

export type DraftResult = { draft: InvoiceDraft; issues: [] } | { draft: null; issues: IssueDraft[] };

export function draftInvoice(whole: Invoice, context: DraftContext): DraftResult {
  const invoice = withoutAdjustment(whole);
  const taxed = lineTaxCodes(invoice, context);
  if (taxed.issues.length > 0) return { draft: null, issues: taxed.issues };
  const folded = foldsDiscount(invoice);
  const lines = invoice.lines.map((line, index) => draftLine(line, taxed.codes[index] ?? null, folded, context));
  const discount = folded ? null : draftDiscount(invoice);
  const discountAmount = folded ? ZERO : sum(invoice.lines.map((line) => decimal(line.documentDiscount)));
  const net = sum(lines.map((line) => decimal(line.amount))).minus(discountAmount);
  const predicted = predictTax({
    lines,
    discountAmount,
    taxCode: taxed.txnCode ?? context.preferences.defaultTaxCodeId,
    wanted: decimal(invoice.total).minus(net),
    mode: context.taxMode,
    taxCodes: context.taxCodes,
    places: context.places,
  });
  return {
    draft: {
      number: context.preferences.customTxnNumbers ? booksNumber(invoice.number) : null,
      issueDate: invoice.issueDate,
      dueDate: invoice.dueDate,
      memo: invoice.comment ?? '',
      clientId: invoice.clientId,
      lines,
      discount,
      discountAmount: amountText(discountAmount, context.places),
      taxCode: taxed.txnCode,
      folded,
      taxExcluded: context.taxMode === 'global',
      pinnedTax: predicted.pinned,
      predictedTotal: predicted.tax === null ? null : amountText(net.plus(predicted.tax), context.places),
    },
    issues: [],
  };
}

/** A correction that QuickBooks' own tax made necessary is not sent back to it. */
function withoutAdjustment(invoice: Invoice): Invoice {
  const adjustment = adjustmentOf(invoice);
  if (adjustment.eq(0)) return invoice;
  const lines = invoice.lines.filter((line) => line.kind !== 'tax_adjustment');
  return { ...invoice, lines, total: plainText(decimal(invoice.total).minus(adjustment)) };
}

/** What the shop's invoice was corrected by to come to QuickBooks' tax. */
export function adjustmentOf(invoice: Pick<Invoice, 'lines'>): Decimal {
  return sum(invoice.lines.filter((line) => line.kind === 'tax_adjustment').map((line) => decimal(line.amount)));
}

/** QuickBooks takes at most 21 characters; a longer number keeps its beginning and gets a hash of the whole. */
export function booksNumber(number: string): string {
  if (number.length <= limits.docNumberChars) return number;
  const hash = createHash('sha256').update(number).digest('hex').slice(0, 6);
  return `${number.slice(0, limits.docNumberChars - 7)}-${hash}`;
}

/** A discount on prices that contain tax cannot be one line before tax: it goes into the lines. */
export function foldsDiscount(invoice: Invoice): boolean {
  return invoice.discount !== null && invoice.lines.some((line) => line.taxes.some((tax) => tax.inclusive));
}

function draftDiscount(invoice: Invoice): InvoiceDraft['discount'] {
  if (!invoice.discount) return null;
  const { type, value } = invoice.discount;
  if (type === 'percent') return { percent: plainText(decimal(value)) };
  return { amount: plainText(sum(invoice.lines.map((line) => decimal(line.documentDiscount)))) };
}

function draftLine(line: Line, taxCode: string | null, folded: boolean, context: DraftContext): DraftLine {
  const contained = containedFactor(line.taxes);
  const gross = folded ? decimal(line.amount).minus(line.documentDiscount) : decimal(line.amount);
  const amount = contained.eq(1) ? gross : round(gross.div(contained), context.places);
  const priced = netPrice(line, amount, context.places);
  return {
    key: line.id,
    itemId: line.itemId,
    description: describe(line, priced === null, context.itemNames),
    amount: plainText(amount),
    quantity: priced === null ? null : plainText(decimal(line.quantity)),
    unitPrice: priced === null ? null : plainText(priced),
    taxCode,
  };
}

/** The unit price that gives exactly `amount` at this quantity with at most five decimals, if there is one. */
function netPrice(line: Line, amount: Decimal, places: number): Decimal | null {
  const quantity = decimal(line.quantity);
  if (quantity.eq(0)) return amount.eq(0) ? decimal(line.unitPrice) : null;
  const own = decimal(line.unitPrice);
  if (round(quantity.times(own), places).eq(amount)) return own;
  const price = round(amount.div(quantity), limits.amountDecimals);
  return round(quantity.times(price), places).eq(amount) ? price : null;
}

/** `fromDescription` in from-books.ts reads it back. */
function describe(line: Line, named: boolean, itemNames: ReadonlyMap<string, string>): string {
  const own = line.itemId !== null && itemNames.get(line.itemId) === line.name;
  const text =
    line.description === null || line.description === ''
      ? line.name
      : own
        ? line.description
        : `${line.name}\n${line.description}`;
  const whole = named ? `${text}\n(${line.quantity} × ${line.unitPrice})` : text;
  return whole.slice(0, limits.lineDescriptionChars);
}

interface LineCodes {
  codes: (string | null)[];
  txnCode: string | null;
  issues: IssueDraft[];
}

function lineTaxCodes(invoice: Invoice, context: DraftContext): LineCodes {
  return isUnitedStates(context.taxMode) ? usCodes(invoice, context) : codesPerLine(invoice, context);
}

/** US: a line is taxable or not, and the invoice has one code. */
function usCodes(invoice: Invoice, context: DraftContext): LineCodes {
  const issues: IssueDraft[] = [];
  const txnCodes = new Set<string>();
  const codes = invoice.lines.map((line) => {
    const mapped = mappedCode(line, context.settings);
    if (mapped.kind === 'untaxed') return notTaxable;
    if (mapped.kind === 'unmapped') {
      if (context.settings.unmappedTax === 'hold') issues.push(unmapped(mapped.taxes));
      return notTaxable;
    }
    if (mapped.code === notTaxable) return notTaxable;
    if (mapped.code !== taxable) txnCodes.add(mapped.code);
    return taxable;
  });
  if (txnCodes.size > 1) {
    const names = [...txnCodes].map((code) => context.taxCodes.get(code)?.name ?? code).join(', ');
    issues.push(issueDraft({ code: 'several_us_taxes', params: { codes: names }, fixes: ['retry'] }));
  }
  const [only = null] = txnCodes;
  return { codes, txnCode: context.taxMode === 'us_automated' ? null : only, issues: unique(issues) };
}

/** Everywhere else each line names its own code, untaxed lines too. */
function codesPerLine(invoice: Invoice, context: DraftContext): LineCodes {
  if (context.taxMode === 'none') return { codes: invoice.lines.map(() => null), txnCode: null, issues: [] };
  const issues: IssueDraft[] = [];
  const untaxed = context.settings.untaxedQuickBooksTaxCode;
  const codes = invoice.lines.map((line) => {
    const mapped = mappedCode(line, context.settings);
    if (mapped.kind === 'mapped') return mapped.code;
    if (mapped.kind === 'unmapped' && context.settings.unmappedTax === 'hold') {
      issues.push(unmapped(mapped.taxes));
    } else if (untaxed === null) issues.push(unmapped(''));
    return untaxed;
  });
  return { codes, txnCode: null, issues: unique(issues) };
}

function unmapped(taxes: string): IssueDraft {
  return issueDraft({ code: 'unmapped_tax', subject: taxes, params: { taxes }, fixes: ['retry'] });
}

function unique(issues: readonly IssueDraft[]): IssueDraft[] {
  return [...new Map(issues.map((issue) => [`${issue.code}/${issue.subject}`, issue])).values()];
}

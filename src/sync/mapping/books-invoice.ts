/** A QuickBooks invoice with its payments, told in the shop's words as far as it maps: for time travel. Pure. */
import { amountText, type Decimal, decimal, plainText, round, sum } from '../../base/decimal.ts';
import type { QuickBooksSettings } from '../../contract/integration.ts';
import type { Credit, Invoice, Line, LineTax, Payment, TaxTotal } from '../../domain/invoice.ts';
import type { Invoice as BooksInvoice, Payment as BooksPayment } from '../../quickbooks/entities.ts';
import type { Line as BooksLine } from '../../quickbooks/lines.ts';
import { fromDescription } from './from-books.ts';
import { isContent, isVoided } from './invoice-facts.ts';
import { shareOf } from './payment.ts';
import { shopTaxesFor, taxable } from './tax-codes.ts';

export interface BooksInvoiceContext {
  /** What QuickBooks does not have (status, location, payer) is shown as the shop has it now. */
  shop: Invoice;
  places: number;
  settings: QuickBooksSettings;
  taxes: readonly LineTax[];
  rateNames: ReadonlyMap<string, string>;
  /** Shop ids by QuickBooks id. */
  lines: ReadonlyMap<string, string>;
  items: ReadonlyMap<string, string>;
  itemNames: ReadonlyMap<string, string>;
  payments: ReadonlyMap<string, Payment>;
  clientId: string;
}

export interface KnownPayment {
  doc: BooksPayment;
  /** It was seen after the invoice was, so the invoice's own balance does not count it yet. */
  newer: boolean;
}

export interface InShopWords {
  invoice: Invoice;
  payments: Payment[];
  credits: Credit[];
}

export function inShopWords(
  doc: BooksInvoice,
  known: readonly KnownPayment[],
  context: BooksInvoiceContext,
): InShopWords {
  const { shop, places } = context;
  const shares = known.map((payment) => ({ doc: payment.doc, share: shareOf(payment.doc, doc.Id) }));
  const credited = sum(shares.map(({ share }) => decimal(share.credit)));
  const applied = sum(shares.map(({ share }) => decimal(share.money))).plus(credited);
  const moved = known.some((payment) => payment.newer);
  const open = moved
    ? decimal(doc.TotalAmt)
        .minus(doc.Deposit ?? 0)
        .minus(applied)
    : decimal(doc.Balance);
  const lines = doc.Line.filter(isContent).map((line) => shopLine(line, doc, context));
  const money = (amount: Decimal) => amountText(amount, places);
  const invoice: Invoice = {
    ...shop,
    number: doc.DocNumber ?? shop.number,
    issueDate: doc.TxnDate ?? shop.issueDate,
    dueDate: doc.DueDate ?? doc.TxnDate ?? shop.dueDate,
    clientId: context.clientId,
    comment: doc.CustomerMemo?.value ?? null,
    discount: null,
    lines,
    subtotal: money(sum(lines.map((line) => decimal(line.amount)))),
    discountTotal: money(sum(doc.Line.flatMap(discountAmount))),
    taxTotal: money(decimal(doc.TxnTaxDetail?.TotalTax ?? 0)),
    taxes: taxTotals(doc, context),
    total: money(decimal(doc.TotalAmt)),
    // Whatever is neither open nor credited is paid, a deposit and payments that were never read among it.
    paid: money(decimal(doc.TotalAmt).minus(open).minus(credited)),
    credited: money(credited),
    voided: isVoided(doc),
  };
  return {
    invoice,
    payments: shares.filter(({ share }) => decimal(share.money).gt(0)).map((row) => shopPayment(row, context)),
    credits: shares
      .filter(({ share }) => decimal(share.credit).gt(0))
      .map(({ doc: payment, share }) => ({
        id: `books-${payment.Id}`,
        invoiceId: shop.id,
        amount: money(decimal(share.credit)),
        date: payment.TxnDate ?? invoice.issueDate,
        booksId: share.creditMemoId,
      })),
  };
}

function discountAmount(line: BooksLine): Decimal[] {
  return line.DetailType === 'DiscountLineDetail' ? [decimal(line.Amount)] : [];
}

function shopLine(line: BooksLine, doc: BooksInvoice, context: BooksInvoiceContext): Line {
  const sold = line.DetailType === 'SalesItemLineDetail' ? line.SalesItemLineDetail : null;
  const itemId = context.items.get(sold?.ItemRef?.value ?? '') ?? null;
  const itemName = itemId === null ? null : (context.itemNames.get(itemId) ?? null);
  const amount = decimal(line.Amount ?? 0);
  // A negative quantity is none of the shop's: the line is then one piece for its amount.
  const counted = sold?.Qty !== undefined && sold.UnitPrice !== undefined && decimal(sold.Qty).gte(0) ? sold : null;
  return {
    id: context.lines.get(line.Id ?? '') ?? `books-${line.Id ?? line.LineNum ?? '0'}`,
    itemId,
    ...fromDescription(line.Description ?? '', itemName),
    quantity: plainText(round(decimal(counted?.Qty ?? 1), 5)),
    unitPrice: plainText(round(decimal(counted?.UnitPrice ?? amount), 5)),
    discount: null,
    taxes: lineTaxes(sold?.TaxCodeRef?.value, doc, context),
    amount: amountText(amount, context.places),
    documentDiscount: '0',
    taxTotal: amountText(decimal(0), context.places),
  };
}

function lineTaxes(code: string | undefined, doc: BooksInvoice, { settings, taxes }: BooksInvoiceContext): LineTax[] {
  const meant = code === taxable ? (doc.TxnTaxDetail?.TxnTaxCodeRef?.value ?? code) : code;
  const ids = meant === undefined ? [] : (shopTaxesFor(meant, settings) ?? []);
  return ids.flatMap((id) => taxes.find((tax) => tax.taxId === id) ?? []);
}

/** QuickBooks tells tax by its own rates; their ids are QuickBooks'. */
function taxTotals(doc: BooksInvoice, { rateNames, places }: BooksInvoiceContext): TaxTotal[] {
  return (doc.TxnTaxDetail?.TaxLine ?? []).map(({ Amount, TaxLineDetail: detail }) => {
    const rateId = detail.TaxRateRef?.value ?? '0';
    return {
      taxId: `books-${rateId}`,
      name: rateNames.get(rateId) ?? '',
      rate: detail.TaxPercent ?? '0',
      inclusive: doc.GlobalTaxCalculation === 'TaxInclusive',
      amount: amountText(decimal(Amount), places),
    };
  });
}

function shopPayment(
  { doc, share }: { doc: BooksPayment; share: { money: string } },
  { shop, places, payments }: BooksInvoiceContext,
): Payment {
  const own = payments.get(doc.Id);
  return {
    id: own?.id ?? `books-${doc.Id}`,
    invoiceId: shop.id,
    kind: 'payment',
    refundOf: null,
    accountId: own?.accountId ?? `books-${doc.DepositToAccountRef?.value ?? '0'}`,
    amount: amountText(decimal(share.money), places),
    date: doc.TxnDate ?? shop.issueDate,
    paymentMethodId: own?.paymentMethodId ?? null,
    reference: doc.PaymentRefNum ?? null,
    reason: null,
    origin: own?.origin ?? 'quickbooks',
    state: 'active',
    version: own?.version ?? 0,
    createdAt: own?.createdAt ?? new Date(doc.MetaData.CreateTime ?? 0),
  };
}

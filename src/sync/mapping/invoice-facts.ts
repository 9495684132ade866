/** An invoice's content as facts, from the shop's draft and from QuickBooks' record, under the same paths. */
import { decimal, plainText, round } from '../../base/decimal.ts';
import type { TaxMode } from '../../db/connections.ts';
import type { Invoice as BooksInvoice } from '../../quickbooks/entities.ts';
import type { Line as BooksLine } from '../../quickbooks/lines.ts';
import { type Facts, orderFact } from '../facts.ts';
import type { InvoiceDraft } from './draft.ts';

/** The QuickBooks ids of shop records; a record that has none yet is told apart by its own id. */
export interface RefIds {
  customer(clientId: string): string | null;
  item(itemId: string | null): string | null;
}

/** QuickBooks line id by shop line id. */
export type LineIds = Readonly<Record<string, string>>;

export function draftFacts(draft: InvoiceDraft, refs: RefIds): Facts {
  const facts: Record<string, string | null> = {
    number: draft.number,
    issueDate: draft.issueDate,
    dueDate: draft.dueDate,
    memo: draft.memo,
    customer: refs.customer(draft.clientId) ?? `shop:${draft.clientId}`,
    discount: discountFact(draft.discount),
    taxCode: draft.taxCode,
    [orderFact]: draft.lines.map((line) => line.key).join(' '),
  };
  for (const line of draft.lines) {
    // A line of free text has no item of the shop's, whatever it is sent as.
    facts[`lines.${line.key}.item`] = line.itemId === null ? null : (refs.item(line.itemId) ?? `shop:${line.itemId}`);
    facts[`lines.${line.key}.description`] = line.description;
    facts[`lines.${line.key}.tax`] = line.taxCode;
    priceFacts(facts, line.key, line);
  }
  return withoutEmpty(facts);
}

/**
 * `keys` names QuickBooks' lines by the shop line they stand for; a line that the shop does not know is `books-<id>`.
 * Numbers of a company that numbers by itself, and codes that automated sales tax chooses, are not the shop's business.
 */
export function booksFacts(
  doc: BooksInvoice,
  options: { keys: ReadonlyMap<string, string>; taxMode: TaxMode; numbered: boolean },
): Facts {
  const facts: Record<string, string | null> = {
    number: options.numbered ? (doc.DocNumber ?? null) : null,
    issueDate: doc.TxnDate ?? null,
    dueDate: doc.DueDate ?? null,
    memo: doc.CustomerMemo?.value ?? null,
    customer: doc.CustomerRef.value,
    discount: null,
    taxCode: options.taxMode === 'us_manual' ? (doc.TxnTaxDetail?.TxnTaxCodeRef?.value ?? null) : null,
  };
  const order: string[] = [];
  for (const line of doc.Line) {
    if (line.DetailType === 'DiscountLineDetail') {
      const { PercentBased, DiscountPercent } = line.DiscountLineDetail;
      facts.discount = discountFact(
        PercentBased && DiscountPercent ? { percent: DiscountPercent } : { amount: line.Amount },
      );
    }
    if (line.Id === undefined || !isContent(line)) continue;
    const key = options.keys.get(line.Id) ?? `books-${line.Id}`;
    booksLineFacts(facts, key, line);
    order.push(key);
  }
  facts[orderFact] = order.join(' ');
  return withoutEmpty(facts);
}

export function totalTaxOf(doc: BooksInvoice): string {
  return doc.TxnTaxDetail?.TotalTax ?? '0';
}

/** Lines that a person wrote: not the subtotal and not the discount. */
export function isContent(line: BooksLine): boolean {
  return line.DetailType !== 'SubTotalLineDetail' && line.DetailType !== 'DiscountLineDetail';
}

function booksLineFacts(facts: Record<string, string | null>, key: string, line: BooksLine): void {
  facts[`lines.${key}.description`] = line.Description ?? null;
  if (line.DetailType === 'SalesItemLineDetail') {
    const detail = line.SalesItemLineDetail;
    facts[`lines.${key}.item`] = detail.ItemRef?.value ?? null;
    facts[`lines.${key}.tax`] = detail.TaxCodeRef?.value ?? null;
    priceFacts(facts, key, { amount: line.Amount, quantity: detail.Qty ?? null, unitPrice: detail.UnitPrice ?? null });
    return;
  }
  facts[`lines.${key}.kind`] = line.DetailType;
  facts[`lines.${key}.amount`] = line.Amount ?? '0';
}

/** The amount is a fact of its own only where it does not follow from quantity and price. */
function priceFacts(
  facts: Record<string, string | null>,
  key: string,
  price: { amount: string; quantity: string | null; unitPrice: string | null },
): void {
  const { amount, quantity, unitPrice } = price;
  facts[`lines.${key}.quantity`] = quantity === null ? null : plainText(decimal(quantity));
  facts[`lines.${key}.unitPrice`] = unitPrice === null ? null : plainText(decimal(unitPrice));
  const follows =
    quantity !== null &&
    unitPrice !== null &&
    round(decimal(quantity).times(unitPrice), 2).eq(round(decimal(amount), 2));
  if (!follows) facts[`lines.${key}.amount`] = plainText(decimal(amount));
}

function discountFact(discount: InvoiceDraft['discount']): string | null {
  if (!discount) return null;
  const [type, value] = 'percent' in discount ? ['percent', discount.percent] : ['amount', discount.amount];
  return decimal(value).eq(0) ? null : `${type}:${plainText(decimal(value))}`;
}

function withoutEmpty(facts: Record<string, string | null>): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== ''),
  );
}

/** The content lines of QuickBooks' answer stand in the order in which they were sent. */
export function matchLines(doc: BooksInvoice, shopLineIds: readonly string[]): LineIds {
  const ids = doc.Line.filter(isContent).map((line) => line.Id);
  return Object.fromEntries(
    shopLineIds.flatMap((shopId, index) => {
      const booksId = ids[index];
      return booksId === undefined ? [] : [[shopId, booksId]];
    }),
  );
}

/** The shop's line by QuickBooks line id. */
export function lineKeys(lineIds: LineIds): Map<string, string> {
  return new Map(Object.entries(lineIds).map(([shopId, booksId]) => [booksId, shopId]));
}

/**
 * A voided invoice has no status: its total and all its lines are zero, no line keeps a price, and its note says so.
 * The note is in the company's language.
 */
export function isVoided(doc: BooksInvoice): boolean {
  const sales = doc.Line.filter((line) => line.DetailType === 'SalesItemLineDetail');
  return (
    decimal(doc.TotalAmt).eq(0) &&
    /^(voided|annul)/i.test(doc.PrivateNote ?? '') &&
    sales.every((line) => decimal(line.Amount).eq(0))
  );
}

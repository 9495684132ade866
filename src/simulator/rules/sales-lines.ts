/**
 * The lines of a sales form, from what was sent to what is kept.
 * Invariants: the sent lines replace the stored ones; a known line id stays, every other line gets a higher one;
 * SubTotal lines are QuickBooks' own and ignored when sent.
 */
import { type Decimal, round } from '../../base/decimal.ts';
import { amountIn, cents, jsonNumber } from '../amount.ts';
import { type Json, type JsonObject, objectOf, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { invalidReference, invalidValue, missingLines, notModelled, required, rule } from '../wire/fault.ts';
import { preference } from './preferences.ts';
import { referenced } from './references.ts';

export interface SalesLine {
  id: string;
  description: string | undefined;
  /** Sales lines have an amount, documentation has none. */
  sale: Sale | undefined;
  /** Detail of a documentation line. */
  documentation: JsonObject | undefined;
  /** A bundle: which one, how many, and its members as lines. */
  bundle?: { item: string; quantity: number; lines: SalesLine[] };
}

export interface Sale {
  /** As sent: net, or with `inclusive` gross. */
  amount: Decimal;
  /** TaxInclusiveAmt as sent. */
  gross: Decimal | undefined;
  item: Entry | undefined;
  taxCode: string | undefined;
  /** The code that the line had; it may have been retired since. */
  taxCodeBefore: string | undefined;
  /** SalesItemLineDetail without the tax code. */
  detail: JsonObject;
}

export interface LinesBefore {
  lines: JsonObject[];
  lastLineId: number;
}

/** `lines` as sent or as stored; both have the same form. */
export function readSalesLines(
  books: Books,
  lines: readonly JsonObject[],
  before: LinesBefore,
): { lines: SalesLine[]; lastLineId: number } {
  const known = new Map(
    before.lines.flatMap((line) => (typeof line.Id === 'string' ? [[line.Id, line] as const] : [])),
  );
  let { lastLineId } = before;
  const result: SalesLine[] = [];
  for (const line of lines) {
    const kind = textOf(line.DetailType);
    if (kind === undefined) throw required('Line.DetailType');
    if (kind === 'SubTotalLineDetail' || kind === 'DiscountLineDetail') continue;
    const sentId = textOf(line.Id);
    const former = sentId === undefined ? undefined : known.get(sentId);
    if (sentId !== undefined) known.delete(sentId); // An id that is sent twice names one line; the second is new.
    if (!former) lastLineId += 1;
    const id = former && sentId !== undefined ? sentId : String(lastLineId);
    if (kind === 'GroupLineDetail') {
      const members = memberLines(books, line);
      const inner = readSalesLines(books, members.lines, {
        lines: objectsOf(objectOf(former?.GroupLineDetail)?.Line),
        lastLineId,
      });
      lastLineId = inner.lastLineId;
      const { item, quantity } = members;
      const bundle = { item, quantity, lines: inner.lines };
      result.push({ id, description: textOf(line.Description), sale: undefined, documentation: undefined, bundle });
      continue;
    }
    result.push({ id, description: textOf(line.Description), ...readDetail(books, line, { kind, former }) });
  }
  const counts = result.some((line) => line.sale || line.bundle || line.description === 'Subtotal:');
  if (!counts) throw missingLines();
  return { lines: result, lastLineId };
}

/** The members of a bundle: as sent, or as the bundle has them. */
function memberLines(books: Books, line: JsonObject): { item: string; quantity: number; lines: JsonObject[] } {
  const sent = objectOf(line.GroupLineDetail) ?? {};
  const item = refOf(sent.GroupItemRef);
  if (item === undefined) throw required('Line.GroupLineDetail.GroupItemRef');
  const bundle = referenced(books, 'Item', { id: item, where: 'Line.GroupLineDetail.GroupItemRef' });
  if (bundle.body.Type !== 'Group') throw invalidReference('Line.GroupLineDetail.GroupItemRef');
  const quantity = typeof sent.Quantity === 'number' ? sent.Quantity : 1;
  const own = objectsOf(sent.Line);
  const lines =
    own.length > 0
      ? own
      : objectsOf(objectOf(bundle.body.ItemGroupDetail)?.ItemGroupLine).map((member) => {
          const each = books.find('Item', refOf(member.ItemRef) ?? '')?.body ?? {};
          const Qty = amountIn(member.Qty ?? 1).times(amountIn(quantity));
          const UnitPrice = amountIn(each.UnitPrice);
          const taxable = each.Taxable === true ? { value: 'TAX' } : undefined;
          const TaxCodeRef = books.company.kind === 'uk' ? each.SalesTaxCodeRef : taxable;
          const detail = {
            ItemRef: { value: refOf(member.ItemRef) ?? '' },
            Qty: jsonNumber(Qty),
            UnitPrice: jsonNumber(UnitPrice),
            TaxCodeRef,
          };
          return {
            Description: each.Description,
            DetailType: 'SalesItemLineDetail',
            Amount: jsonNumber(cents(Qty.times(UnitPrice))),
            SalesItemLineDetail: detail,
          };
        });
  return { item, quantity, lines };
}

/** Items that QuickBooks itself puts in, by the names that stand for them instead of an id. */
const ownItems: Readonly<Record<string, string>> = {
  SHIPPING_ITEM_ID: 'shipping',
  GRATUITY_ITEM_ID: 'gratuity',
};

function readDetail(
  books: Books,
  line: JsonObject,
  { kind, former }: { kind: string; former: JsonObject | undefined },
): Pick<SalesLine, 'sale' | 'documentation'> {
  if (kind === 'DescriptionOnly') {
    return { sale: undefined, documentation: objectOf(line.DescriptionLineDetail) ?? {} };
  }
  if (kind !== 'SalesItemLineDetail')
    throw invalidValue('2170', 'Line.DetailType', `${kind} is no detail of a sales form.`);
  const special = refOf(objectOf(line.SalesItemLineDetail)?.ItemRef) ?? '';
  if (special in ownItems) throw notModelled(`${ownItems[special]} in sales forms`);
  const sent = objectOf(line.SalesItemLineDetail) ?? {};
  const itemId = refOf(sent.ItemRef) ?? (books.switches.lineWithoutItem === 'default-item' ? '1' : undefined);
  if (itemId === undefined) return { sale: undefined, documentation: {} };
  return { sale: readSale(books, line, { sent, itemId, former }), documentation: undefined };
}

function readSale(
  books: Books,
  line: JsonObject,
  { sent, itemId, former }: { sent: JsonObject; itemId: string; former: JsonObject | undefined },
): Sale {
  if (typeof line.Amount !== 'number') throw required('Amount');
  if (sent.DiscountRate || sent.DiscountAmt) throw notModelled('discounts of a single line');
  const formerDetail = objectOf(former?.SalesItemLineDetail);
  const item = referenced(books, 'Item', {
    id: itemId,
    before: refOf(formerDetail?.ItemRef),
    where: 'Line.SalesItemLineDetail.ItemRef',
  });
  if (item.body.Type === 'Category') throw invalidReference('Line.SalesItemLineDetail.ItemRef is a category');
  const amount = cents(amountIn(line.Amount));
  const gross = typeof sent.TaxInclusiveAmt === 'number' ? cents(amountIn(sent.TaxInclusiveAmt)) : undefined;
  if (amount.lt(0) && books.switches.negativeLines === 'refuse') {
    throw invalidValue('2290', 'Line.Amount', 'Amount of a line must not be negative.');
  }
  checkProduct(sent, [amount, ...(gross ? [gross] : [])]);
  const { TaxCodeRef, TaxInclusiveAmt: _gross, ClassRef, ItemRef: _item, UnitPrice, Qty, ...rest } = sent;
  return {
    amount,
    gross,
    item,
    taxCode: refOf(TaxCodeRef),
    taxCodeBefore: refOf(formerDetail?.TaxCodeRef),
    detail: { ItemRef: { value: itemId }, ...classOf(books, ClassRef, formerDetail), UnitPrice, Qty, ...rest },
  };
}

/** 6070: an amount must be quantity times price where both are sent. */
function checkProduct(detail: JsonObject, amounts: readonly Decimal[]): void {
  if (typeof detail.Qty !== 'number' || typeof detail.UnitPrice !== 'number') return;
  const product = round(amountIn(detail.Qty).times(amountIn(detail.UnitPrice)), 2);
  if (!amounts.some((amount) => amount.eq(product))) {
    throw rule('6070', `Amount is not equal to UnitPrice * Qty. Supplied value:${amounts[0]?.toFixed(2)}`);
  }
}

/** Classes on lines count only where the company tracks them by line. */
function classOf(books: Books, sent: Json | undefined, former: JsonObject | undefined): JsonObject {
  const id = refOf(sent);
  if (id === undefined || !preference(books, 'AccountingInfoPrefs', 'ClassTrackingPerTxnLine')) return {};
  referenced(books, 'Class', { id, before: refOf(former?.ClassRef) });
  return { ClassRef: { value: id } };
}

export function linesBefore(entry: Entry | undefined): LinesBefore {
  return { lines: objectsOf(entry?.body.Line), lastLineId: entry?.internal.lastLineId ?? 0 };
}

/** The lines of bills, vendor credits, purchases and purchase orders: by account or by item. */
import { round } from '../../base/decimal.ts';
import { amountIn } from '../amount.ts';
import { type JsonObject, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { usLineCode } from '../tax/us-manual-tax.ts';
import { invalidReference, notModelled, required, rule } from '../wire/fault.ts';
import { checkDetail, detailOf, lineAmount, needLines } from './lines.ts';

const kinds = ['AccountBasedExpenseLineDetail', 'ItemBasedExpenseLineDetail', 'DescriptionOnly'];
const lists = { AccountRef: 'Account', ItemRef: 'Item', CustomerRef: 'Customer', ClassRef: 'Class' } as const;

/** The lines as kept. `negative`: whether single lines may be below zero. */
export function expenseLines(
  books: Books,
  sent: readonly JsonObject[],
  { before, negative }: { before: Entry | undefined; negative: boolean },
): JsonObject[] {
  needLines(sent);
  return sent.map((line) => expenseLine(books, line, { before, negative }));
}

function expenseLine(
  books: Books,
  { LinkedTxn, ...line }: JsonObject,
  { before, negative }: { before: Entry | undefined; negative: boolean },
): JsonObject {
  const detail = detailOf(line, kinds);
  if (line.DetailType === 'DescriptionOnly') return line;
  const kind = textOf(line.DetailType) ?? '';
  const amount = lineAmount(line, { negative });
  if (objectsOf(LinkedTxn).length > 0) throw notModelled('link of a line to another transaction');
  const needed = kind === 'AccountBasedExpenseLineDetail' ? 'AccountRef' : 'ItemRef';
  if (refOf(detail[needed]) === undefined) throw required(`Line.${kind}.${needed}`);
  checkDetail(books, detail, { line, before, lists });
  const item = books.find('Item', refOf(detail.ItemRef) ?? '');
  if (item?.body.Type === 'Category') throw invalidReference(`Line.${kind}.ItemRef is a category`);
  if (typeof detail.Qty === 'number' && typeof detail.UnitPrice === 'number') {
    const product = round(amountIn(detail.Qty).times(amountIn(detail.UnitPrice)), 2);
    // Prices that include tax come back with the amount without it.
    if (!product.eq(amount) && !product.eq(amountIn(detail.TaxInclusiveAmt))) {
      throw rule('6070', `Amount is not equal to UnitPrice * Qty. Supplied value:${amount.toFixed(2)}`);
    }
  }
  const TaxCodeRef = purchaseCode(books, detail);
  return { ...line, [kind]: { ...detail, BillableStatus: detail.BillableStatus ?? 'NotBillable', TaxCodeRef } };
}

/** In the US a line says TAX or NON and is not taxed; elsewhere its code taxes it (purchase-tax.ts). */
function purchaseCode(books: Books, detail: JsonObject): JsonObject | undefined {
  const sent = refOf(detail.TaxCodeRef);
  if (books.company.kind !== 'uk') return { value: usLineCode(sent) ?? 'NON' };
  return sent === undefined ? undefined : { value: sent };
}

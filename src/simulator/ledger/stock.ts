/** What documents do to the quantities on hand of inventory items. Their cost is not followed: valuation is not modelled. */
import { type Decimal, sum, ZERO } from '../../base/decimal.ts';
import { amountIn, jsonNumber } from '../amount.ts';
import type { EntityName } from '../entity.ts';
import { type JsonObject, objectOf, objectsOf, refOf } from '../json.ts';
import type { Books } from '../state/book-types.ts';

const directions: Partial<Record<EntityName, 1 | -1>> = {
  Invoice: -1,
  SalesReceipt: -1,
  CreditMemo: 1,
  RefundReceipt: 1,
  Bill: 1,
  Purchase: 1,
  VendorCredit: -1,
};

export function moveStock(
  books: Books,
  { entity, before, after }: { entity: EntityName; before: JsonObject | undefined; after: JsonObject | undefined },
): void {
  const direction = directions[entity];
  if (direction === undefined) return;
  const moved = new Map<string, Decimal>();
  collect(moved, before?.Line, -direction);
  collect(moved, after?.Line, direction);
  for (const [id, quantity] of moved) {
    const item = quantity.eq(0) ? undefined : books.find('Item', id);
    if (item?.body.TrackQtyOnHand !== true) continue;
    const QtyOnHand = jsonNumber(amountIn(item.body.QtyOnHand).plus(quantity));
    books.adjust('Item', item, { ...item.body, QtyOnHand });
  }
}

function collect(moved: Map<string, Decimal>, lines: JsonObject[string], sign: number): void {
  for (const line of objectsOf(lines)) {
    collect(moved, objectOf(line.GroupLineDetail)?.Line, sign);
    const detail = objectOf(line.SalesItemLineDetail) ?? objectOf(line.ItemBasedExpenseLineDetail);
    const item = refOf(detail?.ItemRef);
    if (item === undefined) continue;
    moved.set(item, sum([moved.get(item) ?? ZERO, amountIn(detail?.Qty).times(sign)]));
  }
}

/**
 * Merges whose webhook was lost: QuickBooks deletes no customer and no item, so one that is gone was merged away, into the one
 * that its invoices and payments name instead.
 */
import type { Tx } from '../db/database.ts';
import type { LinkScope } from '../db/links.ts';
import type { Merge } from '../db/merges.ts';
import { mirrorsOf, type Seen } from '../db/mirrors.ts';
import { Invoice, Payment } from '../quickbooks/entities.ts';

export async function unseenMerges(
  tx: Tx,
  scope: LinkScope,
  { seen, deleted }: { seen: readonly Seen[]; deleted: readonly { entity: string; booksId: string }[] },
): Promise<Merge[]> {
  const gone = (entity: string) => new Set(deleted.filter((one) => one.entity === entity).map((one) => one.booksId));
  const lost = { client: gone('Customer'), item: gone('Item') };
  if (lost.client.size + lost.item.size === 0) return [];
  const merges = new Map<string, Merge>();
  for (const entity of ['Invoice', 'Payment'] as const) {
    const now = seen.filter((row) => row.entity === entity);
    const before = await mirrorsOf(tx, { ...scope, entity, booksIds: now.map((row) => row.booksId) });
    for (const was of before) {
      const is = now.find((row) => row.booksId === was.booksId);
      const names = is ? named(entity, is.doc) : new Map<string, string>();
      for (const [place, from] of named(entity, was.doc)) {
        const to = names.get(place);
        const kind = place === 'customer' ? 'client' : 'item';
        if (to !== undefined && to !== from && lost[kind].has(from)) merges.set(`${kind}/${from}`, { kind, from, to });
      }
    }
  }
  return [...merges.values()];
}

/** The customer and the items that a record names, by where it names them. */
function named(entity: 'Invoice' | 'Payment', doc: Record<string, unknown>): Map<string, string> {
  if (entity === 'Payment') return new Map([['customer', Payment.parse(doc).CustomerRef.value]]);
  const { CustomerRef, Line } = Invoice.parse(doc);
  const items = Line.flatMap((line): [string, string][] => {
    const item = line.DetailType === 'SalesItemLineDetail' ? line.SalesItemLineDetail.ItemRef?.value : undefined;
    return line.Id !== undefined && item !== undefined ? [[`line ${line.Id}`, item]] : [];
  });
  return new Map([['customer', CustomerRef.value], ...items]);
}

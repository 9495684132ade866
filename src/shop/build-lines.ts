/**
 * Lines from what was written of them. A known line keeps what is not stated, and keeps its taxes as they were when they
 * were put on it; a new line takes name, price and taxes from its item.
 */
import { decimal, plainText, sameNumber } from '../base/decimal.ts';
import { type Id, newId } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { loadItems } from '../db/items.ts';
import { allTaxes } from '../db/taxes.ts';
import type { Item, Tax } from '../domain/catalog.ts';
import type { LineContent, LineTax } from '../domain/invoice.ts';
import type { LineWrite } from '../domain/invoice-input.ts';
import { invalid } from '../domain/refused.ts';
import { type CommandContext, isPerson } from './command.ts';
import { checkedDiscount } from './money.ts';
import { lookable, pick } from './references.ts';

export interface LinesWrite {
  writes: readonly LineWrite[];
  before: readonly LineContent[];
  places: number;
}

export async function buildLines(tx: Tx, context: CommandContext, lines: LinesWrite): Promise<LineContent[]> {
  const { writes, before, places } = lines;
  if (writes.length === 0) throw invalid('lines', 'An invoice has at least one line.');
  const items = await loadItems(tx, context.companyId, lookable(writes.map((write) => write.itemId)));
  const taxes = await allTaxes(tx, context.companyId);
  const free = new Map(before.map((line) => [line.id, line]));
  return writes.map((write, index) => {
    const known = (write.id !== undefined && free.get(write.id)) || null;
    if (known) free.delete(known.id); // Named twice, the second is a new line.
    return buildLine(context, { write, known, items, taxes, places, path: `lines.${index}` });
  });
}

interface LineSource {
  write: LineWrite;
  known: LineContent | null;
  items: readonly Item[];
  taxes: readonly Tax[];
  places: number;
  path: string;
}

function buildLine(context: CommandContext, source: LineSource): LineContent {
  const { write, known, path, places } = source;
  const item = newItem(context, source);
  // Another item brings its own name, price and taxes; without one, what the line says stands.
  const kept = item ? null : known;
  const name = write.name ?? kept?.name ?? item?.name;
  const unitPrice = write.unitPrice ?? kept?.unitPrice ?? item?.price;
  if (name === undefined) throw invalid(`${path}.name`, 'A line without an item needs a name.');
  if (unitPrice === undefined) throw invalid(`${path}.unitPrice`, 'A line without an item needs a price.');
  const discount = write.discount === undefined ? (known?.discount ?? null) : write.discount;
  if (isPerson(context.actor) && decimal(unitPrice).lt(0) && !sameNumber(unitPrice, known?.unitPrice ?? '0')) {
    throw invalid(`${path}.unitPrice`, 'A price is not negative.');
  }
  const line: LineContent = {
    id: known?.id ?? newId(),
    itemId: item ? item.id : write.itemId === null ? null : (known?.itemId ?? null),
    name,
    description: write.description === undefined ? (known?.description ?? null) : write.description,
    quantity: plainText(decimal(write.quantity ?? known?.quantity ?? '1')),
    unitPrice: plainText(decimal(unitPrice)),
    discount: checkedDiscount(discount, { path: `${path}.discount`, places }),
    taxes: lineTaxes(context, source, kept, item),
  };
  const kind = write.kind ?? (known && isSameSale(line, known) ? known.kind : undefined);
  return kind ? { ...line, kind } : line;
}

/** A correction of which something that is sold was made is none any more. */
function isSameSale(line: LineContent, before: LineContent): boolean {
  return (
    line.itemId === before.itemId &&
    line.name === before.name &&
    line.discount === null &&
    line.taxes.length === 0 &&
    sameNumber(line.quantity, before.quantity) &&
    sameNumber(line.unitPrice, before.unitPrice)
  );
}

/** The item that is put on the line now, if another than before. */
function newItem(context: CommandContext, source: LineSource): Item | null {
  const { write, known, items, path } = source;
  if (!write.itemId || write.itemId.toLowerCase() === known?.itemId) return null;
  return pick(context, items, { id: write.itemId, path: `${path}.itemId`, what: 'item' });
}

function lineTaxes(
  context: CommandContext,
  source: LineSource,
  kept: LineContent | null,
  item: Item | null,
): LineTax[] {
  const { write, known, taxes, path } = source;
  if (write.taxIds === undefined) {
    if (kept) return kept.taxes;
    const defaults = new Set(item?.taxIds ?? []);
    return [...defaults].flatMap((id) => taxes.filter((tax) => tax.id === id && tax.active)).map(snapshot);
  }
  const seen = new Set<Id>();
  return write.taxIds.map((taxId, index) => {
    const taxPath = `${path}.taxIds.${index}`;
    const id = taxId.toLowerCase();
    if (seen.has(id)) throw invalid(taxPath, 'This tax is on the line already.');
    seen.add(id);
    const before = known?.taxes.find((tax) => tax.taxId === id);
    return before ?? snapshot(pick(context, taxes, { id, path: taxPath, what: 'tax' }));
  });
}

function snapshot(tax: Tax): LineTax {
  return {
    taxId: tax.id,
    name: tax.name,
    code: tax.code,
    rate: tax.rate,
    inclusive: tax.inclusive,
    compound: tax.compound,
  };
}

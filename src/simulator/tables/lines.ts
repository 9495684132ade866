/** Lines of purchases and movements: a known id stays, every other line gets a higher one; what was not sent is gone. */
import { type Decimal, sum } from '../../base/decimal.ts';
import { amountIn, cents } from '../amount.ts';
import type { EntityName } from '../entity.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { checkReferences } from '../rules/references.ts';
import type { Books, Entry } from '../state/books.ts';
import { invalidValue, missingLines, required } from '../wire/fault.ts';

export function numberedLines(
  sent: readonly JsonObject[],
  { before, first }: { before: Entry | undefined; first: 0 | 1 },
): { lines: JsonObject[]; lastLineId: number } {
  const known = new Set(objectsOf(before?.body.Line).map((line) => textOf(line.Id)));
  let lastLineId = before?.internal.lastLineId ?? first - 1;
  const lines = sent.map((line, index) => {
    const id = textOf(line.Id);
    const stays = id !== undefined && known.delete(id);
    if (!stays) lastLineId += 1;
    return { ...line, Id: stays ? id : String(lastLineId), ...(first === 1 ? { LineNum: index + 1 } : {}) };
  });
  return { lines, lastLineId };
}

/** The detail that a line of one of these kinds carries; anything else is refused. */
export function detailOf(line: JsonObject, kinds: readonly string[]): JsonObject {
  const kind = textOf(line.DetailType);
  if (kind === undefined) throw required('Line.DetailType');
  if (!kinds.includes(kind)) {
    throw invalidValue('2170', 'Line.DetailType', `${kind} is no detail here. It must be one of ${kinds.join(', ')}.`);
  }
  return objectOf(line[kind]) ?? {};
}

/** The amount of a line in cents; below zero only where the entity allows it. */
export function lineAmount(line: JsonObject, { negative }: { negative: boolean }): Decimal {
  if (typeof line.Amount !== 'number') throw required('Line.Amount');
  const amount = cents(amountIn(line.Amount));
  if (amount.lt(0) && !negative) throw invalidValue('2290', 'Line.Amount', 'Amount of a line must not be negative.');
  return amount;
}

export function needLines(lines: readonly JsonObject[]): void {
  if (lines.length === 0) throw missingLines();
}

export function totalOf(lines: readonly JsonObject[]): Decimal {
  return sum(lines.map((line) => cents(amountIn(line.Amount))));
}

/** The references inside details, each against its list; what stood on the line before may have been retired since. */
export function checkDetail(
  books: Books,
  detail: JsonObject,
  { line, before, lists }: { line: JsonObject; before: Entry | undefined; lists: Readonly<Record<string, EntityName>> },
): void {
  const former = objectsOf(before?.body.Line).find((other) => other.Id === line.Id);
  const kind = textOf(line.DetailType) ?? '';
  checkReferences(books, detail, { before: objectOf(former?.[kind]), lists });
}

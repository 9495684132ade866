/** What a void leaves of a document: number, date and names; no amounts. There is no status: the note says it. */
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { voidedLines } from './sales-total.ts';

export function isVoided(body: JsonObject): boolean {
  return body.TotalAmt === 0 && (textOf(body.PrivateNote) ?? '').startsWith('Voided');
}

export function voidNote(body: JsonObject): string {
  const note = textOf(body.PrivateNote);
  if (note === undefined || note === '' || note.startsWith('Voided')) return note || 'Voided';
  return `Voided - ${note}`;
}

export function voidedForm(body: JsonObject): JsonObject {
  return {
    ...body,
    PrivateNote: voidNote(body),
    LinkedTxn: [],
    Line: voidedLines(objectsOf(body.Line)),
    TxnTaxDetail: { TotalTax: 0 },
    TotalAmt: 0,
    Balance: 0,
  };
}

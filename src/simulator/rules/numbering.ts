/** Document numbers: QuickBooks' own sequence or the client's, and what happens when one is taken (6140). */
import { type EntityName, salesForms } from '../entity.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import type { Index } from '../state/index-tables.ts';
import { duplicateNumber } from '../wire/fault.ts';
import { preference } from './preferences.ts';

export interface NumberWish {
  form: EntityName;
  before: Entry | undefined;
  request: JsonObject;
  sparse: boolean;
  allowDuplicate: boolean;
  /** Whether QuickBooks numbers the entity where the company does not choose numbers itself. */
  counted?: boolean;
}

/** The DocNumber that the document gets; `undefined` leaves it without one. */
export function documentNumber(books: Books, wish: NumberWish): string | undefined {
  const custom = preference(books, 'SalesFormsPrefs', 'CustomTxnNumbers') || wish.counted === false;
  const former = textOf(wish.before?.body.DocNumber);
  const sent = wish.request.DocNumber;
  if (sent === undefined && wish.before && (wish.sparse || books.switches.fullUpdateKeepsOmitted)) return former;
  const asked = typeof sent === 'string' && sent !== '' ? sent : undefined;
  if (asked === 'AUTO_GENERATE' && books.switches.autoGenerateNumbers) return nextDocumentNumber(books, wish.form);
  if (asked === undefined) return custom || wish.before ? undefined : nextDocumentNumber(books, wish.form);
  const checked = custom || books.switches.duplicateCheckWhenAutoNumbered;
  if (checked && !wish.allowDuplicate && asked !== former) refuseTaken(books, wish, asked);
  return asked;
}

const byNumber: Index<Entry> = { name: 'DocNumber', keyOf: (entry) => textOf(entry.body.DocNumber) };

function refuseTaken(books: Books, { form, before }: NumberWish, docNumber: string): void {
  const shared = books.switches.docNumberPool === 'sales' && salesForms.some((sale) => sale === form);
  const pool: readonly EntityName[] = shared ? salesForms : [form];
  for (const entity of pool) {
    const taken = books.lookup(entity, byNumber, docNumber).find((entry) => entry.id !== before?.id);
    if (taken) throw duplicateNumber({ docNumber, type: entity, txnId: taken.id });
  }
}

function nextDocumentNumber(books: Books, form: EntityName): string {
  return String(1000 + books.number(`number:${form}`));
}

/**
 * The entities that need little more than a description: what must be sent, what the references point to, what is computed.
 * Invariants: closed books, document numbers, line ids and SyncTokens follow the same rules as for invoices.
 */
import type { EntityName } from '../entity.ts';
import { type JsonObject, objectOf, objectsOf, refOf, textOf } from '../json.ts';
import { storedAddress } from '../rules/addresses.ts';
import { documentCurrency } from '../rules/currency.ts';
import { type EntityRules, type WriteOptions, wishedContent } from '../rules/entity-rules.ts';
import { documentNumber } from '../rules/numbering.ts';
import { refuseClosedPeriod } from '../rules/period.ts';
import { preference } from '../rules/preferences.ts';
import { checkReferences } from '../rules/references.ts';
import { voidNote } from '../rules/voiding.ts';
import type { Books, Entry } from '../state/books.ts';
import { required } from '../wire/fault.ts';
import { numberedLines } from './lines.ts';

export interface TableDraft {
  before: Entry | undefined;
  /** What the record is to hold; references and dates are checked, lines have their ids. */
  wish: JsonObject;
  request: JsonObject;
}

export interface Table {
  entity: EntityName;
  required: readonly string[];
  /** References of the header and their lists. */
  lists: Readonly<Record<string, EntityName>>;
  /** Kept over a full update that omits them. */
  kept?: readonly string[];
  /** DocNumber: taken as sent (absent), refused when taken, or counted where the company counts. */
  numbers?: 'unique' | 'counted';
  /** The id of the first line; absent: the entity has no lines. */
  firstLine?: 0 | 1;
  /** A document with a date that closed books and a currency concern. */
  dated: boolean;
  /** Checks, and what QuickBooks computes. */
  content?(books: Books, draft: TableDraft): JsonObject;
  /** Lets other records follow; `undefined`: the record is not there, or void. */
  follow?(books: Books, id: string, change: { before: JsonObject | undefined; after: JsonObject | undefined }): void;
  /** Refuses a change of what cannot be changed. */
  guard?(books: Books, entry: Entry, act: 'update' | 'delete' | 'void'): void;
  deletes: boolean;
  /** What a void leaves. */
  voided?(body: JsonObject): JsonObject;
}

export function tableRules(table: Table): EntityRules {
  const { entity } = table;
  const rules: EntityRules = {
    create: (books, request, options) => {
      const { body, lastLineId } = tableContent(books, table, { before: undefined, request, options });
      const entry = books.insert(entity, body, { internal: { lastLineId }, ...options });
      table.follow?.(books, entry.id, { before: undefined, after: body });
      return books.find(entity, entry.id) ?? entry;
    },
    update: (books, entry, request, options) => {
      table.guard?.(books, entry, 'update');
      const { body, lastLineId } = tableContent(books, table, { before: entry, request, options });
      table.follow?.(books, entry.id, { before: entry.body, after: body });
      return books.replace(entity, entry, { body, internal: { ...entry.internal, lastLineId } });
    },
  };
  if (table.deletes) {
    rules.delete = (books, entry) => {
      leave(books, table, entry, 'delete');
      books.remove(entity, entry);
    };
  }
  const { voided } = table;
  if (voided) {
    rules.void = (books, entry) => {
      leave(books, table, entry, 'void');
      const body = { ...voided(entry.body), PrivateNote: voidNote(entry.body) };
      return books.replace(entity, entry, { body, operation: 'Void', force: true });
    };
  }
  return rules;
}

function leave(books: Books, table: Table, entry: Entry, act: 'delete' | 'void'): void {
  if (table.dated) refuseClosedPeriod(books, [entry.body.TxnDate]);
  table.guard?.(books, entry, act);
  table.follow?.(books, entry.id, { before: entry.body, after: undefined });
}

interface TableRequest {
  before: Entry | undefined;
  request: JsonObject;
  options: WriteOptions;
}

const always = ['DocNumber', 'TxnDate', 'LinkedTxn', 'ExchangeRate', 'Balance', 'TotalAmt', 'Active'];

function tableContent(
  books: Books,
  table: Table,
  { before, request, options }: TableRequest,
): { body: JsonObject; lastLineId: number } {
  const kept = [...always, ...(table.kept ?? [])];
  const wish = wishedContent(before?.body ?? {}, request, { ...options, kept });
  const missing = table.required.find((property) => wish[property] === undefined);
  if (missing !== undefined) throw required(missing);
  checkReferences(books, wish, { before: before?.body, lists: table.lists });
  if (!preference(books, 'AccountingInfoPrefs', 'TrackDepartments') && table.dated) delete wish.DepartmentRef;
  const { lines, lastLineId } = numberedLines(objectsOf(wish.Line), { before, first: table.firstLine ?? 1 });
  const whole: JsonObject = { ...wish, ...addresses(books, wish, before?.body) };
  if (table.firstLine !== undefined) whole.Line = lines;
  if (table.dated) Object.assign(whole, dated(books, table, { before, request, options }, wish));
  return { body: { ...whole, ...table.content?.(books, { before, wish: whole, request }) }, lastLineId };
}

function dated(books: Books, table: Table, { before, request, options }: TableRequest, wish: JsonObject): JsonObject {
  const TxnDate = textOf(wish.TxnDate) ?? books.today;
  refuseClosedPeriod(books, [TxnDate, before?.body.TxnDate]);
  const DocNumber =
    table.numbers === undefined
      ? wish.DocNumber
      : documentNumber(books, {
          form: table.entity,
          before,
          request,
          sparse: options.sparse,
          allowDuplicate: options.allowDuplicateNumber,
          counted: table.numbers === 'counted',
        });
  const partner = books.find('Vendor', refOf(wish.VendorRef) ?? '');
  return { TxnDate, DocNumber, ...documentCurrency(books, { wish, partner, date: TxnDate }) };
}

function addresses(books: Books, wish: JsonObject, before: JsonObject | undefined): JsonObject {
  const result: JsonObject = {};
  for (const property of ['VendorAddr', 'ShipAddr', 'RemitToAddr', 'Address']) {
    const sent = objectOf(wish[property]);
    if (!sent) continue;
    const { Id: _, Lat: __, Long: ___, ...content } = sent;
    result[property] = storedAddress(books, content, objectOf(before?.[property]));
  }
  return result;
}

/** The id that a reference of a record points to; 2020 where there is none. */
export function mustRefer(wish: JsonObject, property: string): string {
  const id = refOf(wish[property]);
  if (id === undefined) throw required(property);
  return id;
}

/**
 * Recurring transactions: templates of documents with their schedule. They are kept and no document comes of them.
 * Invariant: a template holds what its document would hold: that document is made, looked at and taken back.
 */
import { type EntityName, type RecurringType, recurringTypes } from '../entity.ts';
import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type Books, type Entry, operateBooks } from '../state/books.ts';
import { duplicateName, invalidValue, required } from '../wire/fault.ts';
import { parseEntity, parseInner } from '../wire/parse.ts';
import { type EntityRules, withoutNull } from './entity-rules.ts';

/** Id, SyncToken and sparse are sent inside the document; the rest of the program looks for them outside. */
export function liftTemplate(request: JsonObject): JsonObject {
  const template = Object.values(request).find(isObject) ?? {};
  const { Id, SyncToken, sparse } = template;
  return {
    ...request,
    Id: Id ?? request.Id,
    SyncToken: SyncToken ?? request.SyncToken,
    sparse: sparse ?? request.sparse,
  };
}

export function recurringRules(rulesOf: (entity: EntityName) => EntityRules): EntityRules {
  return {
    create: (books, request, options) =>
      books.insert('RecurringTransaction', templateOf(books, { request, before: undefined, rulesOf }), options),
    update: (books, entry, request, { sparse }) => {
      const body = templateOf(books, { request: sparse ? merged(entry, request) : request, before: entry, rulesOf });
      return books.replace('RecurringTransaction', entry, { body });
    },
    delete: (books, entry) => books.remove('RecurringTransaction', entry),
  };
}

function typeOf(request: JsonObject): RecurringType {
  const type = recurringTypes.find((name) => isObject(request[name]));
  if (!type) throw required('RecurringTransaction');
  return type;
}

function merged(entry: Entry, request: JsonObject): JsonObject {
  const type = typeOf(request);
  const [before, sent] = [objectOf(entry.body.Template), objectOf(request[type])];
  const info = { ...objectOf(before?.RecurringInfo), ...objectOf(sent?.RecurringInfo) };
  return { [type]: { ...before, ...sent, RecurringInfo: info } };
}

/** Properties that only a document of a certain day has. */
const dated = ['DocNumber', 'TxnDate', 'DueDate'];

interface Wish {
  request: JsonObject;
  before: Entry | undefined;
  rulesOf: (entity: EntityName) => EntityRules;
}

function templateOf(books: Books, { request, before, rulesOf }: Wish): JsonObject {
  const type = typeOf(request);
  if (before && before.body.Type !== type) throw invalidValue('2120', type, 'The type of a template cannot change.');
  const sent = objectOf(request[type]) ?? {};
  const info = recurringInfo(books, sent, before);
  const document = Object.fromEntries(
    Object.entries(parseEntity(type, sent)).filter(([name]) => !header.includes(name)),
  );
  const create = rulesOf(type).create ?? noRule(type);
  const lines = objectsOf(document.Line).map(({ Id: _, ...line }) => line);
  const content = tried(books, (trial) =>
    create(trial, 'Line' in document ? { ...document, Line: lines } : document, {
      sparse: false,
      allowDuplicateNumber: true,
    }),
  );
  const kept = Object.fromEntries(Object.entries(content).filter(([property]) => !dated.includes(property)));
  return { Type: type, Template: { ...kept, RecurringInfo: info } };
}

const header = ['Id', 'SyncToken', 'sparse', ...dated];

function noRule(type: string): never {
  throw required(type);
}

function recurringInfo(books: Books, sent: JsonObject, before: Entry | undefined): JsonObject {
  const given = objectOf(sent.RecurringInfo);
  if (!given) throw required('RecurringInfo');
  const info = withoutNull(parseInner(given, { className: 'RecurringInfo', path: 'RecurringInfo' }));
  const name = textOf(info.Name);
  if (name === undefined) throw required('RecurringInfo.Name');
  const taken = books.all('RecurringTransaction').some((other) => other.id !== before?.id && nameIn(other) === name);
  if (taken) throw duplicateName('Another recurring transaction has this name.');
  return { ...info, RecurType: info.RecurType ?? 'UnScheduled', Active: info.Active ?? false };
}

function nameIn(entry: Entry): string | undefined {
  return textOf(objectOf(objectOf(entry.body.Template)?.RecurringInfo)?.Name);
}

class TakenBack extends Error {}

/** The content of what `create` makes; the books stay as they were. */
function tried(books: Books, create: (trial: Books) => Entry): JsonObject {
  const { store, company, actor, now } = books;
  let body: JsonObject = {};
  try {
    store.transact(() =>
      operateBooks({ store, company, actor, now }, (trial) => {
        body = create(trial).body;
        throw new TakenBack();
      }),
    );
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return body;
}

/** References to other records: they must exist, and be active where they are newly chosen. */
import { type EntityName, elementList } from '../entity.ts';
import { type JsonObject, refOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { invalidReference, notFound, required, rule } from '../wire/fault.ts';

/** The record a reference points to, or 2500. An inactive one is accepted only where it stood before. */
export function referenced(
  books: Books,
  entity: EntityName,
  options: { id: string; before?: string | undefined; where?: string },
): Entry {
  const entry = books.find(entity, options.id);
  const where = options.where ?? `${elementList(entity)} element id ${options.id} not found`;
  if (!entry) throw invalidReference(where);
  if (entry.body.Active === false && options.id !== options.before) {
    throw invalidReference(`${where} : something you're trying to use has been made inactive`);
  }
  return entry;
}

/** Checks the reference properties of a record that are present, each against its list. */
export function checkReferences(
  books: Books,
  wish: JsonObject,
  options: { before?: JsonObject | undefined; lists: Readonly<Record<string, EntityName>> },
): void {
  for (const [property, entity] of Object.entries(options.lists)) {
    const id = refOf(wish[property]);
    if (id !== undefined) referenced(books, entity, { id, before: refOf(options.before?.[property]) });
  }
}

/** The customer of a transaction. */
export function customerOf(books: Books, wish: JsonObject, before: JsonObject | undefined): Entry {
  const id = refOf(wish.CustomerRef);
  if (id === undefined) throw required('CustomerRef');
  const customer = books.find('Customer', id);
  if (!customer) throw invalidReference(`Names element id ${id} not found`);
  if (customer.body.Active === false && id !== refOf(before?.CustomerRef)) throw inactiveCustomer(books, id);
  return customer;
}

function inactiveCustomer(books: Books, id: string) {
  switch (books.switches.inactiveCustomerCode) {
    case '2500':
      return invalidReference(`Names element id ${id} has been made inactive`);
    case '6250':
      return rule('6250', 'The customer of the transaction has been made inactive.');
    default:
      return notFound();
  }
}

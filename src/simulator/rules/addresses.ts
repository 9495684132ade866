/** Addresses of names and transactions: each that is written gets an id of its own; reading never changes one. */
import { type JsonObject, objectOf, sameJson, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';

/** An address as stored, with an id; the same content as before keeps the former one. */
export function storedAddress(books: Books, sent: JsonObject, before: JsonObject | undefined): JsonObject | undefined {
  const content: JsonObject = { ...sent };
  if (Object.keys(content).length === 0) return undefined;
  if (before && sameJson({ ...before, Id: undefined, Lat: undefined, Long: undefined }, content)) return before;
  return { Id: String(books.number('id:addresses')), ...content };
}

/** The address of a sales form: as sent, as it was, or the customer's. */
export function formAddress(
  books: Books,
  property: 'BillAddr' | 'ShipAddr',
  options: { sent: JsonObject | undefined; before: JsonObject | undefined; customer: Entry | undefined },
): JsonObject | undefined {
  const { sent, before, customer } = options;
  if (sent === undefined) {
    if (before) return before;
    const own = objectOf(customer?.body[property]);
    return own && { ...own, Lat: 'INVALID', Long: 'INVALID' };
  }
  const shaped = books.switches.reflowAddresses && customer ? reflow(sent, customer) : sent;
  const address = storedAddress(books, shaped, before);
  return address && { ...address, Lat: 'INVALID', Long: 'INVALID' };
}

function reflow(sent: JsonObject, customer: Entry): JsonObject {
  const person = [customer.body.GivenName, customer.body.FamilyName]
    .map((part) => textOf(part))
    .filter(Boolean)
    .join(' ');
  const region = [textOf(sent.CountrySubDivisionCode), textOf(sent.PostalCode)].filter(Boolean).join('  ');
  const place = [textOf(sent.City), region].filter(Boolean).join(', ');
  const lines = [person, textOf(customer.body.CompanyName), textOf(sent.Line1), textOf(sent.Line2), place].filter(
    Boolean,
  );
  return Object.fromEntries(lines.slice(0, 5).map((line, index) => [`Line${index + 1}`, line]));
}

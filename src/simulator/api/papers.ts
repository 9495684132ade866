/** What becomes of a document on paper: its PDF, and the e-mail that is noted as sent (nobody gets it). */
import { coverage } from '../coverage.ts';
import type { EntityName } from '../entity.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { isEmail } from '../rules/sales-form.ts';
import type { Books, Entry } from '../state/books.ts';
import { invalidValue, notFound, rule, unsupported } from '../wire/fault.ts';
import { present } from '../wire/present.ts';
import { metaTime } from '../wire/time.ts';

export function paperOf(books: Books, entity: EntityName, id: string): JsonObject {
  return present(books, entity, printed(books, entity, { id, act: 'pdf' }));
}

function printed(books: Books, entity: EntityName, { id, act }: { id: string; act: 'pdf' | 'send' }): Entry {
  if (coverage[entity][act] === 'refused') throw unsupported(`${act} of ${entity}`);
  const entry = books.find(entity, id);
  if (!entry) throw notFound();
  return entry;
}

/** `sendTo` becomes the document's address; without it the document must have one. */
export function sendPaper(
  books: Books,
  entity: EntityName,
  { id, sendTo }: { id: string; sendTo: string | null },
): JsonObject {
  const entry = printed(books, entity, { id, act: 'send' });
  if (sendTo !== null && !isEmail(sendTo)) {
    throw invalidValue('2210', 'sendTo', `${sendTo} is no email address.`);
  }
  const property = entity === 'PurchaseOrder' ? 'POEmail' : 'BillEmail';
  const address = sendTo ?? textOf(objectOf(entry.body[property])?.Address) ?? ownAddress(books, entity, entry);
  if (address === undefined) throw rule('6420', `${property} is required to send.`);
  const body = {
    ...entry.body,
    [property]: { Address: address },
    EmailStatus: 'EmailSent',
    DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: metaTime(books.now) },
  };
  const next = books.replace(entity, entry, { body, operation: 'Emailed', force: true });
  return present(books, entity, next);
}

/** A payment has no address of its own: its customer's counts. */
function ownAddress(books: Books, entity: EntityName, entry: Entry): string | undefined {
  if (entity !== 'Payment') return undefined;
  const customer = books.find('Customer', textOf(objectOf(entry.body.CustomerRef)?.value) ?? '');
  return textOf(objectOf(customer?.body.PrimaryEmailAddr)?.Address);
}

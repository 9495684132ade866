/** A fact in words for a person: customers, items and tax codes by their names instead of QuickBooks' ids. */
import { orderFact } from './facts.ts';
import type { Observation } from './observation.ts';

export function nameFact(observed: Observation, path: string, value: string | null): string | null {
  if (value === null) return null;
  const { company, client, clientsByBooksId, itemsByBooksId, invoice, billTo } = observed;
  const field = path.split('.').at(-1) ?? path;
  if (path === orderFact) return lineNames(observed, value);
  if (field === 'tax' || field === 'taxCode') return company.draft.taxCodes.get(value)?.name ?? value;
  if (field === 'item')
    return company.draft.itemNames.get(itemsByBooksId.get(value) ?? value) ?? itemState(observed, value);
  if (field !== 'customer') return value;
  const own = (client.kind === 'known' && client.booksId === value) || clientsByBooksId.get(value) === invoice.clientId;
  return own || value === `new-${invoice.clientId}` ? billTo.name : value;
}

function lineNames({ invoice }: Observation, order: string): string {
  const nameOf = (key: string) => invoice.lines.find((line) => line.id === key)?.name;
  return order
    .split(' ')
    .flatMap((key) => nameOf(key) ?? [])
    .join(', ');
}

/** An item that is not in QuickBooks yet, or one that only QuickBooks knows. */
function itemState(observed: Observation, value: string): string {
  const itemId = value.replace(/^(new-|shop:)/, '');
  const known = observed.company.draft.itemNames.get(itemId);
  if (known) return known;
  const found = [...observed.items.entries()].find(([, state]) => state.kind === 'known' && state.booksId === value);
  if (!found) return value;
  const [id, state] = found;
  return observed.company.draft.itemNames.get(id) ?? (state.kind === 'known' && state.name ? state.name : value);
}

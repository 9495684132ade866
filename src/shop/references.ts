/** What a write refers to must be the company's own and, when a person chooses it now, active. */
import { type Id, isId } from '../base/ids.ts';
import { loadAccounts } from '../db/accounts.ts';
import { loadClients } from '../db/clients.ts';
import type { Tx } from '../db/database.ts';
import { allLocations } from '../db/locations.ts';
import { allPaymentMethods } from '../db/payment-methods.ts';
import { invalid } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';

interface Referable {
  id: Id;
  active: boolean;
}

/** The one of `found` that `id` names. What QuickBooks did has happened, so the sync may refer to what is inactive. */
export function pick<Thing extends Referable>(
  context: CommandContext,
  found: readonly Thing[],
  reference: { id: Id; path: string; what: string },
): Thing {
  const { id, path, what } = reference;
  const thing = found.find((candidate) => candidate.id === id.toLowerCase());
  if (!thing) throw invalid(path, `There is no such ${what}.`);
  if (!thing.active && context.actor.type !== 'integration') throw invalid(path, `This ${what} is not active.`);
  return thing;
}

/** Ids that Postgres can look up; anything else is an id of nothing. */
export function lookable(ids: readonly (Id | null | undefined)[]): Id[] {
  return ids.filter((id): id is Id => typeof id === 'string' && isId(id));
}

export async function pickClient(tx: Tx, context: CommandContext, id: Id, path: string) {
  const found = await loadClients(tx, context.companyId, lookable([id]));
  return pick(context, found, { id, path, what: 'client' });
}

export async function pickLocation(tx: Tx, context: CommandContext, id: Id | undefined) {
  const found = await allLocations(tx, context.companyId);
  if (id !== undefined) return pick(context, found, { id, path: 'locationId', what: 'location' });
  const first = found.find((location) => location.active);
  if (!first) throw invalid('locationId', 'The company has no active location.');
  return first;
}

export async function pickAccount(tx: Tx, context: CommandContext, id: Id) {
  const found = await loadAccounts(tx, context.companyId, lookable([id]));
  return pick(context, found, { id, path: 'accountId', what: 'account' });
}

export async function pickPaymentMethod(tx: Tx, context: CommandContext, id: Id) {
  const found = await allPaymentMethods(tx, context.companyId);
  return pick(context, found, { id, path: 'paymentMethodId', what: 'payment method' });
}

/** Locations: made, changed, deleted. A company keeps one that is active, since every invoice belongs to one. */
import { type Id, newId } from '../base/ids.ts';
import { merge, type Patch } from '../base/merge.ts';
import type { Tx } from '../db/database.ts';
import { allLocations, insertLocation, isLocationUsed, removeLocation, updateLocation } from '../db/locations.ts';
import { lockCompany, lockRow } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import type { Location } from '../domain/company.ts';
import { notFound, Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';

export interface LocationWrite {
  name: string;
  address?: Location['address'] | undefined;
  active?: boolean | undefined;
}

export async function createLocation(tx: Tx, context: CommandContext, input: LocationWrite): Promise<Location> {
  const location = { id: newId(), name: input.name, address: input.address ?? null, active: input.active ?? true };
  await insertLocation(tx, context.companyId, location);
  await notifyChange(tx, context.companyId);
  return location;
}

export async function changeLocation(
  tx: Tx,
  context: CommandContext,
  id: Id,
  patch: Patch<LocationWrite>,
): Promise<Location> {
  const { location, others } = await locationToChange(tx, context, id);
  const after = merge<Location>(location, patch);
  if (!after.active) checkAnotherActive(others);
  await updateLocation(tx, context.companyId, after);
  await notifyChange(tx, context.companyId);
  return after;
}

export async function deleteLocation(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  const { location, others } = await locationToChange(tx, context, id);
  checkAnotherActive(others);
  if (await isLocationUsed(tx, context.companyId, location.id)) {
    await updateLocation(tx, context.companyId, { ...location, active: false });
  } else {
    await removeLocation(tx, context.companyId, location.id);
  }
  await notifyChange(tx, context.companyId);
}

async function locationToChange(tx: Tx, context: CommandContext, id: Id) {
  // Two people who each deactivate the other's last location wait for each other here.
  await lockCompany(tx, context.companyId);
  await lockRow(tx, 'locations', context.companyId, id);
  const all = await allLocations(tx, context.companyId);
  const location = all.find((candidate) => candidate.id === id.toLowerCase());
  if (!location) throw notFound('location');
  return { location, others: all.filter((other) => other !== location) };
}

function checkAnotherActive(others: readonly Location[]): void {
  if (!others.some((other) => other.active)) {
    throw new Refused('conflict', 'A company needs one active location. Make another one first.');
  }
}

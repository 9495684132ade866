/** The table locations. */
import type { Id } from '../base/ids.ts';
import type { Address, Location } from '../domain/company.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';

/** All locations of the company, in the order in which they were made. */
export async function allLocations(reader: Reader, companyId: Id): Promise<Location[]> {
  return await reader<{ id: Id; name: string; address: Address | null; active: boolean }[]>`
    select id, name, address, active from locations where company_id = ${companyId} order by id`;
}

export async function insertLocation(tx: Tx, companyId: Id, location: Location): Promise<void> {
  await tx`
    insert into locations (company_id, id, name, address, active)
    values (${companyId}, ${location.id}, ${location.name}, ${addressJson(tx, location)}, ${location.active})`;
}

export async function updateLocation(tx: Tx, companyId: Id, location: Location): Promise<void> {
  await tx`
    update locations set name = ${location.name}, address = ${addressJson(tx, location)}, active = ${location.active}
    where company_id = ${companyId} and id = ${location.id}`;
}

export async function removeLocation(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`delete from locations where company_id = ${companyId} and id = ${id}`;
}

export async function isLocationUsed(reader: Reader, companyId: Id, id: Id): Promise<boolean> {
  const [row] = await reader`
    select 1
    where exists (select 1 from invoices where company_id = ${companyId} and location_id = ${id})
      or exists (select 1 from accounts where company_id = ${companyId} and location_id = ${id})
      or exists (select 1 from integrations where company_id = ${companyId} and settings::text like ${`%${id}%`})`;
  return row !== undefined;
}

function addressJson(tx: Tx, location: Location) {
  return location.address ? tx.json(asJson(location.address)) : null;
}

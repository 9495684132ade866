/**
 * Another QuickBooks company is connected: what the settings named in the former one is set aside, and what they named in this
 * one comes back. An id of one company is never read as an id of another.
 */
import type { Id } from '../base/ids.ts';
import type { QuickBooksSettings } from '../contract/integration.ts';
import type { Tx } from '../db/database.ts';
import { savedSettings, saveIntegration } from '../db/integrations.ts';
import { keepMappings, type Mappings, takeKeptMappings } from '../db/kept-mappings.ts';

const noMappings: Mappings = {
  taxes: [],
  untaxedQuickBooksTaxCode: null,
  depositAccounts: [],
  paymentMethods: [],
  incomeAccountId: null,
  defaultItemId: null,
  locations: [],
};

export async function swapMappings(
  tx: Tx,
  change: { companyId: Id; formerRealmId: string; realmId: string; now: Date },
): Promise<void> {
  const { companyId, formerRealmId, realmId, now } = change;
  const settings = await savedSettings(tx, companyId);
  if (!settings) return;
  await keepMappings(tx, { companyId, realmId: formerRealmId }, mappingsOf(settings));
  const mappings = (await takeKeptMappings(tx, { companyId, realmId })) ?? noMappings;
  const { enabled } = settings;
  await saveIntegration(tx, { companyId, id: 'quickbooks', enabled, settings: { ...settings, ...mappings }, now });
}

const fields = Object.keys(noMappings) as (keyof Mappings)[];

function mappingsOf(settings: QuickBooksSettings): Mappings {
  // One value for each field of the type, by the type of `noMappings`.
  return Object.fromEntries(fields.map((field) => [field, settings[field]])) as unknown as Mappings;
}

/**
 * Another QuickBooks company is connected: what the settings named in the former one and what was still to be done in it are
 * set aside, and what they named in this one comes back. An id of one company is never read as an id of another, and nothing
 * is sent to it that was asked for while it was not connected.
 */
import type { Id } from '../base/ids.ts';
import type { QuickBooksSettings } from '../contract/integration.ts';
import type { Tx } from '../db/database.ts';
import { savedSettings, saveIntegration } from '../db/integrations.ts';
import { keepMappings, type Mappings, takeKeptMappings } from '../db/kept-mappings.ts';
import { invoicesInStates } from '../db/links.ts';
import { askToLook } from '../db/looks.ts';
import { setWorkAside } from '../db/set-aside.ts';
import { followedStates } from './save-settings.ts';

const noMappings: Mappings = {
  taxes: [],
  untaxedQuickBooksTaxCode: null,
  depositAccounts: [],
  paymentMethods: [],
  incomeAccountId: null,
  defaultItemId: null,
  locations: [],
};

interface Replacement {
  companyId: Id;
  formerRealmId: string;
  realmId: string;
  now: Date;
}

export async function replaceCompany(tx: Tx, change: Replacement): Promise<void> {
  const { companyId, formerRealmId, realmId, now } = change;
  const settings = await savedSettings(tx, companyId);
  if (!settings) return;
  await keepMappings(tx, { companyId, realmId: formerRealmId }, mappingsOf(settings));
  const mappings = (await takeKeptMappings(tx, { companyId, realmId })) ?? noMappings;
  const { enabled } = settings;
  await saveIntegration(tx, { companyId, id: 'quickbooks', enabled, settings: { ...settings, ...mappings }, now });
  await setWorkAside(tx, { ...change, settings });
  if (!enabled) return;
  // What was linked before catches up with what was done here while another company was connected.
  const subjectIds = await invoicesInStates(tx, { companyId, realmId, states: followedStates });
  await askToLook(tx, { companyId, subjectIds, now });
}

const fields = Object.keys(noMappings) as (keyof Mappings)[];

function mappingsOf(settings: QuickBooksSettings): Mappings {
  // One value for each field of the type, by the type of `noMappings`.
  return Object.fromEntries(fields.map((field) => [field, settings[field]])) as unknown as Mappings;
}

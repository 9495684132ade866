/** Switches an integration on or off. Two of one kind exclude each other. Off it goes whatever the settings name. */
import type { Id } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { saveIntegration } from '../db/integrations.ts';
import { lockCompany } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import { notFound } from '../domain/refused.ts';
import { readSettings, refuseSecondIntegration, saveSettings } from './save-settings.ts';

export async function enableIntegration(
  tx: Tx,
  request: { companyId: Id; id: string; enabled: boolean; now: Date },
): Promise<void> {
  const { companyId, id, enabled, now } = request;
  // Another QuickBooks company may be connected at this moment, which takes the switch over as it finds it.
  await lockCompany(tx, companyId);
  if (id === 'quickbooks' && enabled) {
    const settings = await readSettings(tx, companyId);
    await saveSettings(tx, { companyId, now, settings: { ...settings, enabled } });
    return;
  }
  if (id !== 'quickbooks' && id !== 'quickbooks_one_way') throw notFound('integration');
  if (enabled) await refuseSecondIntegration(tx, companyId, id);
  await saveIntegration(tx, { companyId, id, enabled, now });
  await notifyChange(tx, companyId);
}

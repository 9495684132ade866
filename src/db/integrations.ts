/** Whether an integration is on, and its settings as they were last saved. */
import type { Id } from '../base/ids.ts';
import type { QuickBooksSettings } from '../contract/integration.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';

export type IntegrationId = 'quickbooks' | 'quickbooks_one_way';

export async function integrationRows(reader: Reader, companyId: Id): Promise<{ id: string; enabled: boolean }[]> {
  return reader<{ id: string; enabled: boolean }[]>`
    select id, enabled from integrations where company_id = ${companyId}`;
}

/** The saved settings; null before the first save. `enabled` is the column's, not the document's. */
export async function savedSettings(reader: Reader, companyId: Id): Promise<QuickBooksSettings | null> {
  const [row] = await reader<{ enabled: boolean; settings: QuickBooksSettings | null }[]>`
    select enabled, settings from integrations where company_id = ${companyId} and id = 'quickbooks'`;
  return row?.settings ? { ...row.settings, enabled: row.enabled } : null;
}

export async function saveIntegration(
  tx: Tx,
  saved: { companyId: Id; id: IntegrationId; enabled: boolean; settings?: QuickBooksSettings; now: Date },
): Promise<void> {
  const settings = saved.settings ? tx.json(asJson(saved.settings)) : null;
  await tx`
    insert into integrations (company_id, id, enabled, settings, updated_at)
    values (${saved.companyId}, ${saved.id}, ${saved.enabled}, ${settings}, ${saved.now})
    on conflict (company_id, id) do update set enabled = excluded.enabled,
      settings = coalesce(excluded.settings, integrations.settings), updated_at = excluded.updated_at`;
}

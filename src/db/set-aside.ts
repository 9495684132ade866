/** What was still to be done in one QuickBooks company when another one takes its place. */
import type { Id } from '../base/ids.ts';
import type { QuickBooksSettings } from '../contract/integration.ts';
import type { Tx } from './database.ts';

/**
 * Takes the causes from all looks: what people pressed, the statuses that invoices entered, the answers to issues. The link of
 * the former company remembers what was to go there, for a return; the new company lists it as waiting.
 */
export async function setWorkAside(
  tx: Tx,
  change: {
    companyId: Id;
    formerRealmId: string;
    realmId: string;
    settings: Pick<QuickBooksSettings, 'enabled' | 'sendStatusIds' | 'startDate'>;
    now: Date;
  },
): Promise<void> {
  const { companyId, formerRealmId, realmId, settings, now } = change;
  const asked = tx`
    select invoices.id from looks
    join invoices on invoices.company_id = looks.company_id and invoices.id::text = looks.subject_id
    where looks.company_id = ${companyId} and looks.kind = 'invoice' and invoices.deleted_at is null and (looks.requested
      or (looks.entered_status_ids && ${[...settings.sendStatusIds]}::uuid[]
        and (${settings.startDate}::date is null or invoices.issue_date >= ${settings.startDate}::date)))`;
  const isOver = tx`links.state in ('voided', 'unlinked')`;
  if (settings.enabled) {
    await tx`
      insert into links (company_id, realm_id, kind, shop_id, state, requested)
      select ${companyId}, ${formerRealmId}, 'invoice', asked.id, 'pending', true from (${asked}) as asked
      on conflict (company_id, realm_id, kind, shop_id) do update set requested = true,
        state = case links.state when 'not_synced' then 'pending' else links.state end
      where not ${isOver}`;
  }
  for (const realm of settings.enabled ? [realmId] : [formerRealmId, realmId]) {
    await tx`
      insert into links (company_id, realm_id, kind, shop_id, waiting_since)
      select ${companyId}, ${realm}, 'invoice', asked.id, ${now} from (${asked}) as asked
      on conflict (company_id, realm_id, kind, shop_id) do update set waiting_since = ${now}
        where links.waiting_since is null and links.books_id is null and not ${isOver}`;
  }
  await tx`
    update looks set requested = false, fix = null, entered_status_ids = '{}', noticed_at = null
    where company_id = ${companyId}`;
}

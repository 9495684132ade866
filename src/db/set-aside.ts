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
    select invoices.id, looks.requested as pressed,
      former.books_id is not null and former.state not in ('voided', 'unlinked') as is_there
    from looks
    join invoices on invoices.company_id = looks.company_id and invoices.id::text = looks.subject_id
    join invoice_statuses on invoice_statuses.company_id = invoices.company_id
      and invoice_statuses.id = invoices.status_id
    left join links as former on former.company_id = looks.company_id and former.realm_id = ${formerRealmId}
      and former.kind = 'invoice' and former.shop_id = invoices.id
    where looks.company_id = ${companyId} and looks.kind = 'invoice' and invoices.deleted_at is null
      and (looks.requested or (invoice_statuses.status_group <> 'canceled'
        and looks.entered_status_ids && ${[...settings.sendStatusIds]}::uuid[]
        and (${settings.startDate}::date is null or invoices.issue_date >= ${settings.startDate}::date)))`;
  const isOver = tx`links.state in ('voided', 'unlinked')`;
  // Canceled since, it is called off: the look that says so loses it below.
  await tx`
    update links set requested = false, state = 'not_synced' from looks, invoices, invoice_statuses
    where links.company_id = ${companyId} and links.realm_id = ${formerRealmId} and links.kind = 'invoice'
      and links.requested and links.books_id is null and looks.company_id = ${companyId} and looks.kind = 'invoice'
      and looks.subject_id = links.shop_id::text and not looks.requested
      and looks.entered_status_ids @> array[invoices.status_id]
      and invoices.company_id = ${companyId} and invoices.id = links.shop_id
      and invoice_statuses.company_id = ${companyId} and invoice_statuses.id = invoices.status_id
      and invoice_statuses.status_group = 'canceled'`;
  if (settings.enabled) {
    await tx`
      insert into links (company_id, realm_id, kind, shop_id, state, requested)
      select ${companyId}, ${formerRealmId}, 'invoice', asked.id, 'pending', true from (${asked}) as asked
      where asked.pressed or not coalesce(asked.is_there, false)
      on conflict (company_id, realm_id, kind, shop_id) do update set requested = true,
        state = case links.state when 'not_synced' then 'pending' else links.state end
      where not ${isOver}`;
  }
  for (const realm of settings.enabled ? [realmId] : [formerRealmId, realmId]) {
    await tx`
      insert into links (company_id, realm_id, kind, shop_id, waiting_since)
      select ${companyId}, ${realm}, 'invoice', asked.id, ${now} from (${asked}) as asked
      where not coalesce(asked.is_there, false)
      on conflict (company_id, realm_id, kind, shop_id) do update set waiting_since = ${now}
        where links.waiting_since is null and links.books_id is null and not ${isOver}`;
  }
  await tx`
    update looks set requested = false, fix = null, entered_status_ids = '{}', noticed_at = null
    where company_id = ${companyId}`;
}

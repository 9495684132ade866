/** Names by id, for the events of an invoice: they tell what a thing was called then. */
import type { Id } from '../base/ids.ts';
import type { Reader } from './database.ts';

export async function loadNames(reader: Reader, companyId: Id, ids: readonly Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader<{ id: Id; name: string }[]>`
    with wanted as (select unnest(${ids}::uuid[]) as id)
    select id, name from clients join wanted using (id) where company_id = ${companyId}
    union all select id, name from locations join wanted using (id) where company_id = ${companyId}
    union all select id, name from invoice_statuses join wanted using (id) where company_id = ${companyId}
    union all select id, name from accounts join wanted using (id) where company_id = ${companyId}
    union all select id, name from payment_methods join wanted using (id) where company_id = ${companyId}`;
  return new Map(rows.map((row) => [row.id, row.name]));
}

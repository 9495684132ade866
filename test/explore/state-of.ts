/** Everything that must not move while nobody does anything, as text by name. */
import { writesSomething } from './check-once.ts';
import type { World } from './world.ts';

export async function stateOf(world: World): Promise<Record<string, string>> {
  const { companyId } = world.shop;
  const rows = await world.database.read(
    companyId,
    (reader) => reader<{ what: string; state: string }[]>`
      select 'invoice ' || number as what, version || ' ' || total || ' ' || paid as state from invoices where company_id = ${companyId}
      union all select 'payment ' || id, version || ' ' || state || ' ' || amount from payments where company_id = ${companyId}
      union all select 'link ' || kind || ' ' || shop_id, state || ' ' || coalesce(books_id, '') || ' ' || generation from links
        where company_id = ${companyId}
      union all select 'issue ' || id, state || ' ' || code from issues where company_id = ${companyId}
      union all select 'intents', count(*)::text from intents where company_id = ${companyId}
      union all select 'log', count(*)::text from sync_log where company_id = ${companyId}`,
  );
  const writes = world.control.requests().filter(writesSomething);
  return {
    ...Object.fromEntries(rows.map((row) => [row.what, row.state])),
    'requests that write': String(writes.length),
  };
}

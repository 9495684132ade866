/**
 * Two customers or items of QuickBooks became one: every link and everything that was stored of the one that is gone names
 * the other from now on, the settings' default item too, as it does there. Neither side's content changes by it.
 */
import type { Tx } from './database.ts';
import type { LinkScope } from './links.ts';

export interface Merge {
  kind: 'client' | 'item';
  /** QuickBooks' ids: the one that is gone, and the one that stands for both. */
  from: string;
  to: string;
}

/** Up to the id: a name can hold any character, and comes first. */
function reference(field: string): string {
  return `"${field}": \\{("name": "([^"\\\\]|\\\\.)*", )?"value": `;
}

/** The reference in QuickBooks' records, and the facts of agreed invoices, as Postgres writes them. */
const places: Record<Merge['kind'], { reference: string; fact: string }> = {
  client: { reference: reference('CustomerRef'), fact: '"customer": ' },
  item: { reference: reference('ItemRef'), fact: '"lines\\.[^"]+\\.item": ' },
};

export async function followMerge(tx: Tx, scope: LinkScope, { kind, from, to }: Merge): Promise<void> {
  const { companyId, realmId } = scope;
  const { reference, fact } = places[kind];
  const [gone, stands] = [`"${from}"`, `\\1"${to}"`];
  await tx`
    update links set books_id = ${to}
    where company_id = ${companyId} and realm_id = ${realmId} and kind = ${kind} and books_id = ${from}`;
  await tx`
    update links set base = regexp_replace(base::text, ${`(${fact})${gone}`}, ${stands}, 'g')::jsonb
    where company_id = ${companyId} and realm_id = ${realmId} and kind = 'invoice'
      and base::text ~ ${`(${fact})${gone}`}`;
  await tx`
    update mirrors set doc = regexp_replace(doc::text, ${`(${reference})${gone}`}, ${stands}, 'g')::jsonb
    where company_id = ${companyId} and realm_id = ${realmId} and entity in ('Invoice', 'Payment', 'CreditMemo')
      and doc::text ~ ${`(${reference})${gone}`}`;
  if (kind !== 'item') return;
  await tx`
    update integrations set settings = jsonb_set(settings, '{defaultItemId}', to_jsonb(${to}::text))
    where company_id = ${companyId} and id = 'quickbooks' and settings ->> 'defaultItemId' = ${from}`;
}

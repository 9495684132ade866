/** The shop's clients and items as far as it takes to tell whether QuickBooks' are the same. */
import type { Id } from '../base/ids.ts';
import type { Reader } from './database.ts';
import type { LinkScope } from './links.ts';

export interface ImportCandidate {
  id: Id;
  name: string;
  /** A client's e-mail or an item's SKU. */
  mark: string | null;
  linked: boolean;
}

export async function importCandidates(
  reader: Reader,
  query: LinkScope & { kind: 'client' | 'item' },
): Promise<ImportCandidate[]> {
  const { companyId, realmId, kind } = query;
  const table = kind === 'client' ? 'clients' : 'items';
  const mark = kind === 'client' ? 'email' : 'sku';
  return reader<ImportCandidate[]>`
    select id, name, ${reader(mark)} as mark,
      exists (select 1 from links where links.company_id = ${companyId} and links.realm_id = ${realmId}
        and links.kind = ${kind} and links.shop_id = ${reader(table)}.id and links.books_id is not null) as linked
    from ${reader(table)} where company_id = ${companyId} order by id`;
}

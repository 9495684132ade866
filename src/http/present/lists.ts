/** The company's lists as the contract shows them; what else the domain knows of them stays inside. */
import type * as catalog from '../../contract/catalog.ts';
import type * as people from '../../contract/people.ts';
import type { ListedEntry } from '../../db/accounts.ts';
import type { Item } from '../../domain/catalog.ts';
import type { Client } from '../../domain/client.ts';
import type { Company } from '../../domain/company.ts';
import type { ApiKey } from '../../domain/people.ts';

export function presentClient(client: Client): catalog.Client {
  const { version: _, updatedAt: __, ...shown } = client;
  return { ...shown, createdAt: client.createdAt.toISOString(), erasedAt: client.erasedAt?.toISOString() ?? null };
}

export function presentItem(item: Item): catalog.Item {
  const { version: _, ...shown } = item;
  return shown;
}

export function presentLedgerEntry(entry: ListedEntry): catalog.AccountTransaction {
  const { accountId: _, ...shown } = entry;
  return { ...shown, at: entry.at.toISOString() };
}

export function presentCompany(company: Company): people.Company {
  const { createdAt: _, ...shown } = company;
  return shown;
}

export function presentApiKey(key: ApiKey): people.ApiKey {
  return {
    id: key.id,
    name: key.name,
    roleId: key.roleId,
    prefix: key.prefix,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}

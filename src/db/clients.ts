/** The table clients. */
import type { Id } from '../base/ids.ts';
import type { Client } from '../domain/client.ts';
import type { Address } from '../domain/company.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';
import { idPattern, likeText, type Page, type Paging, readCursor, textPattern, toPage } from './page.ts';

interface ClientRow {
  id: Id;
  type: 'person' | 'organization';
  first_name: string | null;
  last_name: string | null;
  name: string;
  email: string | null;
  phone: string | null;
  tax_number: string | null;
  address: Address | null;
  active: boolean;
  version: string;
  created_at: Date;
  updated_at: Date;
  erased_at: Date | null;
  sort: string;
}

export async function loadClients(reader: Reader, companyId: Id, ids: readonly Id[]): Promise<Client[]> {
  if (ids.length === 0) return [];
  const rows = await reader<ClientRow[]>`
    select * from clients where company_id = ${companyId} and id = any(${ids}::uuid[])`;
  return rows.map(toClient);
}

export interface NamedQuery extends Paging {
  /** Part of the name. */
  q?: string | undefined;
  active?: boolean | undefined;
}

/** By name; `q` is part of the name, the e-mail or the phone. */
export async function listClients(reader: Reader, companyId: Id, query: NamedQuery): Promise<Page<Client>> {
  const after = readCursor(query.cursor, [textPattern, idPattern]);
  const part = likeText(query.q ?? '');
  const rows = await reader<ClientRow[]>`
    select *, lower(name) as sort from clients where company_id = ${companyId}
      ${query.active === undefined ? reader`` : reader`and active = ${query.active}`}
      ${query.q ? reader`and (name ilike ${part} or email ilike ${part} or phone ilike ${part})` : reader``}
      ${after ? reader`and (lower(name), id) > (${after[0] ?? ''}, ${after[1] ?? ''}::uuid)` : reader``}
    order by lower(name), id limit ${query.limit + 1}`;
  return toPage(rows, { limit: query.limit, key: (row) => [row.sort, row.id], item: toClient });
}

export async function insertClient(tx: Tx, companyId: Id, client: Client): Promise<void> {
  const row = { company_id: companyId, id: client.id, created_at: client.createdAt, ...written(tx, client) };
  await tx`insert into clients ${tx(row)}`;
}

export async function updateClient(tx: Tx, companyId: Id, client: Client): Promise<void> {
  await tx`update clients set ${tx(written(tx, client))} where company_id = ${companyId} and id = ${client.id}`;
}

export async function removeClient(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`delete from clients where company_id = ${companyId} and id = ${id}`;
}

export async function isClientUsed(reader: Reader, companyId: Id, id: Id): Promise<boolean> {
  const [row] = await reader`
    select 1
    where exists (select 1 from invoices where company_id = ${companyId} and (client_id = ${id} or payer_id = ${id}))
      or exists (select 1 from links where company_id = ${companyId} and kind = 'client' and shop_id = ${id})`;
  return row !== undefined;
}

function written(tx: Tx, client: Client) {
  return {
    type: client.type,
    first_name: client.firstName,
    last_name: client.lastName,
    name: client.name,
    email: client.email,
    phone: client.phone,
    tax_number: client.taxNumber,
    address: client.address ? tx.json(asJson(client.address)) : null,
    active: client.active,
    version: client.version,
    updated_at: client.updatedAt,
  };
}

function toClient(row: ClientRow): Client {
  return {
    id: row.id,
    type: row.type,
    firstName: row.first_name,
    lastName: row.last_name,
    name: row.name,
    email: row.email,
    phone: row.phone,
    taxNumber: row.tax_number,
    address: row.address,
    active: row.active,
    version: Number(row.version),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    erasedAt: row.erased_at,
  };
}

/** Clients: made, changed, deleted. One that is used is only deactivated: invoices and links keep their client. */

import { type Id, newId } from '../base/ids.ts';
import { merge, type Patch } from '../base/merge.ts';
import { insertClient, isClientUsed, loadClients, removeClient, updateClient } from '../db/clients.ts';
import type { Tx } from '../db/database.ts';
import { lockRow } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import { type Client, clientName } from '../domain/client.ts';
import { notFound, Refused } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';

export interface ClientWrite {
  type: Client['type'];
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  name?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  taxNumber?: string | null | undefined;
  address?: Client['address'] | undefined;
  active?: boolean | undefined;
}

export async function createClient(tx: Tx, context: CommandContext, input: ClientWrite): Promise<Client> {
  const client = named({
    id: newId(),
    type: input.type,
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    name: input.name ?? '',
    email: input.email ?? null,
    phone: input.phone ?? null,
    taxNumber: input.taxNumber ?? null,
    address: input.address ?? null,
    active: input.active ?? true,
    version: 1,
    createdAt: context.now,
    updatedAt: context.now,
    erasedAt: null,
  });
  await insertClient(tx, context.companyId, client);
  await notifyChange(tx, context.companyId);
  return client;
}

export async function changeClient(
  tx: Tx,
  context: CommandContext,
  id: Id,
  patch: Patch<ClientWrite>,
): Promise<Client> {
  const before = await clientToChange(tx, context, id);
  if (before.erasedAt) throw new Refused('conflict', 'This client was erased, and is not changed any more.');
  const { name, ...rest } = patch;
  const merged = merge<Client>(before, { ...rest, ...(name === undefined ? {} : { name: name ?? '' }) });
  const after = named({ ...merged, version: before.version + 1, updatedAt: context.now });
  await updateClient(tx, context.companyId, after);
  await notifyChange(tx, context.companyId);
  return after;
}

export async function deleteClient(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  const client = await clientToChange(tx, context, id);
  if (await isClientUsed(tx, context.companyId, client.id)) {
    await updateClient(tx, context.companyId, {
      ...client,
      active: false,
      version: client.version + 1,
      updatedAt: context.now,
    });
  } else {
    await removeClient(tx, context.companyId, client.id);
  }
  await notifyChange(tx, context.companyId);
}

export async function clientToChange(tx: Tx, context: CommandContext, id: Id): Promise<Client> {
  await lockRow(tx, 'clients', context.companyId, id);
  const [client] = await loadClients(tx, context.companyId, [id]);
  if (!client) throw notFound('client');
  return client;
}

function named(client: Client): Client {
  return { ...client, name: clientName(client) };
}

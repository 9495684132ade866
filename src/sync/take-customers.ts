/** A customer that an invoice was given in QuickBooks and the shop does not know becomes a client, linked to it, once. */
import type { Tx } from '../db/database.ts';
import { linksOfBooks, saveLink } from '../db/links.ts';
import type { Seen } from '../db/mirrors.ts';
import { Customer } from '../quickbooks/entities.ts';
import { createClient } from '../shop/clients.ts';
import type { CommandContext } from '../shop/command.ts';
import { integrationActor } from './decide-events.ts';
import { clientOf } from './mapping/from-lists.ts';
import type { Pass } from './pass-state.ts';

export async function takeCustomers(tx: Tx, pass: Pass, seen: readonly Seen[], now: Date): Promise<void> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  const customers = seen.filter((record) => record.entity === 'Customer');
  const links = await linksOfBooks(tx, { ...scope, kind: 'client', booksIds: customers.map((row) => row.booksId) });
  const known = new Set(links.map((link) => link.booksId));
  const command: CommandContext = { companyId: pass.companyId, actor: integrationActor, now };
  for (const record of customers) {
    const input = known.has(record.booksId) ? null : clientOf(Customer.parse(record.doc));
    if (!input) continue;
    const { id } = await createClient(tx, command, input);
    await saveLink(tx, { ...scope, kind: 'client', shopId: id, booksId: record.booksId, state: 'synced' });
  }
}

/** A customer that an invoice was given in QuickBooks and the shop does not know becomes a client, linked to it, once. */
import type { Tx } from '../db/database.ts';
import { openIntents } from '../db/intents.ts';
import { linksOfBooks, saveLink } from '../db/links.ts';
import type { Seen } from '../db/mirrors.ts';
import { Customer } from '../quickbooks/entities.ts';
import { createClient } from '../shop/clients.ts';
import type { CommandContext } from '../shop/command.ts';
import { integrationActor } from './decide-events.ts';
import { clientOf } from './mapping/from-lists.ts';
import type { Pass } from './pass-state.ts';
import { mayBeMadeBy } from './recover-matching.ts';

/** False when one of them may be what a request without an answer made of a client of ours: that is to be known first. */
export async function takeCustomers(tx: Tx, pass: Pass, seen: readonly Seen[], now: Date): Promise<boolean> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  const customers = seen.filter((record) => record.entity === 'Customer');
  const links = await linksOfBooks(tx, { ...scope, kind: 'client', booksIds: customers.map((row) => row.booksId) });
  const known = new Set(links.map((link) => link.booksId));
  const unknown = customers.filter((record) => !known.has(record.booksId));
  const open = unknown.length > 0 ? await openIntents(tx, scope) : [];
  const free = unknown.filter((record) => !mayBeMadeBy(open, record));
  const command: CommandContext = { companyId: pass.companyId, actor: integrationActor, now };
  for (const record of free) {
    const input = clientOf(Customer.parse(record.doc));
    if (!input) continue;
    const { id } = await createClient(tx, command, input);
    await saveLink(tx, { ...scope, kind: 'client', shopId: id, booksId: record.booksId, state: 'synced' });
  }
  return free.length === unknown.length;
}

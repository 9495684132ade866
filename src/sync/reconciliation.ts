/**
 * The reconciliation of all clients: both sides from the database, explained. It rests on what is stored (our writes'
 * answers, webhooks, sweeps) and never asks QuickBooks; how old that is, is part of the answer.
 */
import { type Decimal, decimal, ZERO } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import { currentConnection } from '../db/connections.ts';
import type { Reader } from '../db/database.ts';
import { booksAlone, invoiceSides, reconciledClients } from '../db/reconciliation.ts';
import { type Cause, type Explained, explainAlone, explainInvoice } from './reconcile.ts';
import { readSettings } from './save-settings.ts';

export interface ClientReconciliation {
  clientId: Id;
  name: string;
  shop: Decimal;
  quickBooks: Decimal;
  difference: Decimal;
  unexplained: Explained['unexplained'];
  causes: Cause[];
  quickBooksReadAt: Date | null;
}

export interface CompanyReconciliation {
  quickBooksAsOf: Date | null;
  /** The largest differences first, then by name. Clients of whom nothing is open on either side are left out. */
  clients: ClientReconciliation[];
}

export async function reconcile(reader: Reader, companyId: Id): Promise<CompanyReconciliation> {
  const connection = await currentConnection(reader, companyId);
  const settings = await readSettings(reader, companyId);
  const scope = { companyId, realmId: connection?.realmId ?? null };
  const sides = await invoiceSides(reader, scope);
  const alone = await booksAlone(reader, scope);
  const switches = {
    on: settings.enabled && connection?.state === 'connected',
    copyEdits: settings.copyEdits,
    autoUpdate: settings.autoUpdate,
    sendStatusIds: settings.sendStatusIds,
  };
  const totals = new Map<Id, ClientReconciliation>();
  const of = (clientId: Id) => totals.get(clientId) ?? added(totals, clientId);
  for (const { clientId, amount } of sides.shop) of(clientId).shop = decimal(amount);
  for (const { clientId, amount } of sides.books) of(clientId).quickBooks = decimal(amount);
  for (const row of alone) {
    const client = of(row.clientId);
    client.quickBooks = client.quickBooks.plus(row.amount);
    client.causes.push(explainAlone(row));
  }
  for (const differing of sides.differing) {
    const explained = explainInvoice(differing, switches);
    for (const cause of explained.causes) of(cause.clientId).causes.push(cause);
    for (const rest of explained.unexplained) of(rest.clientId).unexplained.push(rest);
  }
  const clients = [...totals.values()].filter(isTold);
  await nameAll(reader, { ...scope, clients });
  for (const client of clients) client.difference = client.shop.minus(client.quickBooks);
  return { quickBooksAsOf: connection?.sweptTo ?? null, clients: clients.sort(byDifference) };
}

function added(totals: Map<Id, ClientReconciliation>, clientId: Id): ClientReconciliation {
  const empty = { clientId, name: '', shop: ZERO, quickBooks: ZERO, difference: ZERO, quickBooksReadAt: null };
  const client = { ...empty, unexplained: [], causes: [] };
  totals.set(clientId, client);
  return client;
}

function isTold({ shop, quickBooks, causes, unexplained }: ClientReconciliation): boolean {
  return !shop.eq(0) || !quickBooks.eq(0) || causes.length > 0 || unexplained.length > 0;
}

async function nameAll(
  reader: Reader,
  named: { companyId: Id; realmId: string | null; clients: readonly ClientReconciliation[] },
): Promise<void> {
  const clientIds = named.clients.map((client) => client.clientId);
  const found = new Map((await reconciledClients(reader, { ...named, clientIds })).map((row) => [row.id, row]));
  for (const client of named.clients) {
    client.name = found.get(client.clientId)?.name ?? '';
    client.quickBooksReadAt = found.get(client.clientId)?.balanceReadAt ?? null;
  }
}

function byDifference(one: ClientReconciliation, other: ClientReconciliation): number {
  const larger = other.difference.abs().cmp(one.difference.abs());
  if (larger !== 0) return larger;
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return one.clientId < other.clientId ? -1 : 1;
}

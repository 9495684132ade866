/**
 * Erases a client: the person goes from everything that is kept here, invoices and amounts stay, as bookkeeping has to keep
 * them. QuickBooks' own record is the accountant's and is not changed (docs/decisions/0033). It cannot be undone.
 */
import type { Id } from '../base/ids.ts';
import { loadClients } from '../db/clients.ts';
import { loadCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import {
  endPass,
  eraseFromInvoices,
  eraseFromMirrors,
  eraseFromOutboxes,
  eraseFromSync,
  invoicesEver,
  markErased,
  unsettledInvoices,
} from '../db/erase-client.ts';
import { notifyChange, notifyWork } from '../db/looks.ts';
import type { Client } from '../domain/client.ts';
import type { Company } from '../domain/company.ts';
import { invalid, notFound, Refused } from '../domain/refused.ts';
import { audit } from './audit.ts';
import { clientToChange } from './clients.ts';
import type { CommandContext } from './command.ts';

export interface ErasedClient {
  client: Client;
  quickBooksCustomerIds: string[];
}

const numbersNamed = 5;
const shortestWord = 4;
const labels: Record<Company['language'], string> = { en: 'Erased client', fr: 'Client effacé' };

/** `name` is the client's, typed to confirm. Throws Refused `sync_unfinished` while the sync has to do with its invoices. */
export async function eraseClient(tx: Tx, context: CommandContext, id: Id, name: string): Promise<ErasedClient> {
  const { companyId, now } = context;
  // First, as the sync's transactions do: it waits for one that is under way, and whatever follows begins anew.
  await endPass(tx, companyId);
  const before = await clientToChange(tx, context, id);
  if (before.erasedAt) throw new Refused('conflict', 'This client was erased already.');
  if (name.trim() !== before.name) {
    throw invalid('name', 'This is not the client’s name. Type it as it is shown: erasing cannot be undone.');
  }
  const invoiceIds = await invoicesEver(tx, companyId, before.id);
  await checkSettled(tx, { companyId, clientId: before.id, invoiceIds });
  const { language } = await loadCompany(tx, companyId);
  // The end of an id is random; it tells erased clients apart.
  const erased = {
    companyId,
    clientId: before.id,
    label: `${labels[language]} ${before.id.slice(-8)}`,
    now,
    invoiceIds,
  };
  const words = [before.name, before.email ?? '', before.phone ?? ''].filter((word) => word.length >= shortestWord);
  const quickBooksCustomerIds = await markErased(tx, erased);
  await eraseFromMirrors(tx, erased);
  await eraseFromInvoices(tx, erased);
  await eraseFromSync(tx, erased, words);
  await eraseFromOutboxes(tx, erased, words);
  await audit(tx, context, {
    action: 'client.erased',
    subject: { type: 'client', id: before.id, name: erased.label },
  });
  await notifyChange(tx, companyId);
  await notifyWork(tx, companyId);
  const [client] = await loadClients(tx, companyId, [before.id]);
  if (!client) throw notFound('client');
  return { client, quickBooksCustomerIds };
}

async function checkSettled(tx: Tx, of: { companyId: Id; clientId: Id; invoiceIds: readonly Id[] }): Promise<void> {
  const open = await unsettledInvoices(tx, { ...of, limit: numbersNamed + 1 });
  if (open.length === 0) return;
  const named = open.slice(0, numbersNamed).join(', ') + (open.length > numbersNamed ? ', …' : '');
  throw new Refused(
    'sync_unfinished',
    `Invoices of this client still have to be settled with QuickBooks: ${named}. Let the sync finish and answer their issues, then erase the client.`,
  );
}

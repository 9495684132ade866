/**
 * Finds the customers and items that invoices need in QuickBooks: by link, else by looking them up there, many in one
 * batch; what is not there is answered as something to create. A name or e-mail that fits an inactive record, or one that
 * stands for somebody else, is never taken silently.
 */
import { loadClients } from '../db/clients.ts';
import type { Intent } from '../db/intents.ts';
import { loadItems } from '../db/items.ts';
import { linksOf, linksOfBooks, saveLink } from '../db/links.ts';
import { allMirrors } from '../db/mirrors.ts';
import type { Item } from '../domain/catalog.ts';
import type { Client } from '../domain/client.ts';
import { Customer as BooksCustomer, Item as BooksItem } from '../quickbooks/entities.ts';
import { Account } from '../quickbooks/lists.ts';
import { selectInChunks } from '../quickbooks/query.ts';
import type { SyncContext } from './context.ts';
import { customerBody, displayName, itemBody, itemName, sameName } from './mapping/names.ts';
import { isUnitedStates } from './mapping/tax-codes.ts';
import { type CompanyView, freeTextItem, freeTextItemName } from './observation.ts';
import { loadOpenIntents, type Pass, writeHeld } from './pass-state.ts';
import { runQueries } from './read-books.ts';
import { mayBeMadeBy } from './recover-matching.ts';
import { observeBooks, toSeen } from './see.ts';
import { type Creation, creationKey } from './store-intents.ts';

export interface RefNeeds {
  clientIds: readonly string[];
  itemIds: readonly string[];
}

export interface Resolved {
  /** What must be created. */
  creations: Creation[];
  /** Of some it is not known yet whether a request without an answer made them. */
  waits: boolean;
}

/** null when QuickBooks could not be asked now. */
export async function resolveRefs(
  context: SyncContext,
  pass: Pass,
  view: CompanyView,
  asked: RefNeeds,
): Promise<Resolved | null> {
  const total = asked.clientIds.length + asked.itemIds.length;
  if (total === 0) return { creations: [], waits: false };
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  // One that may have been made by a request without an answer is not made by another one, perhaps under another name.
  const open = await loadOpenIntents(context, pass);
  const inDoubt = new Set(open.flatMap((intent) => intent.members.map((member) => `${member.kind}/${member.shopId}`)));
  const needs = {
    clientIds: asked.clientIds.filter((id) => !inDoubt.has(`client/${id}`)),
    itemIds: asked.itemIds.filter((id) => !inDoubt.has(`item/${id}`)),
  };
  const loaded = await context.database.read(pass.companyId, async (reader) => ({
    clients: await loadClients(reader, pass.companyId, needs.clientIds),
    items: await loadItems(
      reader,
      pass.companyId,
      needs.itemIds.filter((id) => id !== freeTextItem),
    ),
    accounts: await allMirrors(reader, { ...scope, entity: 'Account' }),
    clientLinks: await linksOf(reader, { ...scope, kind: 'client', shopIds: needs.clientIds }),
    itemLinks: await linksOf(reader, { ...scope, kind: 'item', shopIds: needs.itemIds }),
  }));
  const items = needs.itemIds.includes(freeTextItem) ? [...loaded.items, freeText] : loaded.items;
  if (view.settings.defaultItemId && items.some((item) => item.id === freeTextItem)) {
    await linkTo(context, pass, { kind: 'item', shopId: freeTextItem, booksId: view.settings.defaultItemId });
  }
  const wantedItems = items.filter((item) => item.id !== freeTextItem || !view.settings.defaultItemId);
  const found = await lookUp(context, pass, { clients: loaded.clients, items: wantedItems }, open);
  if (!found) return null;
  const matched = await match(context, pass, { clients: loaded.clients, items: wantedItems, ...found });
  const attemptOf = (links: typeof loaded.clientLinks, id: string, name: string) => {
    const trouble = links.find((link) => link.shopId === id)?.trouble;
    const sameName = trouble?.faultClass === 'duplicate_name' && trouble.key === creationKey(name);
    return sameName ? (trouble.attempt ?? 0) + 1 : 0;
  };
  const income = incomeAccount(
    loaded.accounts.map((row) => Account.parse(row.doc)),
    view,
  );
  const creations = [
    ...matched.clients.map((client): Creation => {
      const name = displayName(client, 0);
      const attempt = attemptOf(loaded.clientLinks, client.id, name);
      const body = customerBody(client, attempt);
      return { kind: 'client', entity: 'Customer', shopId: client.id, body, attempt, name };
    }),
    ...matched.items.map((item): Creation => {
      const name = itemName(item, 0);
      const attempt = attemptOf(loaded.itemLinks, item.id, name);
      const options = { attempt, incomeAccountId: income, unitedStates: isUnitedStates(pass.connection.taxMode) };
      return { kind: 'item', entity: 'Item', shopId: item.id, body: itemBody(item, options), attempt, name };
    }),
  ];
  return { creations, waits: matched.waits || needs.clientIds.length + needs.itemIds.length < total };
}

/** Stands for lines without an item when the settings name no default item. */
const freeText: Item = {
  id: freeTextItem,
  kind: 'service',
  name: freeTextItemName,
  sku: null,
  price: '0',
  taxIds: [],
  active: true,
  version: 1,
};

interface Wanted {
  clients: readonly Client[];
  items: readonly Item[];
}

interface Found {
  customers: BooksCustomer[];
  booksItems: BooksItem[];
  /** `client/<id>` and `item/<id>` of those that a request without an answer may have made for another. */
  doubtful: ReadonlySet<string>;
}

const anyActivity = [{ field: 'Active', op: 'IN' as const, values: [true, false] }];

async function lookUp(
  context: SyncContext,
  pass: Pass,
  wanted: Wanted,
  open: readonly Intent[],
): Promise<Found | null> {
  const emails = [...new Set(wanted.clients.flatMap((client) => client.email ?? []))];
  const names = [...new Set(wanted.clients.map((client) => displayName(client, 0)))];
  const skus = [...new Set(wanted.items.flatMap((item) => item.sku ?? []))];
  const itemNames = [...new Set(wanted.items.map((item) => itemName(item, 0)))];
  const statements = [
    ...chunks('Customer', 'PrimaryEmailAddr', emails),
    ...chunks('Customer', 'DisplayName', names),
    ...chunks('Item', 'Sku', skus),
    ...chunks('Item', 'Name', itemNames),
  ];
  const rows = await runQueries(context, pass, statements);
  if (!rows) return null;
  const seen = rows.map(({ entity, row }) => toSeen(entity, row));
  await writeHeld(context, pass, (tx, now) => observeBooks(tx, pass, { seen, deleted: [], now }));
  return {
    customers: seen.filter((record) => record.entity === 'Customer').map((record) => BooksCustomer.parse(record.doc)),
    booksItems: seen.filter((record) => record.entity === 'Item').map((record) => BooksItem.parse(record.doc)),
    doubtful: new Set(
      seen
        .filter((record) => mayBeMadeBy(open, record))
        .map(({ entity, booksId }) => `${entity === 'Customer' ? 'client' : 'item'}/${booksId}`),
    ),
  };
}

function chunks(entity: string, field: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : selectInChunks({ entity, field, values, where: anyActivity });
}

/** Links what was found; answers what was not. A match that cannot be used is kept as trouble of its link. */
async function match(
  context: SyncContext,
  pass: Pass,
  known: Wanted & Found,
): Promise<{ clients: Client[]; items: Item[]; waits: boolean }> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  return writeHeld(context, pass, async (tx) => {
    const takenCustomers = await linksOfBooks(tx, {
      ...scope,
      kind: 'client',
      booksIds: known.customers.map((c) => c.Id),
    });
    const takenItems = await linksOfBooks(tx, { ...scope, kind: 'item', booksIds: known.booksItems.map((i) => i.Id) });
    const taken = new Set([
      ...takenCustomers.map((link) => `client/${link.booksId}`),
      ...takenItems.filter((link) => link.shopId !== freeTextItem).map((link) => `item/${link.booksId}`),
    ]);
    const left = { clients: [] as Client[], items: [] as Item[], waits: false };
    const link = async (kind: 'client' | 'item', shopId: string, hit: Hit | null) => {
      if (hit === null) return false;
      if (known.doubtful.has(`${kind}/${hit.id}`)) {
        left.waits = true;
      } else if (hit.active) {
        taken.add(`${kind}/${hit.id}`);
        await saveLink(tx, { ...scope, kind, shopId, booksId: hit.id, state: 'synced', trouble: null });
      } else {
        const trouble = { key: 'inactive', code: null, faultClass: 'inactive', message: hit.name, tid: null };
        await saveLink(tx, { ...scope, kind, shopId, trouble });
      }
      return true;
    };
    for (const client of known.clients) {
      if (!(await link('client', client.id, customerFor(client, known.customers, taken)))) left.clients.push(client);
    }
    for (const item of known.items) {
      if (!(await link('item', item.id, itemFor(item, known.booksItems, taken)))) left.items.push(item);
    }
    return left;
  });
}

interface Hit {
  id: string;
  active: boolean;
  name: string;
}

/** By e-mail only if exactly one active customer has it and nobody else is linked to it; then by the exact name. */
function customerFor(client: Client, customers: readonly BooksCustomer[], taken: ReadonlySet<string>): Hit | null {
  const distinct = [...new Map(customers.map((customer) => [customer.Id, customer])).values()];
  const byEmail = distinct.filter(
    (customer) =>
      customer.Active && client.email !== null && sameName(customer.PrimaryEmailAddr?.Address ?? '', client.email),
  );
  const [only] = byEmail;
  if (only && byEmail.length === 1 && !taken.has(`client/${only.Id}`)) return hit(only.Id, true, only.DisplayName);
  const byName = distinct.find((customer) => sameName(customer.DisplayName, displayName(client, 0)));
  if (!byName || taken.has(`client/${byName.Id}`)) return null;
  return hit(byName.Id, byName.Active, byName.DisplayName);
}

/** By SKU, then by name. A category cannot be sold. */
function itemFor(item: Item, items: readonly BooksItem[], taken: ReadonlySet<string>): Hit | null {
  const sellable = items.filter((candidate) => candidate.Type !== 'Category' && !taken.has(`item/${candidate.Id}`));
  const bySku = sellable.find(
    (candidate) => item.sku !== null && candidate.Active && sameName(candidate.Sku ?? '', item.sku),
  );
  const found = bySku ?? sellable.find((candidate) => sameName(candidate.Name, itemName(item, 0)));
  return found ? hit(found.Id, found.Active, found.Name) : null;
}

function hit(id: string, active: boolean, name: string): Hit {
  return { id, active, name };
}

/** The settings' income account, else the company's own for sales. */
function incomeAccount(accounts: readonly Account[], view: CompanyView): string {
  if (view.settings.incomeAccountId) return view.settings.incomeAccountId;
  const income = accounts.filter((account) => account.Active && account.AccountType === 'Income');
  const preferred = ['SalesOfProductIncome', 'ServiceFeeIncome'];
  const best = preferred.flatMap((type) => income.filter((account) => account.AccountSubType === type))[0] ?? income[0];
  return best?.Id ?? '';
}

async function linkTo(
  context: SyncContext,
  pass: Pass,
  link: { kind: 'item'; shopId: string; booksId: string },
): Promise<void> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  await writeHeld(context, pass, (tx) => saveLink(tx, { ...scope, ...link, state: 'synced', trouble: null }));
}

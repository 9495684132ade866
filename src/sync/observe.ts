/** Gathers one observation for each look: a constant number of queries, however many invoices are looked at. */
import { mapInPortions } from '../base/portions.ts';
import { loadClients } from '../db/clients.ts';
import { loadCredits } from '../db/credits.ts';
import type { Reader } from '../db/database.ts';
import { loadInvoices } from '../db/invoices.ts';
import { liveIssues } from '../db/issues.ts';
import { loadItems } from '../db/items.ts';
import { type Link, linksOf, linksOfBooks } from '../db/links.ts';
import type { Look } from '../db/looks.ts';
import { type Mirror, mirrorsOf, mirrorsTouching } from '../db/mirrors.ts';
import { loadPayments } from '../db/payments.ts';
import { allTaxes } from '../db/taxes.ts';
import type { Client } from '../domain/client.ts';
import type { Invoice, Payment } from '../domain/invoice.ts';
import { Invoice as BooksInvoice, Payment as BooksPayment, Customer, Item } from '../quickbooks/entities.ts';
import type { CompanyView, InvoiceBase, Observation, RefState, Seen } from './observation.ts';
import { freeTextItem } from './observation.ts';
import { observeExisting } from './observe-existing.ts';
import { observeShared } from './observe-shared.ts';

/** With `search`, QuickBooks invoices of the same number are gathered for all, else only where a link asks for it. */
export async function observe(
  reader: Reader,
  company: CompanyView,
  looks: readonly Look[],
  options: { search?: boolean } = {},
): Promise<Observation[]> {
  const { companyId, realmId } = company.connection;
  const scope = { companyId, realmId };
  const ids = looks.map((look) => look.subjectId);
  const [invoices, payments, credits, links, issues, taxes] = await Promise.all([
    loadInvoices(reader, companyId, ids),
    loadPayments(reader, companyId, ids),
    loadCredits(reader, companyId, ids),
    linksOf(reader, { ...scope, kind: 'invoice', shopIds: ids }),
    liveIssues(reader, { ...scope, invoiceIds: ids }),
    allTaxes(reader, companyId),
  ]);
  const people = [...new Set(invoices.flatMap((invoice) => [invoice.clientId, invoice.payerId ?? invoice.clientId]))];
  const booksIds = links.flatMap((link) => (link.booksId ? [link.booksId] : []));
  const [clients, clientLinks, booksInvoices, touching, paymentLinks] = await Promise.all([
    loadClients(reader, companyId, people),
    linksOf(reader, { ...scope, kind: 'client', shopIds: people }),
    mirrorsOf(reader, { ...scope, entity: 'Invoice', booksIds }),
    mirrorsTouching(reader, { ...scope, invoiceIds: booksIds }),
    linksOf(reader, { ...scope, kind: 'payment', shopIds: payments.map((payment) => payment.id) }),
  ]);
  const sought = options.search ? invoices : invoices.filter((invoice) => isSought(invoice, links));
  const existing = await observeExisting(reader, scope, sought);
  const foundInvoices = [...booksInvoices, ...existing.mirrors];
  const loaded = { invoices, clientLinks, booksInvoices: foundInvoices, paymentLinks, touching };
  const rest = await loadReferences(reader, scope, loaded);
  const { defaultItemId } = company.settings;
  const index = indexes({ clients, clientLinks, paymentLinks, touching, defaultItemId, ...rest });
  const view: CompanyView = { ...company, draft: { ...company.draft, itemNames: index.itemNames } };

  const observed = await mapInPortions(looks, (look): Observation[] => {
    const invoice = invoices.find((candidate) => candidate.id === look.subjectId);
    if (!invoice) return [];
    const link = links.find((candidate) => candidate.shopId === invoice.id) ?? null;
    const mine = payments.filter((payment) => payment.invoiceId === invoice.id);
    const books = booksInvoices.find((mirror) => mirror.booksId === link?.booksId) ?? null;
    return [
      {
        company: view,
        invoice,
        payments: mine,
        credits: credits.filter((credit) => credit.invoiceId === invoice.id),
        look,
        link,
        base: (link?.base as InvoiceBase | null) ?? null,
        books: books ? seen(books, BooksInvoice.parse(books.doc)) : null,
        booksPayments: index.paymentsFor(books?.booksId ?? null, mine),
        paymentLinks: index.paymentLinks,
        client: index.clientState(invoice.clientId),
        items: index.itemStates(invoice),
        billTo: billTo(invoice, clients),
        clientsByBooksId: index.clientsByBooksId,
        itemsByBooksId: index.itemsByBooksId,
        taxes,
        shared: rest.shared,
        issues: issues.filter((issue) => issue.invoiceId === invoice.id),
        existing: existing.of(invoice).map((mirror) => seen(mirror, BooksInvoice.parse(mirror.doc))),
      },
    ];
  });
  return observed.flat();
}

function isSought(invoice: Invoice, links: readonly Link[]): boolean {
  return links.some((link) => link.shopId === invoice.id && link.seek !== null && link.booksId === null);
}

interface Loaded {
  invoices: readonly Invoice[];
  clientLinks: readonly Link[];
  booksInvoices: readonly Mirror[];
  paymentLinks: readonly Link[];
  touching: readonly Mirror[];
}

/** The second step: what the first told us to look up, on both sides. */
async function loadReferences(reader: Reader, scope: { companyId: string; realmId: string }, loaded: Loaded) {
  const docs = await mapInPortions(loaded.booksInvoices, (mirror) => BooksInvoice.parse(mirror.doc));
  const booksItems = [...new Set(docs.flatMap((doc) => doc.Line.flatMap(itemOfLine)))];
  const booksCustomers = [...new Set(docs.map((doc) => doc.CustomerRef.value))];
  const [itemsBack, clientsBack] = await Promise.all([
    linksOfBooks(reader, { ...scope, kind: 'item', booksIds: booksItems }),
    linksOfBooks(reader, { ...scope, kind: 'client', booksIds: booksCustomers }),
  ]);
  const itemIds = new Set(loaded.invoices.flatMap((invoice) => invoice.lines.flatMap((line) => line.itemId ?? [])));
  for (const link of itemsBack) if (link.shopId !== freeTextItem) itemIds.add(link.shopId);
  const [items, itemLinks] = await Promise.all([
    loadItems(reader, scope.companyId, [...itemIds]),
    linksOf(reader, { ...scope, kind: 'item', shopIds: [...itemIds, freeTextItem] }),
  ]);
  const [customers, itemMirrors, linkedPayments] = await Promise.all([
    mirrorsOf(reader, { ...scope, entity: 'Customer', booksIds: idsOf(loaded.clientLinks) }),
    mirrorsOf(reader, { ...scope, entity: 'Item', booksIds: idsOf(itemLinks) }),
    mirrorsOf(reader, { ...scope, entity: 'Payment', booksIds: idsOf(loaded.paymentLinks) }),
  ]);
  const shared = await observeShared(reader, scope, [...loaded.touching, ...linkedPayments]);
  return { items, itemLinks, itemsBack, clientsBack, customers, itemMirrors, linkedPayments, shared };
}

function itemOfLine(line: BooksInvoice['Line'][number]): string[] {
  const id = line.DetailType === 'SalesItemLineDetail' ? line.SalesItemLineDetail.ItemRef?.value : undefined;
  return id === undefined ? [] : [id];
}

function idsOf(links: readonly Link[]): string[] {
  return links.flatMap((link) => (link.booksId ? [link.booksId] : []));
}

type Indexed = Awaited<ReturnType<typeof loadReferences>> & {
  clients: readonly Client[];
  clientLinks: readonly Link[];
  paymentLinks: readonly Link[];
  touching: readonly Mirror[];
  defaultItemId: string | null;
};

function indexes(loaded: Indexed) {
  const customerOf = new Map(loaded.customers.map((row) => [row.booksId, Customer.parse(row.doc)]));
  const itemOf = new Map(loaded.itemMirrors.map((row) => [row.booksId, Item.parse(row.doc)]));
  const paymentLinks = new Map(loaded.paymentLinks.map((link) => [link.shopId, link]));
  const payments = new Map([...loaded.touching, ...loaded.linkedPayments].map((row) => [row.booksId, row]));
  const clientLink = new Map(loaded.clientLinks.map((link) => [link.shopId, link]));
  const itemLink = new Map(loaded.itemLinks.map((link) => [link.shopId, link]));
  const itemState = (itemId: string) => {
    const link = itemLink.get(itemId);
    // Another one was chosen since lines without an item were sent last: it is linked anew.
    const chosen = itemId === freeTextItem ? loaded.defaultItemId : null;
    if (chosen !== null && chosen !== link?.booksId) return { kind: 'unknown' } as const;
    const doc = link?.booksId ? itemOf.get(link.booksId) : undefined;
    return refState(link, doc ? { active: doc.Active, name: doc.Name } : null);
  };
  return {
    paymentLinks,
    itemNames: new Map(loaded.items.map((item) => [item.id, item.name])),
    clientsByBooksId: new Map(loaded.clientsBack.map((link) => [link.booksId ?? '', link.shopId])),
    itemsByBooksId: new Map(
      loaded.itemsBack.filter((link) => link.shopId !== freeTextItem).map((link) => [link.booksId ?? '', link.shopId]),
    ),
    clientState(clientId: string): RefState {
      const link = clientLink.get(clientId);
      const doc = link?.booksId ? customerOf.get(link.booksId) : undefined;
      return refState(link, doc ? { active: doc.Active, name: doc.DisplayName } : null);
    },
    itemStates(invoice: Invoice): ReadonlyMap<string, RefState> {
      const ids = new Set(invoice.lines.map((line) => line.itemId ?? ''));
      return new Map([...ids].map((id) => [id, itemState(id === '' ? freeTextItem : id)]));
    },
    paymentsFor(booksId: string | null, mine: readonly Payment[]): Seen<BooksPayment>[] {
      const linked = new Set(mine.map((payment) => paymentLinks.get(payment.id)?.booksId));
      return [...payments.values()]
        .filter((row) => (booksId !== null && row.linkedIds.includes(booksId)) || linked.has(row.booksId))
        .sort((a, b) => Number(a.booksId) - Number(b.booksId))
        .map((row) => seen(row, BooksPayment.parse(row.doc)));
    },
  };
}

function refState(link: Link | undefined, doc: { active: boolean; name: string } | null): RefState {
  if (link?.booksId)
    return { kind: 'known', booksId: link.booksId, active: doc?.active ?? true, name: doc?.name ?? '' };
  return link?.trouble ? { kind: 'trouble', trouble: link.trouble } : { kind: 'unknown' };
}

function seen<Doc>(mirror: Mirror, doc: Doc): Seen<Doc> {
  const { doc: raw, deleted, tokenStale, seenAt } = mirror;
  return { doc, raw, deleted, tokenStale, seenAt };
}

function billTo(invoice: Invoice, clients: readonly Client[]): Observation['billTo'] {
  const client = clients.find((candidate) => candidate.id === invoice.clientId);
  const payer = clients.find((candidate) => candidate.id === (invoice.payerId ?? invoice.clientId));
  return {
    name: client?.name ?? '',
    email: client?.email ?? null,
    address: payer?.address ?? null,
    otherPayer: payer !== undefined && payer.id !== client?.id,
  };
}

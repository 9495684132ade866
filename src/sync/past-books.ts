/**
 * Time travel on QuickBooks' side: an invoice as QuickBooks was known to hold it at a moment, and how that changed. What
 * was known is what a write's answer, a webhook, a sweep or a read had brought by then; nothing is asked of QuickBooks.
 */
import { currencyPlaces } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import { loadCompany } from '../db/companies.ts';
import { currentConnection } from '../db/connections.ts';
import type { Reader } from '../db/database.ts';
import { loadItems } from '../db/items.ts';
import { type LinkKind, linksOf, linksOfBooks } from '../db/links.ts';
import {
  booksIdsOfInvoice,
  invoiceVersionAt,
  type MirrorVersion,
  paymentVersionsAt,
  versionSteps,
} from '../db/mirror-versions.ts';
import { allMirrors } from '../db/mirrors.ts';
import { loadPayments } from '../db/payments.ts';
import { logRowOfRequest } from '../db/sync-log.ts';
import { allTaxes } from '../db/taxes.ts';
import type { Invoice } from '../domain/invoice.ts';
import { Invoice as BooksInvoice, Payment as BooksPayment } from '../quickbooks/entities.ts';
import { TaxRate } from '../quickbooks/lists.ts';
import { type BooksChange, booksChange } from './mapping/books-change.ts';
import { type InShopWords, inShopWords } from './mapping/books-invoice.ts';
import { lineKeys } from './mapping/invoice-facts.ts';
import { freeTextItem, type InvoiceBase } from './observation.ts';
import { readSettings } from './save-settings.ts';

export interface PastBooks extends InShopWords {
  clientName: string;
  paymentBooksIds: ReadonlyMap<Id, string>;
  record: MirrorVersion;
  /** The row of the log that tells of the write that brought it. */
  logId: Id | null;
}

interface Asked {
  companyId: Id;
  invoice: Invoice;
  at: Date;
}

/** Null: nothing of it in QuickBooks was known by then. */
export async function pastBooks(reader: Reader, asked: Asked): Promise<PastBooks | null> {
  const { companyId, invoice, at } = asked;
  const connection = await currentConnection(reader, companyId);
  if (!connection) return null;
  const scope = { companyId, realmId: connection.realmId };
  const booksIds = await booksIdsOfInvoice(reader, { ...scope, invoiceId: invoice.id });
  const record = await invoiceVersionAt(reader, { ...scope, booksIds, at });
  if (!record) return null;
  const doc = BooksInvoice.parse(record.doc);
  const versions = await paymentVersionsAt(reader, { ...scope, invoiceBooksId: record.booksId, at });
  const known = versions
    .filter((version) => !version.deleted)
    .map((version) => ({ doc: BooksPayment.parse(version.doc), newer: version.id > record.id }));
  const context = await contextOf(reader, scope, { invoice, doc, paymentIds: known.map((row) => row.doc.Id) });
  const words = inShopWords(doc, known, context);
  const idOf = (docId: string) => context.payments.get(docId)?.id ?? `books-${docId}`;
  const log = { companyId, invoiceId: invoice.id, requestId: record.requestId };
  return {
    ...words,
    clientName: doc.CustomerRef.name ?? '',
    paymentBooksIds: new Map(known.map((row) => [idOf(row.doc.Id), row.doc.Id])),
    record,
    logId: await logRowOfRequest(reader, log),
  };
}

interface Scope {
  companyId: Id;
  realmId: string;
}

/** What QuickBooks' ids mean in the shop, as they are linked now. */
async function contextOf(
  reader: Reader,
  scope: Scope,
  of: { invoice: Invoice; doc: BooksInvoice; paymentIds: readonly string[] },
) {
  const { companyId } = scope;
  const { invoice, doc } = of;
  const shopIds = async (kind: LinkKind, booksIds: readonly string[]) =>
    new Map(
      (await linksOfBooks(reader, { ...scope, kind, booksIds })).map((link) => [link.booksId ?? '', link.shopId]),
    );
  const itemIds = doc.Line.flatMap((line) =>
    line.DetailType === 'SalesItemLineDetail' ? (line.SalesItemLineDetail.ItemRef?.value ?? []) : [],
  );
  const items = await shopIds('item', itemIds);
  for (const [booksId, shopId] of items) if (shopId === freeTextItem) items.delete(booksId);
  const clients = await shopIds('client', [doc.CustomerRef.value]);
  const paymentLinks = await shopIds('payment', of.paymentIds);
  const own = new Map((await loadPayments(reader, companyId, [invoice.id])).map((payment) => [payment.id, payment]));
  const [link] = await linksOf(reader, { ...scope, kind: 'invoice', shopIds: [invoice.id] });
  const base = link?.booksId === doc.Id ? (link.base as InvoiceBase | null) : null;
  const rates = await allMirrors(reader, { ...scope, entity: 'TaxRate' });
  return {
    shop: invoice,
    places: currencyPlaces((await loadCompany(reader, companyId)).currency),
    settings: await readSettings(reader, companyId),
    taxes: (await allTaxes(reader, companyId)).map(({ id, ...tax }) => ({ ...tax, taxId: id })),
    rateNames: new Map(rates.map((row) => [row.booksId, TaxRate.parse(row.doc).Name])),
    lines: lineKeys(base?.lineIds ?? {}),
    items,
    itemNames: new Map((await loadItems(reader, companyId, [...items.values()])).map((item) => [item.id, item.name])),
    payments: new Map(
      [...paymentLinks].flatMap(([booksId, shopId]) => {
        const payment = own.get(shopId);
        return payment ? [[booksId, payment] as const] : [];
      }),
    ),
    clientId: clients.get(doc.CustomerRef.value) ?? invoice.clientId,
  };
}

export interface BooksEvent extends BooksChange {
  version: MirrorVersion;
}

/** What changed in QuickBooks, newest first: the invoice itself and the payments on it. */
export async function booksHistory(
  reader: Reader,
  query: { companyId: Id; invoiceId: Id; limit: number; before: Id | null },
): Promise<BooksEvent[]> {
  const { companyId, invoiceId, limit, before } = query;
  const connection = await currentConnection(reader, companyId);
  if (!connection) return [];
  const scope = { companyId, realmId: connection.realmId };
  const booksIds = await booksIdsOfInvoice(reader, { ...scope, invoiceId });
  const steps = await versionSteps(reader, { ...scope, booksIds, limit, before });
  const [link] = await linksOf(reader, { ...scope, kind: 'invoice', shopIds: [invoiceId] });
  const keys = lineKeys((link?.base as InvoiceBase | null)?.lineIds ?? {});
  return steps.map((step) => ({
    ...booksChange(step, { keys, taxMode: connection.taxMode, invoiceIds: booksIds }),
    version: step.version,
  }));
}

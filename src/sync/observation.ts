/** Everything that one decision rests on: the shop's side, the mirror of QuickBooks' side, and what was last agreed. */
import type { PlainDate } from '../base/clock.ts';
import type { QuickBooksSettings } from '../contract/integration.ts';
import type { Connection } from '../db/connections.ts';
import type { StoredIssue } from '../db/issues.ts';
import type { Link, Trouble } from '../db/links.ts';
import type { Look } from '../db/looks.ts';
import type { Language } from '../domain/company.ts';
import type { Credit, Invoice, Payment } from '../domain/invoice.ts';
import type { InvoiceStatus } from '../domain/status.ts';
import type { Invoice as BooksInvoice, Payment as BooksPayment } from '../quickbooks/entities.ts';
import type { BaseFacts, Facts } from './facts.ts';
import type { BillTo } from './mapping/address-body.ts';
import type { DraftContext } from './mapping/draft.ts';
import type { TaxRule } from './mapping/from-books.ts';
import type { LineIds } from './mapping/invoice-facts.ts';

/** The agreed state of an invoice, kept in its link. */
export interface InvoiceBase extends BaseFacts {
  lineIds: LineIds;
  /** QuickBooks' tax as it answered when Tandem last stated it (with lines, or as an override); null: it was edited there since. */
  tax?: string | null;
  /** The tax that Tandem stated last, where the shop's counts. */
  override?: string;
  /**
   * What QuickBooks held, where it is not ours and not copied, when *Invoice updated* was last fired. A text: its whole
   * content, as former releases kept it.
   */
  announced: Facts | string | null;
  /** The shop cancelled it and the consequence is settled. */
  canceled: boolean;
  /** Payments that have no counterpart on the other side: they wait for a person, or a person left them so. */
  apart?: Apart;
}

export type ApartState = 'asked' | 'left';

/** By the shop's payment id, and by QuickBooks' payment id. */
export interface Apart {
  shop: Readonly<Record<string, ApartState>>;
  books: Readonly<Record<string, ApartState>>;
}

/** The agreed state of a payment: what the shop held, and this invoice's share and the date in QuickBooks. */
export interface PaymentBase {
  shop: PaymentFacts;
  /** `besides`: of the whole, what was somebody else's when a payment here was paired with its share. */
  books: { share: string; total: string; date: string; besides?: string };
  /** Struck here because it ended there, or voided there because it was deleted here: the pair is settled. */
  ended?: boolean;
  /** Struck here, and a person left it in QuickBooks. */
  left?: boolean;
  /** We could not apply all of it when it was written: the rest is applied when there is room. */
  short?: boolean;
}

export interface PaymentFacts {
  amount: string;
  date: string;
  accountId: string;
  paymentMethodId: string | null;
  reference: string | null;
}

export interface Seen<Doc> {
  doc: Doc;
  raw: Record<string, unknown>;
  deleted: boolean;
  /** Its SyncToken has moved on by a write of ours: read again before writing to it. */
  tokenStale: boolean;
  seenAt: Date;
}

export interface StandingPayment {
  payment: Payment;
  /** The invoice there on which it follows the payment; null: its own is not followed any more, and it stays as it is. */
  booksInvoiceId: string | null;
  /** It stands for a part from the beginning: the rest is somebody else's. */
  besides: boolean;
}

/** What is known, beyond this invoice, of a QuickBooks payment. */
export interface SharedPayment {
  /** The shop payments whose pair with it has not ended, on any invoice, oldest first. */
  standing: readonly StandingPayment[];
  /** As which its money was taken in the shop, also where that was struck since because it moved on; null: it came from QuickBooks. */
  taken: Payment | null;
  /** Only a part of it was taken in the shop: the rest is somebody else's. */
  partly: boolean;
}

export type RefState =
  | { kind: 'known'; booksId: string; active: boolean; name: string }
  | { kind: 'unknown' }
  | { kind: 'trouble'; trouble: Trouble };

export interface CompanyView {
  connection: Connection;
  settings: QuickBooksSettings;
  statuses: readonly InvoiceStatus[];
  /** The deposit account of the settings is there, active and in the company's currency. */
  depositAccountUsable: boolean;
  draft: DraftContext;
  today: PlainDate;
  /** Of what is written into the shop's records for people. */
  language: Language;
}

export interface Observation {
  company: CompanyView;
  invoice: Invoice;
  payments: readonly Payment[];
  credits: readonly Credit[];
  look: Look | null;
  link: Link | null;
  base: InvoiceBase | null;
  books: Seen<BooksInvoice> | null;
  /** QuickBooks payments that touch the invoice, or that a payment of it is linked to. */
  booksPayments: readonly Seen<BooksPayment>[];
  paymentLinks: ReadonlyMap<string, Link>;
  client: RefState;
  /** By shop item id; the key '' stands for the item of lines without one. */
  items: ReadonlyMap<string, RefState>;
  billTo: BillTo;
  /** Shop records by QuickBooks id, for what was edited there. */
  clientsByBooksId: ReadonlyMap<string, string>;
  itemsByBooksId: ReadonlyMap<string, string>;
  /** The shop's taxes as they are now. */
  taxes: readonly TaxRule[];
  /** Payments that also stand on other synced invoices, or whose money was taken in the shop for another one. */
  shared: ReadonlyMap<string, SharedPayment>;
  issues: readonly StoredIssue[];
  /** QuickBooks invoices with this one's number that no shop invoice is linked to; only where they were searched for. */
  existing: readonly Seen<BooksInvoice>[];
}

/** The shop id that stands for the item of lines without an item, in links and needs. */
export const freeTextItem = '00000000-0000-7000-8000-000000000001';

/** Its name in QuickBooks, where the settings choose no item of their own. */
export const freeTextItemName = 'Services';

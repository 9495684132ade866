/**
 * What requests need of the sync: an interface here, implemented in sync and put together in main, since the web part
 * may not import what does the work. Only connecting and disconnecting wait for QuickBooks.
 */
import type { Decimal } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import type {
  PickerAccount,
  PickerItem,
  PickerMethod,
  PickerPlace,
  PickerTaxCode,
  QuickBooksSettings,
} from '../contract/integration.ts';
import type { SyncState } from '../contract/invoices.ts';
import type { CauseCode } from '../contract/reconciliation.ts';
import type { LogAction } from '../contract/sync.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { IssueDraft } from '../db/issues.ts';
import type { MirrorVersion } from '../db/mirror-versions.ts';
import type { Change, Credit, Invoice, Payment } from '../domain/invoice.ts';

export interface PlanPreview {
  state: SyncState;
  asOf: Date | null;
  steps: { target: 'quickbooks' | 'shop'; action: LogAction; entity: string; name: string; changes: Change[] }[];
  issues: IssueDraft[];
}

/** QuickBooks' side of an invoice in the shop's words, with the record that it was read from. */
export interface PastBooks {
  invoice: Invoice;
  payments: Payment[];
  credits: Credit[];
  clientName: string;
  paymentBooksIds: ReadonlyMap<Id, string>;
  record: MirrorVersion;
  logId: Id | null;
}

export interface BooksEvent {
  type: string;
  changes: Change[];
  version: MirrorVersion;
}

export interface CauseOfDifference {
  code: CauseCode;
  amount: Decimal;
  invoiceId: Id | null;
  number: string | null;
  booksId: string | null;
  issue: { id: Id; code: string } | null;
}

/** The causes and what is unexplained sum to the difference. */
export interface ClientReconciliation {
  clientId: Id;
  name: string;
  shop: Decimal;
  quickBooks: Decimal;
  difference: Decimal;
  unexplained: { clientId: Id; invoiceId: Id; number: string; amount: Decimal }[];
  causes: CauseOfDifference[];
  quickBooksReadAt: Date | null;
}

export interface CompanyReconciliation {
  quickBooksAsOf: Date | null;
  /** The largest differences first. */
  clients: ClientReconciliation[];
}

export interface Services {
  startConnecting(request: {
    companyId: Id;
    actorName: string;
    replaceCompany: boolean;
  }): Promise<{ authorizeUrl: string; startUrl: string; cookie: string }>;
  openStart(start: string): Promise<{ authorizeUrl: string; cookie: string } | null>;
  finishConnecting(callback: {
    url: string;
    state: string;
    realmId: string | null;
    error: string | null;
    cookie: string | null;
  }): Promise<{ error: string | null }>;
  disconnect(companyId: Id): Promise<void>;
  readSettings(reader: Reader, companyId: Id): Promise<QuickBooksSettings>;
  /** Has old lists read again soon: somebody is about to choose from them. */
  askForFreshLists(tx: Tx, companyId: Id, now: Date): Promise<void>;
  /** Throws Refused with the path of each field that is wrong. */
  saveSettings(
    tx: Tx,
    request: { companyId: Id; now: Date; settings: QuickBooksSettings },
  ): Promise<QuickBooksSettings>;
  /** Throws Refused where another integration of the group is on, or there is nothing to enable. */
  enable(tx: Tx, request: { companyId: Id; id: string; enabled: boolean; now: Date }): Promise<void>;
  taxCodes(reader: Reader, companyId: Id): Promise<PickerTaxCode[]>;
  accounts(reader: Reader, companyId: Id): Promise<PickerAccount[]>;
  items(reader: Reader, companyId: Id): Promise<PickerItem[]>;
  paymentMethods(reader: Reader, companyId: Id): Promise<PickerMethod[]>;
  departments(reader: Reader, companyId: Id): Promise<PickerPlace[]>;
  classes(reader: Reader, companyId: Id): Promise<PickerPlace[]>;
  /** null: not connected, or no such invoice. */
  preview(reader: Reader, companyId: Id, invoiceId: Id): Promise<PlanPreview | null>;
  /** null: nothing of the invoice in QuickBooks was known by then. */
  pastBooks(reader: Reader, asked: { companyId: Id; invoice: Invoice; at: Date }): Promise<PastBooks | null>;
  /** Newest first, before the id of an event of either side. */
  booksHistory(
    reader: Reader,
    query: { companyId: Id; invoiceId: Id; limit: number; before: Id | null },
  ): Promise<BooksEvent[]>;
  reconcile(reader: Reader, companyId: Id): Promise<CompanyReconciliation>;
  /** Makes the preview of a first import of clients and items and answers its id. */
  planImport(tx: Tx, request: { companyId: Id; what: { clients: boolean; items: boolean }; now: Date }): Promise<Id>;
  /** Keeps what a person chose for items of the preview. Throws Refused with the path of each choice that cannot be. */
  chooseImport(tx: Tx, request: { companyId: Id; jobId: Id; choices: Readonly<Record<string, string>> }): Promise<void>;
  /** Makes the preview of an undo and answers its id. Throws Refused where there is no connection or no such backfill. */
  planUndo(tx: Tx, request: { companyId: Id; what: { from: Date; to: Date } | { jobId: Id }; now: Date }): Promise<Id>;
  /** Makes the preview of a backfill and answers its id. Throws Refused where there is nothing to send to. */
  planBackfill(
    tx: Tx,
    request: { companyId: Id; period: { from: string; to: string; statusIds?: Id[] | undefined }; now: Date },
  ): Promise<Id>;
}

/**
 * What requests need of the sync: an interface here, implemented in sync and put together in main, since the web part
 * may not import what does the work. Only connecting and disconnecting wait for QuickBooks.
 */
import type { Id } from '../base/ids.ts';
import type {
  PickerAccount,
  PickerItem,
  PickerMethod,
  PickerTaxCode,
  QuickBooksSettings,
} from '../contract/integration.ts';
import type { SyncState } from '../contract/invoices.ts';
import type { LogAction } from '../contract/sync.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { IssueDraft } from '../db/issues.ts';
import type { Change } from '../domain/invoice.ts';

export interface PlanPreview {
  state: SyncState;
  asOf: Date | null;
  steps: { target: 'quickbooks' | 'shop'; action: LogAction; entity: string; name: string; changes: Change[] }[];
  issues: IssueDraft[];
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
  /** null: not connected, or no such invoice. */
  preview(reader: Reader, companyId: Id, invoiceId: Id): Promise<PlanPreview | null>;
}

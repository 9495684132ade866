/** What lines and payments refer to: items, taxes, accounts with their ledger, payment methods. */
import type { PlainDate } from '../base/clock.ts';
import type { DecimalText } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';

export interface Item {
  id: Id;
  kind: 'product' | 'service';
  name: string;
  sku: string | null;
  price: DecimalText;
  taxIds: Id[];
  active: boolean;
  version: number;
}

export interface Tax {
  id: Id;
  name: string;
  code: string;
  /** Percent: `"8.25"`. */
  rate: DecimalText;
  inclusive: boolean;
  compound: boolean;
  active: boolean;
}

export interface Account {
  id: Id;
  name: string;
  kind: 'cash' | 'bank' | 'card';
  locationId: Id | null;
  currency: string;
  balance: DecimalText;
  active: boolean;
}

export interface PaymentMethod {
  id: Id;
  name: string;
  active: boolean;
}

export type LedgerReason = 'payment' | 'payment_changed' | 'payment_deleted' | 'payment_restored' | 'refund';

/** One entry of an account's ledger. It is never changed: a mistake is corrected by its reverse. */
export interface LedgerEntry {
  id: Id;
  accountId: Id;
  amount: DecimalText;
  date: PlainDate;
  paymentId: Id | null;
  invoiceId: Id | null;
  reason: LedgerReason;
  at: Date;
}

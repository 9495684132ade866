/** What a person or the sync states to make or change an invoice. Absent means: leave it, or take the default. */
import type { PlainDate } from '../base/clock.ts';
import type { DecimalText } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import type { Discount } from './invoice.ts';

export interface LineWrite {
  /** The line to change; absent or unknown: a new line. */
  id?: Id | undefined;
  itemId?: Id | null | undefined;
  name?: string | undefined;
  description?: string | null | undefined;
  quantity?: DecimalText | undefined;
  unitPrice?: DecimalText | undefined;
  discount?: Discount | null | undefined;
  taxIds?: Id[] | undefined;
  /** Only the sync states it. */
  kind?: 'tax_adjustment' | undefined;
}

export interface InvoiceWrite {
  clientId: Id;
  payerId?: Id | null | undefined;
  locationId?: Id | undefined;
  number?: string | undefined;
  issueDate?: PlainDate | undefined;
  dueDate?: PlainDate | undefined;
  comment?: string | null | undefined;
  discount?: Discount | null | undefined;
  statusId?: Id | undefined;
  lines: LineWrite[];
}

export type InvoicePatch = Partial<InvoiceWrite>;

export interface PaymentWrite {
  accountId: Id;
  amount: DecimalText;
  /** Absent: today in the company's time zone. */
  date?: PlainDate | undefined;
  paymentMethodId?: Id | null | undefined;
  reference?: string | null | undefined;
}

export type PaymentPatch = Partial<PaymentWrite>;

export interface RefundWrite {
  amount: DecimalText;
  /** Absent: the account of the payment. */
  accountId?: Id | undefined;
  date?: PlainDate | undefined;
  reason?: string | null | undefined;
}

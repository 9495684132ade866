/** What an invoice, its lines, payments and credits are. Pure values; amounts are decimal text in the currency's places. */

import type { PlainDate } from '../base/clock.ts';
import type { DecimalText } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';

export interface Discount {
  type: 'percent' | 'amount';
  value: DecimalText;
}

/** A tax as it was when the line was written: later changes of the rate do not touch issued invoices. */
export interface LineTax {
  taxId: Id;
  name: string;
  code: string;
  rate: DecimalText;
  inclusive: boolean;
  compound: boolean;
}

/** What a person states about a line. */
export interface LineContent {
  id: Id;
  itemId: Id | null;
  name: string;
  description: string | null;
  quantity: DecimalText;
  unitPrice: DecimalText;
  discount: Discount | null;
  taxes: LineTax[];
  /** Not sold but a correction: what QuickBooks computed as tax beyond the shop's own. May be negative. */
  kind?: 'tax_adjustment';
}

/** A line with what follows from it. */
export interface Line extends LineContent {
  /** Quantity times price less the line's own discount. */
  amount: DecimalText;
  /** This line's share of the document discount. */
  documentDiscount: DecimalText;
  /** All taxes of the line, inclusive and exclusive ones. */
  taxTotal: DecimalText;
}

export interface TaxTotal {
  taxId: Id;
  name: string;
  rate: DecimalText;
  inclusive: boolean;
  amount: DecimalText;
}

export interface Totals {
  lines: Line[];
  /** Quantity times price over all lines, before any discount. */
  subtotal: DecimalText;
  /** Line discounts and the document discount together. */
  discountTotal: DecimalText;
  taxTotal: DecimalText;
  taxes: TaxTotal[];
  total: DecimalText;
}

export type TaxRounding = 'line' | 'document';

export interface Invoice extends Totals {
  companyId: Id;
  id: Id;
  number: string;
  issueDate: PlainDate;
  dueDate: PlainDate;
  locationId: Id;
  clientId: Id;
  payerId: Id | null;
  comment: string | null;
  statusId: Id;
  discount: Discount | null;
  taxRounding: TaxRounding;
  /** Active payments less refunds. */
  paid: DecimalText;
  credited: DecimalText;
  voided: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface Payment {
  id: Id;
  invoiceId: Id;
  kind: 'payment' | 'refund';
  refundOf: Id | null;
  accountId: Id;
  amount: DecimalText;
  date: PlainDate;
  paymentMethodId: Id | null;
  reference: string | null;
  reason: string | null;
  origin: 'shop' | 'quickbooks';
  state: 'active' | 'deleted';
  version: number;
  createdAt: Date;
}

export interface Credit {
  id: Id;
  invoiceId: Id;
  amount: DecimalText;
  date: PlainDate;
  booksId: string | null;
}

/** Who does something. The integration is not bound to roles and triggers no sending. */
export type Actor =
  | { type: 'employee'; id: Id; name: string; roleId: Id }
  | { type: 'api_key'; id: Id; name: string; roleId: Id }
  | { type: 'integration'; name: string }
  | { type: 'system'; name: string };

export interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

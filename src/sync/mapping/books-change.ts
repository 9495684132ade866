/** What changed from one seen state of a QuickBooks record to the next, field by field in the shop's names. Pure. */
import { decimal, plainText, sum } from '../../base/decimal.ts';
import type { TaxMode } from '../../db/connections.ts';
import type { MirrorVersion, VersionStep } from '../../db/mirror-versions.ts';
import type { Change } from '../../domain/invoice.ts';
import { Invoice as BooksInvoice, Payment as BooksPayment } from '../../quickbooks/entities.ts';
import { type Facts, orderFact } from '../facts.ts';
import { booksFacts, isVoided } from './invoice-facts.ts';
import { shareOf } from './payment.ts';

export interface BooksChange {
  /** Like `quickbooks.created` or `quickbooks.payment_changed`. */
  type: string;
  changes: Change[];
}

interface Reading {
  /** The shop's line ids by QuickBooks'. */
  keys: ReadonlyMap<string, string>;
  taxMode: TaxMode;
  /** The records that the shop's invoice has been. */
  invoiceIds: readonly string[];
}

/** Our names of facts where they differ from the shop's. */
const fieldOf: Readonly<Record<string, string>> = { memo: 'comment', customer: 'quickBooksCustomer' };

export function booksChange({ version, before }: VersionStep, reading: Reading): BooksChange {
  const read = version.entity === 'Invoice' ? invoiceFields : paymentFields;
  const was = before && !before.deleted ? read(before, reading) : {};
  const is = version.deleted ? {} : read(version, reading);
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changes = fields
    .filter((field) => was[field] !== is[field])
    .map((field) => ({ field: fieldOf[field] ?? field, from: was[field] ?? null, to: is[field] ?? null }));
  return { type: `quickbooks.${version.entity === 'Invoice' ? '' : 'payment_'}${verb(version, before)}`, changes };
}

function verb(version: MirrorVersion, before: MirrorVersion | null): string {
  if (version.deleted) return 'deleted';
  // Where the first state that was seen is no answer to our own creation, it may have been there for long.
  if (!before) return version.source === 'write' ? 'created' : 'seen';
  return isVoid(version) && !isVoid(before) ? 'voided' : 'changed';
}

function isVoid(version: MirrorVersion): boolean {
  if (version.entity === 'Invoice') return isVoided(BooksInvoice.parse(version.doc));
  const doc = BooksPayment.parse(version.doc);
  return decimal(doc.TotalAmt).eq(0) && doc.Line.length === 0;
}

function invoiceFields(version: MirrorVersion, { keys, taxMode }: Reading): Facts {
  const doc = BooksInvoice.parse(version.doc);
  const { [orderFact]: _order, ...facts } = booksFacts(doc, { keys, taxMode, numbered: true });
  return { ...facts, total: doc.TotalAmt, balanceDue: doc.Balance };
}

/** `amount` is what the payment puts on this invoice, `total` all of it. */
function paymentFields(version: MirrorVersion, { invoiceIds }: Reading): Facts {
  const doc = BooksPayment.parse(version.doc);
  const shares = invoiceIds.map((id) => shareOf(doc, id));
  const amount = sum(shares.flatMap((share) => [decimal(share.money), decimal(share.credit)]));
  return {
    quickBooksPayment: doc.Id,
    amount: plainText(amount),
    total: doc.TotalAmt,
    ...(doc.TxnDate === undefined ? {} : { date: doc.TxnDate }),
    ...(doc.PaymentRefNum === undefined ? {} : { reference: doc.PaymentRefNum }),
  };
}

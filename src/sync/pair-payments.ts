/**
 * Finds which payments of a linked invoice are the same on both sides: by amount, date and reference; where a side states
 * no reference, by amount and date if only one fits. Each payment is in one pair at most.
 */
import { sameNumber } from '../base/decimal.ts';
import type { Payment } from '../domain/invoice.ts';
import type { Payment as BooksPayment } from '../quickbooks/entities.ts';
import { limits } from '../quickbooks/limits.ts';
import { shareOf } from './mapping/payment.ts';

export interface PaymentPair {
  payment: Payment;
  doc: BooksPayment;
}

interface Sides {
  payments: readonly Payment[];
  docs: readonly BooksPayment[];
  booksInvoiceId: string;
}

export function pairPayments(sides: Sides): PaymentPair[] {
  const pairs: PaymentPair[] = [];
  const free = (payment: Payment) => !pairs.some((pair) => pair.payment.id === payment.id);
  const freeDoc = (doc: BooksPayment) => !pairs.some((pair) => pair.doc.Id === doc.Id);
  for (const payment of sides.payments) {
    const doc = sides.docs.find((one) => freeDoc(one) && sameMoney(payment, one, sides) && sameReference(payment, one));
    if (doc) pairs.push({ payment, doc });
  }
  for (const payment of sides.payments.filter(free)) {
    const fits = (other: Payment, doc: BooksPayment) => sameMoney(other, doc, sides) && mayBeReference(other, doc);
    const docs = sides.docs.filter((doc) => freeDoc(doc) && fits(payment, doc));
    const [only] = docs;
    if (!only || docs.length > 1) continue;
    const rivals = sides.payments.filter((other) => other.id !== payment.id && free(other) && fits(other, only));
    if (rivals.length === 0) pairs.push({ payment, doc: only });
  }
  return pairs;
}

/** A payment over several invoices stands here with its share of this one. */
export function sameMoney(payment: Payment, doc: BooksPayment, sides: Pick<Sides, 'booksInvoiceId'>): boolean {
  const amount = sameAmount(payment, doc, sides.booksInvoiceId);
  return amount && payment.date === doc.TxnDate;
}

export function sameAmount(payment: Payment, doc: BooksPayment, booksInvoiceId: string): boolean {
  return sameNumber(shareOf(doc, booksInvoiceId).money, payment.amount);
}

function sameReference(payment: Payment, doc: BooksPayment): boolean {
  return referenceOf(payment) === (doc.PaymentRefNum ?? '').trim();
}

function mayBeReference(payment: Payment, doc: BooksPayment): boolean {
  return referenceOf(payment) === '' || (doc.PaymentRefNum ?? '').trim() === '';
}

function referenceOf(payment: Payment): string {
  return (payment.reference ?? '').trim().slice(0, limits.paymentRefNumChars);
}

/** What decide answers. Shop steps are done first, in one transaction; then the invoice is looked at again. */
import type { InvoicePatch, SyncState } from '../contract/invoices.ts';
import type { IssueDraft } from '../db/issues.ts';
import type { Payment } from '../domain/invoice.ts';
import type { InvoiceBase, PaymentBase, PaymentFacts } from './observation.ts';
import type { InvoiceDraft } from './mapping/draft.ts';
import type { Facts } from './facts.ts';

/** A record that must be in QuickBooks (or known from there) before anything can be written. */
export type Need =
  | { kind: 'client'; shopId: string }
  | { kind: 'item'; shopId: string }
  | { kind: 'read'; entity: 'Invoice' | 'Payment' | 'Customer'; booksId: string };

export type BooksWrite =
  | { kind: 'create_invoice'; draft: InvoiceDraft; facts: Facts; generation: number; key: string; taxOverride: string | null }
  | {
      kind: 'update_invoice';
      draft: InvoiceDraft;
      facts: Facts;
      paths: string[];
      generation: number;
      key: string;
      taxOverride: string | null;
    }
  | { kind: 'void_invoice'; generation: number; key: string }
  | {
      kind: 'create_payment';
      payment: Payment;
      applied: string;
      base: PaymentFacts;
      generation: number;
      key: string;
    }
  | {
      kind: 'update_payment';
      payment: Payment;
      booksId: string;
      applied: string;
      base: PaymentFacts;
      generation: number;
      key: string;
    }
  | { kind: 'void_payment'; payment: Payment; booksId: string; base: PaymentFacts; generation: number; key: string };

export type SyncEvent = 'invoiceUpdated' | 'paymentCreated' | 'invoiceVoided';

export type ShopStep =
  /** Copies QuickBooks' content; `keep` are paths that stay as unagreed as they were, `settle` those answered for the shop. */
  | { kind: 'pull'; patch: InvoicePatch; lineKeys: string[] | null; pull: string[]; keep: string[]; settle: string[] }
  | { kind: 'rebase'; base: InvoiceBase }
  | { kind: 'record_payment'; booksId: string; amount: string; date: string; reference: string | null; base: PaymentBase['books'] }
  | { kind: 'change_payment'; paymentId: string; amount: string; date: string; base: PaymentBase['books'] }
  | { kind: 'strike_payment'; paymentId: string }
  | { kind: 'set_credits'; credits: { amount: string; date: string; booksId: string | null }[] }
  | { kind: 'void' }
  | { kind: 'revive' }
  | { kind: 'new_number' }
  | { kind: 'move'; event: SyncEvent; statusId: string; comment: string };

export interface LinkChanges {
  requested?: boolean;
  waitingSince?: 'now' | null;
  /** Clears a refusal, so that the same is tried again. */
  clearTrouble?: boolean;
  unlink?: boolean;
  nextGeneration?: boolean;
  adopt?: string;
}

export interface Plan {
  state: SyncState;
  needs: Need[];
  writes: BooksWrite[];
  shop: ShopStep[];
  issues: IssueDraft[];
  link: LinkChanges;
  /** Fired events, for the log. */
  events: SyncEvent[];
}

export function emptyPlan(state: SyncState): Plan {
  return { state, needs: [], writes: [], shop: [], issues: [], link: {}, events: [] };
}

export function isQuiet(plan: Plan): boolean {
  return plan.needs.length === 0 && plan.writes.length === 0 && plan.shop.length === 0;
}

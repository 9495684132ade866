/** What decide answers. Shop steps are done first, in one transaction; then the invoice is looked at again. */
import type { InvoicePatch, SyncState } from '../contract/invoices.ts';
import type { IssueDraft } from '../db/issues.ts';
import type { Seek } from '../db/links.ts';
import type { Payment } from '../domain/invoice.ts';
import type { Facts } from './facts.ts';
import type { InvoiceDraft } from './mapping/draft.ts';
import type { InvoiceBase, PaymentBase, PaymentFacts } from './observation.ts';

/** A record that must be in QuickBooks (or known from there) before anything can be written. */
export type Need =
  | { kind: 'client'; shopId: string }
  | { kind: 'item'; shopId: string }
  | { kind: 'read'; entity: 'Invoice' | 'Payment' | 'Customer'; booksId: string }
  /** Is the invoice in QuickBooks already, under its number? */
  | { kind: 'existing'; shopId: string };

export type BooksWrite =
  | {
      kind: 'create_invoice';
      draft: InvoiceDraft;
      facts: Facts;
      generation: number;
      key: string;
      taxOverride: string | null;
    }
  | {
      kind: 'update_invoice';
      draft: InvoiceDraft;
      facts: Facts;
      paths: string[];
      /** What QuickBooks holds otherwise and is left there, not copied: with its values, so that it is known if it survived. */
      uncopied: Facts;
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
  | {
      kind: 'record_payment';
      booksId: string;
      amount: string;
      date: string;
      reference: string | null;
      /** Money that was taken in the shop stays in its account when it is moved; null: the account of the settings. */
      accountId: string | null;
      base: PaymentBase['books'];
    }
  | { kind: 'change_payment'; paymentId: string; amount: string; date: string; base: PaymentBase['books'] }
  | { kind: 'strike_payment'; paymentId: string }
  /** A payment here and one in QuickBooks are the same. */
  | { kind: 'pair_payment'; paymentId: string; booksId: string; base: PaymentBase }
  /** The invoice's client is this customer: a person said so. */
  | { kind: 'link_client'; clientId: string; booksId: string }
  | { kind: 'set_credits'; credits: { amount: string; date: string; booksId: string | null }[] }
  /** The whole correction that brings the shop's total to QuickBooks' tax; zero removes it. */
  | { kind: 'adjust_tax'; amount: string }
  | { kind: 'void' }
  | { kind: 'revive' }
  | { kind: 'new_number' }
  | { kind: 'move'; event: SyncEvent; statusId: string; comment: string };

/** Issues that an event leaves behind: no later decision finds them again, so they are kept when they arise. */
export const eventIssues: ReadonlySet<IssueDraft['code']> = new Set(['status_rule', 'voided_with_payment']);

export interface LinkChanges {
  requested?: boolean;
  waitingSince?: 'now' | null;
  /** Clears a refusal, so that the same is tried again. */
  clearTrouble?: boolean;
  unlink?: boolean;
  nextGeneration?: boolean;
  adopt?: string;
  seek?: Seek | null;
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

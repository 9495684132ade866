/**
 * Does the shop's part of a plan: through the shop's own commands, in one transaction with the links and the log. If the
 * invoice changed since it was observed nothing is done: its look was asked for again and the next observation decides.
 */
import { decimal } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import { newId } from '../base/ids.ts';
import { loadCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { lockInvoice } from '../db/invoices.ts';
import { saveLink } from '../db/links.ts';
import { askToLook, lockLooks } from '../db/looks.ts';
import { appendLog, type LogEntry } from '../db/sync-log.ts';
import type { Language } from '../domain/company.ts';
import type { Invoice } from '../domain/invoice.ts';
import { Refused } from '../domain/refused.ts';
import { applyCredits } from '../shop/apply-credits.ts';
import { changeInvoice } from '../shop/change-invoice.ts';
import { changePayment } from '../shop/change-payment.ts';
import { changeStatus } from '../shop/change-status.ts';
import type { CommandContext } from '../shop/command.ts';
import { deletePayment } from '../shop/delete-payment.ts';
import { nextNumber } from '../shop/invoice-number.ts';
import { recordPayment } from '../shop/record-payment.ts';
import { voidInvoice } from '../shop/void-invoice.ts';
import { booksFactsNow } from './decide-content.ts';
import { refIds } from './decide-create.ts';
import { integrationActor } from './decide-events.ts';
import { paymentFacts } from './decide-payment-writes.ts';
import { overlay } from './facts.ts';
import { draftInvoice } from './mapping/draft.ts';
import { booksFacts, draftFacts, lineKeys } from './mapping/invoice-facts.ts';
import type { InvoiceBase, Observation, PaymentBase } from './observation.ts';
import type { ShopStep } from './plan.ts';

export type Applied = { kind: 'done' } | { kind: 'moved_on' };

export async function applyShopSteps(
  tx: Tx,
  observed: Observation,
  steps: readonly ShopStep[],
  now: Date,
): Promise<Applied> {
  const { companyId } = observed.company.connection;
  const locked = await lockInvoice(tx, companyId, observed.invoice.id);
  if (locked?.version !== observed.invoice.version) return { kind: 'moved_on' };
  const context: CommandContext = { companyId, actor: integrationActor, now };
  const others = othersOf(observed, steps);
  // All at once, in the order in which everybody takes them: the own one is taken again when its causes are consumed.
  if (others.length > 0) await lockLooks(tx, companyId, [observed.invoice.id, ...others]);
  let base = observed.base;
  for (const step of steps) {
    if (step.kind === 'rebase') base = step.base;
    else if (step.kind === 'pull') base = await pull(tx, context, { observed, step, base });
    else await applyStep(tx, context, observed, step);
    await appendLog(tx, companyId, [logOf(observed, step, now)]);
  }
  if (base !== observed.base) await saveLink(tx, { ...linkKey(observed), base });
  await askToLook(tx, { companyId, subjectIds: others, now });
  return { kind: 'done' };
}

function linkKey(observed: Observation) {
  const { companyId, realmId } = observed.company.connection;
  return { companyId, realmId, kind: 'invoice' as const, shopId: observed.invoice.id };
}

/** Copies QuickBooks' content and moves the base along, but for the paths on which nobody agreed yet. */
async function pull(
  tx: Tx,
  context: CommandContext,
  work: { observed: Observation; step: Extract<ShopStep, { kind: 'pull' }>; base: InvoiceBase | null },
): Promise<InvoiceBase | null> {
  const { observed, step, base } = work;
  if (!base || !observed.books) return base;
  const after = await changeInvoice(tx, context, observed.invoice.id, step.patch);
  const open = [...step.keep, ...step.settle];
  const lineIds = step.lineKeys
    ? { ...openLineIds(base, open), ...newLineIds(step.lineKeys, after, base) }
    : base.lineIds;
  const drafted = draftInvoice(after, observed.company.draft);
  if (!drafted.draft) throw new Refused('invalid', 'What was edited in QuickBooks cannot be kept in the shop.');
  const shop = draftFacts(drafted.draft, refIds(observed));
  const books = booksFacts(observed.books.doc, {
    keys: lineKeys(lineIds),
    taxMode: observed.company.connection.taxMode,
    numbered: observed.company.connection.preferences.customTxnNumbers,
  });
  return {
    ...base,
    lineIds,
    shop: overlay(shop, base.shop, open),
    books: overlay(books, base.books, step.keep),
    // What is agreed now would be news if it came again.
    announced:
      base.announced && typeof base.announced === 'object' ? overlay({}, base.announced, step.keep) : base.announced,
    // What was stated was for other lines, even where QuickBooks comes to the same by chance.
    ...(step.patch.lines === undefined ? {} : { tax: null }),
  };
}

/** A line that the shop removed is known by its id until it is removed in QuickBooks too. */
function openLineIds(base: InvoiceBase, open: readonly string[]): Record<string, string> {
  const waits = (key: string) => open.some((path) => path === `lines.${key}` || path.startsWith(`lines.${key}.`));
  return Object.fromEntries(Object.entries(base.lineIds).filter(([key]) => waits(key)));
}

/** Lines that were added in QuickBooks stand at the place of their key, with an id of the shop's. */
function newLineIds(keys: readonly string[], after: Invoice, base: InvoiceBase): Record<string, string> {
  return Object.fromEntries(
    after.lines.flatMap((line, index) => {
      const key = keys[index] ?? '';
      const booksId = key.startsWith('books-') ? key.slice('books-'.length) : base.lineIds[key];
      return booksId === undefined ? [] : [[line.id, booksId]];
    }),
  );
}

async function applyStep(tx: Tx, context: CommandContext, observed: Observation, step: ShopStep): Promise<void> {
  const invoiceId = observed.invoice.id;
  switch (step.kind) {
    case 'record_payment':
      return takePayment(tx, context, observed, step);
    case 'change_payment': {
      const payment = await changePayment(tx, context, step.paymentId, { amount: step.amount, date: step.date });
      return saveLink(tx, {
        ...linkKey(observed),
        kind: 'payment',
        shopId: payment.id,
        base: { shop: paymentFacts(payment), books: step.base },
      });
    }
    case 'strike_payment': {
      await deletePayment(tx, context, step.paymentId);
      const base = observed.paymentLinks.get(step.paymentId)?.base as PaymentBase | null;
      return saveLink(tx, {
        ...linkKey(observed),
        kind: 'payment',
        shopId: step.paymentId,
        base: base && { ...base, ended: true },
      });
    }
    case 'pair_payment':
      await saveLink(tx, {
        ...linkKey(observed),
        kind: 'payment',
        shopId: step.paymentId,
        booksId: step.booksId,
        state: 'synced',
        base: step.base,
        trouble: null,
        lastSyncedAt: context.now,
      });
      return;
    case 'link_client':
      return saveLink(tx, {
        ...linkKey(observed),
        kind: 'client',
        shopId: step.clientId,
        booksId: step.booksId,
        state: 'synced',
        trouble: null,
      });
    case 'set_credits':
      await applyCredits(
        tx,
        context,
        invoiceId,
        step.credits.map((credit) => ({ id: newId(), ...credit })),
      );
      return;
    case 'adjust_tax':
      await adjustTax(tx, context, observed, step.amount);
      return;
    case 'void':
    case 'revive':
      await voidInvoice(tx, context, invoiceId, { voided: step.kind === 'void' });
      return;
    case 'new_number': {
      const number = await nextNumber(tx, context, await loadCompany(tx, context.companyId));
      await changeInvoice(tx, context, invoiceId, { number });
      return;
    }
    case 'move':
      await changeStatus(tx, context, invoiceId, { statusId: step.statusId, comment: step.comment });
      return;
  }
}

const correctionName: Record<Language, string> = { en: 'Tax as QuickBooks has it', fr: 'Taxe selon QuickBooks' };

/** The correction is the last line; zero takes it away. All other lines stay as they are. */
async function adjustTax(tx: Tx, context: CommandContext, observed: Observation, amount: string): Promise<void> {
  const { invoice, company } = observed;
  const sold = invoice.lines.filter((line) => line.kind !== 'tax_adjustment').map((line) => ({ id: line.id }));
  const before = invoice.lines.find((line) => line.kind === 'tax_adjustment');
  const line = {
    ...(before ? { id: before.id } : {}),
    kind: 'tax_adjustment' as const,
    itemId: null,
    name: correctionName[company.language],
    quantity: '1',
    unitPrice: amount,
    taxIds: [],
  };
  await changeInvoice(tx, context, invoice.id, { lines: decimal(amount).eq(0) ? sold : [...sold, line] });
}

async function takePayment(
  tx: Tx,
  context: CommandContext,
  observed: Observation,
  step: Extract<ShopStep, { kind: 'record_payment' }>,
): Promise<void> {
  const accountId = step.accountId ?? observed.company.settings.depositAccountId;
  if (!accountId) throw new Refused('invalid', 'There is no account for payments made in QuickBooks.');
  const payment = await recordPayment(tx, context, observed.invoice.id, {
    accountId,
    amount: step.amount,
    date: step.date,
    reference: step.reference,
    origin: 'quickbooks',
  });
  await saveLink(tx, {
    ...linkKey(observed),
    kind: 'payment',
    shopId: payment.id,
    booksId: step.booksId,
    state: 'synced',
    base: { shop: paymentFacts(payment), books: step.base },
    lastSyncedAt: context.now,
  });
}

/** The other invoices on which these QuickBooks payments stand too: what begins or ceases to stand here changes what is left for them. */
function othersOf(observed: Observation, steps: readonly ShopStep[]): Id[] {
  const booksIds = steps.flatMap((step) => {
    if (step.kind === 'record_payment' || step.kind === 'pair_payment') return step.booksId;
    return step.kind === 'strike_payment' ? (observed.paymentLinks.get(step.paymentId)?.booksId ?? []) : [];
  });
  const standing = booksIds.flatMap((booksId) => observed.shared.get(booksId)?.standing ?? []);
  const ids = standing.map(({ payment }) => payment.invoiceId);
  return [...new Set(ids)].filter((id) => id !== observed.invoice.id);
}

const actionOf: Record<ShopStep['kind'], LogEntry['action']> = {
  pull: 'pull',
  rebase: 'link',
  record_payment: 'payment_create',
  change_payment: 'payment_update',
  strike_payment: 'payment_void',
  pair_payment: 'link',
  link_client: 'link',
  set_credits: 'payment_update',
  adjust_tax: 'pull',
  void: 'void',
  revive: 'update',
  new_number: 'update',
  move: 'status_move',
};

function logOf(observed: Observation, step: ShopStep, now: Date): LogEntry {
  return {
    at: now,
    direction: 'from_quickbooks',
    entity: step.kind === 'link_client' ? 'client' : step.kind.includes('payment') ? 'payment' : 'invoice',
    invoiceId: observed.invoice.id as Id,
    quickBooksId: 'booksId' in step ? step.booksId : (observed.books?.doc.Id ?? null),
    action: actionOf[step.kind],
    outcome: 'done',
    requestId: null,
    intuitTid: null,
    durationMs: null,
    waitedMs: observed.look?.noticedAt ? Math.max(0, now.getTime() - observed.look.noticedAt.getTime()) : null,
    detail:
      step.kind === 'pull' ? { paths: step.pull, before: observed.base?.books, after: booksFactsNow(observed) } : step,
  };
}

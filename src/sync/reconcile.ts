/**
 * Every cent of difference with its cause. Pure. Invariant: for each invoice and each client, the amounts of the causes and
 * what is unexplained sum to exactly what the shop holds open less what QuickBooks does.
 */
import { type Decimal, decimal, ZERO } from '../base/decimal.ts';
import type { CauseCode } from '../contract/reconciliation.ts';
import type { BooksAlone, InvoiceSides } from '../db/reconciliation.ts';

export interface SyncSwitches {
  /** Connected and enabled. */
  on: boolean;
  copyEdits: boolean;
  autoUpdate: boolean;
  sendStatusIds: readonly string[];
}

export interface Cause {
  code: CauseCode;
  amount: Decimal;
  clientId: string;
  invoiceId: string | null;
  number: string | null;
  booksId: string | null;
  issue: { id: string; code: string } | null;
}

/** `cause: null`: nothing is known that accounts for it. */
type Part = { amount: Decimal; cause: Pick<Cause, 'code' | 'issue'> | null };

export interface Explained {
  causes: Cause[];
  unexplained: { clientId: string; invoiceId: string; number: string; amount: Decimal }[];
}

export function explainInvoice(sides: InvoiceSides, switches: SyncSwitches): Explained {
  if (sides.clientId !== sides.booksClientId) return atTwoClients(sides, switches);
  return told(sides, sides.clientId, partsOf(sides, switches));
}

/** What QuickBooks has besides linked invoices lowers the difference, which is the shop's less QuickBooks'. */
export function explainAlone(alone: BooksAlone): Cause {
  const codes = {
    invoice: 'only_in_quickbooks',
    unapplied: 'unapplied_money',
    credit: 'unapplied_credit',
    unseen: 'other_in_quickbooks',
  } as const;
  const { clientId, booksId, number } = alone;
  const amount = decimal(alone.amount).times(-1);
  return { code: codes[alone.kind], amount, clientId, invoiceId: null, number, booksId, issue: null };
}

/** The invoice counts for one client here and for another there, so each has all of one side. */
function atTwoClients(sides: InvoiceSides, switches: SyncSwitches): Explained {
  const cause = whyContent(sides, switches) ?? { code: 'other_customer' as const, issue: null };
  const here = told(sides, sides.clientId, [{ amount: decimal(sides.shop), cause }]);
  const there = told(sides, sides.booksClientId, [{ amount: decimal(sides.books).times(-1), cause }]);
  return { causes: [...here.causes, ...there.causes], unexplained: [] };
}

function partsOf(sides: InvoiceSides, switches: SyncSwitches): Part[] {
  const whole = decimal(sides.shop).minus(sides.books);
  const one = (code: CauseCode, issue: Cause['issue'] = null): Part[] => [{ amount: whole, cause: { code, issue } }];
  if (sides.booksId === null) return [{ amount: whole, cause: whyNotThere(sides, switches) }];
  if (sides.look || !sides.mirrored) return one('waiting');
  if (sides.deletedThere) return one('deleted_in_quickbooks', issueOf(sides, 'deleted_in_quickbooks'));
  const content = decimal(sides.document).minus(sides.booksDocument);
  const money = moneyParts(sides, switches);
  const known = [content, ...money.map((part) => part.amount)].reduce((sum, amount) => sum.plus(amount), ZERO);
  return [
    { amount: content, cause: whyContent(sides, switches) },
    ...money,
    // What is open there is less than the payments that are known leave open.
    { amount: whole.minus(known), cause: { code: 'payment_not_mirrored', issue: null } },
  ];
}

function whyNotThere(sides: InvoiceSides, { sendStatusIds }: SyncSwitches): Part['cause'] {
  if (sides.state === 'unlinked') return { code: 'unlinked', issue: null };
  const { look } = sides;
  const looked =
    look !== null && (sides.asked || look.requested || look.entered.some((id) => sendStatusIds.includes(id)));
  if (looked || sides.state === 'pending') return { code: 'waiting', issue: null };
  const issue = contentIssue(sides);
  if (issue || sides.state === 'held' || sides.state === 'failed') return { code: 'held', issue };
  return { code: sides.asked ? 'waiting' : 'not_synced', issue: null };
}

/** Why the contents differ, apart from any money. Null: they should not. */
function whyContent(sides: InvoiceSides, switches: SyncSwitches): Part['cause'] {
  if (sides.look) return { code: 'waiting', issue: null };
  const conflict = issueOf(sides, 'conflict');
  if (conflict || sides.state === 'conflict') return { code: 'conflict', issue: conflict };
  const issue = contentIssue(sides);
  const copied = switches.copyEdits && switches.autoUpdate;
  if (issue?.code === 'total_mismatch') return { code: copied ? 'total_mismatch' : 'copying_off', issue };
  if (issue) return { code: 'held', issue };
  if (sides.voidedThere && !sides.voidedHere) return { code: 'voided_in_quickbooks', issue: null };
  if (sides.voidedHere && !sides.voidedThere) return { code: 'voided_here', issue: null };
  if (sides.canceledHere && !sides.voidedThere) return { code: 'canceled_here', issue: null };
  if (!switches.on) return { code: 'integration_off', issue: null };
  if (sides.state === 'pending') return { code: switches.autoUpdate ? 'waiting' : 'copying_off', issue: null };
  return copied ? null : { code: 'copying_off', issue: null };
}

/** Money lowers what is owed: what only the shop has makes the difference smaller, what only QuickBooks has larger. */
function moneyParts(sides: InvoiceSides, switches: SyncSwitches): Part[] {
  const off = switches.on ? null : { code: 'integration_off' as const, issue: null };
  const paymentIssue = sides.issues.find((issue) => issue.subject.startsWith('payment:')) ?? null;
  const account = issueOf(sides, 'deposit_account_missing');
  const struck = issueOf(sides, 'payment_left_in_quickbooks') ?? paymentIssue;
  const [paired, alone] = netted(
    decimal(sides.appliedPaired).plus(sides.unapplied).minus(sides.paired),
    decimal(sides.appliedAlone).minus(sides.credited),
  );
  const unapplied = smallest(paired, decimal(sides.unapplied));
  const held = (issue: Cause['issue']) => (issue ? { code: 'held' as const, issue } : null);
  const plain = (code: CauseCode, issue: Cause['issue'] = null) => ({ code, issue });
  return [
    {
      amount: decimal(sides.unsent).times(-1),
      cause: held(paymentIssue) ?? off ?? plain('payment_not_in_quickbooks'),
    },
    {
      amount: decimal(sides.refunded),
      cause: plain('refund_not_in_quickbooks', issueOf(sides, 'refund_needs_accountant')),
    },
    { amount: decimal(sides.appliedStruck), cause: plain('payment_left_in_quickbooks', struck) },
    { amount: unapplied, cause: plain('unapplied_money') },
    { amount: paired.minus(unapplied), cause: plain('payment_differs', paymentIssue) },
    {
      amount: alone,
      cause: held(account) ?? off ?? plain(alone.lt(0) ? 'credit_differs' : 'payment_only_in_quickbooks'),
    },
  ];
}

/** A credit memo and money may travel in one payment there and be two things here: opposite amounts cancel first. */
function netted(first: Decimal, second: Decimal): [Decimal, Decimal] {
  if (first.times(second).gte(0)) return [first, second];
  const both = first.plus(second);
  return first.abs().gt(second.abs()) ? [both, ZERO] : [ZERO, both];
}

/** The part of `amount` that `most` accounts for; none where it is negative. */
function smallest(amount: Decimal, most: Decimal): Decimal {
  if (amount.lte(0) || most.lte(0)) return ZERO;
  return amount.lt(most) ? amount : most;
}

function issueOf(sides: InvoiceSides, code: string): Cause['issue'] {
  return sides.issues.find((issue) => issue.code === code) ?? null;
}

const aboutMoney = new Set([
  'status_rule',
  'deposit_account_missing',
  'refund_needs_accountant',
  'payment_left_in_quickbooks',
  'payment_unpaired',
  'voided_with_payment',
]);

/** An issue that holds the content back, an unmatched total last. */
function contentIssue(sides: InvoiceSides): Cause['issue'] {
  const holding = sides.issues.filter(({ code, subject }) => !aboutMoney.has(code) && !subject.startsWith('payment:'));
  return holding.find(({ code }) => code !== 'total_mismatch') ?? holding[0] ?? null;
}

function told(sides: InvoiceSides, clientId: string, parts: readonly Part[]): Explained {
  const { invoiceId, number, booksId } = sides;
  const explained: Explained = { causes: [], unexplained: [] };
  for (const { amount, cause } of parts) {
    if (amount.eq(0)) continue;
    if (cause) {
      const issue = cause.issue && { id: cause.issue.id, code: cause.issue.code };
      explained.causes.push({ code: cause.code, issue, amount, clientId, invoiceId, number, booksId });
    } else explained.unexplained.push({ clientId, invoiceId, number, amount });
  }
  return explained;
}

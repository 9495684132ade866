/** Writes what a plan says of the invoice's link, its state and its issues. */
import type { Id } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { type IssueDraft, settleIssues } from '../db/issues.ts';
import { type LinkChange, saveLink } from '../db/links.ts';
import { finishLooks, notifyChange } from '../db/looks.ts';
import { tell } from '../db/outbox.ts';
import { appendLog, type LogEntry } from '../db/sync-log.ts';
import type { Observation } from './observation.ts';
import type { Plan } from './plan.ts';

/** The link's part of a plan that is not done yet. */
export async function applyLinkChanges(tx: Tx, observed: Observation, plan: Plan, now: Date): Promise<void> {
  const change = linkChange(observed, plan, now);
  if (change) await saveLink(tx, change);
  if (change?.state === 'synced') await tell(tx, { ...syncedEvent(observed, change), now });
  if (plan.link.unlink || plan.link.adopt) await appendLog(tx, companyOf(observed), [linkLog(observed, plan, now)]);
}

function syncedEvent(observed: Observation, change: LinkChange) {
  const { id, number } = observed.invoice;
  const quickBooksId = change.booksId ?? observed.link?.booksId ?? null;
  return {
    companyId: companyOf(observed),
    type: 'invoice.synced' as const,
    data: { invoiceId: id, number, quickBooksId },
  };
}

function companyOf(observed: Observation): Id {
  return observed.company.connection.companyId;
}

function linkChange(observed: Observation, plan: Plan, now: Date): LinkChange | null {
  const { companyId, realmId } = observed.company.connection;
  const change: LinkChange = { companyId, realmId, kind: 'invoice', shopId: observed.invoice.id };
  const { link } = plan;
  if (observed.link === null && plan.state === 'not_synced' && Object.keys(link).length === 0) return null;
  if (observed.link?.state !== plan.state) change.state = plan.state;
  if (observed.link && numberThere(observed) !== observed.link.docNumber) change.docNumber = numberThere(observed);
  if (link.requested !== undefined) change.requested = link.requested;
  if (link.waitingSince !== undefined) change.waitingSince = link.waitingSince === 'now' ? now : null;
  if (link.clearTrouble) change.trouble = null;
  if (link.adopt) change.booksId = link.adopt;
  if (link.seek !== undefined) change.seek = link.seek;
  if (link.unlink)
    Object.assign(change, {
      state: 'unlinked',
      booksId: null,
      requested: false,
      base: null,
      trouble: null,
      seek: null,
    });
  if (link.nextGeneration) {
    const generation = (observed.link?.generation ?? 0) + 1;
    Object.assign(change, { generation, booksId: null, base: null, trouble: null, state: 'pending', docNumber: null });
  }
  return Object.keys(change).length > 4 ? change : null;
}

/** The number that QuickBooks shows, whoever gave it; what is gone keeps its last one. */
function numberThere({ books, link }: Observation): string | null {
  return books && !books.deleted ? (books.doc.DocNumber ?? null) : (link?.docNumber ?? null);
}

/** A quiet plan ends its look: the state is what both sides hold, and the issues are those that remain. */
export async function finishQuiet(
  tx: Tx,
  finished: readonly { observed: Observation; plan: Plan }[],
  now: Date,
): Promise<void> {
  const [first] = finished;
  if (!first) return;
  const { companyId, realmId } = first.observed.company.connection;
  let changed = false;
  for (const { observed, plan } of finished) {
    await applyLinkChanges(tx, observed, plan, now);
    const live = observed.issues.length > 0 || plan.issues.length > 0;
    const settled = live
      ? await settleIssues(tx, { companyId, realmId, invoiceId: observed.invoice.id, drafts: plan.issues, now })
      : { opened: [], closed: [] };
    changed ||= settled.opened.length > 0 || settled.closed.length > 0 || observed.link?.state !== plan.state;
    const logged = settled.opened.map((issue) => heldLog(observed, issue.code, now));
    await appendLog(tx, companyId, logged);
  }
  await finishLooks(
    tx,
    companyId,
    finished.flatMap(({ observed }) => observed.look ?? []),
  );
  if (changed) await notifyChange(tx, companyId);
}

export async function addIssues(
  tx: Tx,
  observed: Observation,
  drafts: readonly IssueDraft[],
  now: Date,
): Promise<void> {
  if (drafts.length === 0) return;
  const { companyId, realmId } = observed.company.connection;
  await settleIssues(tx, { companyId, realmId, invoiceId: observed.invoice.id, drafts, now, keepOthers: true });
}

function heldLog(observed: Observation, code: string, now: Date): LogEntry {
  const { look, ...rest } = base(observed, now);
  return { ...rest, action: code === 'conflict' ? 'conflict' : 'hold', outcome: 'held', detail: { code, look } };
}

function linkLog(observed: Observation, plan: Plan, now: Date): LogEntry {
  const { look, ...rest } = base(observed, now);
  const quickBooksId = plan.link.adopt ?? rest.quickBooksId;
  return {
    ...rest,
    quickBooksId,
    action: plan.link.unlink ? 'unlink' : 'link',
    outcome: 'done',
    detail: { ...plan.link, look },
  };
}

function base(observed: Observation, now: Date) {
  const { look, books } = observed;
  return {
    at: now,
    direction: 'none' as const,
    entity: 'invoice',
    invoiceId: observed.invoice.id,
    quickBooksId: books?.doc.Id ?? null,
    requestId: null,
    intuitTid: null,
    durationMs: null,
    look: look ? { requested: look.requested, fix: look.fix } : null,
  };
}

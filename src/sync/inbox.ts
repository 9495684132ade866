/**
 * Works the webhook inbox: echoes of our own writes change nothing, deletions are marked, everything else is read again,
 * many records at a time, and the invoices it concerns are looked at. Preferences refresh the company's lists.
 */
import { sweepBy } from '../db/connections.ts';
import { consumeExpected } from '../db/expected-events.ts';
import { askToLook } from '../db/looks.ts';
import { followMerge, type Merge } from '../db/merges.ts';
import { finishEvents, openEvents, postponeEvents, type WebhookEventRow } from '../db/webhook-events.ts';
import { retryPauseMs, type SyncContext, syncLimits } from './context.ts';
import { comeBackAt, type Pass, writeHeld } from './pass-state.ts';
import { readBooks } from './read-books.ts';
import { observeBooks } from './see.ts';

/** What the sync follows; other events are taken note of and left. */
const followed = new Set(['Invoice', 'Payment', 'CreditMemo', 'Customer', 'Item']);
/** Their lists are small and are read whole. */
const listed = new Set(['Account', 'PaymentMethod', 'Term', 'Department', 'Class', 'TaxAgency', 'Preferences']);

export async function workInbox(context: SyncContext, pass: Pass): Promise<void> {
  const { companyId } = pass;
  const { realmId } = pass.connection;
  const events = await context.database.read(companyId, (reader) =>
    openEvents(reader, { companyId, now: context.clock.now(), limit: syncLimits.eventsPerPass }),
  );
  if (events.length === 0) return;
  const ours = events.filter((event) => event.realmId === realmId);
  const strangers = await notExpected(context, pass, ours);
  const interesting = strangers.filter((event) => followed.has(event.entity));
  const reads = distinct(interesting.filter((event) => event.operation !== 'delete'));
  const result = reads.length > 0 ? await readBooks(context, pass, reads) : { seen: [], missing: [] };
  if (!result) {
    const dueAt = pass.nextAt ?? new Date(context.clock.now().getTime() + retryPauseMs(1));
    await writeHeld(context, pass, (tx) => postponeEvents(tx, { companyId, ids: strangers.map((e) => e.id), dueAt }));
    comeBackAt(pass, dueAt);
    return;
  }
  const deleted = distinct(interesting.filter((event) => event.operation === 'delete'));
  await writeHeld(context, pass, async (tx, now) => {
    const gone = [...deleted, ...result.missing];
    for (const merge of mergesIn(interesting)) await followMerge(tx, { companyId, realmId }, merge);
    await observeBooks(tx, pass, { seen: result.seen, deleted: gone, now, source: { kind: 'webhook' } });
    if (strangers.some((event) => listed.has(event.entity))) {
      await askToLook(tx, { companyId, kind: 'lists', subjectIds: ['lists'], now });
    }
    await finishEvents(tx, { companyId, ids: events.map((event) => event.id), now });
    await sweepBy(tx, companyId, new Date(now.getTime() + 86_400_000));
  });
}

function mergesIn(events: readonly WebhookEventRow[]): Merge[] {
  return events.flatMap(({ entity, operation, booksId, deletedId }): Merge[] => {
    const kind = entity === 'Customer' ? 'client' : entity === 'Item' ? 'item' : null;
    return operation === 'merge' && kind && deletedId ? [{ kind, from: deletedId, to: booksId }] : [];
  });
}

/** Consumes the expectations for good only together with the events: a crash in between reads once too often. */
async function notExpected(
  context: SyncContext,
  pass: Pass,
  events: readonly WebhookEventRow[],
): Promise<WebhookEventRow[]> {
  return writeHeld(context, pass, async (tx, now) => {
    const known = await consumeExpected(tx, { companyId: pass.companyId, realmId: pass.connection.realmId, events });
    const echoes = events.filter((_, index) => known[index]).map((event) => event.id);
    await finishEvents(tx, { companyId: pass.companyId, ids: echoes, now });
    return events.filter((_, index) => !known[index]);
  });
}

function distinct(events: readonly WebhookEventRow[]): { entity: string; booksId: string }[] {
  const pairs = events.map(({ entity, booksId }) => [`${entity}/${booksId}`, { entity, booksId }] as const);
  return [...new Map(pairs).values()];
}

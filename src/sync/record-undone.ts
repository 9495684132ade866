/**
 * Writes down what the request of an undo came to: what was reversed is no longer linked, so that it is not sent again, and
 * a payment whose invoice stays linked waits for a person instead of going its usual way.
 */
import type { Tx } from '../db/database.ts';
import type { IntentMember } from '../db/intents.ts';
import { changeItems } from '../db/jobs.ts';
import { type LinkScope, linksOf, saveLink } from '../db/links.ts';
import type { Seen } from '../db/mirrors.ts';
import type { FaultClass } from '../quickbooks/fault-codes.ts';
import type { Fault } from '../quickbooks/faults.ts';
import type { InvoiceBase } from './observation.ts';

type Undo = NonNullable<IntentMember['undo']>;

export async function recordUndone(
  tx: Tx,
  scope: LinkScope,
  { member, undo, record }: { member: IntentMember; undo: Undo; record: Seen },
): Promise<void> {
  const result = member.operation === 'void' ? 'voided' : 'restored';
  await changeItems(tx, { companyId: scope.companyId, jobId: undo.jobId }, [
    { position: undo.position, state: 'done', result },
  ]);
  if (member.kind === 'invoice') await unlinkInvoice(tx, scope, member.shopId);
  else await setApart(tx, scope, { member, record });
}

export async function unlinkInvoice(tx: Tx, scope: LinkScope, invoiceId: string): Promise<void> {
  const nothing = { booksId: null, base: null, trouble: null, seek: null, requested: false, waitingSince: null };
  await saveLink(tx, { ...scope, kind: 'invoice', shopId: invoiceId, state: 'unlinked', ...nothing });
}

async function setApart(
  tx: Tx,
  scope: LinkScope,
  { member, record }: { member: IntentMember; record: Seen },
): Promise<void> {
  const [payment] = await linksOf(tx, { ...scope, kind: 'payment', shopIds: [member.shopId] });
  await saveLink(tx, {
    ...scope,
    kind: 'payment',
    shopId: member.shopId,
    booksId: null,
    base: null,
    trouble: null,
    state: 'unlinked',
    generation: (payment?.generation ?? 0) + 1,
  });
  const [invoice] = member.invoiceId
    ? await linksOf(tx, { ...scope, kind: 'invoice', shopIds: [member.invoiceId] })
    : [];
  // The cast reads back what the sync itself keeps in a link.
  const base = (invoice?.base as InvoiceBase | null | undefined) ?? null;
  if (!invoice || !base) return;
  const shop = { ...base.apart?.shop, [member.shopId]: 'asked' as const };
  const restored = member.operation === 'update' ? { [record.booksId]: 'asked' as const } : {};
  const books = { ...base.apart?.books, ...restored };
  await saveLink(tx, { ...scope, kind: 'invoice', shopId: invoice.shopId, base: { ...base, apart: { shop, books } } });
}

/** A fault that says nothing of the record lets the item wait for another try; any other leaves the record as it is. */
export async function refuseUndo(
  tx: Tx,
  scope: LinkScope,
  refused: { undo: Undo; outcome: { faults: readonly Fault[]; class: FaultClass }; passing: boolean },
): Promise<void> {
  const { jobId, position } = refused.undo;
  const [fault] = refused.outcome.faults;
  const message = [fault?.message, fault?.detail].filter(Boolean).join(' — ').slice(0, 500);
  // It was changed there between our reading and our writing.
  const touched = refused.outcome.class === 'stale';
  const detail = touched ? { reason: 'touched' } : { reason: 'refused', params: { message } };
  const left = { state: 'done' as const, result: touched ? 'kept' : 'refused', detail };
  await changeItems(tx, { companyId: scope.companyId, jobId }, [
    refused.passing ? { position, state: 'ready' } : { position, ...left },
  ]);
}

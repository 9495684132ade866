/** Does a confirmed import, each entry in a transaction of its own: nothing is made or linked twice after a crash. */
import { z } from 'zod';
import type { Id } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { changeItems, type ItemChange, type Job, type JobItem, jobItems } from '../db/jobs.ts';
import { linksOf, linksOfBooks, saveLink } from '../db/links.ts';
import { mirrorsOf } from '../db/mirrors.ts';
import { appendLog } from '../db/sync-log.ts';
import { Customer, Item } from '../quickbooks/entities.ts';
import { createClient } from '../shop/clients.ts';
import type { CommandContext } from '../shop/command.ts';
import { createItem } from '../shop/items.ts';
import type { SyncContext } from './context.ts';
import { integrationActor } from './decide-events.ts';
import type { JobProgress } from './job-progress.ts';
import { clientOf, itemOf } from './mapping/from-lists.ts';
import { type Pass, writeHeld } from './pass-state.ts';

const entriesPerPass = 200;

const detailSchema = z.object({
  choice: z.string().optional(),
  candidates: z.array(z.object({ id: z.string() })),
  quickBooksId: z.string(),
});

export async function runImport(context: SyncContext, pass: Pass, job: Job): Promise<JobProgress> {
  const key = { companyId: pass.companyId, jobId: job.id };
  const items = await context.database.read(pass.companyId, (reader) =>
    jobItems(reader, { ...key, states: ['ready'], limit: entriesPerPass }),
  );
  for (const item of items) {
    await writeHeld(context, pass, async (tx, now) => {
      const change = await takeOver(tx, pass, { item, now });
      await changeItems(tx, key, [{ position: item.position, state: 'done', ...change }]);
    });
  }
  return items.length < entriesPerPass ? 'done' : 'more';
}

type Taken = Pick<ItemChange, 'result' | 'detail'>;

async function takeOver(tx: Tx, pass: Pass, { item, now }: { item: JobItem; now: Date }): Promise<Taken> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  const detail = detailSchema.parse(item.detail);
  const entity = item.subject.startsWith('Item/') ? ('Item' as const) : ('Customer' as const);
  const kind = entity === 'Item' ? ('item' as const) : ('client' as const);
  const todo = detail.choice ?? (item.action === 'link' ? `link:${detail.candidates[0]?.id}` : item.action);
  if (todo !== 'create' && !todo?.startsWith('link:')) return { result: 'skipped' };
  const booksId = detail.quickBooksId;
  const taken = await linksOfBooks(tx, { ...scope, kind, booksIds: [booksId] });
  if (taken.length > 0) return gone;
  const [mirror] = await mirrorsOf(tx, { ...scope, entity, booksIds: [booksId] });
  if (!mirror || mirror.deleted) return gone;
  const command = { companyId: pass.companyId, actor: integrationActor, now };
  const shopId = todo === 'create' ? await create(tx, command, entity, mirror.doc) : todo.slice('link:'.length);
  if (shopId === null) return { result: 'refused', detail: { reason: 'unusable', params: { message: item.subject } } };
  const [link] = await linksOf(tx, { ...scope, kind, shopIds: [shopId] });
  if (link?.booksId) return gone;
  await saveLink(tx, { ...scope, kind, shopId, booksId, state: 'synced', trouble: null, lastSyncedAt: now });
  const nothing = { invoiceId: null, requestId: null, intuitTid: null, durationMs: null, waitedMs: null };
  const what = { at: now, direction: 'from_quickbooks', entity: kind, outcome: 'done' } as const;
  const action = todo === 'create' ? ('pull' as const) : ('link' as const);
  await appendLog(tx, pass.companyId, [{ ...what, ...nothing, action, quickBooksId: booksId, detail: { shopId } }]);
  return { result: todo === 'create' ? 'created' : 'linked' };
}

const gone: Taken = { result: 'skipped', detail: { reason: 'gone' } };

async function create(
  tx: Tx,
  command: CommandContext,
  entity: 'Customer' | 'Item',
  doc: Record<string, unknown>,
): Promise<Id | null> {
  if (entity === 'Customer') {
    const client = clientOf(Customer.parse(doc));
    return client && (await createClient(tx, command, client)).id;
  }
  const item = itemOf(Item.parse(doc));
  return item && (await createItem(tx, command, item)).id;
}

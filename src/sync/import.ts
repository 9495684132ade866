/**
 * The first import: QuickBooks' customers and items are linked with those of the shop or copied to it, shown first. Only
 * what fits exactly is linked by itself; whatever is doubtful is left alone unless a person says what it is.
 */
import { z } from 'zod';
import { type Id, isId, newId } from '../base/ids.ts';
import { loadClients } from '../db/clients.ts';
import { currentConnection } from '../db/connections.ts';
import type { Reader, Tx } from '../db/database.ts';
import { importCandidates } from '../db/import-candidates.ts';
import { loadItems } from '../db/items.ts';
import { addItems, changeItems, changeJob, createJob, type Job, jobItems, type NewItem } from '../db/jobs.ts';
import { linksOfBooks } from '../db/links.ts';
import { allMirrors, type Mirror } from '../db/mirrors.ts';
import { Refused } from '../domain/refused.ts';
import { Customer, Item } from '../quickbooks/entities.ts';
import { limits } from '../quickbooks/limits.ts';
import { selectStatement } from '../quickbooks/query.ts';
import type { SyncContext } from './context.ts';
import type { JobProgress } from './job-progress.ts';
import { type BooksEntry, type ImportMatch, matchImport } from './match-import.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { runQueries } from './read-books.ts';
import { observeBooks, toSeen } from './see.ts';

/** What is left to read: the next row of each list; null once it was read to its end. */
const importRequest = z.object({ Customer: z.number().nullable(), Item: z.number().nullable() });

const lists = [
  { entity: 'Customer', kind: 'client' },
  { entity: 'Item', kind: 'item' },
] as const;

export async function planImport(
  tx: Tx,
  request: { companyId: Id; what: { clients: boolean; items: boolean }; now: Date },
): Promise<Id> {
  const { companyId, what, now } = request;
  const connection = await currentConnection(tx, companyId);
  if (!connection || connection.state === 'disconnected') {
    throw new Refused('not_connected', 'Connect to QuickBooks Online in the settings first.');
  }
  const id = newId();
  const next = { Customer: what.clients ? 1 : null, Item: what.items ? 1 : null };
  const asked = { ...next, wanted: lists.map((list) => list.entity).filter((entity) => next[entity] !== null) };
  await createJob(tx, { companyId, id, realmId: connection.realmId, kind: 'import', request: asked, now });
  return id;
}

/** Reads one page; when all are read, says what will be done with each entry. */
export async function prepareImport(context: SyncContext, pass: Pass, job: Job): Promise<JobProgress> {
  const request = importRequest.loose().parse(job.request);
  const list = lists.find(({ entity }) => request[entity] !== null);
  if (!list) return finishPreview(context, pass, job);
  const start = request[list.entity] ?? 1;
  const rows = await readPage(context, pass, list.entity, start);
  if (!rows) return 'waits';
  const seen = rows.map(({ entity, row }) => toSeen(entity, row));
  const next = rows.length < limits.queryPageRows ? null : start + rows.length;
  await writeHeld(context, pass, async (tx, now) => {
    await observeBooks(tx, pass, { seen, deleted: [], now });
    await changeJob(tx, { companyId: pass.companyId, id: job.id }, { request: { ...request, [list.entity]: next } });
  });
  return 'more';
}

function readPage(context: SyncContext, pass: Pass, entity: string, startPosition: number) {
  const where = [{ field: 'Active', op: 'IN' as const, values: [true, false] }];
  const orderBy = [{ field: 'Id' }];
  const maxResults = limits.queryPageRows;
  return runQueries(context, pass, [selectStatement({ entity, where, orderBy, startPosition, maxResults })]);
}

async function finishPreview(context: SyncContext, pass: Pass, job: Job): Promise<JobProgress> {
  const { wanted } = z.object({ wanted: z.array(z.string()) }).parse(job.request);
  await writeHeld(context, pass, async (tx, now) => {
    for (const list of lists.filter(({ entity }) => wanted.includes(entity))) {
      const matches = await matchesOf(tx, pass, list);
      const items = matches.map((match) => itemFor(match, list));
      await addItems(tx, { companyId: pass.companyId, jobId: job.id }, items);
    }
    await changeJob(tx, { companyId: pass.companyId, id: job.id }, { preparedAt: now });
  });
  return 'done';
}

type List = (typeof lists)[number];

async function matchesOf(reader: Reader, pass: Pass, { entity, kind }: List): Promise<ImportMatch[]> {
  const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
  const mirrors = await allMirrors(reader, { ...scope, entity });
  const entries = mirrors.map((mirror) => (entity === 'Customer' ? customerEntry(mirror) : itemEntry(mirror)));
  const links = await linksOfBooks(reader, { ...scope, kind, booksIds: entries.map((entry) => entry.booksId) });
  const linked = new Set(links.map((link) => link.booksId ?? ''));
  return matchImport(entries, await importCandidates(reader, { ...scope, kind }), linked);
}

function customerEntry(mirror: Mirror): BooksEntry {
  const doc = Customer.parse(mirror.doc);
  const mark = doc.PrimaryEmailAddr?.Address ?? null;
  return { booksId: mirror.booksId, name: nameOf(doc.DisplayName), mark, active: doc.Active, usable: true };
}

function itemEntry(mirror: Mirror): BooksEntry {
  const doc = Item.parse(mirror.doc);
  const usable = doc.Type !== 'Category' && doc.Type !== 'Group';
  return { booksId: mirror.booksId, name: nameOf(doc.Name), mark: doc.Sku ?? null, active: doc.Active, usable };
}

/** An inactive one is shown under its name with a mark. */
function nameOf(name: string): string {
  return name.replace(/ \(deleted\)$/, '');
}

function itemFor({ entry, action, reason, candidates }: ImportMatch, { entity, kind }: List): NewItem {
  const detail = {
    entity: kind,
    quickBooksId: entry.booksId,
    name: entry.name,
    reason,
    candidates: candidates.map(({ id, name }) => ({ id, name })),
  };
  return { subject: `${entity}/${entry.booksId}`, state: 'ready', action, amount: '0', detail };
}

/** Throws Refused with the path of each choice that cannot be. */
export async function chooseImport(
  tx: Tx,
  request: { companyId: Id; jobId: Id; choices: Readonly<Record<string, string>> },
): Promise<void> {
  const { companyId, jobId, choices } = request;
  const items = await jobItems(tx, { companyId, jobId, states: ['ready'], limit: 1_000_000 });
  const named = new Map(items.map((item) => [item.subject, item]));
  const targets = Object.values(choices).flatMap((choice) => (choice.startsWith('link:') ? [choice.slice(5)] : []));
  const ids = targets.filter(isId);
  const known = {
    Customer: new Set((await loadClients(tx, companyId, ids)).map((client) => client.id)),
    Item: new Set((await loadItems(tx, companyId, ids)).map((item) => item.id)),
  };
  const errors = Object.entries(choices).flatMap(([key, choice]) => {
    const entity = key.startsWith('Item/') ? 'Item' : 'Customer';
    if (!named.has(key)) return [{ path: `choices.${key}`, message: 'The preview has no such item.' }];
    if (!choice.startsWith('link:') || known[entity].has(choice.slice(5))) return [];
    return [{ path: `choices.${key}`, message: 'There is nothing with this id to link to.' }];
  });
  if (errors.length > 0) throw new Refused('invalid', 'Some choices cannot be.', errors);
  const changes = [...named.values()].filter((item) => item.subject in choices);
  await changeItems(
    tx,
    { companyId, jobId },
    changes.map(({ position, subject }) => ({ position, state: 'ready', detail: { choice: choices[subject] } })),
  );
}

/** /sync/backfill, /sync/undo, /sync/import and /sync/jobs: work over many invoices, shown first and done after a confirmation. */
import { isId } from '../../base/ids.ts';
import { listQuery, page } from '../../contract/common.ts';
import {
  backfillWrite,
  importWrite,
  type JobKind,
  job,
  jobItemsQuery,
  jobSummary,
  jobsQuery,
  undoWrite,
} from '../../contract/jobs.ts';
import { currentConnection } from '../../db/connections.ts';
import { savedSettings } from '../../db/integrations.ts';
import { changeJob, listJobs, lockJob } from '../../db/jobs.ts';
import { notifyChange, notifyWork } from '../../db/looks.ts';
import { idPattern, readCursor, toPage } from '../../db/page.ts';
import { notFound, Refused } from '../../domain/refused.ts';
import { defineRoute, type Route, type WriteRequest } from '../define-route.ts';
import { readerLanguage } from '../reader-language.ts';
import { showJob, summariseJob } from '../show-job.ts';

const tag = 'sync';
const itemsShown = 200;
/** What was shown so long ago is shown again before it is done. */
const longestPreviewMs = 24 * 3_600_000;

const backfill = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/sync/backfill',
  tag,
  summary: 'Send all invoices of a period: first `{from, to}` for the preview, then `{previewId, confirm: true}`',
  permission: 'sync',
  body: backfillWrite,
  response: job,
  status: 202,
  async handler({ tx, companyId, body, command, context, raw }) {
    const id =
      'previewId' in body
        ? await confirmJob({ tx, companyId, command }, { kind: 'backfill', id: body.previewId })
        : await context.services.planBackfill(tx, { companyId, period: body, now: command.now });
    const language = await readerLanguage(raw, tx, companyId);
    return { body: await showJob(tx, { companyId, id, limit: itemsShown, language }) };
  },
});

const undo = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/sync/undo',
  tag,
  summary:
    'Reverse what was written: first `{from, to}` or `{jobId}` for the preview, then `{previewId, confirm: true}`',
  permission: 'sync',
  body: undoWrite,
  response: job,
  status: 202,
  async handler({ tx, companyId, body, command, context, raw }) {
    const planned = async () => {
      if ('previewId' in body) return confirmJob({ tx, companyId, command }, { kind: 'undo', id: body.previewId });
      const what = 'jobId' in body ? body : { from: new Date(body.from), to: new Date(body.to) };
      return context.services.planUndo(tx, { companyId, what, now: command.now });
    };
    const id = await planned();
    const language = await readerLanguage(raw, tx, companyId);
    return { body: await showJob(tx, { companyId, id, limit: itemsShown, language }) };
  },
});

const firstImport = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/sync/import',
  tag,
  summary:
    'Link or copy customers and items of QuickBooks: first `{clients, items}`, then `{previewId, confirm, choices}`',
  permission: 'sync',
  body: importWrite,
  response: job,
  status: 202,
  async handler({ tx, companyId, body, command, context, raw }) {
    const planned = async () => {
      if (!('previewId' in body)) {
        return context.services.planImport(tx, { companyId, what: body, now: command.now });
      }
      const { previewId, choices = {} } = body;
      const found = isId(previewId) ? await lockJob(tx, companyId, previewId) : null;
      if (found?.kind === 'import' && found.state === 'preparing') {
        throw new Refused('conflict', 'The lists are still being read. Confirm when the preview is complete.');
      }
      if (found?.kind === 'import' && found.state === 'ready') {
        await context.services.chooseImport(tx, { companyId, jobId: previewId, choices });
      }
      return confirmJob({ tx, companyId, command }, { kind: 'import', id: previewId });
    };
    const id = await planned();
    const language = await readerLanguage(raw, tx, companyId);
    return { body: await showJob(tx, { companyId, id, limit: itemsShown, language }) };
  },
});

/** A confirmation that comes twice confirms once. */
async function confirmJob(
  { tx, companyId, command }: Pick<WriteRequest, 'tx' | 'companyId' | 'command'>,
  named: { kind: JobKind; id: string },
): Promise<string> {
  const { now } = command;
  const found = isId(named.id) ? await lockJob(tx, companyId, named.id) : null;
  if (found?.kind !== named.kind) throw notFound('preview');
  if (found.state === 'running' || found.state === 'done') return found.id;
  if ((await currentConnection(tx, companyId))?.realmId !== found.realmId) {
    throw new Refused('conflict', 'This preview is of another QuickBooks company. Make a new one.');
  }
  if (now.getTime() - found.createdAt.getTime() > longestPreviewMs) {
    throw new Refused('conflict', 'This preview is older than a day. Make a new one.');
  }
  if (named.kind === 'backfill' && (await savedSettings(tx, companyId))?.enabled !== true) {
    throw new Refused('conflict', 'Enable the integration in the settings first.');
  }
  await changeJob(tx, { companyId, id: found.id }, { state: 'running', confirmedAt: now, dueAt: now });
  await notifyWork(tx, companyId);
  await notifyChange(tx, companyId);
  return found.id;
}

const jobs = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/jobs',
  tag,
  summary: 'Previews and jobs, newest first, without their items',
  permission: 'invoices.view',
  query: listQuery(jobsQuery),
  response: page(jobSummary),
  async handler({ reader, companyId, query: { kind, cursor, limit } }) {
    const before = readCursor(cursor, [idPattern])?.[0] ?? null;
    const found = await listJobs(reader, { companyId, kind, before, limit: limit + 1 });
    const summaries = [];
    for (const each of found) summaries.push(await summariseJob(reader, companyId, each));
    return { body: toPage(summaries, { limit, key: ({ id }) => [id], item: (row) => row }) };
  },
});

const oneJob = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/jobs/{id}',
  tag,
  summary: 'A preview or a job: its counts, how far it is, and its items page by page',
  permission: 'invoices.view',
  query: listQuery(jobItemsQuery),
  response: job,
  async handler({ reader, companyId, params, query, raw }) {
    if (!isId(params.id)) throw notFound('job');
    const language = await readerLanguage(raw, reader, companyId);
    return { body: await showJob(reader, { companyId, id: params.id, ...query, language }) };
  },
});

export const syncJobRoutes: Route[] = [backfill, undo, firstImport, jobs, oneJob];

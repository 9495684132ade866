/** A job as people see it: its counts, how far it is, and a page of its items with names and reasons in the reader's words. */

import { z } from 'zod';
import { amountText, currencyPlaces, decimal, sum } from '../base/decimal.ts';
import type { Id } from '../base/ids.ts';
import type { JobSummary, Job as JobView } from '../contract/jobs.ts';
import { loadClients } from '../db/clients.ts';
import { loadCompany } from '../db/companies.ts';
import type { Reader } from '../db/database.ts';
import { loadInvoices } from '../db/invoices.ts';
import { countItems, findJob, type ItemCount, type Job, jobItems } from '../db/jobs.ts';
import { readCursor, toPage } from '../db/page.ts';
import { notFound } from '../domain/refused.ts';
import { presentJobItem, readDetail } from './present/job-item.ts';
import type { Language } from './words/words.ts';

const positionPattern = /^\d{1,9}$/;

export async function showJob(
  reader: Reader,
  request: {
    companyId: Id;
    id: Id;
    limit: number;
    cursor?: string | undefined;
    action?: string | undefined;
    result?: string | undefined;
    language: Language;
  },
): Promise<JobView> {
  const { companyId, id, limit, cursor, action, result, language } = request;
  const found = await findJob(reader, companyId, id);
  if (!found) throw notFound('job');
  const after = Number(readCursor(cursor, [positionPattern])?.[0] ?? 0);
  const rows = await jobItems(reader, { companyId, jobId: id, action, result, after, limit: limit + 1 });
  const ids = rows.flatMap((row) => readDetail(row).invoiceId ?? []);
  const invoices = new Map((await loadInvoices(reader, companyId, ids)).map((invoice) => [invoice.id, invoice]));
  const clientIds = [...new Set([...invoices.values()].map((invoice) => invoice.clientId))];
  const clients = new Map((await loadClients(reader, companyId, clientIds)).map((client) => [client.id, client]));
  const places = await placesOf(reader, companyId);
  const page = toPage(rows, {
    limit,
    key: (row) => [String(row.position)],
    item: (row) => {
      const invoice = invoices.get(readDetail(row).invoiceId ?? '') ?? null;
      const client = invoice ? (clients.get(invoice.clientId) ?? null) : null;
      return presentJobItem(row, { invoice, client, language, places });
    },
  });
  return { ...(await summariseJob(reader, companyId, found)), ...page };
}

export async function summariseJob(reader: Reader, companyId: Id, job: Job): Promise<JobSummary> {
  const counted = await countItems(reader, { companyId, jobId: job.id });
  return { ...head(job), ...totals(counted, await placesOf(reader, companyId)) };
}

async function placesOf(reader: Reader, companyId: Id): Promise<number> {
  return currencyPlaces((await loadCompany(reader, companyId)).currency);
}

/** What was asked for; each kind of job asks in its own way. */
const requestSchema = z.looseObject({
  from: z.string().optional(),
  to: z.string().optional(),
  statusIds: z.array(z.string()).optional(),
  jobId: z.string().nullish(),
});

function head(job: Job) {
  const { from, to, statusIds = [], jobId = null } = requestSchema.parse(job.request);
  return {
    period: from === undefined || to === undefined ? null : { from, to },
    statusIds,
    ofJobId: jobId,
    id: job.id,
    previewId: job.id,
    kind: job.kind,
    state: job.state,
    asOf: job.preparedAt?.toISOString() ?? null,
    createdAt: job.createdAt.toISOString(),
    confirmedAt: job.confirmedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}

function totals(counted: readonly ItemCount[], places: number) {
  const add = (rows: readonly ItemCount[]) => ({
    count: rows.reduce((total, row) => total + row.count, 0),
    amount: amountText(sum(rows.map((row) => decimal(row.amount))), places),
  });
  const by = (nameOf: (row: ItemCount) => string | null) =>
    [...new Set(counted.flatMap((row) => nameOf(row) ?? []))].sort().map((name) => {
      return [name, add(counted.filter((row) => nameOf(row) === name))] as const;
    });
  const named = [['total', add(counted)] as const, ...by((row) => row.action ?? 'unchecked')];
  const results = by((row) => row.result).map(([name, { count }]) => [name, count]);
  const done = add(counted.filter((row) => row.state === 'done')).count;
  return {
    counts: Object.fromEntries(named.map(([name, { count }]) => [name, count])),
    amounts: Object.fromEntries(named.map(([name, { amount }]) => [name, amount])),
    progress: { total: add(counted).count, done, results: Object.fromEntries(results) },
  };
}

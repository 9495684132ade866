/** Work over many records that is shown before it is done: backfill, undo, first import. */
import { z } from 'zod';
import { amount, id, instant, plainDate } from './common.ts';
import { issueCode } from './sync.ts';

export const jobKind = z.enum(['backfill', 'undo', 'import']);
export type JobKind = z.infer<typeof jobKind>;

export const jobState = z.enum(['preparing', 'ready', 'running', 'done']).meta({
  description:
    'preparing: QuickBooks is being asked for what the preview rests on; ready: it is complete; running: it was confirmed; done.',
});
export type JobState = z.infer<typeof jobState>;

const confirm = z.strictObject({ previewId: id, confirm: z.literal(true) });

export const backfillWrite = z.union([
  z
    .strictObject({ from: plainDate, to: plainDate, statusIds: z.array(id).min(1).max(100).optional() })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'The period ends before it begins.' }),
  confirm,
]);

const moment = z.iso.datetime({ offset: true }).meta({ description: 'A moment, RFC 3339.' });

export const undoWrite = z.union([
  z.strictObject({ from: moment, to: moment }).refine(({ from, to }) => new Date(from) <= new Date(to), {
    path: ['to'],
    message: 'The time ends before it begins.',
  }),
  z.strictObject({ jobId: id }),
  confirm,
]);

export const importWrite = z.union([
  z.strictObject({ clients: z.boolean(), items: z.boolean() }).refine(({ clients, items }) => clients || items, {
    path: ['clients'],
    message: 'Choose clients, items, or both.',
  }),
  confirm.extend({
    choices: z
      .record(z.string().max(80), z.string().regex(/^(create|skip|link:.{1,64})$/u))
      .optional()
      .meta({
        description: 'By the `key` of an item: `create`, `skip` or `link:` and the id of a client or item here.',
      }),
  }),
]);

export const jobItem = z
  .object({
    key: z.string().meta({ description: 'Names the item within its job.' }),
    invoiceId: id.nullable(),
    entity: z.enum(['invoice', 'payment', 'client', 'item']),
    quickBooksId: z.string().nullable(),
    name: z.string().meta({ description: 'The number of the invoice, or the name of the record.' }),
    clientName: z.string().nullable(),
    date: plainDate.nullable(),
    amount: amount.nullable(),
    action: z.string().nullable().meta({ description: 'What the preview says will be done.' }),
    result: z.string().nullable().meta({ description: 'What was done.' }),
    reason: z.string().nullable().meta({ description: 'Why it is not done, in plain words.' }),
    candidates: z.array(z.object({ id, name: z.string() })).meta({ description: 'What it could be linked to here.' }),
    issues: z.array(z.object({ code: issueCode, title: z.string(), explanation: z.string() })),
  })
  .meta({ id: 'SyncJobItem' });
export type JobItemView = z.infer<typeof jobItem>;

const jobHead = z.object({
  id,
  previewId: id,
  kind: jobKind,
  state: jobState,
  period: z
    .object({ from: z.string(), to: z.string() })
    .nullable()
    .meta({ description: 'Plain dates of a backfill, moments of an undo.' }),
  statusIds: z.array(id).meta({ description: 'Of a backfill: empty means all.' }),
  ofJobId: id.nullable().meta({ description: 'The backfill that an undo reverses.' }),
  asOf: instant.nullable().meta({ description: 'When QuickBooks was last asked for what the preview rests on.' }),
  createdAt: instant,
  confirmedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  counts: z
    .record(z.string(), z.number().int())
    .meta({ description: 'Items by what will be done with them, and their `total`.' }),
  amounts: z.record(z.string(), amount).meta({ description: 'Their sums of money, under the same names.' }),
  progress: z
    .object({ total: z.number().int(), done: z.number().int(), results: z.record(z.string(), z.number().int()) })
    .meta({ description: 'How far it is, and what became of the items that are done.' }),
});
export const job = jobHead
  .extend({ items: z.array(jobItem), nextCursor: z.string().nullable() })
  .meta({ id: 'SyncJob' });
export const jobSummary = jobHead.meta({ id: 'SyncJobSummary' });

export const jobsQuery = z.object({ kind: jobKind.optional() });
export const jobItemsQuery = z.object({
  action: z.string().max(20).optional().meta({ description: 'Only items with which this will be done.' }),
  result: z.string().max(20).optional().meta({ description: 'Only items with which this was done.' }),
});
export type JobSummary = z.infer<typeof jobSummary>;
export type Job = z.infer<typeof job>;

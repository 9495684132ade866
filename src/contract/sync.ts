/** What people see of the sync: issues, the log, the preview of a plan, what waits to be sent, counts. */
import { z } from 'zod';
import { id, instant } from './common.ts';
import { change, syncState } from './invoices.ts';
import { issueCodes, logActions } from './sync-names.ts';

export const issueCode = z.enum(issueCodes);
export type IssueCode = z.infer<typeof issueCode>;

export const fixId = z.enum([
  'retry',
  'send_again',
  'unlink',
  'adopt',
  'new_number',
  'new_name',
  'confirm_match',
  'copy_payment',
  'void_in_quickbooks',
  'leave',
  'take_shop',
  'take_quickbooks',
  'merge',
]);
export type FixId = z.infer<typeof fixId>;

export const issue = z
  .object({
    id,
    code: issueCode,
    title: z.string(),
    explanation: z.string(),
    invoiceId: id.nullable(),
    invoiceNumber: z.string().nullable(),
    since: instant,
    state: z.enum(['open', 'dismissed', 'closed']),
    quickBooks: z
      .object({ message: z.string(), code: z.string().nullable(), reference: z.string().nullable() })
      .nullable()
      .meta({ description: 'What QuickBooks said, word for word, with its reference number.' }),
    settingsStep: z.enum(['connect', 'sending', 'taxes', 'events']).nullable(),
    conflict: z
      .object({
        fields: z.array(z.object({ path: z.string(), base: z.unknown(), shop: z.unknown(), quickBooks: z.unknown() })),
        totals: z.object({ shop: z.string().nullable(), quickBooks: z.string().nullable() }),
      })
      .nullable(),
    fixes: z.array(z.object({ id: fixId, title: z.string() })),
  })
  .meta({ id: 'SyncIssue' });

export const issueQuery = z.object({
  state: z.enum(['open', 'dismissed', 'closed']).default('open'),
  code: issueCode.optional(),
  invoiceId: id.optional(),
});

export const resolveWrite = z.strictObject({
  fixId,
  fields: z.record(z.string().max(200), z.enum(['shop', 'quickbooks'])).optional(),
});
export const dismissWrite = z.strictObject({ reason: z.string().max(500).nullish() });

export const logAction = z.enum(logActions);
export type LogAction = z.infer<typeof logAction>;

export const logRow = z
  .object({
    id,
    at: instant,
    direction: z.enum(['to_quickbooks', 'from_quickbooks', 'none']),
    entity: z.string(),
    invoiceId: id.nullable(),
    invoiceNumber: z.string().nullable(),
    quickBooksId: z.string().nullable(),
    action: logAction,
    outcome: z.enum(['done', 'refused', 'unknown', 'held']),
    requestId: z.string().nullable(),
    intuitTid: z.string().nullable(),
    durationMs: z.number().nullable(),
    detail: z
      .unknown()
      .meta({ description: 'As it was kept; null without the permission sync.bodies, and after 90 days.' }),
  })
  .meta({ id: 'SyncLogRow' });

export const logQuery = z.object({
  invoiceId: id.optional(),
  action: logAction.optional(),
  direction: logRow.shape.direction.optional(),
  outcome: logRow.shape.outcome.optional(),
  entity: z.string().max(40).optional().meta({ description: 'invoice, payment, customer, item, as in the rows.' }),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  q: z.string().max(100).optional().meta({
    description: 'Part of a number, an id or a reference; with the permission sync.bodies also of what was kept.',
  }),
});

export const logEntry = logRow
  .extend({
    changes: z.array(change).meta({ description: 'The fields before and after, on the side that was written.' }),
    request: z
      .object({ path: z.string(), body: z.unknown() })
      .nullable()
      .meta({ description: 'What was sent; null without the permission sync.bodies, or where nothing was sent.' }),
    answer: z.unknown().meta({ description: 'What QuickBooks answered, or its faults; null as for `request`.' }),
    maySeeBodies: z.boolean(),
  })
  .meta({ id: 'SyncLogEntry' });

export const call = z
  .object({
    id,
    at: instant,
    kind: z.enum(['single', 'batch']),
    reads: z.number().int(),
    writes: z.number().int(),
    status: z.number().int().nullable().meta({ description: 'Of HTTP; null: no answer came.' }),
    outcome: z.string(),
    intuitTid: z.string().nullable(),
    durationMs: z.number().int(),
  })
  .meta({
    id: 'SyncCall',
    description: 'One HTTP request to QuickBooks, reads and refused ones too. Kept for 62 days.',
  });

export const preview = z
  .object({
    invoiceId: id,
    state: syncState,
    asOf: instant.nullable().meta({ description: 'How old the stored state of QuickBooks is that this rests on.' }),
    steps: z.array(
      z.object({
        target: z.enum(['quickbooks', 'shop']),
        action: logAction,
        entity: z.string(),
        title: z.string(),
        changes: z.array(change),
      }),
    ),
    issues: z.array(z.object({ code: issueCode, title: z.string(), explanation: z.string() })),
  })
  .meta({ id: 'Preview' });

const latency = z.object({
  p50: z.number().int().nullable().meta({ description: 'Milliseconds; null: nothing was measured.' }),
  p99: z.number().int().nullable(),
  count: z.number().int(),
});
const point = z.object({
  at: instant,
  synced: z.number().int(),
  waiting: z.number().int(),
  failed: z.number().int(),
  toQuickBooks: latency,
  fromQuickBooks: latency,
  calls: z.number().int(),
  reads: z.number().int(),
});
export const seriesQuery = z.strictObject({ span: z.enum(['day', 'month']).default('day') });
export const syncSeries = z
  .object({
    step: z.enum(['hour', 'day']),
    points: z.array(point).meta({
      description:
        '24 hours or 30 days (of UTC), oldest first. Invoices done, held for a person, refused by QuickBooks.',
    }),
    callsPerMinute: z.object({
      limit: z.number().int().meta({ description: 'That QuickBooks allows to one of its companies.' }),
      most: z.number().int().meta({ description: 'In one minute of this span.' }),
    }),
  })
  .meta({ id: 'SyncSeries' });

const counts = { synced: z.number().int(), waiting: z.number().int(), failed: z.number().int() };

export const syncStats = z
  .object({
    states: z.record(syncState, z.number().int()),
    openIssues: z.number().int(),
    waiting: z.number().int(),
    calls: z.object({
      lastMinute: z.number().int(),
      monthReads: z.number().int(),
      monthBudget: z.number().int(),
    }),
    webhooks: z.object({ received: z.number().int(), refused: z.number().int(), lastAt: instant.nullable() }),
    latency: z.object({ toQuickBooks: latency, fromQuickBooks: latency }).meta({
      description: 'Of the last 24 hours: from a change here, or there, until it was written on the other side.',
    }),
    last24h: z
      .array(z.object({ hour: instant, ...counts }))
      .length(24)
      .meta({ description: 'Invoices by hour, oldest first: done, held for a person, refused by QuickBooks.' }),
  })
  .meta({ id: 'SyncStats' });

export const waitingInvoice = z
  .object({ invoiceId: id, number: z.string(), clientName: z.string(), total: z.string(), since: instant })
  .meta({ id: 'WaitingInvoice', description: 'Entered a sending status while the integration was off.' });
export const waitingSend = z.strictObject({ invoiceIds: z.array(id).max(1000).optional() });
export const accepted = z.object({ accepted: z.number().int() }).meta({ id: 'Accepted' });

export type WaitingInvoice = z.infer<typeof waitingInvoice>;
export type Issue = z.infer<typeof issue>;
export type LogRow = z.infer<typeof logRow>;
export type Preview = z.infer<typeof preview>;
export type LogEntryView = z.infer<typeof logEntry>;
export type Call = z.infer<typeof call>;
export type SyncSeries = z.infer<typeof syncSeries>;
export type SyncStats = z.infer<typeof syncStats>;

/** One item of a job: what it is about, what is done with it, and why not. */
import { z } from 'zod';
import { amountText, decimal } from '../../base/decimal.ts';
import type { JobItemView } from '../../contract/jobs.ts';
import type { IssueDraft } from '../../db/issues.ts';
import type { JobItem } from '../../db/jobs.ts';
import type { Client } from '../../domain/client.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { jobReasons } from '../words/job-reasons.ts';
import type { Language, Params } from '../words/words.ts';
import { presentForeseen } from './issue.ts';

/** What the sync noted beside an item; all parts are optional, since each kind of job notes its own. */
const detailSchema = z.looseObject({
  invoiceId: z.string().nullish(),
  entity: z.enum(['invoice', 'payment', 'client', 'item']).optional(),
  quickBooksId: z.string().nullish(),
  name: z.string().nullish(),
  date: z.string().nullish(),
  reason: z.string().nullish(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
  candidates: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  issues: z.array(z.custom<IssueDraft>()).optional(),
});

/** The subject of a backfill's item is its invoice. */
export function readDetail(row: JobItem): z.infer<typeof detailSchema> {
  const detail = detailSchema.parse(row.detail ?? {});
  const isInvoice = !row.subject.includes('/');
  return isInvoice ? { entity: 'invoice', ...detail, invoiceId: row.subject } : detail;
}

export function presentJobItem(
  row: JobItem,
  about: { invoice: Invoice | null; client: Client | null; language: Language; places: number },
): JobItemView {
  const detail = readDetail(row);
  const { language } = about;
  const { invoice, client } = about;
  return {
    key: row.subject,
    invoiceId: detail.invoiceId ?? null,
    entity: detail.entity ?? 'invoice',
    quickBooksId: detail.quickBooksId ?? null,
    name: detail.name ?? invoice?.number ?? '',
    clientName: client?.name ?? null,
    date: detail.date ?? invoice?.issueDate ?? null,
    amount: amountText(decimal(row.amount), about.places),
    action: row.action,
    result: row.result,
    reason: detail.reason ? reasonText(language, detail.reason, detail.params ?? {}) : null,
    candidates: detail.candidates ?? [],
    issues: (detail.issues ?? []).map((issue) => presentForeseen(issue, language)),
  };
}

function reasonText(language: Language, reason: string, params: Params): string {
  const reasons = jobReasons[language];
  return Object.hasOwn(reasons, reason) ? reasons[reason as keyof typeof reasons](params) : reason;
}

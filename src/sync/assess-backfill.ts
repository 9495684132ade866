/** What a backfill will do with each invoice: `decide` on the stored state, as if Sync had been pressed on each. */
import type { Id } from '../base/ids.ts';
import type { Reader } from '../db/database.ts';
import type { IssueDraft } from '../db/issues.ts';
import type { ItemChange, ItemState, JobItem } from '../db/jobs.ts';
import type { Look } from '../db/looks.ts';
import { decide } from './decide.ts';
import type { CompanyView, Observation } from './observation.ts';
import { observe } from './observe.ts';
import { withoutNeeds } from './preview.ts';

export type BackfillAction = 'send' | 'link' | 'doubtful' | 'held';

export interface BackfillDetail {
  quickBooksId: string | null;
  payments: number;
  issues: IssueDraft[];
}

export async function assessBackfill(
  reader: Reader,
  view: CompanyView,
  request: { items: readonly JobItem[]; state: ItemState; now: Date },
): Promise<ItemChange[]> {
  const { items, state, now } = request;
  const looks = items.map((item) => pressed(view.connection.companyId, item.subject, now));
  const enabled = { ...view, settings: { ...view.settings, enabled: true } };
  const observations = await observe(reader, enabled, looks, { search: true });
  const byId = new Map(observations.map((observed) => [observed.invoice.id, observed]));
  return items.flatMap((item): ItemChange[] => {
    const observed = byId.get(item.subject);
    return observed ? [{ position: item.position, state, ...assess(observed) }] : [];
  });
}

/** The look that the backfill will leave. */
function pressed(companyId: Id, subjectId: Id, createdAt: Date): Look {
  const nothing = { seq: 0, enteredStatusIds: [], fix: null, attempts: 0 };
  return { companyId, kind: 'invoice', subjectId, requested: true, createdAt, ...nothing };
}

function assess(observed: Observation): { action: BackfillAction; detail: BackfillDetail } {
  const searched = asSearched(observed);
  const first = decide(searched);
  const payments = observed.payments.filter((one) => one.state === 'active' && one.kind === 'payment').length;
  const detail = { quickBooksId: null, payments, issues: [] };
  if (first.link.adopt) return { action: 'link', detail: { ...detail, quickBooksId: first.link.adopt } };
  const [found] = searched.existing;
  const doubtful = first.issues.some((issue) => issue.code === 'match_unconfirmed');
  if (doubtful) {
    return { action: 'doubtful', detail: { ...detail, quickBooksId: found?.doc.Id ?? null, issues: first.issues } };
  }
  const plan = withoutNeeds(searched, []);
  if (plan.writes.some((write) => write.kind === 'create_invoice')) return { action: 'send', detail };
  return { action: 'held', detail: { ...detail, issues: plan.issues } };
}

/** As the loop will find it: searched for, and with former refusals and a former link behind it. */
function asSearched(observed: Observation): Observation {
  const { link, invoice } = observed;
  const fresh = { booksId: null, state: 'not_synced', trouble: null, seek: 'looked', requested: false } as const;
  const none = { kind: 'invoice', shopId: invoice.id, generation: 0, base: null, docNumber: null } as const;
  const before = link ?? { ...none, waitingSince: null, lastSyncedAt: null };
  return { ...observed, link: { ...before, ...fresh }, base: null, books: null };
}

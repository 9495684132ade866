/** The plan of one invoice, shown instead of done: `decide` on the stored state, as if Sync had been pressed. */
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { SyncState } from '../contract/invoices.ts';
import type { LogAction } from '../contract/sync.ts';
import { currentConnection } from '../db/connections.ts';
import type { Reader } from '../db/database.ts';
import type { IssueDraft } from '../db/issues.ts';
import type { Look } from '../db/looks.ts';
import type { Change } from '../domain/invoice.ts';
import { loadCompanyView } from './company-view.ts';
import { decide } from './decide.ts';
import { orderFact } from './facts.ts';
import { totalTaxOf } from './mapping/invoice-facts.ts';
import { nameFact } from './name-fact.ts';
import { freeTextItem, freeTextItemName, type Observation } from './observation.ts';
import { observe } from './observe.ts';
import type { BooksWrite, Plan, ShopStep } from './plan.ts';

export interface PreviewStep {
  target: 'quickbooks' | 'shop';
  action: LogAction;
  entity: string;
  /** The record's name or number, for the title. */
  name: string;
  changes: Change[];
}

export interface PlanPreview {
  state: SyncState;
  asOf: Date | null;
  steps: PreviewStep[];
  issues: IssueDraft[];
}

/** Null: there is no such invoice, or no connection to preview for. */
export async function previewInvoice(
  reader: Reader,
  request: { companyId: Id; invoiceId: Id; clock: Clock },
): Promise<PlanPreview | null> {
  const { companyId, invoiceId, clock } = request;
  const now = clock.now();
  const connection = await currentConnection(reader, companyId);
  if (!connection) return null;
  const stored = await loadCompanyView(reader, connection, now);
  const view = { ...stored, settings: { ...stored.settings, enabled: true } };
  const look: Look = {
    companyId,
    kind: 'invoice',
    subjectId: invoiceId,
    seq: 0,
    enteredStatusIds: [],
    requested: true,
    fix: null,
    attempts: 0,
    createdAt: now,
  };
  const [observed] = await observe(reader, view, [look]);
  if (!observed) return null;
  const steps: PreviewStep[] = [];
  const plan = withoutNeeds(observed, steps);
  steps.push(...plan.shop.map((step) => shopStep(observed, step)).filter((step) => step !== null));
  steps.push(...plan.writes.flatMap((write) => booksStep(observed, write)));
  return {
    state: observed.link?.state ?? 'not_synced',
    asOf: observed.books?.seenAt ?? null,
    steps,
    issues: plan.issues,
  };
}

/** Customers and items that will be looked up or made first are taken as made, so that the rest of the plan can be shown. */
export function withoutNeeds(observed: Observation, steps: PreviewStep[]): Plan {
  const plan = decide(observed);
  if (!plan.needs.some((need) => need.kind === 'client' || need.kind === 'item')) return plan;
  const items = new Map(observed.items);
  let client = observed.client;
  for (const need of plan.needs) {
    if (need.kind !== 'client' && need.kind !== 'item') continue;
    const known = { kind: 'known', booksId: `new-${need.shopId}`, active: true, name: '' } as const;
    if (need.kind === 'client') client = known;
    else items.set(need.shopId === freeTextItem ? '' : need.shopId, known);
    const name = need.kind === 'client' ? observed.billTo.name : nameOfItem(observed, need.shopId);
    steps.push({ target: 'quickbooks', action: 'create', entity: need.kind, name, changes: [] });
  }
  return decide({ ...observed, client, items });
}

function nameOfItem({ company }: Observation, id: string): string {
  return id === freeTextItem ? freeTextItemName : (company.draft.itemNames.get(id) ?? '');
}

function booksStep(observed: Observation, write: BooksWrite): PreviewStep[] {
  const { invoice, base } = observed;
  const common = { target: 'quickbooks' as const, entity: 'invoice', name: invoice.number };
  switch (write.kind) {
    case 'create_invoice': {
      const changes = Object.entries(write.facts)
        .filter(([field]) => field !== orderFact)
        .map(([field, to]) => ({ field, from: null, to: nameFact(observed, field, to) }));
      const total = { field: 'total', from: null, to: write.draft.predictedTotal };
      const payments = observed.payments
        .filter((payment) => payment.state === 'active' && payment.kind === 'payment')
        .map((payment) => paymentStep('payment_create', invoice.number, null, payment.amount));
      return [{ ...common, action: 'create', changes: [...changes, total] }, ...payments];
    }
    case 'update_invoice': {
      const changes = write.paths.map((field) => ({
        field,
        from: nameFact(observed, field, base?.books[field] ?? null),
        to: nameFact(observed, field, write.facts[field] ?? null),
      }));
      const tax = { field: 'tax', from: observed.books ? totalTaxOf(observed.books.doc) : null, to: write.taxOverride };
      return [{ ...common, action: 'update', changes: changes.length > 0 ? changes : [tax] }];
    }
    case 'void_invoice':
      return [
        {
          ...common,
          action: 'void',
          changes: [{ field: 'total', from: observed.books?.doc.TotalAmt ?? null, to: '0' }],
        },
      ];
    case 'create_payment':
      return [paymentStep('payment_create', invoice.number, null, write.payment.amount)];
    case 'update_payment':
      return [paymentStep('payment_update', invoice.number, null, write.payment.amount)];
    case 'void_payment':
      return [paymentStep('payment_void', invoice.number, write.payment.amount, '0')];
  }
}

function paymentStep(action: LogAction, name: string, from: string | null, to: string): PreviewStep {
  return { target: 'quickbooks', action, entity: 'payment', name, changes: [{ field: 'amount', from, to }] };
}

function shopStep(observed: Observation, step: ShopStep): PreviewStep | null {
  const { invoice } = observed;
  const common = { target: 'shop' as const, entity: 'invoice', name: invoice.number };
  switch (step.kind) {
    case 'pull': {
      const changes = Object.entries(step.patch).map(([field, to]) => ({
        field,
        from: invoice[field as keyof typeof invoice] ?? null,
        to,
      }));
      return { ...common, action: 'pull', changes };
    }
    case 'record_payment':
      return { ...paymentStep('payment_create', invoice.number, null, step.amount), target: 'shop' };
    case 'change_payment':
      return { ...paymentStep('payment_update', invoice.number, null, step.amount), target: 'shop' };
    case 'strike_payment':
      return { ...paymentStep('payment_void', invoice.number, null, '0'), target: 'shop' };
    case 'adjust_tax': {
      const change = { field: 'taxAdjustment', from: null, to: step.amount };
      return { ...common, action: 'pull', changes: [change] };
    }
    case 'void':
      return { ...common, action: 'void', changes: [] };
    case 'move': {
      const nameOf = (id: string) => observed.company.statuses.find((status) => status.id === id)?.name ?? id;
      const change = { field: 'status', from: nameOf(invoice.statusId), to: nameOf(step.statusId) };
      return { ...common, action: 'status_move', changes: [change] };
    }
    case 'new_number':
      return { ...common, action: 'update', changes: [{ field: 'number', from: invoice.number, to: null }] };
    default:
      return null;
  }
}

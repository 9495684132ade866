/** An invoice that is wanted in QuickBooks and is not there: what is needed first, what holds it, or the request. */
import { decimal, plainText, sameNumber } from '../base/decimal.ts';
import type { Trouble } from '../db/links.ts';
import { decideExisting } from './decide-existing.ts';
import { closedPeriod, refusedBefore } from './holds.ts';
import { issueDraft } from './issue-draft.ts';
import { adjustmentOf, draftInvoice, type InvoiceDraft } from './mapping/draft.ts';
import { overrideFor } from './mapping/invoice-body.ts';
import { draftFacts, type RefIds } from './mapping/invoice-facts.ts';
import type { Observation, RefState } from './observation.ts';
import { freeTextItem } from './observation.ts';
import { emptyPlan, type Plan } from './plan.ts';

export function decideCreate(observed: Observation, options: { again: boolean }): Plan {
  const { link, company, invoice, look } = observed;
  if (options.again) {
    const plan: Plan = { ...emptyPlan('pending'), link: { nextGeneration: true, requested: true } };
    if (invoice.voided) plan.shop.push({ kind: 'revive' });
    return plan;
  }
  if (look?.fix?.fixId === 'new_number') {
    return { ...emptyPlan('pending'), shop: [{ kind: 'new_number' }], link: { clearTrouble: true } };
  }
  if (look?.fix?.fixId === 'adopt' && link?.trouble?.otherId) {
    return { ...emptyPlan('pending'), link: { adopt: link.trouble.otherId, clearTrouble: true } };
  }
  const existing = decideExisting(observed);
  if (existing) return existing;
  const draft = draftInvoice(invoice, company.draft);
  if (!draft.draft) return { ...emptyPlan('held'), issues: draft.issues };
  const missing = missingRefs(observed, draft.draft);
  if (missing) return missing;
  const held = closedPeriod(observed, [invoice.issueDate]) ?? mismatch(observed, draft.draft);
  if (held) return held;
  const key = `create/${link?.generation ?? 0}/${invoice.version}`;
  const refused = refusedBefore(observed, key);
  if (refused) return refused;
  return {
    ...emptyPlan('pending'),
    writes: [
      {
        kind: 'create_invoice',
        draft: draft.draft,
        facts: draftFacts(draft.draft, refIds(observed)),
        generation: link?.generation ?? 0,
        key,
        taxOverride: taxOverride(observed, draft.draft),
      },
    ],
  };
}

/** Automated sales tax is QuickBooks' to compute, unless the company chose that the shop's tax counts. */
export function taxOverride(observed: Observation, draft: InvoiceDraft): string | null {
  const { connection, settings } = observed.company;
  return overrideFor(
    draft,
    observed.invoice.total,
    connection.taxMode === 'us_automated' && settings.taxAuthority === 'shop',
  );
}

/** The total that QuickBooks will compute is known before the write; a difference is held with both figures. */
export function mismatch(observed: Observation, draft: InvoiceDraft): Plan | null {
  const { invoice, company } = observed;
  // A correction is no part of what is sent.
  const total = plainText(decimal(invoice.total).minus(adjustmentOf(invoice)));
  if (draft.predictedTotal === null || sameNumber(draft.predictedTotal, total)) return null;
  if (company.settings.unmappedTax === 'send_untaxed') return null;
  const params = { shop: total, quickBooks: draft.predictedTotal };
  return { ...emptyPlan('held'), issues: [issueDraft({ code: 'total_mismatch', params, fixes: ['retry'] })] };
}

/** The customer and items that QuickBooks does not have yet, or that cannot be used there. */
export function missingRefs(observed: Observation, draft: InvoiceDraft): Plan | null {
  const plan = emptyPlan('pending');
  const check = (kind: 'client' | 'item', shopId: string, state: RefState | undefined) => {
    if (state?.kind === 'trouble') {
      const asked = observed.look?.requested === true || observed.look?.fix != null;
      if (asked || otherNameMayDo(state.trouble)) plan.needs.push({ kind, shopId });
      else plan.issues.push(refIssue(kind, shopId, state));
    } else if (state?.kind !== 'known') plan.needs.push({ kind, shopId });
    else if (!state.active) {
      plan.issues.push(
        issueDraft({ code: 'inactive_reference', subject: shopId, params: { name: state.name }, fixes: ['retry'] }),
      );
    }
  };
  check('client', draft.clientId, observed.client);
  for (const itemId of new Set(draft.lines.map((line) => line.itemId ?? ''))) {
    check('item', itemId === '' ? freeTextItem : itemId, observed.items.get(itemId));
  }
  if (plan.issues.length > 0) {
    const failed = plan.issues.some((issue) => issue.quickBooks !== null);
    return { ...plan, needs: [], state: failed ? 'failed' : 'held' };
  }
  return plan.needs.length > 0 ? plan : null;
}

/** A name that a vendor or employee has is tried again with a suffix, a few times. */
function otherNameMayDo(trouble: Trouble): boolean {
  return trouble.faultClass === 'duplicate_name' && (trouble.attempt ?? 0) < mostNames;
}

const mostNames = 3;

function refIssue(kind: 'client' | 'item', shopId: string, state: Extract<RefState, { kind: 'trouble' }>) {
  const { trouble } = state;
  const said = { message: trouble.message, code: trouble.code, reference: trouble.tid };
  if (trouble.faultClass === 'inactive') {
    return issueDraft({
      code: 'inactive_reference',
      subject: shopId,
      params: { name: trouble.message },
      fixes: ['retry'],
    });
  }
  if (trouble.faultClass === 'duplicate_name') {
    return issueDraft({
      code: 'duplicate_name',
      subject: shopId,
      params: { kind },
      quickBooks: said,
      fixes: ['retry'],
    });
  }
  return issueDraft({
    code: 'quickbooks_error',
    subject: shopId,
    params: { kind },
    quickBooks: said,
    fixes: ['retry'],
  });
}

/** Of the invoice's own client and items, and of those that QuickBooks' record names. */
export function refIds(observed: Observation): RefIds {
  const idOf = (state: RefState | undefined) => (state?.kind === 'known' ? state.booksId : null);
  const named = (ids: ReadonlyMap<string, string>, shopId: string | null) =>
    [...ids].find(([, id]) => id === shopId)?.[0] ?? null;
  return {
    customer: (clientId) =>
      clientId === observed.invoice.clientId ? idOf(observed.client) : named(observed.clientsByBooksId, clientId),
    item: (itemId) => idOf(observed.items.get(itemId ?? '')) ?? named(observed.itemsByBooksId, itemId),
  };
}

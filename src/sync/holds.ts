/** What holds a write back: a closed period, a refusal that stands, a record that must be read again first. */

import type { Trouble } from '../db/links.ts';
import { issueDraft } from './issue-draft.ts';
import type { Observation } from './observation.ts';
import { emptyPlan, type Plan } from './plan.ts';

export function held(issue: Plan['issues'][number]): Plan {
  return { ...emptyPlan('held'), issues: [issue] };
}

/** No write may go into a closed period: neither the old date nor the new one may be on or before the closing date. */
export function closedPeriod(observed: Observation, dates: readonly string[]): Plan | null {
  const closing = observed.company.connection.preferences.bookCloseDate;
  if (closing === null || !dates.some((date) => date !== '' && date <= closing)) return null;
  return held(issueDraft({ code: 'closed_period', params: { closing }, fixes: ['retry'] }));
}

/** QuickBooks refused exactly this before: it is not tried again until something changes or a person asks. */
export function refusedBefore(observed: Observation, key: string): Plan | null {
  const { link, look } = observed;
  const trouble = link?.trouble;
  if (!trouble || trouble.key !== key) return null;
  if (look?.requested || look?.fix) return { ...emptyPlan('pending'), link: { clearTrouble: true } };
  return { ...emptyPlan('failed'), issues: [troubleIssue(trouble)] };
}

export function troubleIssue(trouble: Trouble, subject = '') {
  const said = { message: trouble.message, code: trouble.code, reference: trouble.tid };
  const named = { quickBooks: said, subject };
  switch (trouble.faultClass) {
    case 'duplicate_number':
      return issueDraft({
        code: 'duplicate_number',
        ...named,
        fixes: trouble.otherId ? ['adopt', 'new_number'] : ['new_number'],
      });
    case 'duplicate_name':
      return issueDraft({ code: 'duplicate_name', ...named, fixes: ['retry'] });
    case 'closed_period':
      return issueDraft({ code: 'closed_period', ...named, fixes: ['retry'] });
    case 'invalid_reference':
    case 'not_found':
      return issueDraft({ code: 'inactive_reference', ...named, fixes: ['retry'] });
    case 'has_dependents':
      return issueDraft({ code: 'paid_invoice_void', ...named, fixes: ['retry', 'leave'] });
    default:
      return issueDraft({ code: 'quickbooks_error', ...named, fixes: ['retry'] });
  }
}

/** Our own payment moved the record's SyncToken on, or QuickBooks did not find it: it is read again before all else. */
export function staleInvoice({ books }: Observation): Plan | null {
  if (!books?.tokenStale) return null;
  return { ...emptyPlan('pending'), needs: [{ kind: 'read', entity: 'Invoice', booksId: books.doc.Id }] };
}

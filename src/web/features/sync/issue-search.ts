/** The filters of the inbox as they stand in the address. */
import type { IssueCode } from '../../../contract/sync.ts';

export const issueCodes = [
  'unmapped_tax',
  'status_rule',
  'total_mismatch',
  'conflict',
  'duplicate_number',
  'duplicate_name',
  'closed_period',
  'deleted_in_quickbooks',
  'paid_invoice_void',
  'connection_lost',
  'currency_mismatch',
  'inactive_reference',
  'deposit_account_missing',
  'refund_needs_accountant',
  'payment_unpaired',
  'several_us_taxes',
  'action_required',
  'match_unconfirmed',
  'voided_with_payment',
  'payment_left_in_quickbooks',
  'quickbooks_error',
] as const satisfies readonly IssueCode[];

export interface IssueSearch {
  state?: 'dismissed' | 'closed';
  code?: IssueCode;
  id?: string;
}

export function parseIssueSearch(search: Record<string, unknown>): IssueSearch {
  const code = issueCodes.find((each) => each === search.code);
  return {
    ...(search.state === 'dismissed' || search.state === 'closed' ? { state: search.state } : {}),
    ...(code ? { code } : {}),
    ...(typeof search.id === 'string' ? { id: search.id } : {}),
  };
}

/** The filters of the inbox as they stand in the address. */
import type { IssueCode } from '../../../contract/sync.ts';
import { issueCodes } from '../../../contract/sync-names.ts';

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

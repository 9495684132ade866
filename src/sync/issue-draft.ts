/** Makes the draft of an issue: what decide answers where it cannot bring both sides together. */
import type { IssueDraft } from '../db/issues.ts';

export function issueDraft(draft: Pick<IssueDraft, 'code'> & Partial<Omit<IssueDraft, 'code'>>): IssueDraft {
  return { subject: '', params: {}, quickBooks: null, conflict: null, fixes: ['retry'], ...draft };
}

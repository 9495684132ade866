/** A filter by something that is no id of ours finds nothing. */
import type { Id } from '../base/ids.ts';
import { idPattern } from '../db/page.ts';

export function idOrNone(id: string): Id {
  return idPattern.test(id) ? id : '00000000-0000-0000-0000-000000000000';
}

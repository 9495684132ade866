/** Invoice statuses and the rules by which an invoice moves between them. */
import type { Id } from '../base/ids.ts';
import type { Actor } from './invoice.ts';

export type StatusGroup = 'new' | 'in_progress' | 'paid' | 'canceled';

export interface InvoiceStatus {
  id: Id;
  name: string;
  group: StatusGroup;
  /** null: reachable from every status. */
  previousStatusIds: Id[] | null;
  requiresComment: boolean;
  /** null: every role may set it. */
  roleIds: Id[] | null;
  timeLimitHours: number | null;
  position: number;
}

export type MoveVerdict =
  | { allowed: true }
  | { allowed: false; rule: 'previous_status' | 'role' | 'comment'; sentence: string };

/** May `actor` move an invoice from one status to another? The sentence names both statuses and the rule. */
export function mayMove(move: {
  from: InvoiceStatus;
  to: InvoiceStatus;
  actor: Actor;
  comment: string | null;
  statuses: readonly InvoiceStatus[];
}): MoveVerdict {
  const { from, to, actor, comment, statuses } = move;
  if (to.previousStatusIds !== null && !to.previousStatusIds.includes(from.id)) {
    const allowed = statuses.filter((status) => to.previousStatusIds?.includes(status.id)).map((s) => `“${s.name}”`);
    const where = allowed.length === 0 ? 'no status' : allowed.join(', ');
    return {
      allowed: false,
      rule: 'previous_status',
      sentence: `An invoice cannot move from “${from.name}” to “${to.name}”: “${to.name}” may be reached only from ${where}.`,
    };
  }
  if ((actor.type === 'employee' || actor.type === 'api_key') && to.roleIds && !to.roleIds.includes(actor.roleId)) {
    return {
      allowed: false,
      rule: 'role',
      sentence: `Moving an invoice from “${from.name}” to “${to.name}” is reserved to other roles than yours.`,
    };
  }
  if (to.requiresComment && !comment?.trim()) {
    return {
      allowed: false,
      rule: 'comment',
      sentence: `Moving an invoice from “${from.name}” to “${to.name}” needs a comment.`,
    };
  }
  return { allowed: true };
}

/** The company's rules for statuses, as a refusal: into which one an invoice may be made or moved, and by whom. */
import type { Id } from '../base/ids.ts';
import { invalid, Refused } from '../domain/refused.ts';
import { type InvoiceStatus, mayMove } from '../domain/status.ts';
import type { CommandContext } from './command.ts';

interface Move {
  statuses: readonly InvoiceStatus[];
  fromId: Id;
  toId: Id;
  comment: string | null;
}

export function checkMove(context: CommandContext, move: Move): InvoiceStatus {
  const { statuses, fromId, comment } = move;
  const to = findStatus(statuses, move.toId);
  const from = findStatus(statuses, fromId);
  const verdict = mayMove({ from, to, actor: context.actor, comment, statuses });
  if (verdict.allowed) return to;
  if (verdict.rule === 'comment') {
    throw new Refused('comment_required', verdict.sentence, [{ path: 'comment', message: verdict.sentence }]);
  }
  throw new Refused('status_rule', verdict.sentence);
}

/** A new invoice starts in the first status of the group New; another one must be reachable from there. */
export function firstStatus(
  context: CommandContext,
  wish: { statuses: readonly InvoiceStatus[]; statusId: Id | undefined; comment: string | null },
): InvoiceStatus {
  const start = wish.statuses.find((status) => status.group === 'new');
  if (!start) throw invalid('statusId', 'The company has no status of the group New.');
  const toId = wish.statusId?.toLowerCase() ?? start.id;
  const reachable = toId === start.id ? { ...start, previousStatusIds: null } : null;
  const statuses = reachable ? [reachable, ...wish.statuses.filter((status) => status.id !== toId)] : wish.statuses;
  return checkMove(context, { statuses, fromId: start.id, toId, comment: wish.comment });
}

function findStatus(statuses: readonly InvoiceStatus[], id: Id): InvoiceStatus {
  const status = statuses.find((candidate) => candidate.id === id.toLowerCase());
  if (!status) throw invalid('statusId', 'There is no such invoice status.');
  return status;
}

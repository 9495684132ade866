/** The audit log, written in the transaction of what it tells. Secrets are told as changed, never what they were or are. */
import { type Id, newId } from '../base/ids.ts';
import { type AuditChange, insertAuditEntry } from '../db/audit-log.ts';
import type { Tx } from '../db/database.ts';
import type { CommandContext } from './command.ts';

export interface Audited {
  action: string;
  subject: { type: string; id: Id | string | null; name: string };
  changes?: readonly AuditChange[];
}

export async function audit(
  tx: Tx,
  context: CommandContext,
  { action, subject, changes = [] }: Audited,
): Promise<void> {
  const { actor, origin } = context;
  await insertAuditEntry(tx, context.companyId, {
    id: newId(),
    at: context.now,
    actor: { type: actor.type, id: 'id' in actor ? actor.id : null, name: actor.name },
    action,
    subject,
    changes: [...changes],
    address: origin?.address ?? null,
    requestId: origin?.requestId ?? null,
  });
}

/** The fields that differ; `before` null: it was made, and what it was made with is told. */
export function changesOf(before: object | null, after: object, hidden: readonly string[] = []): AuditChange[] {
  const former = new Map<string, unknown>(Object.entries(before ?? {}));
  return Object.entries(after).flatMap(([field, to]) => {
    const from = former.get(field) ?? null;
    if (field === 'id' || hidden.includes(field) || same(from, to ?? null)) return [];
    return [{ field, from, to: to ?? null }];
  });
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

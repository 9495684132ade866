/** A record of a company's lists in the audit log: what it was, what it is, by the fields that the contract shows. */
import type { AuditChange } from '../db/audit-log.ts';
import type { Tx } from '../db/database.ts';
import { audit, changesOf } from '../shop/audit.ts';
import type { CommandContext } from '../shop/command.ts';

interface RecordAudited {
  /** null: the audit log does not tell of these. */
  type: string | null;
  done: 'created' | 'changed' | 'deleted';
  /** As the contract shows it, without secrets. */
  before: unknown;
  after: unknown;
  /** What was sent: a password in it is told as changed. */
  body: unknown;
}

export async function auditRecord(tx: Tx, command: CommandContext, record: RecordAudited): Promise<void> {
  const { type, done } = record;
  if (type === null) return;
  const before = fieldsOf(record.before);
  const after = fieldsOf(record.after);
  const known = { ...before, ...after };
  const changes = done === 'deleted' ? [] : [...changesOf(before, after), ...passwordChange(record.body)];
  if (done === 'changed' && changes.length === 0) return;
  const subject = { type, id: textOf(known.id), name: textOf(known.name ?? known.url) ?? '' };
  await audit(tx, command, { action: `${type}.${done}`, subject, changes });
}

const hidden = '•••';

function passwordChange(body: unknown): AuditChange[] {
  return fieldsOf(body).password === undefined ? [] : [{ field: 'password', from: hidden, to: hidden }];
}

function fieldsOf(record: unknown): Record<string, unknown> {
  return typeof record === 'object' && record !== null ? { ...record } : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

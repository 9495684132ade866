/** The table mails: e-mails that are stored before they are sent, claimed like deliveries, and sent at least once. */
import { type Id, newId } from '../base/ids.ts';
import type { Tx } from './database.ts';
import { notifyTelling } from './outbox.ts';

export type MailKind = 'connection_ending' | 'connection_lost' | 'issues_digest' | 'webhook_disabled';

export interface NewMail {
  employeeId: Id;
  kind: MailKind;
  recipient: string;
  subject: string;
  text: string;
  html: string;
}

export async function queueMails(tx: Tx, companyId: Id, mails: readonly NewMail[], now: Date): Promise<void> {
  if (mails.length === 0) return;
  const rows = mails.map((mail) => ({
    company_id: companyId,
    id: newId(),
    employee_id: mail.employeeId,
    kind: mail.kind,
    recipient: mail.recipient,
    subject: mail.subject,
    body_text: mail.text,
    body_html: mail.html,
    next_at: now,
    created_at: now,
  }));
  await tx`insert into mails ${tx(rows)}`;
  await notifyTelling(tx, companyId);
}

export interface ClaimedMail {
  companyId: Id;
  id: Id;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  attempts: number;
  createdAt: Date;
}

interface Row {
  company_id: Id;
  id: Id;
  recipient: string;
  subject: string;
  body_text: string;
  body_html: string;
  attempts: number;
  created_at: Date;
}

/** Claims what is due, by putting it off until `until`; needs a system transaction. */
export async function claimMails(tx: Tx, claim: { now: Date; until: Date; limit: number }): Promise<ClaimedMail[]> {
  const rows = await tx<Row[]>`
    with due as (
      select company_id, id from mails
      where sent_at is null and given_up_at is null and next_at <= ${claim.now}
      order by next_at, id limit ${claim.limit} for update skip locked
    )
    update mails set next_at = ${claim.until} from due
    where mails.company_id = due.company_id and mails.id = due.id returning mails.*`;
  return rows.map((row) => ({
    companyId: row.company_id,
    id: row.id,
    recipient: row.recipient,
    subject: row.subject,
    text: row.body_text,
    html: row.body_html,
    attempts: row.attempts,
    createdAt: row.created_at,
  }));
}

export type MailResult =
  | { kind: 'sent' }
  | { kind: 'retry'; at: Date; reason: string }
  | { kind: 'given_up'; reason: string };

export async function recordMail(
  tx: Tx,
  companyId: Id,
  recorded: { id: Id; now: Date; result: MailResult },
): Promise<void> {
  const { id, now, result } = recorded;
  await tx`
    update mails set attempts = attempts + 1, next_at = ${result.kind === 'retry' ? result.at : now},
      sent_at = ${result.kind === 'sent' ? now : null}, given_up_at = ${result.kind === 'given_up' ? now : null},
      last_error = ${result.kind === 'sent' ? null : result.reason.slice(0, 500)}
    where company_id = ${companyId} and id = ${id} and sent_at is null`;
}

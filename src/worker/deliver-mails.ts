/** Sends the e-mails that are due, a few at a time, and records what became of each; at least once, like the webhooks. */
import { type ClaimedMail, claimMails, type MailResult, recordMail } from '../db/mails.ts';
import type { Smtp } from '../telling/smtp.ts';
import { pauseAfter } from './retry-pauses.ts';
import type { TellingContext } from './telling-context.ts';

const mailsAtOnce = 8;
/** Well above the transport's own time-outs. */
const claimMs = 5 * 60_000;

/** Answers how many were tried. */
export async function deliverMails(context: TellingContext, smtp: Smtp): Promise<number> {
  const now = context.clock.now();
  const until = new Date(now.getTime() + claimMs);
  const claimed = await context.database.system((tx) => claimMails(tx, { now, until, limit: mailsAtOnce }));
  await Promise.all(claimed.map((mail) => deliverMail(context, smtp, mail)));
  return claimed.length;
}

async function deliverMail(context: TellingContext, smtp: Smtp, mail: ClaimedMail): Promise<void> {
  const { companyId, id, recipient, subject, text, html } = mail;
  const outcome = await smtp.send({ messageId: id, to: recipient, subject, text, html });
  const now = context.clock.now();
  const pause = pauseAfter(mail.attempts);
  let result: MailResult;
  if (outcome.kind === 'sent') result = { kind: 'sent' };
  else if (outcome.forGood || pause === null) result = { kind: 'given_up', reason: outcome.reason };
  else result = { kind: 'retry', at: new Date(now.getTime() + pause), reason: outcome.reason };
  await context.database.write(companyId, (tx) => recordMail(tx, companyId, { id, now, result }));
  if (outcome.kind === 'sent') context.log.debug({ companyId, mailId: id }, 'an e-mail was sent');
  else context.log.warn({ companyId, mailId: id, reason: outcome.reason }, 'an e-mail was not sent');
}

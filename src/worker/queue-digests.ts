/**
 * The digest of issues that wait for a person: at eight in the morning where the company is, in each reader's language,
 * and only when there are some. The next one's time and this one's e-mails are stored together.
 */
import { nextTimeOfDay } from '../base/clock.ts';
import { loadCompany } from '../db/companies.ts';
import { type DueDigest, dueDigests, setNextDigest } from '../db/digests.ts';
import { countOpenIssues, listIssues } from '../db/issues.ts';
import { queueMails } from '../db/mails.ts';
import { employeesWhere, mailTo } from './queue-notices.ts';
import type { TellingContext } from './telling-context.ts';

const digestHour = 8;
const digestsAtOnce = 100;
const issuesShown = 20;
/** What is later than this (the program did not run, or had no SMTP_URL) waits for the next morning. */
const latestMs = 6 * 60 * 60_000;

/** Answers how many companies were seen to. */
export async function queueDigests(context: TellingContext): Promise<number> {
  const now = context.clock.now();
  const due = await context.database.system((tx) => dueDigests(tx, { now, limit: digestsAtOnce }));
  for (const digest of due) await queueDigest(context, digest, now);
  return due.length;
}

async function queueDigest(context: TellingContext, digest: DueDigest, now: Date): Promise<void> {
  const { companyId, dueAt, timeZone } = digest;
  const nextAt = nextTimeOfDay(timeZone, { after: now, hour: digestHour });
  await context.database.write(companyId, async (tx) => {
    const ours = await setNextDigest(tx, { ...digest, nextAt });
    if (!ours || dueAt === null || now.getTime() - dueAt.getTime() > latestMs) return;
    const count = await countOpenIssues(tx, companyId);
    if (count === 0) return;
    const company = await loadCompany(tx, companyId);
    const open = await listIssues(tx, { companyId, state: 'open', limit: issuesShown, before: null });
    const readers = await employeesWhere(
      tx,
      companyId,
      ({ permissions }) => permissions.includes('sync') || permissions.includes('settings'),
    );
    const mails = readers.map((employee) => {
      const issues = open.map((issue) => ({
        title: context.issueTitle(issue, employee.language),
        invoiceNumber: issue.invoiceNumber,
      }));
      return mailTo(employee, { context, company, facts: { kind: 'issues_digest', count, issues } });
    });
    await queueMails(tx, companyId, mails, now);
  });
}

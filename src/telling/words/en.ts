/** English. */
import type { MailWords } from './words.ts';

export const en: MailWords = {
  greeting: (name) => `Hello ${name},`,
  footer: (company) => `Tandem sends this to the people of ${company} who can do something about it.`,
  date: (at, timeZone) => new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone }).format(at),
  connectionEnding: {
    subject: ({ company, days }) =>
      `${company}: the connection to QuickBooks ends in ${days} ${days === 1 ? 'day' : 'days'}`,
    body: ({ books, date }) => [
      `QuickBooks’ permission for “${books}” ends on ${date}.`,
      'Reconnect before then, and nothing is held up. It takes a minute, and every link and setting stays.',
    ],
    action: 'Reconnect to QuickBooks',
  },
  connectionLost: {
    subject: ({ company }) => `${company}: the connection to QuickBooks is lost`,
    body: ({ books }) => [
      `QuickBooks no longer accepts the permission that was given for “${books}”.`,
      'Nothing is lost: invoices and payments wait here, and go by themselves as soon as you reconnect.',
    ],
    action: 'Reconnect to QuickBooks',
  },
  issuesDigest: {
    subject: ({ company, count }) =>
      `${company}: ${count} ${count === 1 ? 'issue waits' : 'issues wait'} for a decision`,
    body: ({ count }) => [
      count === 1
        ? 'One thing between Tandem and QuickBooks waits for a person:'
        : `${count} things between Tandem and QuickBooks wait for a person:`,
    ],
    issue: ({ title, invoiceNumber }) => (invoiceNumber ? `Invoice ${invoiceNumber}: ${title}` : title),
    more: (count) => `and ${count} more`,
    action: 'Open the issues',
  },
  webhookDisabled: {
    subject: ({ company }) => `${company}: a webhook endpoint was switched off`,
    body: ({ url, reason, date }) => [
      reason === 'gone'
        ? `${url} answered that it is gone (410), so nothing more is sent there.`
        : `Nothing has arrived at ${url} since ${date}, so nothing more is sent there.`,
      'What waits is kept for 30 days. Once the address works, switch the endpoint on again, and it is sent.',
    ],
    action: 'Open Tandem',
  },
};

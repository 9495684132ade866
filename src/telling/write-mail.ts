/** E-mails from facts: one content, written as plain text and as simple HTML in which everything foreign is escaped. */
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';
import type { Language, MailWords } from './words/words.ts';

const mailWords: Record<Language, MailWords> = { en, fr };

export interface Reader {
  name: string;
  language: Language;
}

/** What an e-mail is about. `company` is the shop's name. */
export type MailFacts = { company: string; timeZone: string; publicUrl: string } & (
  | { kind: 'connection_ending'; books: string; endsAt: Date; days: number }
  | { kind: 'connection_lost'; books: string }
  | { kind: 'issues_digest'; count: number; issues: readonly DigestIssue[] }
  | { kind: 'webhook_disabled'; url: string; reason: 'failing' | 'gone'; since: Date }
);

export interface DigestIssue {
  title: string;
  invoiceNumber: string | null;
}

export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
}

interface Content {
  subject: string;
  body: string[];
  list?: string[];
  action: { label: string; path: string };
}

const longestSubject = 200;

export function writeMail(facts: MailFacts, reader: Reader): WrittenMail {
  const words = mailWords[reader.language];
  const content = contentOf(facts, reader.language);
  const url = `${facts.publicUrl}${content.action.path}`;
  const frame = { ...content, url, greeting: words.greeting(reader.name), footer: words.footer(facts.company) };
  // A subject is one line, whatever a company is called.
  const subject = content.subject.replace(/[\r\n\t]+/g, ' ').slice(0, longestSubject);
  return { subject, text: asText(frame), html: asHtml(frame, reader.language) };
}

function contentOf(facts: MailFacts, language: Language): Content {
  const words = mailWords[language];
  const connect = '/settings/integrations/quickbooks';
  switch (facts.kind) {
    case 'connection_ending': {
      const { subject, body, action } = words.connectionEnding;
      const date = words.date(facts.endsAt, facts.timeZone);
      return { subject: subject(facts), body: body({ ...facts, date }), action: { label: action, path: connect } };
    }
    case 'connection_lost': {
      const { subject, body, action } = words.connectionLost;
      return { subject: subject(facts), body: body(facts), action: { label: action, path: connect } };
    }
    case 'issues_digest': {
      const { subject, body, issue, more, action } = words.issuesDigest;
      const rest = facts.count - facts.issues.length;
      const list = [...facts.issues.map(issue), ...(rest > 0 ? [more(rest)] : [])];
      return { subject: subject(facts), body: body(facts), list, action: { label: action, path: '/sync/issues' } };
    }
    case 'webhook_disabled': {
      const { subject, body, action } = words.webhookDisabled;
      const date = words.date(facts.since, facts.timeZone);
      return { subject: subject(facts), body: body({ ...facts, date }), action: { label: action, path: '/settings' } };
    }
  }
}

type Frame = Content & { url: string; greeting: string; footer: string };

function asText(frame: Frame): string {
  const list = frame.list ? [frame.list.map((line) => `- ${line}`).join('\n')] : [];
  const parts = [frame.greeting, ...frame.body, ...list, `${frame.action.label}\n${frame.url}`, `-- \n${frame.footer}`];
  return `${parts.join('\n\n')}\n`;
}

function asHtml(frame: Frame, language: Language): string {
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`;
  const list = frame.list ? `<ul>${frame.list.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>` : '';
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(frame.subject)}</title></head>`,
    '<body style="font-family:sans-serif;line-height:1.5">',
    paragraph(frame.greeting),
    ...frame.body.map(paragraph),
    list,
    `<p><a href="${escaped(frame.url)}">${escaped(frame.action.label)}</a></p>`,
    `<p style="color:#555;font-size:smaller">${escaped(frame.footer)}</p>`,
    '</body></html>',
  ].join('\n');
}

function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}

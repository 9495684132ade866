/** What e-mails say, in the language of whoever gets them. Every language has the same entries. */
export type Language = 'en' | 'fr';

/** The company is named first in every subject: who works for several sees at once which one it is. */
export interface ConnectionFacts {
  company: string;
  books: string;
}

export interface MailWords {
  greeting: (name: string) => string;
  footer: (company: string) => string;
  date: (at: Date, timeZone: string) => string;
  connectionEnding: {
    subject: (facts: ConnectionFacts & { days: number }) => string;
    body: (facts: ConnectionFacts & { date: string }) => string[];
    action: string;
  };
  connectionLost: {
    subject: (facts: ConnectionFacts) => string;
    body: (facts: ConnectionFacts) => string[];
    action: string;
  };
  issuesDigest: {
    subject: (facts: { company: string; count: number }) => string;
    body: (facts: { count: number }) => string[];
    issue: (facts: { title: string; invoiceNumber: string | null }) => string;
    more: (count: number) => string;
    action: string;
  };
  webhookDisabled: {
    subject: (facts: { company: string }) => string;
    body: (facts: { url: string; reason: 'failing' | 'gone'; date: string }) => string[];
    action: string;
  };
}

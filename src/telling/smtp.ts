/** Sends e-mail by SMTP. What the server refuses for good is told apart from what may work later, by its reply code. */
import { createTransport } from 'nodemailer';

export interface OutgoingMail {
  /** The same in every attempt, so that a mail that came twice can be recognised. */
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

export type MailOutcome = { kind: 'sent' } | { kind: 'failed'; forGood: boolean; reason: string };

export interface Smtp {
  send(mail: OutgoingMail): Promise<MailOutcome>;
}

const timeoutMs = 20_000;

export function createSmtp(options: { url: string; from: string }): Smtp {
  const transport = createTransport({
    url: options.url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = /@([^>\s]+)>?\s*$/.exec(options.from)?.[1] ?? 'tandem.invalid';
  return {
    async send({ messageId, ...mail }) {
      try {
        await transport.sendMail({
          ...mail,
          from: options.from,
          messageId: `<${messageId}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { kind: 'sent' };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return { kind: 'failed', forGood: isForGood(error), reason };
      }
    },
  };
}

/** The recipient or the message was refused with 5xx. A refused sign-in is the operator's to correct, and is not. */
function isForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false;
  return (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') && Number(error.responseCode) >= 500;
}

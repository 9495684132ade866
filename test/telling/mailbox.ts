/** A real SMTP server that keeps the mails it is given, read as a mail program reads them. */
import { once } from 'node:events';
import { text as readAll } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  to: string;
  from: string;
  messageId: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mailbox {
  url: string;
  mails: Mail[];
  /** What recipients are refused with from now on; null: none is. */
  refuse: { code: number; message: string } | null;
  close(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, callback) {
      if (!mailbox.refuse) return callback();
      callback(Object.assign(new Error(mailbox.refuse.message), { responseCode: mailbox.refuse.code }));
    },
    onData(stream, _session, callback) {
      readAll(stream).then((raw) => {
        mailbox.mails.push(readMail(raw));
        callback();
      }, callback);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const mailbox: Mailbox = {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    mails: [],
    refuse: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mailbox;
}

interface Part {
  headers: Map<string, string>;
  body: string;
}

function readMail(raw: string): Mail {
  const { headers, body } = readPart(raw);
  const header = (name: string) => headers.get(name) ?? '';
  const boundary = /boundary="([^"]+)"/.exec(header('content-type'))?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => readPart(part.replace(/^\r\n/, '')));
  const ofType = (type: string) => decoded(parts.find((part) => part.headers.get('content-type')?.startsWith(type)));
  return {
    to: header('to'),
    from: header('from'),
    messageId: header('message-id'),
    subject: words(header('subject')),
    text: ofType('text/plain'),
    html: ofType('text/html'),
  };
}

function readPart(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { headers: new Map(headers), body: raw.slice(end + 4) };
}

function decoded(part: Part | undefined): string {
  if (!part) return '';
  const encoding = part.headers.get('content-transfer-encoding');
  if (encoding === 'base64') return Buffer.from(part.body, 'base64').toString('utf8');
  const plain = encoding === 'quoted-printable' ? unquoted(part.body.replace(/=\r\n/g, '')) : part.body;
  return plain.replace(/\r\n/g, '\n');
}

/** `=C3=A9` is the bytes of an é. */
function unquoted(text: string): string {
  return text.replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));
}

/** `=?UTF-8?Q?...?=` and `=?UTF-8?B?...?=`. */
function words(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString('utf8') : unquoted(word.replaceAll('_', ' ')),
    );
}

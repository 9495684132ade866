/**
 * Posts one webhook. The address that a name stands for is checked and connected to in one step, so that no second answer
 * of the DNS can lead into the own network; redirects are not followed, and little of the answer is read.
 */
import { promises as dns, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '../base/public-address.ts';

export interface Posted {
  /** null: there was no answer, and `answer` says why. */
  status: number | null;
  answer: string;
}

export type ResolveName = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface PostOptions {
  /** Addresses of this machine and its network are allowed too. */
  allowPrivate: boolean;
  timeoutMs: number;
  /** How a name is looked up; the system's way by default. */
  resolve?: ResolveName;
}

const answerLimits = { readBytes: 16_384, keptCharacters: 500 } as const;

class PrivateAddress extends Error {
  constructor(hostname: string) {
    super(`${hostname} is not in the public internet, so nothing is sent there.`);
    this.name = 'PrivateAddress';
  }
}

export async function postWebhook(
  webhook: { url: string; headers: Record<string, string>; body: string },
  options: PostOptions,
): Promise<Posted> {
  try {
    return await post(new URL(webhook.url), webhook, options);
  } catch (error) {
    return { status: null, answer: kept(reasonOf(error)) };
  }
}

function post(
  url: URL,
  webhook: { headers: Record<string, string>; body: string },
  options: PostOptions,
): Promise<Posted> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An address is connected to without being looked up.
  if (isIP(host) !== 0 && !options.allowPrivate && !isPublicAddress(host)) throw new PrivateAddress(host);
  const send = url.protocol === 'https:' ? https.request : http.request;
  const body = Buffer.from(webhook.body);
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        agent: false, // A connection of its own: none that was made for another name is used again.
        lookup: checkedLookup(options),
        signal: AbortSignal.timeout(options.timeoutMs),
        headers: { ...webhook.headers, 'content-length': body.length },
      },
      (response) => {
        readBeginning(response).then((answer) => {
          request.destroy();
          resolve({ status: response.statusCode ?? null, answer: kept(answer) });
        }, reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function checkedLookup(options: PostOptions): LookupFunction {
  const find = options.resolve ?? ((hostname) => dns.lookup(hostname, { all: true, verbatim: true }));
  return (hostname, wanted, callback) => {
    find(hostname).then(
      (found) => {
        const [first] = found;
        const closed = found.some(({ address }) => !isPublicAddress(address));
        if (!first || (closed && !options.allowPrivate)) callback(new PrivateAddress(hostname), '', 0);
        else if (wanted.all) callback(null, [...found]);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, '', 0),
    );
  };
}

async function readBeginning(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= answerLimits.readBytes) break;
    }
  } catch {
    // The status has arrived, and it is what counts; the answer ends where it broke off.
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** As it may be stored and shown: a beginning, without control characters or halves of characters. */
function kept(text: string): string {
  const shown = text.replace(/[^\P{Cc}\n\t]/gu, '');
  return Array.from(shown).slice(0, answerLimits.keptCharacters).join('');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'It did not answer in time.';
  if (error instanceof AggregateError) return error.errors.map((each) => reasonOf(each)).join('; ');
  return error.message;
}

/** Where a company's own programs are told what happened, and of which events. */
import { isIP } from 'node:net';
import type { Id } from '../base/ids.ts';
import { isPublicAddress } from '../base/public-address.ts';

const webhookEvents = [
  'invoice.created',
  'invoice.updated',
  'invoice.status_changed',
  'invoice.synced',
  'payment.created',
  'payment.deleted',
  'sync.issue_opened',
  'sync.issue_closed',
  'connection.lost',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export interface WebhookEndpoint {
  id: Id;
  url: string;
  events: WebhookEvent[];
  active: boolean;
  /** When it was switched off by itself; null when it was not. */
  disabledAt: Date | null;
  /** `failing`: nothing arrived for days. `gone`: it answered 410. */
  disabledReason: 'failing' | 'gone' | null;
  failingSince: Date | null;
  createdAt: Date;
}

/**
 * What is wrong with an address, as a sentence; null when it may be kept. A name is looked up only when something is
 * sent, and what it stands for is checked then.
 */
export function urlProblem(text: string, options: { allowPrivate: boolean }): string | null {
  if (!URL.canParse(text)) return 'Write the whole address, like https://example.com/hooks.';
  const url = new URL(text);
  const plain = url.protocol === 'http:' && options.allowPrivate;
  if (url.protocol !== 'https:' && !plain) return 'The address must begin with https://.';
  if (url.username !== '' || url.password !== '') return 'The address must not contain a name or a password.';
  if (url.hash !== '') return 'The address must not contain a “#”.';
  if (!options.allowPrivate && isPrivateHost(url.hostname)) return 'This address is not in the public internet.';
  return null;
}

function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return !isPublicAddress(host);
  return host === 'localhost' || /\.(localhost|local|internal)$/.test(host);
}

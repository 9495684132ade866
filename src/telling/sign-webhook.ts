/**
 * The signature of an outgoing webhook, by the Standard Webhooks scheme (https://www.standardwebhooks.com): the id, the
 * time and the very bytes of the body, under the endpoint's secret.
 */
import { createHmac } from 'node:crypto';

export interface SignedHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/** `secret` is `whsec_` and base64; the key is what the base64 stands for. */
export function signWebhook(webhook: { id: string; at: Date; body: string; secret: string }): SignedHeaders {
  const seconds = String(Math.floor(webhook.at.getTime() / 1000));
  const key = Buffer.from(webhook.secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${webhook.id}.${seconds}.${webhook.body}`).digest('base64');
  return { 'webhook-id': webhook.id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}

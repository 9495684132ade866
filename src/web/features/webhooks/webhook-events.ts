/** What an endpoint can be told, in the order in which it is offered. */
import type { WebhookEvent } from '../../../contract/webhook-endpoints.ts';

/** A record, so that the compiler misses the one that is forgotten. */
const offered: Record<WebhookEvent, true> = {
  'invoice.created': true,
  'invoice.updated': true,
  'invoice.status_changed': true,
  'invoice.synced': true,
  'payment.created': true,
  'payment.deleted': true,
  'sync.issue_opened': true,
  'sync.issue_closed': true,
  'connection.lost': true,
};

// Object.keys forgets which keys they are.
export const webhookEvents = Object.keys(offered) as WebhookEvent[];

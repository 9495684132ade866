/** Webhook endpoints and their deliveries as the contract shows them; the secret stays inside. */
import type * as contract from '../../contract/webhook-endpoints.ts';
import type { Delivery } from '../../db/deliveries.ts';
import type { WebhookEndpoint } from '../../domain/webhook-endpoint.ts';

export function presentWebhookEndpoint(endpoint: WebhookEndpoint): contract.WebhookEndpoint {
  return {
    id: endpoint.id,
    url: endpoint.url,
    events: endpoint.events,
    active: endpoint.active,
    disabledAt: endpoint.disabledAt?.toISOString() ?? null,
    disabledReason: endpoint.disabledReason,
    failingSince: endpoint.failingSince?.toISOString() ?? null,
    createdAt: endpoint.createdAt.toISOString(),
  };
}

export function presentDelivery(delivery: Delivery): contract.WebhookDelivery {
  const state = delivery.deliveredAt ? 'delivered' : delivery.givenUpAt ? 'failed' : 'pending';
  return {
    id: delivery.id,
    eventId: delivery.eventId,
    type: delivery.type,
    state,
    attempts: delivery.attempts,
    createdAt: delivery.createdAt.toISOString(),
    nextAttemptAt: state === 'pending' ? delivery.nextAt.toISOString() : null,
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
    lastAttemptAt: delivery.lastAttemptAt?.toISOString() ?? null,
    lastStatus: delivery.lastStatus,
    lastAnswer: delivery.lastAnswer,
    body: delivery.body,
  };
}

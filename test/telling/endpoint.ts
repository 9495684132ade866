/** What the stories of webhooks begin with: an endpoint that subscribes to all events, and invoices to tell of. */
import type { Client } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import {
  type WebhookDelivery,
  type WebhookEndpoint,
  webhookData,
  webhookEvent,
} from '../../src/contract/webhook-endpoints.ts';
import type { ApiClient } from '../kit/api-client.ts';
import type { Received } from './receiver.ts';

export type CreatedEndpoint = WebhookEndpoint & { secret: string };

export function addEndpoint(api: ApiClient, url: string, more: object = {}): Promise<CreatedEndpoint> {
  return api.post<CreatedEndpoint>('/webhook-endpoints', { url, events: webhookEvent.options, ...more });
}

export async function deliveriesOf(api: ApiClient, endpoint: { id: string }): Promise<WebhookDelivery[]> {
  return (await api.get<Page<WebhookDelivery>>(`/webhook-endpoints/${endpoint.id}/deliveries`)).items;
}

export async function oneInvoice(api: ApiClient): Promise<Invoice> {
  const client = await api.post<Client>('/clients', { type: 'person', firstName: 'Hanna', lastName: 'Ortiz' });
  const lines = [{ name: 'Brake labour', quantity: '2', unitPrice: '65.50' }];
  return api.post<Invoice>('/invoices', { clientId: client.id, lines });
}

/** Holds what was received against the contract. */
export function checkEvent({ event }: Received): void {
  if (!isKnown(event.type)) throw new Error(`${event.type} is not in the contract.`);
  const schema = webhookData[event.type];
  const parsed = schema.parse(event.data);
  if (JSON.stringify(parsed) !== JSON.stringify(event.data)) {
    throw new Error(`${event.type} says more, or in another order, than the contract: ${JSON.stringify(event.data)}`);
  }
}

function isKnown(type: string): type is keyof typeof webhookData {
  return Object.hasOwn(webhookData, type);
}

/** Webhook endpoints: made, changed, removed. The secret is shown once and kept sealed. */
import { randomBytes } from 'node:crypto';
import { type Id, newId } from '../base/ids.ts';
import { merge, type Patch } from '../base/merge.ts';
import type { Seal } from '../base/seal.ts';
import type { Tx } from '../db/database.ts';
import { deliverAgain, findDelivery, hastenDeliveries } from '../db/deliveries.ts';
import { lockCompany, lockRow } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import { notifyTelling, tellTest } from '../db/outbox.ts';
import {
  allWebhookEndpoints,
  insertWebhookEndpoint,
  removeWebhookEndpoint,
  updateWebhookEndpoint,
} from '../db/webhook-endpoints.ts';
import { invalid, notFound, Refused } from '../domain/refused.ts';
import { urlProblem, type WebhookEndpoint, type WebhookEvent } from '../domain/webhook-endpoint.ts';
import type { CommandContext } from './command.ts';

const mostEndpoints = 20;
const secretBytes = 32;

export interface WebhookEndpointWrite {
  url: string;
  events: WebhookEvent[];
  active: boolean;
}

/** What the program's settings allow. */
export interface WebhookRules {
  allowPrivate: boolean;
}

export async function createWebhookEndpoint(
  tx: Tx,
  context: CommandContext,
  input: WebhookEndpointWrite,
  options: WebhookRules & { seal: Seal },
): Promise<WebhookEndpoint & { secret: string }> {
  await lockCompany(tx, context.companyId);
  if ((await allWebhookEndpoints(tx, context.companyId)).length >= mostEndpoints) {
    throw new Refused('conflict', `A company has at most ${mostEndpoints} webhook endpoints.`);
  }
  const endpoint: WebhookEndpoint = {
    ...checked(input, options),
    id: newId(),
    disabledAt: null,
    disabledReason: null,
    failingSince: null,
    createdAt: context.now,
  };
  const secret = `whsec_${randomBytes(secretBytes).toString('base64')}`;
  await insertWebhookEndpoint(tx, context.companyId, { ...endpoint, secret: options.seal.seal(secret) });
  await notifyChange(tx, context.companyId);
  return { ...endpoint, secret };
}

/** Switching an endpoint on again sends what waited for it. */
export async function changeWebhookEndpoint(
  tx: Tx,
  context: CommandContext,
  change: { id: Id; patch: Patch<WebhookEndpointWrite> },
  rules: WebhookRules,
): Promise<WebhookEndpoint> {
  const { companyId, now } = context;
  const before = await endpointToChange(tx, context, change.id);
  const { url, events, active } = checked(merge<WebhookEndpointWrite>(before, change.patch), rules);
  const after = { ...before, url, events, active };
  if (change.patch.active) Object.assign(after, { disabledAt: null, disabledReason: null, failingSince: null });
  await updateWebhookEndpoint(tx, companyId, after);
  if (active && !before.active) {
    await hastenDeliveries(tx, companyId, before.id, now);
    await notifyTelling(tx, companyId);
  }
  await notifyChange(tx, companyId);
  return after;
}

export async function deleteWebhookEndpoint(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  const { id: found } = await endpointToChange(tx, context, id);
  await removeWebhookEndpoint(tx, context.companyId, found);
  await notifyChange(tx, context.companyId);
}

/** Answers the delivery's id. */
export async function testWebhookEndpoint(tx: Tx, context: CommandContext, id: Id): Promise<Id> {
  const endpoint = await activeEndpoint(tx, context, id);
  const message = 'This is a test. Nothing happened.';
  return tellTest(tx, { companyId: context.companyId, endpointId: endpoint.id, message, now: context.now });
}

export async function resendDelivery(
  tx: Tx,
  context: CommandContext,
  resent: { endpointId: Id; deliveryId: Id },
): Promise<void> {
  const endpoint = await activeEndpoint(tx, context, resent.endpointId);
  const delivery = await findDelivery(tx, context.companyId, { endpointId: endpoint.id, id: resent.deliveryId });
  if (!delivery) throw notFound('delivery');
  await deliverAgain(tx, context.companyId, delivery.id, context.now);
  await notifyTelling(tx, context.companyId);
}

async function activeEndpoint(tx: Tx, context: CommandContext, id: Id): Promise<WebhookEndpoint> {
  const endpoint = await endpointToChange(tx, context, id);
  if (!endpoint.active) throw new Refused('conflict', 'This webhook endpoint is off. Switch it on first.');
  return endpoint;
}

async function endpointToChange(tx: Tx, context: CommandContext, id: Id): Promise<WebhookEndpoint> {
  await lockRow(tx, 'webhook_endpoints', context.companyId, id);
  const all = await allWebhookEndpoints(tx, context.companyId);
  const endpoint = all.find((candidate) => candidate.id === id.toLowerCase());
  if (!endpoint) throw notFound('webhook endpoint');
  return endpoint;
}

function checked(input: WebhookEndpointWrite, rules: WebhookRules): WebhookEndpointWrite {
  const problem = urlProblem(input.url, rules);
  if (problem) throw invalid('url', problem);
  return { url: new URL(input.url).href, events: [...new Set(input.events)], active: input.active };
}

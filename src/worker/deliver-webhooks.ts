/**
 * Sends the webhooks that are due. What is due at one endpoint goes one after another, so that in good weather it arrives
 * in order; endpoints do not wait for each other. A result is recorded after the answer: whoever dies in between, the same
 * event with the same id is sent again.
 */
import type { Id } from '../base/ids.ts';
import {
  type ClaimedDelivery,
  claimDeliveries,
  type DeliveryAttempt,
  recordAttempt,
  releaseDeliveries,
} from '../db/deliveries.ts';
import { notifyChange } from '../db/looks.ts';
import { disableWebhookEndpoint, markFailing, markWorking } from '../db/webhook-endpoints.ts';
import { type Posted, postWebhook } from '../telling/post-webhook.ts';
import { signWebhook } from '../telling/sign-webhook.ts';
import { patienceMs, pauseAfter } from './retry-pauses.ts';
import type { TellingContext } from './telling-context.ts';

export interface WebhookDelivery {
  /** Claims what is due and sends it in the background; answers how many were claimed. */
  begin(): Promise<number>;
  /** Waits for all that is being sent. */
  settled(): Promise<void>;
  /** What is claimed but not yet being sent is given back. */
  stop(): void;
}

const limits = { endpointsAtOnce: 16, perEndpoint: 16 } as const;
const gone = 410;

export function createWebhookDelivery(context: TellingContext, whenFree: () => void): WebhookDelivery {
  const running = new Map<Id, Promise<void>>();
  // Long enough for each of a group to run into its time-out.
  const claimMs = context.webhooks.timeoutMs * (limits.perEndpoint + 2);
  let stopped = false;

  async function serve(group: readonly ClaimedDelivery[]): Promise<void> {
    for (const [index, delivery] of group.entries()) {
      const arrived = stopped ? false : await attempt(context, delivery);
      if (arrived) continue;
      // The rest need not run into the same wall now; the next claim takes it, without what just failed.
      const rest = group.slice(stopped ? index : index + 1).map(({ id }) => id);
      const now = context.clock.now();
      if (rest.length > 0) {
        await context.database.write(delivery.companyId, (tx) => releaseDeliveries(tx, delivery.companyId, rest, now));
      }
      return;
    }
  }

  return {
    async begin() {
      const endpoints = limits.endpointsAtOnce - running.size;
      if (stopped || endpoints <= 0) return 0;
      const now = context.clock.now();
      const until = new Date(now.getTime() + claimMs);
      const busy = [...running.keys()];
      const claimed = await context.database.system((tx) =>
        claimDeliveries(tx, { now, until, endpoints, perEndpoint: limits.perEndpoint, busy }),
      );
      for (const endpointId of new Set(claimed.map((delivery) => delivery.endpointId))) {
        const group = claimed.filter((delivery) => delivery.endpointId === endpointId);
        const task = serve(group)
          .catch((error) => context.log.error({ endpointId, err: error }, 'webhooks could not be delivered'))
          .finally(() => {
            running.delete(endpointId);
            whenFree();
          });
        running.set(endpointId, task);
      }
      return claimed.length;
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
    stop() {
      stopped = true;
    },
  };
}

/** True when it arrived. */
async function attempt(context: TellingContext, delivery: ClaimedDelivery): Promise<boolean> {
  const { eventId, body, url } = delivery;
  const at = context.clock.now();
  const signed = signWebhook({ id: eventId, at, body, secret: context.seal.open(delivery.secret) });
  const headers = { ...signed, 'content-type': 'application/json', 'user-agent': 'Tandem-Webhooks/1' };
  const posted = await postWebhook({ url, headers, body }, context.webhooks);
  const arrived = posted.status !== null && posted.status >= 200 && posted.status < 300;
  const { companyId, endpointId, id, type } = delivery;
  const entry = { companyId, endpointId, deliveryId: id, type, attempt: delivery.attempts + 1, status: posted.status };
  if (arrived) context.log.debug(entry, 'a webhook was delivered');
  // What a stranger answers is no matter for the log; why there was no answer is.
  else
    context.log.warn(
      { ...entry, reason: posted.status === null ? posted.answer : null },
      'a webhook was not delivered',
    );
  await record(context, delivery, { at, posted, arrived });
  return arrived;
}

async function record(
  context: TellingContext,
  delivery: ClaimedDelivery,
  result: { at: Date; posted: Posted; arrived: boolean },
): Promise<void> {
  const { companyId, endpointId, id } = delivery;
  const { at, posted } = result;
  await context.database.write(companyId, async (tx) => {
    const put = (outcome: DeliveryAttempt['outcome']) => recordAttempt(tx, companyId, { id, at, ...posted, outcome });
    // The endpoint's row first, as whoever changes the endpoint takes them, so that two cannot wait for each other.
    if (result.arrived) {
      await markWorking(tx, companyId, endpointId);
      return put({ kind: 'delivered' });
    }
    const since = await markFailing(tx, companyId, endpointId, at);
    const tooLong = since !== null && at.getTime() - since.getTime() >= patienceMs;
    const reason = posted.status === gone ? 'gone' : tooLong ? 'failing' : null;
    const pause = pauseAfter(delivery.attempts);
    // At an endpoint that is off nothing is given up: it is sent when someone switches the endpoint on again.
    if (pause === null && reason === null) await put({ kind: 'given_up' });
    else await put({ kind: 'retry', at: new Date(at.getTime() + (pause ?? 0)) });
    if (reason === null) return;
    await disableWebhookEndpoint(tx, companyId, { id: endpointId, reason, now: at });
    await notifyChange(tx, companyId);
    context.log.warn({ companyId, endpointId, reason }, 'a webhook endpoint was switched off');
  });
}

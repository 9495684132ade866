/**
 * Intuit's deliveries: the signature is checked on the raw bytes, the events are stored, then it is answered; they are
 * worked on later. A bad signature or body is counted and refused.
 */
import { Hono } from 'hono';
import { newId } from '../base/ids.ts';
import { notifyWork } from '../db/looks.ts';
import { countRefusal, storeEvents } from '../db/webhook-events.ts';
import { MalformedWebhook, parseEvents, verifySignature, type WebhookEvent } from '../quickbooks/webhook.ts';
import { bodyBytes } from './body-bytes.ts';
import type { HttpContext } from './context.ts';
import { HttpFault } from './problem.ts';

export function quickBooksWebhook(context: HttpContext): Hono {
  const app = new Hono();
  app.post('/webhooks/quickbooks', async (c) => {
    const token = context.config.webhookVerifierToken;
    if (token === null) {
      throw new HttpFault(503, 'unavailable', 'Webhooks cannot be checked: QBO_WEBHOOK_VERIFIER_TOKEN is not set.');
    }
    const raw = await bodyBytes(c);
    const events = verifySignature(raw, c.req.header('intuit-signature'), token) ? readEvents(raw) : null;
    if (!events) {
      await context.database.system((tx) => countRefusal(tx, context.clock.now()));
      throw new HttpFault(401, 'bad_signature', 'The signature or the body of this delivery is not valid.');
    }
    await context.database.system(async (tx) => {
      const companies = await storeEvents(tx, events.map(toRow), context.clock.now());
      for (const companyId of companies) await notifyWork(tx, companyId);
    });
    return c.body(null, 200);
  });
  return app;
}

function readEvents(raw: Uint8Array): WebhookEvent[] | null {
  try {
    return parseEvents(raw);
  } catch (error) {
    if (error instanceof MalformedWebhook) return null;
    throw error;
  }
}

function toRow(event: WebhookEvent) {
  const { realmId, entity, id: booksId, operation, at, key: dedupeKey } = event;
  const deletedId = event.deletedId ?? null;
  return { id: newId(), realmId, entity, booksId, operation, at, dedupeKey, deletedId };
}

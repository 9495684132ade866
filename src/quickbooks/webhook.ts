/**
 * Verifies and reads QuickBooks' webhooks, in the classic format and as CloudEvents. An event only says *look at this*: it
 * can come late, twice, out of order or never, so nothing more is read from it than what and when.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

export type WebhookOperation = 'create' | 'update' | 'delete' | 'merge' | 'void' | 'emailed';

export interface WebhookEvent {
  realmId: string;
  /** As on the wire of the API (`Invoice`, `CreditMemo`); of an entity that we do not know, as the event spells it. */
  entity: string;
  id: string;
  /** An operation that we do not know counts as an update: it calls for a look, which is all that an event can do. */
  operation: WebhookOperation;
  at: Date;
  /** Equal for deliveries of the same event. */
  key: string;
  /** For a merge, the Id that is gone; its transactions have moved to `id`. */
  deletedId?: string;
}

export class MalformedWebhook extends Error {
  override readonly name = 'MalformedWebhook';
}

/** True when `header` (`intuit-signature`) is base64(HMAC-SHA256(rawBody, verifierToken)); takes the same time either way. */
export function verifySignature(rawBody: Uint8Array, header: string | undefined, verifierToken: string): boolean {
  if (header === undefined || verifierToken === '') return false;
  const expected = Buffer.from(createHmac('sha256', verifierToken).update(rawBody).digest('base64'));
  const given = Buffer.from(header.trim());
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const idText = z.union([z.string().min(1), z.number().int().transform(String)]);

/** Also reads `-0700` without a colon, which the standard's strict readers refuse. */
const instant = z.string().transform((text, context) => {
  const date = new Date(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (!Number.isNaN(date.getTime())) return date;
  context.addIssue('The time of an event cannot be read.');
  return z.NEVER;
});

const classicBody = z.object({
  eventNotifications: z.array(
    z.object({
      realmId: idText,
      dataChangeEvent: z
        .object({
          entities: z.array(
            z.object({
              name: z.string(),
              id: idText,
              operation: z.string(),
              lastUpdated: instant,
              deletedId: idText.nullish(),
            }),
          ),
        })
        .nullish(),
    }),
  ),
});

const cloudEvent = z.object({
  id: z.string().min(1),
  type: z.string(),
  time: instant,
  intuitentityid: idText,
  intuitaccountid: idText,
  data: z.looseObject({ deletedid: idText.nullish(), deletedId: idText.nullish() }).nullish(),
});

/** All events of one delivery, which may belong to several companies. Throws MalformedWebhook. */
export function parseEvents(rawBody: Uint8Array): WebhookEvent[] {
  const body = parseJson(rawBody);
  const isClassic = typeof body === 'object' && body !== null && 'eventNotifications' in body;
  return isClassic ? classicEvents(body) : cloudEvents(Array.isArray(body) ? body : [body]);
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    throw new MalformedWebhook('The body of the webhook is not JSON.');
  }
}

function classicEvents(body: object): WebhookEvent[] {
  const parsed = classicBody.safeParse(body);
  if (!parsed.success) throw new MalformedWebhook('The body of the webhook has not the classic form.');
  return parsed.data.eventNotifications.flatMap(({ realmId, dataChangeEvent }) =>
    (dataChangeEvent?.entities ?? []).map((change) => ({
      realmId,
      entity: entityOf(change.name),
      id: change.id,
      operation: operationOf(change.operation),
      at: change.lastUpdated,
      key: ['classic', realmId, change.name, change.id, change.operation, change.lastUpdated.toISOString()]
        .join(':')
        .toLowerCase(),
      ...(change.deletedId ? { deletedId: change.deletedId } : {}),
    })),
  );
}

function cloudEvents(body: unknown[]): WebhookEvent[] {
  const parsed = z.array(cloudEvent).safeParse(body);
  if (!parsed.success) throw new MalformedWebhook('The body of the webhook has neither of the known forms.');
  return parsed.data.map((event) => {
    const [, entity, verb] = /^qbo\.([^.]+)\.([^.]+)(?:\.|$)/i.exec(event.type) ?? [];
    const deletedId = event.data?.deletedid ?? event.data?.deletedId;
    return {
      realmId: event.intuitaccountid,
      entity: entityOf(entity ?? event.type),
      id: event.intuitentityid,
      operation: operationOf(verb ?? ''),
      at: event.time,
      key: `cloud:${event.intuitaccountid}:${event.id}`,
      ...(deletedId ? { deletedId } : {}),
    };
  });
}

const operations: ReadonlyMap<string, WebhookOperation> = new Map([
  ...(['create', 'update', 'delete', 'merge', 'void', 'emailed'] as const).map((verb) => [verb, verb] as const),
  ['created', 'create'],
  ['updated', 'update'],
  ['deleted', 'delete'],
  ['merged', 'merge'],
  ['voided', 'void'],
]);

function operationOf(verb: string): WebhookOperation {
  return operations.get(verb.toLowerCase()) ?? 'update';
}

/** The entities that QuickBooks sends webhooks about; CloudEvents spell them in lower case. */
const entities = new Map(
  [
    ...['Account', 'Bill', 'BillPayment', 'Budget', 'Class', 'CreditMemo', 'Currency', 'Customer', 'Department'],
    ...['Deposit', 'Employee', 'Estimate', 'Invoice', 'Item', 'JournalCode', 'JournalEntry', 'Payment'],
    ...['PaymentMethod', 'Preferences', 'Purchase', 'PurchaseOrder', 'RefundReceipt', 'SalesReceipt', 'TaxAgency'],
    ...['Term', 'TimeActivity', 'Transfer', 'Vendor', 'VendorCredit'],
  ].map((name): [string, string] => [name.toLowerCase(), name]),
);

function entityOf(name: string): string {
  return entities.get(name.toLowerCase()) ?? name;
}

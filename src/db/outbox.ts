/**
 * The outbox: what a company's programs are to be told, stored in the transaction of what happened, so that it is told if
 * and only if it happened. It costs one small query while nobody has subscribed.
 */
import { type Id, newId } from '../base/ids.ts';
import type { WebhookEvent } from '../domain/webhook-endpoint.ts';
import type { Tx } from './database.ts';

export const tellingChannel = 'tandem_telling';

export interface Told {
  companyId: Id;
  type: WebhookEvent;
  /** Plain values, as contract/webhook-endpoints.ts describes them for each type. */
  data: object;
  now: Date;
}

export async function tell(tx: Tx, told: Told): Promise<void> {
  // The lock keeps an endpoint from being deleted before its delivery is committed.
  const rows = await tx<{ id: Id }[]>`
    select id from webhook_endpoints
    where company_id = ${told.companyId} and active and ${told.type} = any(events) order by id for key share`;
  if (rows.length === 0) return;
  await store(
    tx,
    told,
    rows.map((row) => row.id),
  );
}

/** To one endpoint, whatever it has subscribed to: so that its owner sees whether it is reached. */
export async function tellTest(
  tx: Tx,
  test: { companyId: Id; endpointId: Id; message: string; now: Date },
): Promise<Id> {
  const told = { companyId: test.companyId, type: 'webhook.test', data: { message: test.message }, now: test.now };
  const [deliveryId] = await store(tx, told, [test.endpointId]);
  if (!deliveryId) throw new Error('A test was stored without a delivery.');
  return deliveryId;
}

/** Wakes the processes that deliver when this transaction commits. */
export async function notifyTelling(tx: Tx, companyId: Id): Promise<void> {
  await tx`select pg_notify(${tellingChannel}, ${companyId})`;
}

async function store(tx: Tx, told: Omit<Told, 'type'> & { type: string }, endpointIds: readonly Id[]): Promise<Id[]> {
  const { companyId, type, now } = told;
  const eventId = newId();
  const body = JSON.stringify({ id: eventId, type, timestamp: now.toISOString(), companyId, data: told.data });
  const ids = endpointIds.map(() => newId());
  await tx`
    insert into deliveries (company_id, id, endpoint_id, event_id, type, body, next_at, created_at)
    select ${companyId}, made.id, made.endpoint_id, ${eventId}, ${type}, ${body}, ${now}, ${now}
    from unnest(${ids}::uuid[], ${[...endpointIds]}::uuid[]) as made (id, endpoint_id)`;
  await notifyTelling(tx, companyId);
  return ids;
}

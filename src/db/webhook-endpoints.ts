/** The table webhook_endpoints. The secret is only ever here sealed. */
import type { Id } from '../base/ids.ts';
import type { WebhookEndpoint, WebhookEvent } from '../domain/webhook-endpoint.ts';
import type { Reader, Tx } from './database.ts';

interface EndpointRow {
  id: Id;
  url: string;
  events: WebhookEvent[];
  active: boolean;
  disabled_at: Date | null;
  disabled_reason: WebhookEndpoint['disabledReason'];
  failing_since: Date | null;
  created_at: Date;
}

/** All endpoints of the company, in the order in which they were made. */
export async function allWebhookEndpoints(reader: Reader, companyId: Id): Promise<WebhookEndpoint[]> {
  const rows = await reader<EndpointRow[]>`
    select id, url, events, active, disabled_at, disabled_reason, failing_since, created_at
    from webhook_endpoints where company_id = ${companyId} order by id`;
  return rows.map(toEndpoint);
}

export async function insertWebhookEndpoint(
  tx: Tx,
  companyId: Id,
  endpoint: WebhookEndpoint & { secret: Buffer },
): Promise<void> {
  await tx`
    insert into webhook_endpoints (company_id, id, url, events, secret, active, created_at)
    values (${companyId}, ${endpoint.id}, ${endpoint.url}, ${endpoint.events}::text[], ${endpoint.secret},
      ${endpoint.active}, ${endpoint.createdAt})`;
}

export async function updateWebhookEndpoint(tx: Tx, companyId: Id, endpoint: WebhookEndpoint): Promise<void> {
  await tx`
    update webhook_endpoints set url = ${endpoint.url}, events = ${endpoint.events}::text[],
      active = ${endpoint.active}, disabled_at = ${endpoint.disabledAt}, disabled_reason = ${endpoint.disabledReason},
      failing_since = ${endpoint.failingSince}
    where company_id = ${companyId} and id = ${endpoint.id}`;
}

/** With its deliveries. */
export async function removeWebhookEndpoint(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`delete from webhook_endpoints where company_id = ${companyId} and id = ${id}`;
}

/** Something arrived. */
export async function markWorking(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`
    update webhook_endpoints set failing_since = null
    where company_id = ${companyId} and id = ${id} and failing_since is not null`;
}

/** Something did not arrive; answers since when nothing has, or null when the endpoint is gone or off. */
export async function markFailing(tx: Tx, companyId: Id, id: Id, now: Date): Promise<Date | null> {
  const [row] = await tx<{ failing_since: Date }[]>`
    update webhook_endpoints set failing_since = coalesce(failing_since, ${now})
    where company_id = ${companyId} and id = ${id} and active returning failing_since`;
  return row?.failing_since ?? null;
}

export async function disableWebhookEndpoint(
  tx: Tx,
  companyId: Id,
  off: { id: Id; reason: 'failing' | 'gone'; now: Date },
): Promise<void> {
  await tx`
    update webhook_endpoints set active = false, disabled_at = ${off.now}, disabled_reason = ${off.reason}
    where company_id = ${companyId} and id = ${off.id} and active`;
}

function toEndpoint(row: EndpointRow): WebhookEndpoint {
  return {
    id: row.id,
    url: row.url,
    events: row.events,
    active: row.active,
    disabledAt: row.disabled_at,
    disabledReason: row.disabled_reason,
    failingSince: row.failing_since,
    createdAt: row.created_at,
  };
}

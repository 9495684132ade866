/**
 * The table deliveries: claimed by one process at a time, by putting their next attempt off before they are sent. What a
 * process that died had claimed comes due again, so everything arrives at least once.
 */
import type { Id } from '../base/ids.ts';
import type { Reader, Tx } from './database.ts';
import { idPattern, type Page, type Paging, readCursor, toPage } from './page.ts';

export interface Delivery {
  id: Id;
  endpointId: Id;
  eventId: Id;
  type: string;
  body: string;
  attempts: number;
  nextAt: Date;
  deliveredAt: Date | null;
  givenUpAt: Date | null;
  lastAttemptAt: Date | null;
  lastStatus: number | null;
  lastAnswer: string | null;
  createdAt: Date;
}

interface Row {
  id: Id;
  endpoint_id: Id;
  event_id: Id;
  type: string;
  body: string;
  attempts: number;
  next_at: Date;
  delivered_at: Date | null;
  given_up_at: Date | null;
  last_attempt_at: Date | null;
  last_status: number | null;
  last_answer: string | null;
  created_at: Date;
}

/** Newest first. */
export async function listDeliveries(
  reader: Reader,
  companyId: Id,
  query: Paging & { endpointId: Id },
): Promise<Page<Delivery>> {
  const [after] = readCursor(query.cursor, [idPattern]) ?? [];
  const rows = await reader<Row[]>`
    select * from deliveries where company_id = ${companyId} and endpoint_id = ${query.endpointId}
      ${after ? reader`and id < ${after}` : reader``}
    order by id desc limit ${query.limit + 1}`;
  return toPage(rows, { limit: query.limit, key: (row) => [row.id], item: toDelivery });
}

export async function findDelivery(
  reader: Reader,
  companyId: Id,
  query: { endpointId: Id; id: Id },
): Promise<Delivery | null> {
  const [row] = await reader<Row[]>`
    select * from deliveries
    where company_id = ${companyId} and endpoint_id = ${query.endpointId} and id = ${query.id}`;
  return row ? toDelivery(row) : null;
}

/** From the beginning, with its pauses; the event and its bytes stay the same. */
export async function deliverAgain(tx: Tx, companyId: Id, id: Id, now: Date): Promise<void> {
  await tx`
    update deliveries set attempts = 0, next_at = ${now}, delivered_at = null, given_up_at = null
    where company_id = ${companyId} and id = ${id}`;
}

/** What waits at an endpoint that was switched on again is due now. */
export async function hastenDeliveries(tx: Tx, companyId: Id, endpointId: Id, now: Date): Promise<void> {
  await tx`
    update deliveries set next_at = ${now}
    where company_id = ${companyId} and endpoint_id = ${endpointId} and delivered_at is null and given_up_at is null`;
}

export interface ClaimedDelivery extends Delivery {
  companyId: Id;
  url: string;
  secret: Buffer;
}

/** Due rows that are looked through at most, so that one endpoint's backlog does not make each claim slow. */
const mostLookedThrough = 1000;

/**
 * Claims what is due at up to `endpoints` endpoints, longest waiting first and at most `perEndpoint` of each; needs a
 * system transaction. Endpoints in `busy` are being served already, one after another, which keeps their order.
 */
export async function claimDeliveries(
  tx: Tx,
  claim: { now: Date; until: Date; endpoints: number; perEndpoint: number; busy: readonly Id[] },
): Promise<ClaimedDelivery[]> {
  const rows = await tx<(Row & { company_id: Id; url: string; secret: Buffer })[]>`
    with due as (
      select deliveries.company_id, deliveries.id, deliveries.endpoint_id, deliveries.next_at
      from deliveries join webhook_endpoints as endpoints
        on endpoints.company_id = deliveries.company_id and endpoints.id = deliveries.endpoint_id and endpoints.active
      where delivered_at is null and given_up_at is null and next_at <= ${claim.now}
        and deliveries.endpoint_id <> all(${[...claim.busy]}::uuid[])
      order by next_at, deliveries.id limit ${mostLookedThrough}
    ), ranked as (
      select *, row_number() over (partition by endpoint_id order by next_at, id) as place from due
    ), chosen as (
      select endpoint_id from due group by endpoint_id order by min(next_at) limit ${claim.endpoints}
    ), locked as (
      select deliveries.company_id, deliveries.id from deliveries
      join ranked on ranked.company_id = deliveries.company_id and ranked.id = deliveries.id
      where ranked.place <= ${claim.perEndpoint} and ranked.endpoint_id in (select endpoint_id from chosen)
        and deliveries.delivered_at is null and deliveries.given_up_at is null and deliveries.next_at <= ${claim.now}
      for update of deliveries skip locked
    )
    update deliveries set next_at = ${claim.until}
    from locked, webhook_endpoints as endpoints
    where deliveries.company_id = locked.company_id and deliveries.id = locked.id
      and endpoints.company_id = deliveries.company_id and endpoints.id = deliveries.endpoint_id
    returning deliveries.*, endpoints.url, endpoints.secret`;
  return rows
    .map((row) => ({ ...toDelivery(row), companyId: row.company_id, url: row.url, secret: row.secret }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export interface DeliveryAttempt {
  id: Id;
  at: Date;
  status: number | null;
  answer: string;
  outcome: { kind: 'delivered' } | { kind: 'retry'; at: Date } | { kind: 'given_up' };
}

export async function recordAttempt(tx: Tx, companyId: Id, attempt: DeliveryAttempt): Promise<void> {
  const { outcome, at } = attempt;
  await tx`
    update deliveries set attempts = attempts + 1, last_attempt_at = ${at}, last_status = ${attempt.status},
      last_answer = ${attempt.answer}, next_at = ${outcome.kind === 'retry' ? outcome.at : at},
      delivered_at = ${outcome.kind === 'delivered' ? at : null},
      given_up_at = ${outcome.kind === 'given_up' ? at : null}
    where company_id = ${companyId} and id = ${attempt.id} and delivered_at is null`;
}

/** Gives back what was claimed and not tried. */
export async function releaseDeliveries(tx: Tx, companyId: Id, ids: readonly Id[], now: Date): Promise<void> {
  await tx`
    update deliveries set next_at = ${now}
    where company_id = ${companyId} and id = any(${[...ids]}::uuid[]) and delivered_at is null`;
}

function toDelivery(row: Row): Delivery {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    eventId: row.event_id,
    type: row.type,
    body: row.body,
    attempts: row.attempts,
    nextAt: row.next_at,
    deliveredAt: row.delivered_at,
    givenUpAt: row.given_up_at,
    lastAttemptAt: row.last_attempt_at,
    lastStatus: row.last_status,
    lastAnswer: row.last_answer,
    createdAt: row.created_at,
  };
}

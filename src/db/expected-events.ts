/**
 * The echo: each write of ours will come back as an event. One event consumes one expectation; whatever is left over was
 * done by somebody else, even within the same second.
 */
import { type Id, newId } from '../base/ids.ts';
import type { Tx } from './database.ts';

export interface ExpectedEvent {
  entity: string;
  booksId: string;
  operation: string;
  at: Date;
}

export async function expectEvents(
  tx: Tx,
  request: { companyId: Id; realmId: string; events: readonly ExpectedEvent[] },
): Promise<void> {
  if (request.events.length === 0) return;
  const rows = request.events.map((event) => ({
    company_id: request.companyId,
    id: newId(),
    realm_id: request.realmId,
    entity: event.entity,
    books_id: event.booksId,
    operation: event.operation,
    at_second: wholeSecond(event.at),
  }));
  await tx`insert into expected_events ${tx(rows)}`;
}

/** For each event in order: was it expected? An expectation is used up by the event that meets it. */
export async function consumeExpected(
  tx: Tx,
  request: { companyId: Id; realmId: string; events: readonly ExpectedEvent[] },
): Promise<boolean[]> {
  const known: boolean[] = [];
  for (const event of request.events) {
    const rows = await tx`
      delete from expected_events where company_id = ${request.companyId} and id = (
        select id from expected_events where company_id = ${request.companyId} and realm_id = ${request.realmId}
          and entity = ${event.entity} and books_id = ${event.booksId} and operation = ${event.operation}
          and at_second = ${wholeSecond(event.at)}
        order by id limit 1)
      returning id`;
    known.push(rows.length > 0);
  }
  return known;
}

/** Expectations whose event never came (a lost webhook) must not swallow a later one. */
export async function forgetExpected(tx: Tx, request: { companyId: Id; before: Date }): Promise<void> {
  await tx`delete from expected_events where company_id = ${request.companyId} and at_second < ${request.before}`;
}

/** QuickBooks' times have whole seconds in records and sometimes milliseconds in events. */
function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}

/**
 * What people are to be told by e-mail, found from the facts themselves, and kept once it was told. So no change has to
 * think of e-mail, and nothing is told twice or forgotten, whichever process stops when. Needs system transactions.
 */
import type { Id } from '../base/ids.ts';
import type { Tx } from './database.ts';
import type { MailKind } from './mails.ts';

export interface Notice {
  companyId: Id;
  kind: MailKind;
  /** The QuickBooks company's or the endpoint's id. */
  subject: string;
  /** Of connections that end: days before. */
  step: number;
  /** The moment that the notice is about. */
  fact: Date;
}

/** False when it was told already, or is being told by another process. */
export async function takeNotice(tx: Tx, notice: Notice): Promise<boolean> {
  const rows = await tx`
    insert into notices (company_id, kind, subject, step, fact)
    values (${notice.companyId}, ${notice.kind}, ${notice.subject}, ${notice.step}, ${notice.fact})
    on conflict do nothing returning 1`;
  return rows.length === 1;
}

export type EndingConnection = Notice & { books: string };

interface EndingRow {
  company_id: Id;
  realm_id: string;
  company_name: string;
  refresh_expires_at: Date;
  step: number;
}

/**
 * Connections whose permission ends in at most 14, 7 or 2 days, of which people were not told yet. Each renewal of a token
 * reckons the end anew and comes out a little different, so ends within three days of each other are the same one.
 */
export async function endingConnections(tx: Tx, query: { now: Date; limit: number }): Promise<EndingConnection[]> {
  const rows = await tx<EndingRow[]>`
    select company_id, realm_id, company_name, refresh_expires_at, step from connections
    cross join lateral (select case
      when refresh_expires_at <= ${query.now}::timestamptz + interval '2 days' then 2
      when refresh_expires_at <= ${query.now}::timestamptz + interval '7 days' then 7 else 14 end as step) as near
    where current and state = 'connected' and refresh_expires_at > ${query.now}
      and refresh_expires_at <= ${query.now}::timestamptz + interval '14 days'
      and not exists (select 1 from notices where notices.company_id = connections.company_id
        and kind = 'connection_ending' and subject = realm_id and notices.step = near.step
        and fact between refresh_expires_at - interval '3 days' and refresh_expires_at + interval '3 days')
    order by refresh_expires_at limit ${query.limit}`;
  return rows.map((row) => ({
    companyId: row.company_id,
    kind: 'connection_ending',
    subject: row.realm_id,
    step: row.step,
    fact: row.refresh_expires_at,
    books: row.company_name,
  }));
}

/** Connections that were lost; each is told once for each time that it had been made. */
export async function lostConnections(tx: Tx, limit: number): Promise<EndingConnection[]> {
  const rows = await tx<{ company_id: Id; realm_id: string; company_name: string; connected_at: Date }[]>`
    select company_id, realm_id, company_name, connected_at from connections
    where current and state = 'lost' and not exists (select 1 from notices
      where notices.company_id = connections.company_id and kind = 'connection_lost' and subject = realm_id
        and fact = connected_at)
    limit ${limit}`;
  return rows.map((row) => ({
    companyId: row.company_id,
    kind: 'connection_lost',
    subject: row.realm_id,
    step: 0,
    fact: row.connected_at,
    books: row.company_name,
  }));
}

export type DisabledEndpoint = Notice & { url: string; reason: 'failing' | 'gone'; since: Date };

interface DisabledRow {
  company_id: Id;
  id: Id;
  url: string;
  disabled_at: Date;
  disabled_reason: 'failing' | 'gone';
  failing_since: Date | null;
}

/** Webhook endpoints that were switched off by themselves. */
export async function disabledEndpoints(tx: Tx, limit: number): Promise<DisabledEndpoint[]> {
  const rows = await tx<DisabledRow[]>`
    select company_id, id, url, disabled_at, disabled_reason, failing_since from webhook_endpoints
    where disabled_at is not null and not exists (select 1 from notices
      where notices.company_id = webhook_endpoints.company_id and kind = 'webhook_disabled'
        and subject = webhook_endpoints.id::text and fact = disabled_at)
    limit ${limit}`;
  return rows.map((row) => ({
    companyId: row.company_id,
    kind: 'webhook_disabled',
    subject: row.id,
    step: 0,
    fact: row.disabled_at,
    url: row.url,
    reason: row.disabled_reason,
    since: row.failing_since ?? row.disabled_at,
  }));
}

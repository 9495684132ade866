/** Connections of companies to QuickBooks companies. One is current; former ones stay, with their links, for a return. */
import type { Id } from '../base/ids.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';

export type TaxMode = 'us_manual' | 'us_automated' | 'global' | 'none';

/** What the sync needs of QuickBooks' preferences. */
export interface BooksPreferences {
  customTxnNumbers: boolean;
  allowDiscount: boolean;
  bookCloseDate: string | null;
  trackDepartments: boolean;
  classPerTxn: boolean;
  multiCurrency: boolean;
  defaultTaxCodeId: string | null;
}

export interface Connection {
  companyId: Id;
  realmId: string;
  /** Another number after each connecting: work that began under an earlier connection ends. */
  epoch: number;
  state: 'connected' | 'lost' | 'disconnected';
  companyName: string;
  country: string;
  currency: string;
  edition: string | null;
  taxMode: TaxMode;
  preferences: BooksPreferences;
  connectedBy: string;
  connectedAt: Date;
  accessExpiresAt: Date | null;
  refreshExpiresAt: Date | null;
  /** QuickBooks refuses all writes (subscription ended, company locked) until then. */
  suspendedUntil: Date | null;
  /** Nothing is sent before then: QuickBooks was unreachable or asked for a pause. */
  pausedUntil: Date | null;
  sweptTo: Date | null;
  nextSweepAt: Date | null;
  quietSweeps: number;
  /** How far a sweep by query has come; null: none is under way. */
  sweepCursor: SweepCursor | null;
  listsReadAt: Date | null;
}

/** A sweep by query reads one kind of record after another, each in the order of its changes. */
export interface SweepCursor {
  /** All that changed until then is seen when it ends. ISO instants. */
  to: string;
  since: string;
  entity: string;
  /** The change from which on it reads next, and how many of that instant it has seen already. */
  from: string;
  seenOfInstant: number;
  /** What change data capture told as deleted when it began. */
  gone: readonly { entity: string; booksId: string }[];
  /** First of all, after too long an absence: up to which of the records followed here it knows whether they are still there. */
  followed?: { entity: 'Invoice' | 'Payment'; after: string };
  looks: number;
}

export interface SealedTokens {
  accessToken: Buffer;
  refreshToken: Buffer;
  accessExpiresAt: Date;
  refreshExpiresAt: Date;
}

interface Row {
  company_id: Id;
  realm_id: string;
  epoch: number;
  state: Connection['state'];
  company_name: string;
  country: string;
  currency: string;
  edition: string | null;
  tax_mode: TaxMode;
  preferences: BooksPreferences;
  connected_by: string;
  connected_at: Date;
  access_expires_at: Date | null;
  refresh_expires_at: Date | null;
  suspended_until: Date | null;
  paused_until: Date | null;
  swept_to: Date | null;
  next_sweep_at: Date | null;
  quiet_sweeps: number;
  sweep_cursor: SweepCursor | null;
  lists_read_at: Date | null;
}

function toConnection(row: Row): Connection {
  return {
    companyId: row.company_id,
    realmId: row.realm_id,
    epoch: row.epoch,
    state: row.state,
    companyName: row.company_name,
    country: row.country,
    currency: row.currency,
    edition: row.edition,
    taxMode: row.tax_mode,
    preferences: row.preferences,
    connectedBy: row.connected_by,
    connectedAt: row.connected_at,
    accessExpiresAt: row.access_expires_at,
    refreshExpiresAt: row.refresh_expires_at,
    suspendedUntil: row.suspended_until,
    pausedUntil: row.paused_until,
    sweptTo: row.swept_to,
    nextSweepAt: row.next_sweep_at,
    quietSweeps: row.quiet_sweeps,
    sweepCursor: row.sweep_cursor,
    listsReadAt: row.lists_read_at,
  };
}

/** The company's current connection, also when it is lost or ended; null when there never was one. */
export async function currentConnection(reader: Reader, companyId: Id): Promise<Connection | null> {
  const [row] = await reader<Row[]>`select * from connections where company_id = ${companyId} and current`;
  return row ? toConnection(row) : null;
}

/** Which other company holds this QuickBooks company now? Needs a system transaction: it looks across companies. */
export async function realmHolder(tx: Tx, realmId: string): Promise<Id | null> {
  const [row] = await tx<{ company_id: Id }[]>`
    select company_id from connections where realm_id = ${realmId} and current and state <> 'disconnected'`;
  return row?.company_id ?? null;
}

export interface NewConnection {
  companyId: Id;
  realmId: string;
  companyName: string;
  country: string;
  currency: string;
  edition: string | null;
  taxMode: TaxMode;
  preferences: BooksPreferences;
  connectedBy: string;
  now: Date;
  tokens: SealedTokens;
}

/** Makes this QuickBooks company the current one; what was kept for it (cursor, links) comes back with it. */
export async function saveConnection(tx: Tx, made: NewConnection): Promise<void> {
  await tx`update connections set current = false where company_id = ${made.companyId} and realm_id <> ${made.realmId}`;
  const facts = {
    current: true,
    state: 'connected',
    company_name: made.companyName,
    country: made.country,
    currency: made.currency,
    edition: made.edition,
    tax_mode: made.taxMode,
    preferences: tx.json(asJson(made.preferences)),
    connected_by: made.connectedBy,
    connected_at: made.now,
    access_token: made.tokens.accessToken,
    refresh_token: made.tokens.refreshToken,
    access_expires_at: made.tokens.accessExpiresAt,
    refresh_expires_at: made.tokens.refreshExpiresAt,
    suspended_until: null,
    paused_until: null,
    next_sweep_at: made.now,
  };
  await tx`
    insert into connections ${tx({ company_id: made.companyId, realm_id: made.realmId, ...facts })}
    on conflict (company_id, realm_id) do update set ${tx(facts)}, epoch = connections.epoch + 1`;
}

/** The sealed tokens, locked, so that two renewals of one connection cannot overlap. */
export async function lockTokens(
  tx: Tx,
  companyId: Id,
): Promise<{ realmId: string; access: Buffer; refresh: Buffer; accessExpiresAt: Date } | null> {
  const [row] = await tx<
    { realm_id: string; access_token: Buffer | null; refresh_token: Buffer | null; access_expires_at: Date }[]
  >`
    select realm_id, access_token, refresh_token, access_expires_at from connections
    where company_id = ${companyId} and current and state = 'connected' for update`;
  if (!row?.access_token || !row.refresh_token) return null;
  return {
    realmId: row.realm_id,
    access: row.access_token,
    refresh: row.refresh_token,
    accessExpiresAt: row.access_expires_at,
  };
}

export async function saveTokens(tx: Tx, companyId: Id, tokens: SealedTokens): Promise<void> {
  await tx`
    update connections set access_token = ${tokens.accessToken}, refresh_token = ${tokens.refreshToken},
      access_expires_at = ${tokens.accessExpiresAt}, refresh_expires_at = ${tokens.refreshExpiresAt}
    where company_id = ${companyId} and current`;
}

export async function endConnection(tx: Tx, companyId: Id, state: 'lost' | 'disconnected'): Promise<void> {
  await tx`
    update connections set state = ${state}, access_token = null, refresh_token = null
    where company_id = ${companyId} and current`;
}

/** Nothing is sent for a while. */
export async function pauseConnection(
  tx: Tx,
  companyId: Id,
  pause: { until: Date | null; suspendedUntil: Date | null },
): Promise<void> {
  await tx`
    update connections set paused_until = ${pause.until}, suspended_until = ${pause.suspendedUntil}
    where company_id = ${companyId} and current`;
}

export async function recordSweep(
  tx: Tx,
  companyId: Id,
  sweep: { sweptTo: Date; nextSweepAt: Date; quietSweeps: number },
): Promise<void> {
  await tx`
    update connections set swept_to = ${sweep.sweptTo}, next_sweep_at = ${sweep.nextSweepAt},
      quiet_sweeps = ${sweep.quietSweeps}, sweep_cursor = null
    where company_id = ${companyId} and current`;
}

export async function saveSweepCursor(tx: Tx, companyId: Id, cursor: SweepCursor): Promise<void> {
  await tx`update connections set sweep_cursor = ${tx.json(asJson(cursor))} where company_id = ${companyId} and current`;
}

/** QuickBooks could not be asked now. */
export async function postponeSweep(tx: Tx, companyId: Id, nextSweepAt: Date): Promise<void> {
  await tx`update connections set next_sweep_at = ${nextSweepAt} where company_id = ${companyId} and current`;
}

/** A webhook came, or someone asked: sweep at `at` at the latest. */
export async function sweepBy(tx: Tx, companyId: Id, at: Date): Promise<void> {
  await tx`
    update connections set next_sweep_at = least(next_sweep_at, ${at}) where company_id = ${companyId} and current`;
}

export async function recordCompanyFacts(
  tx: Tx,
  companyId: Id,
  facts: { companyName: string; taxMode: TaxMode; preferences: BooksPreferences; edition: string | null; now: Date },
): Promise<void> {
  await tx`
    update connections set company_name = ${facts.companyName}, tax_mode = ${facts.taxMode}, edition = ${facts.edition},
      preferences = ${tx.json(asJson(facts.preferences))}, lists_read_at = ${facts.now}
    where company_id = ${companyId} and current`;
}

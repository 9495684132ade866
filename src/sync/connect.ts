/**
 * Connecting a company to QuickBooks: the consent's state is bound to the browser that asked, the code is exchanged once, and
 * the company behind it is read before anything is stored. These are the only requests that wait for QuickBooks.
 */
import type { Id } from '../base/ids.ts';
import { newId } from '../base/ids.ts';
import { secretText, sha256 } from '../base/random.ts';
import { type Call, recordCall } from '../db/calls.ts';
import { loadCompany } from '../db/companies.ts';
import {
  currentConnection,
  endConnection,
  lockTokens,
  realmHolder,
  recordCompanyFacts,
  saveConnection,
} from '../db/connections.ts';
import type { Tx } from '../db/database.ts';
import { hastenIntents } from '../db/intents.ts';
import { settleIssues } from '../db/issues.ts';
import { lockCompany } from '../db/lock-row.ts';
import { hastenLooks, notifyChange, notifyWork } from '../db/looks.ts';
import { saveSeen } from '../db/mirrors.ts';
import { type StoredState, saveState, takeStart, takeState } from '../db/oauth-states.ts';
import { isViolationOf } from '../db/violations.ts';
import { type BatchMember, batchRequest, parseBatchAnswer } from '../quickbooks/batch.ts';
import type { Tokens } from '../quickbooks/oauth.ts';
import { OAuthRefused, OAuthUnreachable } from '../quickbooks/oauth-errors.ts';
import { type CompanyFacts, companyFacts, listStatements } from './company-lists.ts';
import type { SyncContext } from './context.ts';
import { replaceCompany } from './replace-company.ts';
import { toSeen } from './see.ts';
import { sealTokens } from './tokens.ts';

const stateMinutes = 15;

export type CallbackError =
  | 'access_denied'
  | 'state_mismatch'
  | 'realm_taken'
  | 'other_company'
  | 'currency_mismatch'
  | 'exchange_failed';

export interface Connecting {
  authorizeUrl: string;
  startUrl: string;
  /** To be set as a cookie in the browser that asked. */
  cookie: string;
}

export async function startConnecting(
  context: SyncContext & { publicUrl: string },
  request: { companyId: Id; actorName: string; replaceCompany: boolean },
): Promise<Connecting> {
  const state = secretText(32);
  const cookie = secretText(32);
  const start = secretText(32);
  const authorizeUrl = context.oauth.authorizeUrl({ state, redirectUri: redirectUri(context.publicUrl) });
  const now = context.clock.now();
  await context.database.write(request.companyId, (tx) =>
    saveState(tx, {
      ...request,
      stateHash: sha256(state),
      cookieHash: sha256(cookie),
      startHash: sha256(start),
      authorizeUrl,
      createdAt: now,
      expiresAt: new Date(now.getTime() + stateMinutes * 60_000),
    }),
  );
  return { authorizeUrl, startUrl: `${context.publicUrl}/api/v1/integrations/quickbooks/start/${start}`, cookie };
}

export function redirectUri(publicUrl: string): string {
  return `${publicUrl}/api/v1/integrations/quickbooks/callback`;
}

/** Opens the consent in another browser than the one that asked: binds the state to that one instead. Null: used or old. */
export async function openStart(
  context: SyncContext,
  start: string,
): Promise<{ authorizeUrl: string; cookie: string } | null> {
  const cookie = secretText(32);
  const authorizeUrl = await context.database.system((tx) =>
    takeStart(tx, { startHash: sha256(start), cookieHash: sha256(cookie), now: context.clock.now() }),
  );
  return authorizeUrl ? { authorizeUrl, cookie } : null;
}

export interface Callback {
  url: string;
  state: string;
  realmId: string | null;
  error: string | null;
  cookie: string | null;
}

export async function finishConnecting(
  context: SyncContext & { publicUrl: string },
  callback: Callback,
): Promise<{ error: CallbackError } | { error: null }> {
  const now = context.clock.now();
  const stored = await context.database.system((tx) => takeState(tx, { stateHash: sha256(callback.state), now }));
  if (!stored || !callback.cookie || !sha256(callback.cookie).equals(stored.cookieHash)) {
    return { error: 'state_mismatch' };
  }
  if (callback.error) return { error: callback.error === 'access_denied' ? 'access_denied' : 'exchange_failed' };
  const { realmId } = callback;
  if (!realmId || !/^\d{1,30}$/.test(realmId)) return { error: 'exchange_failed' };
  const refused = await refusedBeforeExchange(context, stored, realmId);
  if (refused) return { error: refused };
  const tokens = await exchange(context, callback);
  if (!tokens) return { error: 'exchange_failed' };
  const read = await readCompany(context, realmId, tokens.accessToken);
  if (!read) return { error: 'exchange_failed' };
  const company = await context.database.read(stored.companyId, (reader) => loadCompany(reader, stored.companyId));
  if (read.facts.currency !== company.currency) {
    await context.oauth.revoke(tokens.refreshToken).catch(() => undefined);
    return { error: 'currency_mismatch' };
  }
  if (await storeConnection(context, { stored, realmId, tokens, ...read })) return { error: null };
  // Its tokens are left alone: a revocation may end the consent of whoever took the QuickBooks company.
  return { error: 'realm_taken' };
}

async function refusedBeforeExchange(
  context: SyncContext,
  stored: StoredState,
  realmId: string,
): Promise<CallbackError | null> {
  const holder = await context.database.system((tx) => realmHolder(tx, realmId));
  if (holder !== null && holder !== stored.companyId) return 'realm_taken';
  const before = await context.database.read(stored.companyId, (reader) => currentConnection(reader, stored.companyId));
  return before && before.realmId !== realmId && !stored.replaceCompany ? 'other_company' : null;
}

async function exchange(context: SyncContext & { publicUrl: string }, callback: Callback): Promise<Tokens | null> {
  try {
    return await context.oauth.exchange({
      callbackUrl: callback.url,
      redirectUri: redirectUri(context.publicUrl),
      state: callback.state,
    });
  } catch (error) {
    if (!(error instanceof OAuthRefused) && !(error instanceof OAuthUnreachable)) throw error;
    context.log.warn({ error: error.message }, 'the exchange of the consent failed');
    return null;
  }
}

interface CompanyRead {
  facts: CompanyFacts;
  rows: { entity: string; row: unknown }[];
  call: Call;
}

async function readCompany(context: SyncContext, realmId: string, token: string): Promise<CompanyRead | null> {
  const members = listStatements().map(
    (query, index): BatchMember => ({ bId: `q${index}`, operation: 'query', query }),
  );
  const request = batchRequest({ members, requestId: newId() });
  // Asked for by a person, so it does not wait for the budget; but it counts.
  const grant = context.quotaOf(realmId).take('batch');
  const at = context.clock.now();
  const outcome = await context.send({ ...request, realmId, accessToken: token });
  if (grant.granted) grant.release();
  if (outcome.kind !== 'answer') return null;
  const call: Call = {
    realmId,
    owner: context.owner,
    at,
    kind: 'batch',
    reads: members.length,
    writes: 0,
    status: outcome.status,
    intuitTid: outcome.tid ?? null,
    durationMs: Math.round(outcome.durationMs),
    outcome: outcome.kind,
    beginning: null,
  };
  const items = parseBatchAnswer(
    outcome.body,
    members.map((member) => member.bId),
  );
  const rows = [...items.values()].flatMap((item) =>
    item.kind === 'query'
      ? Object.entries(item.rows).flatMap(([entity, list]) => list.map((row) => ({ entity, row })))
      : [],
  );
  const facts = companyFacts(rows);
  return facts ? { facts, rows, call } : null;
}

/** False when another company took this QuickBooks company in the same moment. */
async function storeConnection(
  context: SyncContext,
  made: CompanyRead & { stored: StoredState; realmId: string; tokens: Tokens },
): Promise<boolean> {
  const { stored, realmId, tokens, facts, rows } = made;
  const { companyId } = stored;
  const now = context.clock.now();
  const store = async (tx: Tx) => {
    const holder = await realmHolder(tx, realmId);
    if (holder !== null && holder !== companyId) return false;
    await lockCompany(tx, companyId);
    const former = await currentConnection(tx, companyId);
    await saveConnection(tx, {
      companyId,
      realmId,
      ...facts,
      connectedBy: stored.actorName,
      now,
      tokens: sealTokens(context.seal, tokens, now),
    });
    if (former && former.realmId !== realmId) {
      await replaceCompany(tx, { companyId, formerRealmId: former.realmId, realmId, now });
    }
    await recordCompanyFacts(tx, companyId, { ...facts, now });
    await recordCall(tx, companyId, made.call);
    const seen = rows.filter((row) => row.entity !== 'CompanyInfo').map(({ entity, row }) => toSeen(entity, row));
    await saveSeen(tx, { companyId, realmId, seen, now });
    await resumeQueue(tx, { companyId, realmId, now });
    return true;
  };
  try {
    return await context.database.system(store);
  } catch (error) {
    if (isViolationOf(error, 'connections_realm')) return false;
    throw error;
  }
}

async function resumeQueue(tx: Tx, scope: { companyId: Id; realmId: string; now: Date }): Promise<void> {
  const { companyId, realmId, now } = scope;
  await settleIssues(tx, { companyId, realmId, invoiceId: null, drafts: [], now });
  await hastenLooks(tx, companyId, now);
  await hastenIntents(tx, { companyId, realmId }, now);
  await notifyWork(tx, companyId);
  await notifyChange(tx, companyId);
}

/** Ends the connection here in any case, and at Intuit if it can be reached. */
export async function disconnect(context: SyncContext, companyId: Id): Promise<void> {
  const refresh = await context.database.write(companyId, async (tx) => {
    const tokens = await lockTokens(tx, companyId);
    await endConnection(tx, companyId, 'disconnected');
    await notifyChange(tx, companyId);
    return tokens?.refresh ?? null;
  });
  if (!refresh) return;
  try {
    await context.oauth.revoke(context.seal.open(refresh));
  } catch (error) {
    context.log.warn({ companyId, error: String(error) }, 'Intuit could not be told of the disconnection');
  }
}

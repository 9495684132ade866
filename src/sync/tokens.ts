/**
 * The access token of a connection. Renewed only when it is about to end or was refused, by the holder of the company alone;
 * a renewal whose answer was lost is tried again with the same refresh token.
 */

import type { Seal } from '../base/seal.ts';
import type { SealedTokens } from '../db/connections.ts';
import { endConnection, lockTokens, saveTokens } from '../db/connections.ts';
import { settleIssues } from '../db/issues.ts';
import { hastenLooks, notifyChange } from '../db/looks.ts';
import { tell } from '../db/outbox.ts';
import type { Tokens } from '../quickbooks/oauth.ts';
import { OAuthRefused, OAuthUnreachable } from '../quickbooks/oauth-errors.ts';
import { type SyncContext, syncLimits } from './context.ts';
import { issueDraft } from './issue-draft.ts';
import { type Pass, writeHeld } from './pass-state.ts';

export type TokenOutcome = { kind: 'token'; token: string } | { kind: 'lost' } | { kind: 'unreachable' };

export async function accessToken(
  context: SyncContext,
  pass: Pass,
  options: { refused?: string } = {},
): Promise<TokenOutcome> {
  if (pass.accessToken && pass.accessToken !== options.refused) return { kind: 'token', token: pass.accessToken };
  const stored = await writeHeld(context, pass, (tx) => lockTokens(tx, pass.companyId));
  if (!stored || stored.realmId !== pass.connection.realmId) return { kind: 'lost' };
  const access = context.seal.open(stored.access);
  const lives = stored.accessExpiresAt.getTime() - context.clock.now().getTime() > syncLimits.renewTokenBeforeMs;
  if (lives && access !== options.refused) {
    pass.accessToken = access;
    return { kind: 'token', token: access };
  }
  return renew(context, pass, context.seal.open(stored.refresh));
}

async function renew(context: SyncContext, pass: Pass, refreshToken: string): Promise<TokenOutcome> {
  let tokens: Tokens;
  try {
    tokens = await context.oauth.refresh(refreshToken);
  } catch (error) {
    if (error instanceof OAuthUnreachable) return { kind: 'unreachable' };
    if (!(error instanceof OAuthRefused)) throw error;
    context.log.warn({ companyId: pass.companyId, code: error.code }, 'the connection to QuickBooks was refused');
    return loseConnection(context, pass, refreshToken);
  }
  await writeHeld(context, pass, async (tx, now) => {
    const current = await lockTokens(tx, pass.companyId);
    // A reconnect in between has newer tokens than this renewal.
    if (!current || context.seal.open(current.refresh) !== refreshToken) return;
    await saveTokens(tx, pass.companyId, sealTokens(context.seal, tokens, now));
  });
  pass.accessToken = tokens.accessToken;
  return { kind: 'token', token: tokens.accessToken };
}

async function loseConnection(context: SyncContext, pass: Pass, refreshToken: string): Promise<TokenOutcome> {
  await writeHeld(context, pass, async (tx, now) => {
    const current = await lockTokens(tx, pass.companyId);
    if (!current || context.seal.open(current.refresh) !== refreshToken) return;
    await endConnection(tx, pass.companyId, 'lost');
    await settleIssues(tx, {
      companyId: pass.companyId,
      realmId: pass.connection.realmId,
      invoiceId: null,
      drafts: [issueDraft({ code: 'connection_lost', fixes: [] })],
      now,
    });
    const { realmId, companyName } = pass.connection;
    await tell(tx, { companyId: pass.companyId, type: 'connection.lost', data: { realmId, companyName }, now });
    await hastenLooks(tx, pass.companyId, now);
    await notifyChange(tx, pass.companyId);
  });
  return { kind: 'lost' };
}

export function sealTokens(seal: Seal, tokens: Tokens, now: Date): SealedTokens {
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  return {
    accessToken: seal.seal(tokens.accessToken),
    refreshToken: seal.seal(tokens.refreshToken),
    accessExpiresAt: after(tokens.accessExpiresIn),
    refreshExpiresAt: after(Math.min(tokens.refreshExpiresIn, tokens.refreshHardExpiresIn ?? Number.POSITIVE_INFINITY)),
  };
}

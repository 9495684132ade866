/**
 * Codes, access tokens and refresh tokens.
 * Invariants: a code works once, and a second use takes back what it gave; an access token lives an hour; a refresh token keeps
 * its value for a day and then rotates, which ends the former one (after the grace that the company's switch allows).
 */
import { randomBytes } from 'node:crypto';
import { findCompany, nextNumber } from '../state/company.ts';
import type { World } from '../world.ts';

const second = 1_000;
const day = 24 * 3600 * second;
const codeLife = 10 * 60 * second;
const accessLife = 3600 * second;
const refreshLife = 8_726_400 * second;
const hardLife = 5 * 365 * day;

interface Code {
  realmId: string;
  redirectUri: string;
  scope: string;
  expiresAt: number;
  grantId?: string;
}

interface Grant {
  id: string;
  realmId: string;
  scope: string;
  refreshToken: string;
  refreshIssuedAt: number;
  hardExpiresAt: number;
  revoked: boolean;
}

interface AccessToken {
  grantId: string;
  realmId: string;
  expiresAt: number;
}

interface RefreshToken {
  grantId: string;
  /** Set when a newer value took its place. */
  replacedAt?: number;
}

export interface IssuedTokens {
  realmId: string;
  scope: string;
  accessToken: string;
  expiresIn: number;
  refreshToken: string;
  refreshExpiresIn: number;
  refreshHardExpiresIn: number;
}

export function issueCode(world: World, wish: { realmId: string; redirectUri: string; scope: string }): string {
  const code = `AB1${randomBytes(24).toString('hex')}`;
  const expiresAt = world.clock.now().getTime() + codeLife;
  world.store.transact(() => world.store.put('codes', code, { ...wish, expiresAt } satisfies Code));
  return code;
}

/** `undefined`: invalid_grant. */
export function exchangeCode(world: World, wish: { code: string; redirectUri: string }): IssuedTokens | undefined {
  const code = world.store.get<Code>('codes', wish.code);
  if (!code) return undefined;
  return world.store.transact(() => {
    if (code.grantId !== undefined) {
      revokeGrant(world, code.grantId);
      return undefined;
    }
    const now = world.clock.now().getTime();
    if (code.expiresAt <= now || code.redirectUri !== wish.redirectUri) return undefined;
    const grant = openGrant(world, code);
    world.store.put('codes', wish.code, { ...code, grantId: grant.id });
    return issueTokens(world, grant);
  });
}

/** Tokens for a company without the consent page: for tests of what comes after it. */
export function connect(world: World, realmId: string): IssuedTokens {
  return world.store.transact(() =>
    issueTokens(world, openGrant(world, { realmId, scope: 'com.intuit.quickbooks.accounting' })),
  );
}

/** `undefined`: invalid_grant. */
export function refresh(world: World, token: string): IssuedTokens | undefined {
  const row = world.store.get<RefreshToken>('refreshTokens', token);
  const grant = row && world.store.get<Grant>('grants', row.grantId);
  if (!row || !grant || grant.revoked) return undefined;
  const now = world.clock.now().getTime();
  const grace = (findCompany(world.store, grant.realmId)?.switches.refreshGraceSeconds ?? 0) * second;
  if (row.replacedAt !== undefined && now >= row.replacedAt + grace) return undefined;
  if (now >= grant.refreshIssuedAt + refreshLife || now >= grant.hardExpiresAt) return undefined;
  return world.store.transact(() =>
    issueTokens(world, now - grant.refreshIssuedAt >= day ? rotate(world, grant) : grant),
  );
}

export type Authorisation =
  | { state: 'ok'; realmId: string; scope: string }
  | { state: 'expired' }
  | { state: 'unknown' };

export function authorise(world: World, accessToken: string): Authorisation {
  const row = world.store.get<AccessToken>('accessTokens', accessToken);
  const grant = row && world.store.get<Grant>('grants', row.grantId);
  if (!row || !grant) return { state: 'unknown' };
  if (grant.revoked || row.expiresAt <= world.clock.now().getTime()) return { state: 'expired' };
  return { state: 'ok', realmId: row.realmId, scope: grant.scope };
}

/** The company whose connection ended; `undefined` when the token is not known. */
export function revokeToken(world: World, token: string): string | undefined {
  const grantId =
    world.store.get<RefreshToken>('refreshTokens', token)?.grantId ??
    world.store.get<AccessToken>('accessTokens', token)?.grantId;
  const grant = grantId === undefined ? undefined : world.store.get<Grant>('grants', grantId);
  if (!grant || grant.revoked) return undefined;
  world.store.transact(() => revokeGrant(world, grant.id));
  return grant.realmId;
}

/** Ends all connections of a company, as its owner can inside QuickBooks. */
export function revokeCompany(world: World, realmId: string): void {
  world.store.transact(() => {
    for (const grant of grantsOf(world, realmId)) revokeGrant(world, grant.id);
  });
}

/** Lets all access tokens of a company run out now; refresh tokens go on. */
export function expireAccessTokens(world: World, realmId: string): void {
  world.store.transact(() => {
    for (const [token, row] of world.store.rows<AccessToken>('accessTokens')) {
      if (row.realmId === realmId) world.store.put('accessTokens', token, { ...row, expiresAt: 0 });
    }
  });
}

/** A company sends webhooks while someone is connected to it. */
export function isConnected(world: World, realmId: string): boolean {
  const now = world.clock.now().getTime();
  return grantsOf(world, realmId).some((grant) => !grant.revoked && grant.refreshIssuedAt + refreshLife > now);
}

/** Forgets what can no longer be used, so that the journal does not keep dead tokens. */
export function forgetDeadTokens(world: World): void {
  const now = world.clock.now().getTime();
  world.store.transact(() => {
    for (const [token, row] of world.store.rows<AccessToken>('accessTokens')) {
      if (row.expiresAt + day < now) world.store.remove('accessTokens', token);
    }
    for (const [code, row] of world.store.rows<Code>('codes')) {
      if (row.expiresAt + day < now) world.store.remove('codes', code);
    }
  });
}

function grantsOf(world: World, realmId: string): Grant[] {
  return [...world.store.rows<Grant>('grants').values()].filter((grant) => grant.realmId === realmId);
}

function openGrant(world: World, { realmId, scope }: { realmId: string; scope: string }): Grant {
  const now = world.clock.now().getTime();
  const id = String(nextNumber(world.store, 'all', 'grants'));
  const grant: Grant = {
    id,
    realmId,
    scope,
    refreshToken: '',
    refreshIssuedAt: now,
    hardExpiresAt: now + hardLife,
    revoked: false,
  };
  return rotate(world, grant);
}

function rotate(world: World, grant: Grant): Grant {
  const now = world.clock.now().getTime();
  const former = world.store.get<RefreshToken>('refreshTokens', grant.refreshToken);
  if (former) world.store.put('refreshTokens', grant.refreshToken, { ...former, replacedAt: now });
  const refreshToken = `RT1-${grant.id}-H0-${Math.floor(now / second)}${randomBytes(20).toString('base64url')}`;
  const next: Grant = { ...grant, refreshToken, refreshIssuedAt: now };
  world.store.put('refreshTokens', refreshToken, { grantId: grant.id } satisfies RefreshToken);
  world.store.put('grants', grant.id, next);
  return next;
}

function revokeGrant(world: World, grantId: string): void {
  const grant = world.store.get<Grant>('grants', grantId);
  if (grant) world.store.put('grants', grantId, { ...grant, revoked: true });
}

/** Access tokens are as long as Intuit's, so that columns and headers meet real sizes. */
function issueTokens(world: World, grant: Grant): IssuedTokens {
  const now = world.clock.now().getTime();
  const accessToken = `eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0..${randomBytes(660).toString('base64url')}`;
  const row: AccessToken = { grantId: grant.id, realmId: grant.realmId, expiresAt: now + accessLife };
  world.store.put('accessTokens', accessToken, row);
  return {
    realmId: grant.realmId,
    scope: grant.scope,
    accessToken,
    expiresIn: accessLife / second,
    refreshToken: grant.refreshToken,
    refreshExpiresIn: Math.floor((grant.refreshIssuedAt + refreshLife - now) / second),
    refreshHardExpiresIn: Math.floor((grant.hardExpiresAt - now) / second),
  };
}

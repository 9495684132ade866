/** OAuth 2.0 as Intuit has it: the consent page, the token endpoint, revocation and the discovery document. */
import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { isObject } from '../json.ts';
import { consentPage } from '../page/consent.ts';
import { appendLimited, type TokenRequest } from '../request-log.ts';
import { companies, findCompany } from '../state/company.ts';
import type { World } from '../world.ts';
import { identityRoutes, idToken, issuer } from './identity.ts';
import { exchangeCode, type IssuedTokens, issueCode, refresh, revokeToken } from './tokens.ts';

const knownScopes = [
  'com.intuit.quickbooks.accounting',
  'com.intuit.quickbooks.payment',
  'openid',
  'profile',
  'email',
  'phone',
  'address',
];

export function oauthRoutes(world: World): Hono {
  const app = new Hono();
  app.get('/connect/oauth2', (context) => showConsent(world, context));
  app.post('/connect/oauth2', (context) => decideConsent(world, context));
  app.post('/oauth2/v1/tokens/bearer', (context) => answerToken(world, context));
  app.post('/v2/oauth2/tokens/revoke', (context) => answerRevoke(world, context));
  // Two spellings are in use for the sandbox, and some clients end the path with a slash.
  for (const name of ['openid_configuration', 'openid_sandbox_configuration', 'openid-sandbox-configuration']) {
    for (const path of [`/.well-known/${name}`, `/.well-known/${name}/`]) {
      app.get(path, (context) => context.json(discovery(new URL(context.req.url).origin)));
    }
  }
  app.route('/', identityRoutes(world));
  return app;
}

interface Consent {
  redirectUri: string;
  state: string;
  scope: string;
}

function readConsent(world: World, read: (name: string) => string | undefined): Consent | string {
  if (read('client_id') !== world.client.id) return 'The client_id is not known.';
  const redirectUri = read('redirect_uri') ?? '';
  if (!URL.canParse(redirectUri)) return 'The redirect_uri is missing or no address.';
  if (read('response_type') !== 'code') return 'The response_type must be code.';
  const scope = read('scope') ?? '';
  if (!scope.split(' ').includes('com.intuit.quickbooks.accounting')) {
    return 'The scope must hold com.intuit.quickbooks.accounting.';
  }
  const unknown = scope.split(' ').find((name) => name !== '' && !knownScopes.includes(name));
  if (unknown !== undefined) return `The scope ${unknown} is not modelled.`;
  return { redirectUri, state: read('state') ?? '', scope };
}

/** `auto=REALMID` connects at once, `auto=deny` cancels: for tests without a browser. */
async function showConsent(world: World, context: Context): Promise<Response> {
  const consent = readConsent(world, (name) => context.req.query(name));
  if (typeof consent === 'string') return context.text(consent, 400);
  const auto = context.req.query('auto');
  if (auto !== undefined) return redirectBack(world, context, { consent, realmId: auto === 'deny' ? undefined : auto });
  return context.html(
    await consentPage({ companies: companies(world.store), fields: { ...consent, clientId: world.client.id } }),
  );
}

async function decideConsent(world: World, context: Context): Promise<Response> {
  const form = await context.req.parseBody();
  const read = (name: string) => (typeof form[name] === 'string' ? form[name] : undefined);
  const consent = readConsent(world, read);
  if (typeof consent === 'string') return context.text(consent, 400);
  const realmId = read('decision') === 'connect' ? read('realmId') : undefined;
  return redirectBack(world, context, { consent, realmId });
}

function redirectBack(
  world: World,
  context: Context,
  { consent, realmId }: { consent: Consent; realmId: string | undefined },
): Response {
  const back = new URL(consent.redirectUri);
  if (realmId === undefined) {
    back.searchParams.set('error', 'access_denied');
  } else {
    if (!findCompany(world.store, realmId)) return context.text('The company does not exist.', 400);
    const code = issueCode(world, { realmId, redirectUri: consent.redirectUri, scope: consent.scope });
    back.searchParams.set('code', code);
    back.searchParams.set('realmId', realmId);
  }
  back.searchParams.set('state', consent.state);
  return context.redirect(back.toString(), 302);
}

async function answerToken(world: World, context: Context): Promise<Response> {
  context.header('cache-control', 'no-store');
  context.header('intuit_tid', `1-${crypto.randomUUID()}`);
  const form = new URLSearchParams(await context.req.text());
  const kind = form.get('grant_type');
  const log = (status: 200 | 400 | 401, realmId: string | null): void => {
    const known: TokenRequest['kind'] = kind === 'authorization_code' || kind === 'refresh_token' ? kind : 'other';
    appendLimited(world.log.tokens, { at: world.clock.now().toISOString(), kind: known, realmId, status });
  };
  if (!isClient(world, context.req.header('authorization'), form)) {
    log(401, null);
    return context.json({ error: 'invalid_client' }, 401);
  }
  if (kind !== 'authorization_code' && kind !== 'refresh_token') {
    log(400, null);
    return context.json({ error: kind === null ? 'invalid_request' : 'unsupported_grant_type' }, 400);
  }
  const tokens =
    kind === 'authorization_code'
      ? exchangeCode(world, { code: form.get('code') ?? '', redirectUri: form.get('redirect_uri') ?? '' })
      : refresh(world, form.get('refresh_token') ?? '');
  log(tokens ? 200 : 400, tokens?.realmId ?? null);
  if (!tokens) return context.json({ error: 'invalid_grant', error_description: 'Incorrect or expired token' }, 400);
  const identity = idToken(world, tokens);
  const withId = identity === undefined ? {} : { id_token: identity };
  return context.json({
    ...withId,
    ...tokenBody(tokens, context.req.header('x-include-refresh-token-hard-expires-in') === 'true'),
  });
}

function tokenBody(tokens: IssuedTokens, withHardExpiry: boolean): Record<string, string | number> {
  const body = {
    token_type: 'bearer',
    access_token: tokens.accessToken,
    expires_in: tokens.expiresIn,
    refresh_token: tokens.refreshToken,
    x_refresh_token_expires_in: tokens.refreshExpiresIn,
  };
  return withHardExpiry ? { ...body, x_refresh_token_hard_expires_in: tokens.refreshHardExpiresIn } : body;
}

/** The token comes as JSON or as a form; unknown tokens are answered with 400. */
async function answerRevoke(world: World, context: Context): Promise<Response> {
  context.header('intuit_tid', `1-${crypto.randomUUID()}`);
  const text = await context.req.text();
  if (!isClient(world, context.req.header('authorization'), new URLSearchParams())) {
    return context.json({ error: 'invalid_client' }, 401);
  }
  const realmId = revokeToken(world, tokenIn(text, context.req.header('content-type') ?? ''));
  const status = realmId === undefined ? 400 : 200;
  appendLimited(world.log.tokens, {
    at: world.clock.now().toISOString(),
    kind: 'revoke',
    realmId: realmId ?? null,
    status,
  });
  return status === 200 ? context.body(null, 200) : context.json({ error: 'invalid_request' }, 400);
}

function tokenIn(text: string, contentType: string): string {
  if (!contentType.includes('json')) return new URLSearchParams(text).get('token') ?? '';
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) && typeof body.token === 'string' ? body.token : '';
  } catch {
    return '';
  }
}

/** By the Basic header or by `client_id` and `client_secret` in the form. */
function isClient(world: World, header: string | undefined, form: URLSearchParams): boolean {
  const basic = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  const given =
    basic === undefined
      ? `${form.get('client_id') ?? ''}:${form.get('client_secret') ?? ''}`
      : Buffer.from(basic, 'base64').toString('utf8');
  const wanted = [`${world.client.id}:${world.client.secret}`, formEncoded(world)];
  return wanted.some((text) => sameText(given, text));
}

/** RFC 6749 has id and secret form-encoded before the Base64; clients do both. */
function formEncoded(world: World): string {
  return `${encodeURIComponent(world.client.id)}:${encodeURIComponent(world.client.secret)}`;
}

function sameText(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function discovery(origin: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${origin}/connect/oauth2`,
    token_endpoint: `${origin}/oauth2/v1/tokens/bearer`,
    userinfo_endpoint: `${origin}/v1/openid_connect/userinfo`,
    jwks_uri: `${origin}/op/v1/jwks`,
    revocation_endpoint: `${origin}/v2/oauth2/tokens/revoke`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile', 'address', 'phone'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: ['aud', 'exp', 'iat', 'iss', 'realmid', 'sub'],
  };
}

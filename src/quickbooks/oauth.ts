/**
 * OAuth 2.0 with Intuit: the address to send a person to, and the exchange, renewal and revocation of tokens.
 * Tokens and secrets appear in results only, never in errors. Callers must not renew the tokens of one company twice at once.
 */
import * as oidc from 'openid-client';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { limits } from './limits.ts';
import { OAuthRefused, OAuthUnreachable } from './oauth-errors.ts';
import { readBody } from './read-body.ts';

export interface OAuthConfig {
  /** The three addresses must be https, or http on a loopback host; else UnsafeEndpoint is thrown. */
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  clientId: string;
  clientSecret: string;
  fetch?: typeof fetch;
  timeoutMs: number;
}

/** Times in seconds from now. The refresh token changes about daily: always store the one that came last. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  accessExpiresIn: number;
  refreshExpiresIn: number;
  /** Until the refresh token's absolute end, however often it is renewed. */
  refreshHardExpiresIn?: number;
  tid?: string;
}

/** The last three throw OAuthRefused or OAuthUnreachable. */
export interface OAuth {
  authorizeUrl(options: { state: string; redirectUri: string }): string;
  /**
   * Takes the code in `callbackUrl` to market, once: a second use also kills the tokens of the first. The code
   * `invalid_callback` means that nothing was sent, since the state was not `state` or the code was missing.
   */
  exchange(options: { callbackUrl: string; redirectUri: string; state: string }): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Tokens>;
  /** With the refresh token it ends the connection. */
  revoke(token: string): Promise<{ tid?: string }>;
}

const scope = 'com.intuit.quickbooks.accounting';

export function createOAuth(config: OAuthConfig): OAuth {
  const endpoints = [config.authorizeUrl, config.tokenUrl, config.revokeUrl].map(endpoint);
  const insecure = endpoints.some((url) => url.protocol === 'http:');

  /** A configuration of its own for each call, so that what its answer said stays with the call. */
  const begin = () => {
    const heard: Heard = { asked: false };
    const client = new oidc.Configuration(
      {
        issuer: new URL(config.tokenUrl).origin,
        authorization_endpoint: config.authorizeUrl,
        token_endpoint: config.tokenUrl,
        revocation_endpoint: config.revokeUrl,
      },
      config.clientId,
      { client_secret: config.clientSecret },
      basicAuth(config),
    );
    if (insecure) oidc.allowInsecureRequests(client);
    client.timeout = config.timeoutMs / 1000;
    client[oidc.customFetch] = listeningFetch(config.fetch ?? fetch, heard);
    return { client, heard };
  };

  return {
    authorizeUrl: ({ state, redirectUri }) =>
      oidc.buildAuthorizationUrl(begin().client, { redirect_uri: redirectUri, scope, state }).href,

    async exchange({ callbackUrl, redirectUri, state }) {
      const { client, heard } = begin();
      return tokensFrom(heard, async () => {
        // Behind a proxy the callback's own host may be another than the registered one, and the two must be equal.
        const current = new URL(redirectUri);
        current.search = new URL(callbackUrl, redirectUri).search;
        return oidc.authorizationCodeGrant(client, current, { expectedState: state });
      });
    },

    async refresh(refreshToken) {
      const { client, heard } = begin();
      return tokensFrom(heard, () => oidc.refreshTokenGrant(client, refreshToken));
    },

    async revoke(token) {
      const { client, heard } = begin();
      await translated(heard, () => oidc.tokenRevocation(client, token));
      return tidOf(heard);
    },
  };
}

/**
 * The id and the secret as they are, in base64: so Intuit documents it. The library's own ClientSecretBasic first writes
 * them percent-encoded (as RFC 6749 has it), which makes other credentials of any that hold a hyphen.
 */
function basicAuth({ clientId, clientSecret }: OAuthConfig): oidc.ClientAuth {
  const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return (_server, _client, _body, headers) => headers.set('authorization', `Basic ${credentials}`);
}

/** What was heard of one exchange: whether anything was sent, and the answer's status and tid. */
interface Heard {
  asked: boolean;
  status?: number;
  tid?: string;
}

/** Reads the answer to its end within the time and the size allowed, and notes what came. */
function listeningFetch(ask: typeof fetch, heard: Heard): oidc.CustomFetch {
  return async (url, options) => {
    heard.asked = true;
    const headers = {
      ...options.headers,
      accept: 'application/json',
      'x-include-refresh-token-hard-expires-in': 'true',
    };
    // The library writes forms only; as text they are the same bytes.
    const body = options.body instanceof URLSearchParams ? options.body.toString() : null;
    const response = await ask(url, { ...options, body, headers });
    heard.status = response.status;
    const tid = response.headers.get('intuit_tid');
    if (tid !== null) heard.tid = tid;
    const read = await readBody(response, limits.oauthResponseBytes);
    const hasBody = read.kind === 'text' && read.text !== '' && ![101, 204, 205, 304].includes(response.status);
    return new Response(hasBody ? read.text : null, { status: response.status, headers: response.headers });
  };
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
  x_refresh_token_expires_in: z.coerce.number().positive(),
  x_refresh_token_hard_expires_in: z.coerce.number().positive().optional(),
});

async function tokensFrom(heard: Heard, grant: () => Promise<unknown>): Promise<Tokens> {
  const parsed = tokenAnswer.safeParse(await translated(heard, grant));
  if (!parsed.success) throw new OAuthUnreachable({ reason: 'garbage', ...heard });
  const answer = parsed.data;
  const hard = answer.x_refresh_token_hard_expires_in;
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    accessExpiresIn: answer.expires_in,
    refreshExpiresIn: answer.x_refresh_token_expires_in,
    ...(hard === undefined ? {} : { refreshHardExpiresIn: hard }),
    ...tidOf(heard),
  };
}

function tidOf(heard: Heard): { tid?: string } {
  return heard.tid === undefined ? {} : { tid: heard.tid };
}

/** Runs `call` and turns all that it throws into our two errors. The cause is dropped, since it holds the answer's body. */
async function translated<T>(heard: Heard, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translate(error, heard);
  }
}

function translate(error: unknown, heard: Heard): OAuthRefused | OAuthUnreachable {
  const { status } = heard;
  if (error instanceof oidc.AuthorizationResponseError) return new OAuthRefused({ code: safeCode(error.error) });
  if (!heard.asked) return new OAuthRefused({ code: 'invalid_callback' });
  const timedOut = error instanceof Error && 'code' in error && error.code === 'OAUTH_TIMEOUT';
  if (timedOut) return new OAuthUnreachable({ reason: 'timeout', ...heard });
  if (status === undefined) return new OAuthUnreachable({ reason: 'no_answer' });
  if (status >= 500) return new OAuthUnreachable({ reason: 'server_error', ...heard });
  if (status === 429) return new OAuthUnreachable({ reason: 'throttled', ...heard });
  if (error instanceof oidc.ResponseBodyError) return new OAuthRefused({ ...heard, code: safeCode(error.error) });
  if (status === 401) return new OAuthRefused({ ...heard, code: 'invalid_client' });
  return new OAuthUnreachable({ reason: 'garbage', ...heard });
}

/** The code is the server's text; whatever does not look like one of OAuth's codes is not repeated. */
function safeCode(code: string): string {
  return /^[a-z_]{1,60}$/.test(code) ? code : 'unknown';
}

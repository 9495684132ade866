import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UnsafeEndpoint } from '../../src/quickbooks/endpoint.ts';
import { createOAuth } from '../../src/quickbooks/oauth.ts';
import { OAuthRefused, OAuthUnreachable } from '../../src/quickbooks/oauth-errors.ts';
import { type AnsweringServer, json, startAnsweringServer } from './answering-server.ts';

let server: AnsweringServer;
beforeAll(async () => {
  server = await startAnsweringServer();
});
afterAll(() => server.close());

const secrets = ['client-secret-value', 'old-refresh-token', 'new-access-token', 'new-refresh-token', 'one-time-code'];

function oauth(more: { tokenUrl?: string; timeoutMs?: number } = {}) {
  return createOAuth({
    authorizeUrl: `${server.origin}/connect/oauth2`,
    tokenUrl: `${server.origin}/oauth2/v1/tokens/bearer`,
    revokeUrl: `${server.origin}/v2/oauth2/tokens/revoke`,
    clientId: 'client-id',
    clientSecret: 'client-secret-value',
    timeoutMs: 2000,
    ...more,
  });
}

const tokens = {
  token_type: 'bearer',
  access_token: 'new-access-token',
  expires_in: 3600,
  refresh_token: 'new-refresh-token',
  x_refresh_token_expires_in: 8726400,
};
const callback = {
  callbackUrl: 'http://inside:8080/api/quickbooks/callback?code=one-time-code&state=s-1&realmId=9130351234567890',
  redirectUri: 'https://tandem.example.com/api/quickbooks/callback',
  state: 's-1',
};

/** What a call is refused with; fails if it is not, or if a secret is anywhere in the error. */
async function failure(call: Promise<unknown>): Promise<OAuthRefused | OAuthUnreachable> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof OAuthRefused || error instanceof OAuthUnreachable))
    throw new Error('not refused', { cause: error });
  const everything = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
  for (const secret of secrets) expect(everything).not.toContain(secret);
  return error;
}

test('a person is sent to the authorize address with all that it needs', () => {
  const url = new URL(oauth().authorizeUrl({ state: 's-1', redirectUri: callback.redirectUri }));
  expect(url.origin + url.pathname).toBe(`${server.origin}/connect/oauth2`);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'client-id',
    response_type: 'code',
    scope: 'com.intuit.quickbooks.accounting',
    redirect_uri: callback.redirectUri,
    state: 's-1',
  });
});

describe('exchanging the code', () => {
  test('sends it with the registered address and gives the tokens', async () => {
    server.answer(json(200, { ...tokens, x_refresh_token_hard_expires_in: 156_000_000 }, { intuit_tid: 't-1' }));
    expect(await oauth().exchange(callback)).toEqual({
      accessToken: 'new-access-token',
      refreshToken: 'new-refresh-token',
      accessExpiresIn: 3600,
      refreshExpiresIn: 8726400,
      refreshHardExpiresIn: 156_000_000,
      tid: 't-1',
    });
    const asked = server.asked.at(-1);
    expect(asked?.url.pathname).toBe('/oauth2/v1/tokens/bearer');
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'one-time-code',
      redirect_uri: callback.redirectUri,
    });
    expect(asked?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('client-id:client-secret-value').toString('base64')}`,
      accept: 'application/json',
      'x-include-refresh-token-hard-expires-in': 'true',
    });
    expect(asked?.headers['content-type']).toContain('application/x-www-form-urlencoded');
  });

  test.each([
    ['another state', 'code=one-time-code&state=s-2&realmId=1', 'invalid_callback'],
    ['no state', 'code=one-time-code&realmId=1', 'invalid_callback'],
    ['no code', 'state=s-1&realmId=1', 'invalid_callback'],
    ['a person who declined', 'error=access_denied&state=s-1', 'access_denied'],
    ['a person who declined another request', 'error=access_denied&state=s-2', 'invalid_callback'],
  ])('with %s sends nothing', async (_name, query, code) => {
    const before = server.asked.length;
    const error = await failure(oauth().exchange({ ...callback, callbackUrl: `http://inside/callback?${query}` }));
    expect(error).toMatchObject({ name: 'OAuthRefused', code });
    expect(server.asked).toHaveLength(before);
  });
});

describe('renewing', () => {
  test('gives the tokens that came, also when numbers come as text', async () => {
    server.answer(json(200, { ...tokens, expires_in: '3600', x_refresh_token_expires_in: '8726400' }));
    expect(await oauth().refresh('old-refresh-token')).toEqual({
      accessToken: 'new-access-token',
      refreshToken: 'new-refresh-token',
      accessExpiresIn: 3600,
      refreshExpiresIn: 8726400,
    });
    expect(Object.fromEntries(new URLSearchParams(server.asked.at(-1)?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'old-refresh-token',
    });
  });

  test.each([
    [400, { error: 'invalid_grant', error_description: 'Incorrect Token old-refresh-token' }, 'invalid_grant'],
    [401, { error: 'invalid_client' }, 'invalid_client'],
    [400, { error: 'New-Access-Token is odd' }, 'unknown'],
  ])('refused with %i %j', async (status, body, code) => {
    server.answer(json(status, body, { intuit_tid: 't-2' }));
    const error = await failure(oauth().refresh('old-refresh-token'));
    expect(error).toMatchObject({ name: 'OAuthRefused', code, status, tid: 't-2' });
  });

  test('refused with 401 and a challenge', async () => {
    server.answer(json(401, {}, { 'www-authenticate': 'Basic realm="Intuit"' }));
    expect(await failure(oauth().refresh('old-refresh-token'))).toMatchObject({ code: 'invalid_client', status: 401 });
  });

  const { refresh_token: _token, ...withoutRefresh } = tokens;
  test.each([
    ['a failing server', 503, { error: 'server_error' }, 'server_error'],
    ['a throttle', 429, { error: 'slow_down' }, 'throttled'],
    ['an answer without a refresh token', 200, withoutRefresh, 'garbage'],
    ['an answer without anything', 200, {}, 'garbage'],
    ['a redirect', 302, {}, 'garbage'],
    ['a refusal without a code', 403, {}, 'garbage'],
  ])('is not reached behind %s', async (_name, status, body, reason) => {
    server.answer(json(status, body, { intuit_tid: 't-3' }));
    const error = await failure(oauth().refresh('old-refresh-token'));
    expect(error).toMatchObject({ name: 'OAuthUnreachable', reason, status, tid: 't-3' });
  });

  test('is not reached when the answer is no JSON, or none, or late', async () => {
    server.answer((response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>');
    });
    expect(await failure(oauth().refresh('old-refresh-token'))).toMatchObject({ reason: 'garbage' });
    server.answer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"access_token":"new-access-token"');
    });
    expect(await failure(oauth().refresh('old-refresh-token'))).toMatchObject({ reason: 'garbage' });
    server.answer((response) => response.destroy());
    expect(await failure(oauth().refresh('old-refresh-token'))).toMatchObject({ reason: 'no_answer' });
    server.answer(() => {});
    expect(await failure(oauth({ timeoutMs: 40 }).refresh('old-refresh-token'))).toMatchObject({ reason: 'timeout' });
    server.answer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"access_token":');
    });
    expect(await failure(oauth({ timeoutMs: 40 }).refresh('old-refresh-token'))).toMatchObject({ reason: 'timeout' });
  });
});

describe('revoking', () => {
  test('sends the token and needs no body in the answer', async () => {
    server.answer((response) => {
      response.writeHead(200, { intuit_tid: 't-4' });
      response.end();
    });
    expect(await oauth().revoke('old-refresh-token')).toEqual({ tid: 't-4' });
    expect(server.asked.at(-1)?.url.pathname).toBe('/v2/oauth2/tokens/revoke');
    expect(new URLSearchParams(server.asked.at(-1)?.body).get('token')).toBe('old-refresh-token');
  });

  test('fails like the others', async () => {
    server.answer(json(400, { error: 'invalid_request' }));
    expect(await failure(oauth().revoke('old-refresh-token'))).toMatchObject({ code: 'invalid_request' });
    server.answer((response) => response.destroy());
    expect(await failure(oauth().revoke('old-refresh-token'))).toMatchObject({ reason: 'no_answer' });
  });
});

test('no secret is sent over plain http to another machine', () => {
  expect(() => oauth({ tokenUrl: 'http://oauth.example.com/token' })).toThrow(UnsafeEndpoint);
});

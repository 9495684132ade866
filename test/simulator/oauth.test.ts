/** OAuth: consent, single-use codes, rotation of refresh tokens, revocation, and the gateway's answer to bad tokens. */
import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { connect, harbor, type Loose, ridge, start } from './kit.ts';

const day = 24 * 3_600_000;
const callback = 'http://localhost:3000/callback';

function consentUrl(simulator: Simulator, extra: Record<string, string> = {}): string {
  const params = new URLSearchParams({
    client_id: 'tandem',
    redirect_uri: callback,
    response_type: 'code',
    scope: 'com.intuit.quickbooks.accounting openid',
    state: 'a state &=?',
    ...extra,
  });
  return `${simulator.url}/connect/oauth2?${params}`;
}

async function consent(simulator: Simulator, extra: Record<string, string>): Promise<URLSearchParams> {
  const response = await fetch(consentUrl(simulator, extra), { redirect: 'manual' });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '').searchParams;
}

async function token(
  simulator: Simulator,
  form: Record<string, string>,
  secret = 'tandem-secret',
): Promise<{ status: number; body: Loose }> {
  const response = await fetch(`${simulator.url}/oauth2/v1/tokens/bearer`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`tandem:${secret}`)}`, 'x-include-refresh-token-hard-expires-in': 'true' },
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: await response.json() };
}

async function exchange(simulator: Simulator): Promise<Loose> {
  const code = (await consent(simulator, { auto: ridge })).get('code') ?? '';
  const answer = await token(simulator, { grant_type: 'authorization_code', code, redirect_uri: callback });
  expect(answer.status).toBe(200);
  return { code, ...answer.body };
}

describe('consent', () => {
  it('shows the companies with Connect and Cancel', async () => {
    const { simulator } = await start();
    const page = await (await fetch(consentUrl(simulator))).text();
    for (const text of [
      'Ridge Auto Repair',
      'Harbor Bike Works',
      'Northgate Motors Ltd',
      '>Connect</button>',
      '>Cancel</button>',
    ]) {
      expect(page).toContain(text);
    }
  });

  it('comes back with code, company and the state as it was', async () => {
    const { simulator } = await start();
    const params = await consent(simulator, { auto: harbor });
    expect(params.get('realmId')).toBe(harbor);
    expect(params.get('state')).toBe('a state &=?');
    expect(params.get('code')).not.toBe('');
  });

  it('comes back with access_denied when cancelled', async () => {
    const { simulator } = await start();
    const form = new URLSearchParams(new URL(consentUrl(simulator)).searchParams);
    form.set('decision', 'cancel');
    form.set('realmId', ridge);
    const response = await fetch(`${simulator.url}/connect/oauth2`, { method: 'POST', body: form, redirect: 'manual' });
    const params = new URL(response.headers.get('location') ?? '').searchParams;
    expect([params.get('error'), params.get('code'), params.get('state')]).toEqual([
      'access_denied',
      null,
      'a state &=?',
    ]);
  });

  it.each<Record<string, string>>([
    { client_id: 'other' },
    { redirect_uri: 'nowhere' },
    { response_type: 'token' },
    { scope: 'openid' },
    { scope: 'com.intuit.quickbooks.accounting com.intuit.quickbooks.payroll' },
  ])('refuses %o without a redirect', async (extra) => {
    const { simulator } = await start();
    expect((await fetch(consentUrl(simulator, { auto: ridge, ...extra }), { redirect: 'manual' })).status).toBe(400);
  });
});

describe('tokens', () => {
  it('answers the documented fields', async () => {
    const { simulator } = await start();
    const body = await exchange(simulator);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600, x_refresh_token_expires_in: 8_726_400 });
    expect(body.x_refresh_token_hard_expires_in).toBeGreaterThan(150_000_000);
    expect(body.access_token.length).toBeGreaterThan(900);
  });

  it('takes a code once; the second use also ends what the first one gave', async () => {
    const { simulator } = await start();
    const { code, access_token, refresh_token } = await exchange(simulator);
    const again = await token(simulator, { grant_type: 'authorization_code', code, redirect_uri: callback });
    expect([again.status, again.body.error]).toEqual([400, 'invalid_grant']);
    expect((await connect(simulator, ridge, access_token).get('customer/1')).status).toBe(401);
    expect((await token(simulator, { grant_type: 'refresh_token', refresh_token })).body.error).toBe('invalid_grant');
  });

  it('refuses a code with another redirect address, a wrong secret and an unknown grant', async () => {
    const { simulator } = await start();
    const code = (await consent(simulator, { auto: ridge })).get('code') ?? '';
    const elsewhere = { grant_type: 'authorization_code', code, redirect_uri: 'http://localhost/other' };
    expect((await token(simulator, elsewhere)).body.error).toBe('invalid_grant');
    const right = { ...elsewhere, redirect_uri: callback };
    expect((await token(simulator, right, 'wrong')).status).toBe(401);
    expect((await token(simulator, right, 'wrong')).body.error).toBe('invalid_client');
    expect((await token(simulator, { grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
  });

  it('keeps the refresh token for a day, then rotates it and ends the former', async () => {
    const { simulator, clock } = await start();
    const first = await exchange(simulator);
    clock.advance(3_600_000);
    const same = await token(simulator, { grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect(same.body.refresh_token).toBe(first.refresh_token);
    expect(same.body.x_refresh_token_expires_in).toBe(8_726_400 - 3600);
    clock.advance(day);
    const rotated = await token(simulator, { grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect(rotated.body.refresh_token).not.toBe(first.refresh_token);
    const old = await token(simulator, { grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect([old.status, old.body.error]).toEqual([400, 'invalid_grant']);
    expect(simulator.control.tokenRequests().map(({ kind, status }) => [kind, status])).toEqual([
      ['authorization_code', 200],
      ['refresh_token', 200],
      ['refresh_token', 200],
      ['refresh_token', 400],
    ]);
  });

  it('lets a rotated token live on for the grace that a switch gives', async () => {
    const { simulator, clock } = await start();
    simulator.control.setSwitches(ridge, { refreshGraceSeconds: 60 });
    const { refresh_token } = await exchange(simulator);
    clock.advance(day);
    const form = { grant_type: 'refresh_token', refresh_token };
    await token(simulator, form);
    expect((await token(simulator, form)).status).toBe(200);
    clock.advance(60_000);
    expect((await token(simulator, form)).status).toBe(400);
  });

  it('ends an unused refresh token after 101 days', async () => {
    const { simulator, clock } = await start();
    const { refresh_token } = await exchange(simulator);
    clock.advance(101 * day);
    expect((await token(simulator, { grant_type: 'refresh_token', refresh_token })).body.error).toBe('invalid_grant');
  });

  it.each(['json', 'form'])('revokes by %s; then 401 and invalid_grant', async (form) => {
    const { simulator } = await start();
    const { access_token, refresh_token } = await exchange(simulator);
    const revoked = await fetch(`${simulator.url}/v2/oauth2/tokens/revoke`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa('tandem:tandem-secret')}`,
        'content-type': form === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      },
      body: form === 'json' ? JSON.stringify({ token: refresh_token }) : `token=${encodeURIComponent(refresh_token)}`,
    });
    expect(revoked.status).toBe(200);
    expect((await connect(simulator, ridge, access_token).get('customer/1')).status).toBe(401);
    expect((await token(simulator, { grant_type: 'refresh_token', refresh_token })).body.error).toBe('invalid_grant');
  });
});

describe('the gateway', () => {
  it('answers an expired token in its lower-case envelope', async () => {
    const { simulator, clock } = await start();
    const { access_token } = await exchange(simulator);
    const api = connect(simulator, ridge, access_token);
    expect((await api.get('customer/1')).status).toBe(200);
    clock.advance(3_600_000);
    const { status, body, headers } = await api.get('customer/1');
    expect(status).toBe(401);
    expect(Object.keys(body)).toEqual([
      'warnings',
      'intuitObject',
      'fault',
      'report',
      'queryResponse',
      'batchItemResponse',
      'attachableResponse',
      'syncErrorResponse',
      'requestId',
      'time',
      'status',
      'cdcresponse',
    ]);
    expect(body.fault).toMatchObject({
      error: [
        { message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401', code: '3200', element: null },
      ],
      type: 'AUTHENTICATION',
    });
    expect(body.time).toBe(clock.now().getTime());
    expect(headers.get('www-authenticate')).toBe('Bearer realm="Intuit", error="invalid_token"');
    expect(headers.get('intuit_tid')).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  it('refuses a token of another company with 403 and 3100', async () => {
    const { simulator } = await start();
    const { access_token } = await exchange(simulator);
    const { status, body } = await connect(simulator, harbor, access_token).get('customer/1');
    expect([status, body.fault.error[0].code]).toEqual([403, '3100']);
  });

  it('tells where its endpoints are', async () => {
    const { simulator } = await start();
    const document = (await (await fetch(`${simulator.url}/.well-known/openid_configuration`)).json()) as Loose;
    for (const name of ['openid_configuration/', 'openid_sandbox_configuration', 'openid-sandbox-configuration']) {
      expect(await (await fetch(`${simulator.url}/.well-known/${name}`)).json(), name).toEqual(document);
    }
    expect(document.token_endpoint).toBe(`${simulator.url}/oauth2/v1/tokens/bearer`);
    expect(document.response_types_supported).toEqual(['code']);
  });
});

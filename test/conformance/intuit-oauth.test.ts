/** Intuit's own OAuth client, unmodified but for the addresses: consent, exchange, refresh, a call, user info, revocation. */
import OAuthClient from 'intuit-oauth';
import { describe, expect, it } from 'vitest';
import { type Loose, ridge, start } from '../simulator/kit.ts';

const redirectUri = 'http://localhost:8000/callback';

async function open() {
  const { simulator } = await start();
  OAuthClient.authorizeEndpoint = `${simulator.url}/connect/oauth2`;
  OAuthClient.tokenEndpoint = `${simulator.url}/oauth2/v1/tokens/bearer`;
  OAuthClient.revokeEndpoint = `${simulator.url}/v2/oauth2/tokens/revoke`;
  OAuthClient.userinfo_endpoint_sandbox = `${simulator.url}/v1/openid_connect/userinfo`;
  OAuthClient.jwks_uri = `${simulator.url}/op/v1/jwks`;
  const client: Loose = new OAuthClient({
    clientId: 'tandem',
    clientSecret: 'tandem-secret',
    environment: 'sandbox',
    redirectUri,
  });
  return { simulator, client };
}

/** Goes through the consent page as a person would; `auto` answers it at once. */
async function consent(client: Loose, scope: string[], auto: string): Promise<string> {
  const address = client.authorizeUri({ scope, state: 'st 1' });
  const answer = await fetch(`${address}&auto=${auto}`, { redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

describe('intuit-oauth', () => {
  it('connects, calls, refreshes and revokes', async () => {
    const { simulator, client } = await open();
    const back = await consent(client, [OAuthClient.scopes.Accounting], ridge);
    const tokens = (await client.createToken(back)).getToken();
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600, realmId: ridge });
    const url = `${simulator.url}/v3/company/${ridge}/companyinfo/${ridge}`;
    expect((await client.makeApiCall({ url })).json.CompanyInfo.CompanyName).toBe('Ridge Auto Repair');
    const refreshed = (await client.refresh()).getToken();
    expect(refreshed.refresh_token).toBe(tokens.refresh_token);
    expect(client.isAccessTokenValid()).toBe(true);
    expect((await client.revoke()).status()).toBe(200);
    await expect(client.refreshUsingToken(tokens.refresh_token)).rejects.toThrow();
  });

  it('reads who the person is', async () => {
    const { client } = await open();
    const { Accounting, OpenId, Email, Profile } = OAuthClient.scopes;
    await client.createToken(await consent(client, [Accounting, OpenId, Email, Profile], ridge));
    const info = (await client.getUserInfo()).json;
    expect(info).toMatchObject({ email: 'accountant@simulator.example', emailVerified: true, givenName: 'Alex' });
  });

  it('checks the id token by the published key', async () => {
    const { client } = await open();
    const { Accounting, OpenId } = OAuthClient.scopes;
    const tokens = (await client.createToken(await consent(client, [Accounting, OpenId], ridge))).getToken();
    expect(tokens.id_token.split('.')).toHaveLength(3);
    const claims = JSON.parse(Buffer.from(tokens.id_token.split('.')[1], 'base64url').toString());
    expect(claims).toMatchObject({ aud: ['tandem'], realmid: ridge, iss: 'https://oauth.platform.intuit.com/op/v1' });
  });

  it('comes back with the refusal of the person', async () => {
    const { client } = await open();
    const back = new URL(await consent(client, [OAuthClient.scopes.Accounting], 'deny'));
    expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual(['access_denied', 'st 1']);
  });
});

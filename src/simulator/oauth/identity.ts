/** OpenID Connect: who gave the consent. There is one invented person; the key that signs is made when the simulator starts. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { World } from '../world.ts';
import { authorise } from './tokens.ts';

/** Intuit's own name as the issuer of id tokens; its clients check it. */
export const issuer = 'https://oauth.platform.intuit.com/op/v1';

const keyId = 'simulator-1';
let keys: { publicKey: KeyObject; privateKey: KeyObject } | undefined;

function signingKeys(): { publicKey: KeyObject; privateKey: KeyObject } {
  keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return keys;
}

const person = {
  sub: '0a1b2c3d-0000-4000-8000-00000000a1ec',
  email: 'accountant@simulator.example',
  emailVerified: true,
  givenName: 'Alex',
  familyName: 'Accountant',
  phoneNumber: '+1 650 555 0100',
  phoneNumberVerified: false,
  address: { streetAddress: '9 Ridge Rd', locality: 'Bayshore', region: 'CA', postalCode: '94326', country: 'US' },
};

/** Which scope opens which claim. */
const claims: Readonly<Record<string, readonly (keyof typeof person)[]>> = {
  openid: ['sub'],
  email: ['email', 'emailVerified'],
  profile: ['givenName', 'familyName'],
  phone: ['phoneNumber', 'phoneNumberVerified'],
  address: ['address'],
};

/** A signed id token, where the scope asked for one. */
export function idToken(world: World, { scope, realmId }: { scope: string; realmId: string }): string | undefined {
  if (!scope.split(' ').includes('openid')) return undefined;
  const now = Math.floor(world.clock.now().getTime() / 1000);
  const payload = {
    sub: person.sub,
    aud: [world.client.id],
    realmid: realmId,
    auth_time: now,
    iss: issuer,
    iat: now,
    exp: now + 3600,
  };
  const signed = `${encoded({ kid: keyId, typ: 'JWT', alg: 'RS256' })}.${encoded(payload)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(signingKeys().privateKey, 'base64url')}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export function identityRoutes(world: World): Hono {
  const app = new Hono();
  app.get('/op/v1/jwks', (context) => {
    const { kty, n, e } = signingKeys().publicKey.export({ format: 'jwk' });
    return context.json({ keys: [{ kty, n, e, use: 'sig', kid: keyId, alg: 'RS256' }] });
  });
  app.get('/v1/openid_connect/userinfo', (context) => userInfo(world, context));
  return app;
}

function userInfo(world: World, context: Context): Response {
  context.header('intuit_tid', `1-${crypto.randomUUID()}`);
  const caller = authorise(world, /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? '');
  if (caller.state !== 'ok') return context.json({ error: 'invalid_token' }, 401);
  const scopes = caller.scope.split(' ');
  if (!scopes.includes('openid')) return context.json({ error: 'insufficient_scope' }, 403);
  const shown = scopes.flatMap((scope) => claims[scope] ?? []);
  return context.json(Object.fromEntries(shown.map((claim) => [claim, person[claim]])));
}

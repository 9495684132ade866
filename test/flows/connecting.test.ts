/** Connecting: the consent is bound to the browser, one QuickBooks company belongs to one company, another one asks first. */
import { afterEach, expect, test } from 'vitest';
import { createAdmin } from '../../src/cli/admin.ts';
import { createCompanyApiKey } from '../../src/cli/api-key.ts';
import type { Page, Problem } from '../../src/contract/common.ts';
import type { Connection, Integration, QuickBooksSettings } from '../../src/contract/integration.ts';
import { apiClient } from '../kit/api-client.ts';
import { connect, makeInvoice, moveTo, openShop, realmOf, reread } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
afterEach(() => world.stop());

const start = async (options = {}) => {
  world = await startWorld(options);
};

test('connected: the company, who and when; disconnected: the token is revoked', async () => {
  await start();
  await openShop(world);
  const status = await world.api.get<Connection>('/integrations/quickbooks');
  expect(status).toMatchObject({
    connected: true,
    enabled: true,
    companyName: 'Ridge Auto Repair',
    country: 'US',
    currency: 'USD',
    taxMode: 'us_manual',
    health: 'ok',
  });
  await world.api.post('/integrations/quickbooks/disconnect');
  expect(await world.api.get<Connection>('/integrations/quickbooks')).toMatchObject({
    connected: false,
    health: 'not_connected',
    realmId: null,
  });
});

test('6.20 a callback in another browser, an old state and a denial change nothing', async () => {
  await start();
  const realmId = realmOf(world, 'us-manual-tax');
  const { authorizeUrl, startUrl } = await world.api.post<{ authorizeUrl: string; startUrl: string }>(
    '/integrations/quickbooks/connect',
  );
  const consent = await fetch(`${authorizeUrl}&auto=${realmId}`, { redirect: 'manual' });
  const back = consent.headers.get('location') ?? '';
  const stranger = await fetch(back, { redirect: 'manual' });
  expect(stranger.status).toBe(303);
  expect(stranger.headers.get('location')).toContain('error=state_mismatch');
  expect((await fetch(startUrl, { redirect: 'manual' })).headers.get('location')).toContain('error=state_mismatch');

  const again = await world.api.post<{ startUrl: string }>('/integrations/quickbooks/connect');
  const opened = await fetch(again.startUrl, { redirect: 'manual' });
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const state = new URL(opened.headers.get('location') ?? '').searchParams.get('state');
  const denied = await fetch(
    `${world.url}/api/v1/integrations/quickbooks/callback?error=access_denied&state=${state}`,
    {
      redirect: 'manual',
      headers: { cookie },
    },
  );
  expect(denied.headers.get('location')).toContain('error=access_denied');
  expect((await world.api.get<Connection>('/integrations/quickbooks')).connected).toBe(false);
});

test('6.5 a QuickBooks company in another currency is refused', async () => {
  await start();
  expect(await connect(world, realmOf(world, 'uk'))).toContain('error=currency_mismatch');
});

test('6.19 one QuickBooks company belongs to one company', async () => {
  await start();
  await openShop(world);
  const other = await createAdmin(world.testDatabase.database, world.clock, {
    company: 'Second Garage',
    email: 'second@example.com',
    password: 'another long password',
  });
  const key = await createCompanyApiKey(world.testDatabase.database, world.clock, { company: other.companyId });
  const second = { ...world, api: apiClient({ url: world.url, key }) };
  expect(await connect(second, realmOf(world, 'us-manual-tax'))).toContain('error=realm_taken');
});

test('6.18 another QuickBooks company asks first; links and mappings are of one company alone, and come back with it', async () => {
  await start();
  const shop = await openShop(world);
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const linked = await reread(world, made);
  const second = realmOf(world, 'us-automated-tax');
  const settings = () => world.api.get<QuickBooksSettings>('/integrations/quickbooks/settings');
  const before = await settings();
  expect(before.taxes).toHaveLength(1);
  expect(await connect(world, second)).toContain('error=other_company');
  expect((await reread(world, made)).sync.state).toBe('synced');
  expect(await connect(world, second, { replaceCompany: true })).toContain('connected=1');
  expect((await reread(world, made)).sync).toMatchObject({ state: 'not_synced', quickBooksId: null });
  const { sendStatusIds } = before;
  expect(await settings()).toMatchObject({ taxes: [], incomeAccountId: null, defaultItemId: null, sendStatusIds });
  const there = await world.api.put<QuickBooksSettings>('/integrations/quickbooks/settings', {
    ...(await settings()),
    taxes: [{ taxId: shop.tax.id, quickBooksTaxCode: 'TAX' }],
  });
  expect(await connect(world, shop.realmId, { replaceCompany: true })).toContain('connected=1');
  await world.settle();
  expect((await reread(world, made)).sync).toMatchObject({ state: 'synced', quickBooksId: linked.sync.quickBooksId });
  expect(await settings()).toEqual(before);
  expect(await connect(world, second, { replaceCompany: true })).toContain('connected=1');
  expect(await settings()).toEqual(there);
});

test('the old integration excludes the new one, by name', async () => {
  await start();
  await world.api.patch('/integrations/quickbooks_one_way', { enabled: true });
  const shop = openShop(world);
  await expect(shop).rejects.toThrow('QuickBooks Online (1-way)');
  const answer = await world.api.call<Problem>('PATCH', '/integrations/quickbooks', { enabled: true });
  expect(answer.status).toBe(409);
  expect(answer.body.code).toBe('other_integration_enabled');
  await world.api.patch('/integrations/quickbooks_one_way', { enabled: false });
  await world.api.patch('/integrations/quickbooks', { enabled: true });
  const list = await world.api.get<Page<Integration>>('/integrations');
  expect(list.items.map(({ id, enabled, exclusiveGroup }) => [id, enabled, exclusiveGroup])).toEqual([
    ['quickbooks', true, 'quickbooks'],
    ['quickbooks_one_way', false, 'quickbooks'],
  ]);
});

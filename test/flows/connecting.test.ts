/** Connecting: the consent is bound to the browser, one QuickBooks company belongs to one company, another one asks first. */
import { afterEach, expect, test } from 'vitest';
import { createAdmin } from '../../src/cli/admin.ts';
import { createCompanyApiKey } from '../../src/cli/api-key.ts';
import type { Page, Problem } from '../../src/contract/common.ts';
import type { Connection, Integration, QuickBooksSettings } from '../../src/contract/integration.ts';
import type { Job } from '../../src/contract/jobs.ts';
import type { Issue, SyncStats, WaitingInvoice } from '../../src/contract/sync.ts';
import { accountant } from '../kit/accountant.ts';
import { apiClient } from '../kit/api-client.ts';
import { connect, consent, makeInvoice, moveTo, openShop, realmOf, reread, type Shop } from '../kit/shop.ts';
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

/** Another company in the same program. */
async function secondGarage(): Promise<World> {
  const { database } = world.testDatabase;
  const { companyId } = await createAdmin(database, world.clock, {
    company: 'Second Garage',
    email: 'second@example.com',
    password: 'another long password',
  });
  const key = await createCompanyApiKey(database, world.clock, { company: companyId });
  return { ...world, companyId, api: apiClient({ url: world.url, key }) };
}

test('6.19 one QuickBooks company belongs to one company', async () => {
  await start();
  await openShop(world);
  expect(await connect(await secondGarage(), realmOf(world, 'us-manual-tax'))).toContain('error=realm_taken');
});

test('6.19 two companies come back from their consents to one QuickBooks company in the same moment: one has it', async () => {
  await start();
  const realmId = realmOf(world, 'us-manual-tax');
  const goBack = [await consent(world, realmId), await consent(await secondGarage(), realmId)];
  const { database } = world.testDatabase;
  const stopped = () =>
    database.system(
      (tx) => tx`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
  let answers: Promise<string[]> | undefined;
  await database.system(async (tx) => {
    await tx`select 1 from companies for no key update`;
    answers = Promise.all(goBack.map((back) => back()));
    // Each has seen by now that nobody has it, and waits for its own company.
    await expect.poll(async () => (await stopped()).length, { timeout: 20_000 }).toBe(2);
  });
  const outcomes = (await answers)?.map((location) => new URL(location).search).sort();
  expect(outcomes).toEqual(['?connected=1', '?error=realm_taken']);
});

/** Postgres gives rows as they lie, and a row that is written anew lies elsewhere: until that of this company comes last. */
async function putLast({ companyId }: World): Promise<void> {
  await world.testDatabase.database.system(async (tx) => {
    const order = () => tx<{ company_id: string }[]>`select company_id from connections order by ctid`;
    for (let turn = 0; turn < 50 && (await order()).at(-1)?.company_id !== companyId; turn += 1) {
      for (const row of await order()) {
        await tx`update connections set epoch = epoch where company_id = ${row.company_id}`;
        if ((await order()).at(-1)?.company_id === companyId) break;
      }
    }
    expect((await order()).at(-1)?.company_id).toBe(companyId);
  });
}

test('6.19 what happens in a QuickBooks company is told to the company that has it, not to the one that had it', async () => {
  await start();
  const { realmId } = await openShop(world);
  await world.api.post('/integrations/quickbooks/disconnect');
  const second = await secondGarage();
  const made = await accountant(second, await openShop(second)).synced();
  for (const [paid, last] of [
    ['10.00', world],
    ['20.00', second],
  ] as const) {
    await putLast(last);
    world.simulator.control.payInvoice(realmId, made.sync.quickBooksId ?? '', 10);
    await world.settle();
    expect((await reread(second, made)).paid).toBe(paid);
  }
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

const toAnother = async () =>
  expect(await connect(world, realmOf(world, 'us-automated-tax'), { replaceCompany: true })).toContain('connected=1');
const backTo = async (shop: Shop) => {
  expect(await connect(world, shop.realmId, { replaceCompany: true })).toContain('connected=1');
  await world.settle();
};

test.each(['whose consent ended', 'that was disconnected', 'that is connected'])(
  '6.18 what was to go to a QuickBooks company %s never goes to another: it goes when that one is back',
  async (former) => {
    await start();
    const shop = await openShop(world);
    if (former === 'whose consent ended') world.simulator.control.revokeTokens(shop.realmId);
    if (former === 'that was disconnected') await world.api.post('/integrations/quickbooks/disconnect');
    const made = await makeInvoice(world, shop, {
      lines: [{ name: 'Towing', unitPrice: '80', quantity: '1', taxIds: [] }],
    });
    await moveTo(world, made, shop.statuses.in_progress);
    const thrownAway = await makeInvoice(world, shop);
    await moveTo(world, thrownAway, shop.statuses.in_progress);
    await world.api.remove(`/invoices/${thrownAway.id}`);
    if (former !== 'that is connected') await world.settle();
    const numbers = (realmId: string) =>
      world.simulator.control.list(realmId, 'Invoice').map(({ DocNumber }) => DocNumber);
    await toAnother();
    await world.settle();
    expect(numbers(realmOf(world, 'us-automated-tax'))).not.toContain(made.number);
    expect((await reread(world, made)).sync.state).toBe('not_synced');
    const waiting = async () => (await world.api.get<Page<WaitingInvoice>>('/sync/waiting')).items;
    expect((await waiting()).map(({ invoiceId }) => invoiceId)).toEqual([made.id]);
    await backTo(shop);
    expect(await waiting()).toEqual([]);
    expect(numbers(shop.realmId)).toContain(made.number);
    await accountant(world, shop).agree(made);
  },
);

test('6.18 what is edited here while another QuickBooks company is connected reaches the former one when it is back', async () => {
  await start();
  const shop = await openShop(world);
  const books = accountant(world, shop);
  const made = await books.synced();
  await toAnother();
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Thank you' });
  await world.settle();
  expect(books.there(made)?.CustomerMemo).toBeUndefined();
  await backTo(shop);
  expect(books.there(made)).toMatchObject({ CustomerMemo: { value: 'Thank you' } });
  await books.agree(made);
});

test('6.18 issues are of one QuickBooks company, and come back with it', async () => {
  await start();
  const shop = await openShop(world);
  const odd = await world.api.post<{ id: string }>('/taxes', { name: 'City tax', code: 'CITY', rate: '3' });
  const made = await makeInvoice(world, shop, {
    lines: [{ name: 'Towing', unitPrice: '80', quantity: '1', taxIds: [odd.id] }],
  });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  const open = async () => (await world.api.get<Page<Issue>>('/sync/issues')).items;
  const told = async () => ({
    issues: (await open()).map(({ id }) => id),
    counted: (await world.api.get<SyncStats>('/sync/stats')).openIssues,
    ofInvoice: (await reread(world, made)).sync.issueId,
  });
  const [issue] = await open();
  const here = { issues: [issue?.id], counted: 1, ofInvoice: issue?.id };
  expect(await told()).toEqual(here);
  await toAnother();
  await world.settle();
  expect(await told()).toEqual({ issues: [], counted: 0, ofInvoice: null });
  for (const answer of ['', '/retry', '/dismiss']) {
    const { status } = await world.api.call(
      answer ? 'POST' : 'GET',
      `/sync/issues/${issue?.id}${answer}`,
      answer ? {} : undefined,
    );
    expect(status).toBe(404);
  }
  await backTo(shop);
  expect(await told()).toEqual(here);
});

test('6.18 the preview of a backfill or an undo is not confirmed for another QuickBooks company', async () => {
  await start();
  const shop = await openShop(world);
  await makeInvoice(world, shop);
  const year = { from: '2026-01-01', to: '2026-12-31' };
  const instants = { from: '2026-01-01T00:00:00Z', to: '2026-12-31T00:00:00Z' };
  const asked = { '/sync/backfill': year, '/sync/undo': instants };
  const previews = new Map<string, string>();
  for (const [path, body] of Object.entries(asked)) {
    previews.set(path, (await world.api.post<Job>(path, body)).previewId);
  }
  await world.settle();
  await toAnother();
  const confirm = (path: string, previewId: string) =>
    world.api.call<Problem>('POST', path, { previewId, confirm: true });
  for (const [path, previewId] of previews) {
    const { status, body } = await confirm(path, previewId);
    expect({ status, detail: body.detail }).toEqual({
      status: 409,
      detail: expect.stringContaining('another QuickBooks company'),
    });
  }
  await backTo(shop);
  for (const [path, previewId] of previews) expect((await confirm(path, previewId)).status).toBe(202);
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

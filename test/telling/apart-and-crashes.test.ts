/** What must hold at all times: companies are kept apart, and whoever dies in the middle loses nothing. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from '../../src/base/log.ts';
import { createSeal } from '../../src/base/seal.ts';
import { createAdmin } from '../../src/cli/admin.ts';
import { createCompanyApiKey } from '../../src/cli/api-key.ts';
import type { Database } from '../../src/db/database.ts';
import { createDelivery, type Delivery } from '../../src/worker/deliver.ts';
import { type ApiClient, apiClient } from '../kit/api-client.ts';
import { startWorld, type World } from '../kit/world.ts';
import { addEndpoint, type CreatedEndpoint, deliveriesOf, oneInvoice } from './endpoint.ts';
import { type Receiver, startReceiver } from './receiver.ts';

let world: World;
let receiver: Receiver;
let south: ApiClient;
let endpoint: CreatedEndpoint;
beforeAll(async () => {
  world = await startWorld();
  receiver = await startReceiver();
  const { database } = world.testDatabase;
  const { companyId } = await createAdmin(database, world.clock, {
    company: 'Southside',
    email: 'owner@south.test',
    password: 'correct horse battery',
  });
  south = apiClient({ url: world.url, key: await createCompanyApiKey(database, world.clock, { company: companyId }) });
  endpoint = await addEndpoint(world.api, `${receiver.url}/north`);
});
afterAll(async () => {
  receiver.close();
  await world.stop();
});
beforeEach(() => {
  receiver.received = [];
});

/** Another process on the same database. */
function process(database: Database): Delivery {
  return createDelivery({
    database,
    clock: world.clock,
    log: createLogger({ level: 'silent' }),
    seal: createSeal('a key for tests only'),
    publicUrl: world.url,
    webhooks: { allowPrivate: true, timeoutMs: 10_000 },
    smtp: null,
    issueTitle: () => '',
  });
}

test('10.10 a company is told of its own alone, and sees no endpoint or delivery of another', async () => {
  await addEndpoint(south, `${receiver.url}/south`);
  await oneInvoice(world.api);
  await world.tandem.delivery.deliverDue();
  expect(receiver.received.map(({ path }) => path)).toEqual(['/north']);
  expect(receiver.received[0]?.event.companyId).toBe(world.companyId);
  const [delivery] = await deliveriesOf(world.api, endpoint);
  const path = `/webhook-endpoints/${endpoint.id}`;
  for (const [method, address] of [
    ['GET', path],
    ['PATCH', path],
    ['DELETE', path],
    ['GET', `${path}/deliveries`],
    ['POST', `${path}/test`],
    ['POST', `${path}/deliveries/${delivery?.id}/resend`],
  ] as const) {
    const body = method === 'PATCH' ? { active: false } : undefined;
    expect((await south.call(method, address, body)).status, address).toBe(404);
  }
});

test('who may not change the settings may not see endpoints', async () => {
  const roles = await world.api.get<{ items: { id: string; name: string }[] }>('/roles');
  const roleId = roles.items.find(({ name }) => name === 'Specialist')?.id;
  const { key } = await world.api.post<{ key: string }>('/api-keys', { name: 'Desk', roleId });
  const desk = apiClient({ url: world.url, key });
  expect((await desk.call('GET', '/webhook-endpoints')).status).toBe(403);
  expect((await desk.call('POST', `/webhook-endpoints/${endpoint.id}/test`)).status).toBe(403);
});

test('10.11 a process that dies between sending and recording has it sent again, with the same id', async () => {
  await oneInvoice(world.api);
  const { database } = world.testDatabase;
  const dying: Database = { ...database, write: () => Promise.reject(new Error('killed')) };
  await process(dying).deliverDue();
  expect(receiver.received).toHaveLength(1);
  // What it had claimed is nobody else's until its claim has run out.
  expect(await world.tandem.delivery.deliverDue()).toBe(0);
  world.clock.advance(5 * 60_000);
  await world.tandem.delivery.deliverDue();
  const [first, second] = receiver.received;
  expect(receiver.received).toHaveLength(2);
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect((await deliveriesOf(world.api, endpoint))[0]).toMatchObject({ state: 'delivered' });
});

test('10.11 processes that deliver at the same time send each event once', async () => {
  for (let count = 0; count < 20; count += 1) await oneInvoice(world.api);
  const { database } = world.testDatabase;
  await Promise.all([process(database), process(database), world.tandem.delivery].map((each) => each.deliverDue()));
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(20);
  expect(new Set(ids).size).toBe(20);
});

test('what a process that stops had claimed goes to another at once', async () => {
  for (let count = 0; count < 3; count += 1) await oneInvoice(world.api);
  const stopping = process(world.testDatabase.database);
  const delivering = stopping.deliverDue();
  await stopping.stop();
  await delivering;
  await world.tandem.delivery.deliverDue();
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(3);
  expect(receiver.received).toHaveLength(3);
});

test('the loop is woken by what is stored', async () => {
  const background = process(world.testDatabase.database);
  await background.start();
  await oneInvoice(world.api);
  await vi.waitFor(() => expect(receiver.types()).toEqual(['invoice.created']), { timeout: 10_000 });
  await background.stop();
});

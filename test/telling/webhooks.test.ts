/** Outgoing webhooks, from the change of an invoice to a stranger's program. */
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Account } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Payment } from '../../src/contract/invoices.ts';
import type { WebhookDelivery, WebhookEndpoint } from '../../src/contract/webhook-endpoints.ts';
import { startWorld, type World } from '../kit/world.ts';
import { addEndpoint, type CreatedEndpoint, checkEvent, deliveriesOf, oneInvoice } from './endpoint.ts';
import { type Receiver, startReceiver } from './receiver.ts';

let world: World;
let receiver: Receiver;
let endpoint: CreatedEndpoint;
beforeAll(async () => {
  world = await startWorld();
  receiver = await startReceiver();
});
afterAll(async () => {
  receiver.close();
  await world.stop();
});
beforeEach(async () => {
  for (const { id } of (await world.api.get<Page<WebhookEndpoint>>('/webhook-endpoints')).items) {
    await world.api.remove(`/webhook-endpoints/${id}`);
  }
  receiver.received = [];
  receiver.answer = { status: 204 };
  endpoint = await addEndpoint(world.api, `${receiver.url}/hooks`);
});

const deliver = () => world.tandem.delivery.deliverDue();
const seconds = (count: number) => count * 1000;
const hours = (count: number) => seconds(count * 3600);

test('10.1 the reference library accepts the signature, and no other secret', async () => {
  await oneInvoice(world.api);
  await deliver();
  const [got] = receiver.received;
  const headers = got?.headers as Record<string, string>;
  vi.setSystemTime(world.clock.now());
  try {
    expect(new Webhook(endpoint.secret).verify(got?.body ?? '', headers)).toMatchObject({
      type: 'invoice.created',
      companyId: world.companyId,
      data: { invoice: { total: '131.00', balanceDue: '131.00' }, actor: { type: 'api_key' } },
    });
    const other = await addEndpoint(world.api, `${receiver.url}/other`);
    expect(() => new Webhook(other.secret).verify(got?.body ?? '', headers)).toThrow('No matching signature');
    expect(() => new Webhook(endpoint.secret).verify(`${got?.body} `, headers)).toThrow('No matching signature');
  } finally {
    vi.useRealTimers();
  }
  expect(endpoint.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

test('10.1 the secret is shown once, and kept sealed', async () => {
  const read = await world.api.get<object>(`/webhook-endpoints/${endpoint.id}`);
  expect(read).not.toHaveProperty('secret');
  const rows = await world.testDatabase.database.read(
    world.companyId,
    (reader) => reader<{ secret: Buffer }[]>`select secret from webhook_endpoints`,
  );
  expect(rows[0]?.secret.toString('latin1')).not.toContain(endpoint.secret.slice(6, 20));
});

test('10.2 each change is told by its events, in order', async () => {
  const { api } = world;
  const invoice = await oneInvoice(api);
  const path = `/invoices/${invoice.id}`;
  await api.patch(path, { comment: 'Front axle' });
  const statuses = await api.get<Page<{ id: string; group: string }>>('/invoice-statuses');
  await api.post(`${path}/status`, { statusId: statuses.items.find(({ group }) => group === 'in_progress')?.id });
  const [account] = (await api.get<Page<Account>>('/accounts')).items;
  const payment = await api.post<Payment>(`${path}/payments`, { accountId: account?.id, amount: '31' });
  await api.remove(`${path}/payments/${payment.id}`);
  await api.post(`${path}/payments/${payment.id}/restore`);
  await deliver();
  expect(receiver.types()).toEqual([
    'invoice.created',
    'invoice.updated',
    'invoice.status_changed',
    'invoice.updated',
    'payment.created',
    'invoice.updated',
    'payment.deleted',
    'invoice.updated',
    'payment.created',
  ]);
  for (const got of receiver.received) checkEvent(got);
  expect(receiver.received[1]?.event.data).toMatchObject({ changedFields: ['comment'] });
  expect(receiver.received[2]?.event.data).toMatchObject({ previousStatusId: invoice.status.id });
  expect(receiver.received[3]?.event.data).toMatchObject({ invoice: { paid: '31.00', balanceDue: '100.00' } });
});

test('10.4 only what was subscribed to is stored, and nothing for an endpoint that is off', async () => {
  await world.api.patch(`/webhook-endpoints/${endpoint.id}`, { events: ['payment.created'] });
  const off = await addEndpoint(world.api, `${receiver.url}/off`, { active: false });
  await oneInvoice(world.api);
  expect(await deliver()).toBe(0);
  expect(await deliveriesOf(world.api, endpoint)).toEqual([]);
  expect(await deliveriesOf(world.api, off)).toEqual([]);
});

test('10.5 a change that is taken back tells nothing', async () => {
  const refused = await world.api.call('POST', '/invoices', { clientId: 'nobody', lines: [] });
  expect(refused.status).toBe(422);
  expect(await deliver()).toBe(0);
});

describe('a receiver that fails', () => {
  test('10.6 is tried again after pauses that grow, with the same id and the same bytes', async () => {
    receiver.answer = { status: 500, body: `not now\u0000${'x'.repeat(5000)}` };
    await oneInvoice(world.api);
    await deliver();
    for (const pause of [5, 60, 300, 1800, 7200, 21_600, 43_200, 43_200].map(seconds)) {
      const before = receiver.received.length;
      world.clock.advance(pause - 1);
      expect(await deliver()).toBe(0);
      world.clock.advance(1);
      expect(await deliver()).toBe(1);
      expect(receiver.received.length).toBe(before + 1);
    }
    const bodies = new Set(receiver.received.map(({ body }) => body));
    const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
    const times = new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp']));
    expect([bodies.size, ids.size, times.size]).toEqual([1, 1, 9]);
    const [stored] = await deliveriesOf(world.api, endpoint);
    expect(stored).toMatchObject({ state: 'pending', attempts: 9, lastStatus: 500, deliveredAt: null });
    expect(stored?.lastAnswer).toBe(`not now${'x'.repeat(493)}`);
    receiver.answer = { status: 200 };
    world.clock.advance(hours(12));
    await deliver();
    expect((await deliveriesOf(world.api, endpoint))[0]).toMatchObject({ state: 'delivered', attempts: 10 });
    expect(await world.api.get(`/webhook-endpoints/${endpoint.id}`)).toMatchObject({ failingSince: null });
  });

  test('10.6 does not hold up another one, nor more than one attempt of its own backlog', async () => {
    const other = await startReceiver();
    const good = await addEndpoint(world.api, other.url);
    receiver.answer = { status: 503 };
    for (let count = 0; count < 3; count += 1) await oneInvoice(world.api);
    await deliver();
    expect(other.received).toHaveLength(3);
    expect((await deliveriesOf(world.api, good)).every(({ state }) => state === 'delivered')).toBe(true);
    expect(receiver.received).toHaveLength(3);
    other.close();
  });

  test('10.7 is switched off after five days, and gets what waited once it is switched on again', async () => {
    receiver.answer = { status: 500 };
    await oneInvoice(world.api);
    for (let round = 0; round < 20; round += 1) {
      await deliver();
      world.clock.advance(hours(12));
    }
    const path = `/webhook-endpoints/${endpoint.id}`;
    const off = await world.api.get<WebhookEndpoint>(path);
    expect(off).toMatchObject({ active: false, disabledReason: 'failing' });
    const lasted = Date.parse(off.disabledAt ?? '') - Date.parse(off.failingSince ?? '');
    expect(lasted).toBeGreaterThanOrEqual(hours(5 * 24));
    expect(lasted).toBeLessThan(hours(5.5 * 24));
    const tried = receiver.received.length;
    const refused = await world.api.call<{ code: string }>('POST', `${path}/test`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
    receiver.answer = { status: 200 };
    await oneInvoice(world.api);
    await world.api.patch(path, { active: true });
    await deliver();
    expect(receiver.received).toHaveLength(tried + 1);
    expect(await world.api.get(path)).toMatchObject({ active: true, disabledAt: null, disabledReason: null });
  });

  test('10.7 that answers 410 is switched off at once', async () => {
    receiver.answer = { status: 410 };
    await oneInvoice(world.api);
    await deliver();
    const off = await world.api.get<WebhookEndpoint>(`/webhook-endpoints/${endpoint.id}`);
    expect(off).toMatchObject({ active: false, disabledReason: 'gone' });
  });

  test('10.9 cannot lead elsewhere', async () => {
    const elsewhere = await startReceiver();
    receiver.answer = { status: 307, headers: { location: elsewhere.url } };
    await oneInvoice(world.api);
    await deliver();
    expect(elsewhere.received).toHaveLength(0);
    expect((await deliveriesOf(world.api, endpoint))[0]).toMatchObject({ state: 'pending', lastStatus: 307 });
    elsewhere.close();
  });
});

test('10.8 a delivery is sent again by hand, and a test reaches whoever subscribed to nothing of it', async () => {
  await oneInvoice(world.api);
  await deliver();
  const [first] = await deliveriesOf(world.api, endpoint);
  const path = `/webhook-endpoints/${endpoint.id}`;
  const again = await world.api.post<WebhookDelivery>(`${path}/deliveries/${first?.id}/resend`);
  expect(again).toMatchObject({ id: first?.id, state: 'pending', attempts: 0 });
  await deliver();
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([first?.eventId, first?.eventId]);
  await world.api.patch(path, { events: ['connection.lost'] });
  await world.api.post(`${path}/test`);
  await deliver();
  expect(receiver.types().at(-1)).toBe('webhook.test');
  expect((await world.api.call('POST', `${path}/deliveries/${endpoint.id}/resend`)).status).toBe(404);
});

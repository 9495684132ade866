/** Webhooks: both formats, the signature, the ladder of retries, and what can go wrong with them. */
import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { connect, createInvoice, harbor, invoiceOf, type Kit, line, paymentOn, ridge, start } from './kit.ts';
import { arrived, type Receiver, startReceiver } from './receiver.ts';

const second = 1_000;

async function listening(options: Parameters<typeof start>[0] = {}): Promise<Kit & { receiver: Receiver }> {
  const receiver = await startReceiver();
  return { receiver, ...(await start({ webhookUrl: receiver.url, ...options })) };
}

describe('events', () => {
  it("go out for every commit, also the client's own, with the invoice that a payment touches", async () => {
    const { api, simulator, receiver } = await listening();
    const { Id } = await createInvoice(api, invoiceOf([line(10)]));
    const { Payment } = (await api.post('payment', paymentOn(Id, 10))).body;
    await api.post('payment?operation=update&include=void', { Id: Payment.Id, SyncToken: '0', sparse: true });
    await api.post('invoice?operation=void', { Id, SyncToken: '2' });
    await api.post('invoice?operation=delete', { Id, SyncToken: '3' });
    await api.post('customer', { Id: '2', SyncToken: '0', sparse: true, Active: false });
    await api.post('customer', { DisplayName: 'Hilltop Garage' });
    expect(receiver.received).toEqual([]);
    expect(await simulator.flushWebhooks()).toEqual({ delivered: 1, failed: 0 });
    expect(arrived(receiver)).toEqual([
      `qbo.invoice.created.v1 ${Id}`,
      `qbo.payment.created.v1 ${Payment.Id}`,
      `qbo.invoice.updated.v1 ${Id}`,
      `qbo.invoice.updated.v1 ${Id}`,
      `qbo.payment.voided.v1 ${Payment.Id}`,
      `qbo.invoice.voided.v1 ${Id}`,
      `qbo.invoice.deleted.v1 ${Id}`,
      'qbo.customer.updated.v1 2',
    ]);
    expect(await simulator.flushWebhooks()).toEqual({ delivered: 0, failed: 0 });
  });

  it('have the fields of CloudEvents, and a signature over the very bytes', async () => {
    const { api, simulator, receiver } = await listening();
    const { Id } = await createInvoice(api, invoiceOf([line(10)]));
    await simulator.flushWebhooks();
    const [{ body, text, headers }] = receiver.received as [Receiver['received'][number]];
    expect(body).toEqual([
      {
        specversion: '1.0',
        id: expect.any(String),
        source: expect.stringMatching(/^intuit\./),
        type: 'qbo.invoice.created.v1',
        datacontenttype: 'application/json',
        time: '2026-09-28T19:00:00.250Z',
        intuitentityid: Id,
        intuitaccountid: ridge,
        data: {},
      },
    ]);
    expect(headers['content-type']).toBe('application/json');
    expect(headers['intuit-signature']).toBe(createHmac('sha256', 'tandem-verifier').update(text).digest('base64'));
  });

  it('have the classic shape by a setting, with merges and several companies', async () => {
    const { api, simulator, receiver } = await listening();
    connect(simulator, harbor);
    simulator.control.setWebhooks({
      format: 'classic',
      severalCompanies: true,
      contentType: 'application/cloudevents+json',
    });
    await createInvoice(api, invoiceOf([line(10)]));
    simulator.control.merge(ridge, 'Customer', { id: '1', deletedId: '2' });
    simulator.control.act(harbor, { entity: 'Customer', operation: 'update', body: { Id: '1', Notes: 'x' } });
    await simulator.flushWebhooks();
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.headers['content-type']).toBe('application/cloudevents+json');
    const [one, other] = receiver.received[0]?.body.eventNotifications ?? [];
    expect(one.realmId).toBe(ridge);
    expect(one.dataChangeEvent.entities[1]).toEqual({
      name: 'Customer',
      id: '1',
      operation: 'Merge',
      lastUpdated: '2026-09-28T19:00:00.250Z',
      deletedId: '2',
    });
    expect([other.realmId, other.dataChangeEvent.entities[0].operation]).toEqual([harbor, 'Update']);
  });

  it('of a void are updates where a switch says so; balances of customers are silent unless one says so', async () => {
    const { api, simulator, receiver } = await listening();
    simulator.control.setSwitches(ridge, { voidEvents: 'updated', customerBalanceEvents: true });
    const { Id } = await createInvoice(api, invoiceOf([line(10)]));
    await api.post('invoice?operation=void', { Id, SyncToken: '0' });
    await simulator.flushWebhooks();
    expect(arrived(receiver)).toEqual([
      `qbo.invoice.created.v1 ${Id}`,
      'qbo.customer.updated.v1 1',
      'qbo.customer.updated.v1 1',
      `qbo.invoice.updated.v1 ${Id}`,
    ]);
  });

  it('are not sent for a company that nobody is connected to', async () => {
    const { simulator, receiver } = await listening();
    simulator.control.act(harbor, { entity: 'Customer', operation: 'update', body: { Id: '1', Notes: 'x' } });
    simulator.control.revokeTokens(ridge);
    simulator.control.act(ridge, { entity: 'Customer', operation: 'update', body: { Id: '1', Notes: 'x' } });
    await simulator.flushWebhooks();
    expect(receiver.received).toEqual([]);
    expect(simulator.control.events().map(({ state }) => state)).toEqual(['unheard', 'unheard']);
  });
});

describe('delivery', () => {
  it('climbs the ladder until it is answered', async () => {
    const { api, simulator, receiver, clock } = await listening();
    receiver.answers = [500, 401, 503];
    await createInvoice(api, invoiceOf([line(10)]));
    expect(await simulator.flushWebhooks()).toEqual({ delivered: 0, failed: 1 });
    expect(await simulator.flushWebhooks()).toEqual({ delivered: 0, failed: 0 });
    const waits = [10, 20, 30];
    for (const [index, wait] of waits.entries()) {
      clock.advance((wait - 1) * second);
      expect(await simulator.flushWebhooks()).toEqual({ delivered: 0, failed: 0 });
      clock.advance(second);
      const done = index === waits.length - 1;
      expect(await simulator.flushWebhooks()).toEqual(done ? { delivered: 1, failed: 0 } : { delivered: 0, failed: 1 });
    }
    const [first, ...others] = receiver.received;
    expect(others.map(({ text }) => text)).toEqual([first?.text, first?.text, first?.text]);
    const [delivery] = simulator.control.deliveries();
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 401, 503, 200]);
    expect(delivery?.state).toBe('delivered');
  });

  it('withholds later events behind an unanswered one, by a setting', async () => {
    const { api, simulator, receiver, clock } = await listening();
    simulator.control.setWebhooks({ inOrder: true });
    receiver.answers = [500];
    const { Id } = await createInvoice(api, invoiceOf([line(10)]));
    await simulator.flushWebhooks();
    await api.post('invoice?operation=void', { Id, SyncToken: '0' });
    expect(await simulator.flushWebhooks()).toEqual({ delivered: 0, failed: 0 });
    clock.advance(10 * second);
    await simulator.flushWebhooks();
    await simulator.flushWebhooks();
    expect(arrived(receiver).slice(1)).toEqual([`qbo.invoice.created.v1 ${Id}`, `qbo.invoice.voided.v1 ${Id}`]);
  });

  it('can be lost, doubled, reordered and late', async () => {
    const { api, simulator, receiver, clock } = await listening();
    const notes = async (Notes: string, id: string) => {
      const SyncToken = simulator.control.read(ridge, 'Customer', id)?.SyncToken as string;
      await api.post('customer', { Id: id, SyncToken, sparse: true, Notes });
    };
    simulator.control.addWebhookFault({ kind: 'lost' });
    await notes('a', '1');
    await notes('a', '2');
    await simulator.flushWebhooks();
    expect(arrived(receiver)).toEqual(['qbo.customer.updated.v1 2']);

    simulator.control.addWebhookFault({ kind: 'doubled' });
    simulator.control.addWebhookFault({ kind: 'reordered' });
    await notes('b', '1');
    await notes('b', '2');
    await simulator.flushWebhooks();
    expect(arrived(receiver).slice(1)).toEqual([
      'qbo.customer.updated.v1 2',
      'qbo.customer.updated.v1 1',
      'qbo.customer.updated.v1 1',
    ]);
    const [, once, twice] = receiver.received;
    expect(once?.body[1].id).toBe(twice?.body[0].id);

    simulator.control.addWebhookFault({ kind: 'late', delayMs: 60_000 });
    await notes('c', '1');
    await notes('c', '2');
    await simulator.flushWebhooks();
    clock.advance(60_000);
    await simulator.flushWebhooks();
    expect(arrived(receiver).slice(4)).toEqual(['qbo.customer.updated.v1 2', 'qbo.customer.updated.v1 1']);
  });

  it('happens by itself soon after the commit', async () => {
    const { api, receiver } = await listening({ autoDeliver: true });
    await createInvoice(api, invoiceOf([line(10)]));
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 5_000, interval: 10 });
  });
});

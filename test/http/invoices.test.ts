/** The life of an invoice over REST: made, paid, changed, deleted, restored; totals, ledger and history along the way. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from './start-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

async function first(path: string, where: Record<string, unknown> = {}) {
  const { body } = await app.send('GET', `${path}?limit=200`);
  return body.items.find((item: object) =>
    Object.entries(where).every(([key, value]) => Reflect.get(item, key) === value),
  );
}

async function made(more: object = {}) {
  const client = await app.send('POST', '/clients', { firstName: 'Ada', lastName: 'Lovelace' });
  const answer = await app.send('POST', '/invoices', {
    clientId: client.body.id,
    lines: [{ name: 'Repair', quantity: '2', unitPrice: '50' }],
    ...more,
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

describe('an invoice', () => {
  test('takes its defaults from the company', async () => {
    const invoice = await made();
    expect(invoice).toMatchObject({
      number: expect.stringMatching(/^INV-\d{5}$/),
      issueDate: '2026-11-24',
      dueDate: '2026-12-08',
      clientName: 'Ada Lovelace',
      status: { name: 'New', group: 'new' },
      subtotal: '100.00',
      total: '100.00',
      balanceDue: '100.00',
      overdue: false,
      sync: { state: 'not_synced', quickBooksId: null },
    });
    const again = await app.send('GET', `/invoices/${invoice.id}`);
    expect(again.body).toEqual(invoice);
    expect(again.headers.get('etag')).toBe('W/"1"');
  });

  test('is paid in parts and over, and the ledger explains the balance', async () => {
    const cash = await first('/accounts', { kind: 'cash' });
    const { id } = await made();
    const pay = (amount: string) => app.send('POST', `/invoices/${id}/payments`, { accountId: cash.id, amount });
    const one = await pay('30');
    expect(one.body).toMatchObject({ amount: '30.00', origin: 'shop', state: 'active', date: '2026-11-24' });
    await pay('80.5');
    let invoice = (await app.send('GET', `/invoices/${id}`)).body;
    expect(invoice).toMatchObject({ paid: '110.50', balanceDue: '0.00', overpaid: '10.50' });

    expect((await app.send('DELETE', `/invoices/${id}/payments/${one.body.id}`)).status).toBe(204);
    invoice = (await app.send('GET', `/invoices/${id}`)).body;
    expect(invoice).toMatchObject({ paid: '80.50', balanceDue: '19.50', overpaid: '0.00' });
    expect(invoice.payments[0].state).toBe('deleted');

    expect((await app.send('POST', `/invoices/${id}/payments/${one.body.id}/restore`)).status).toBe(200);
    await app.send('PATCH', `/invoices/${id}/payments/${one.body.id}`, { amount: '20' });
    invoice = (await app.send('GET', `/invoices/${id}`)).body;
    expect(invoice).toMatchObject({ paid: '100.50', overpaid: '0.50' });

    const ledger = (await app.send('GET', `/accounts/${cash.id}/transactions?limit=200`)).body.items.filter(
      (entry: { invoiceId: string }) => entry.invoiceId === id,
    );
    expect(ledger.map((entry: { amount: string; reason: string }) => [entry.amount, entry.reason])).toEqual([
      ['20.00', 'payment_changed'],
      ['-30.00', 'payment_changed'],
      ['30.00', 'payment_restored'],
      ['-30.00', 'payment_deleted'],
      ['80.50', 'payment'],
      ['30.00', 'payment'],
    ]);
    const after = await app.send('GET', `/accounts/${cash.id}`);
    expect(Number(after.body.balance) - Number(cash.balance)).toBeCloseTo(100.5);

    const history = (await app.send('GET', `/invoices/${id}/history`)).body.items;
    expect(history.map((event: { type: string }) => event.type)).toEqual([
      'payment_changed',
      'payment_restored',
      'payment_deleted',
      'payment_created',
      'payment_created',
      'created',
    ]);
    expect(history[0].actor).toEqual({ type: 'api_key', name: 'Command line' });
    expect((await app.send('DELETE', `/invoices/${id}`)).body.code).toBe('conflict');
  });

  test('is refunded up to what was paid', async () => {
    const bank = await first('/accounts', { kind: 'bank' });
    const { id } = await made();
    const paid = await app.send('POST', `/invoices/${id}/payments`, { accountId: bank.id, amount: '100' });
    const refund = (amount: string) =>
      app.send('POST', `/invoices/${id}/payments/${paid.body.id}/refund`, { amount, reason: 'Broken' });
    expect((await refund('40')).body).toMatchObject({ kind: 'refund', amount: '40.00', refundOf: paid.body.id });
    expect((await refund('60.01')).body).toMatchObject({ code: 'invalid', errors: [{ path: 'amount' }] });
    expect((await app.send('GET', `/invoices/${id}`)).body).toMatchObject({ paid: '60.00', balanceDue: '40.00' });
    const { body } = await app.send('DELETE', `/invoices/${id}/payments/${paid.body.id}`);
    expect(body.code).toBe('conflict');
    expect((await app.send('GET', `/accounts/${bank.id}`)).body.balance).toBe('60.00');
  });
});

/** The control API over HTTP, and the parts of the control functions that other tests lean on. */
import { describe, expect, it } from 'vitest';
import { createInvoice, invoiceOf, type Kit, type Loose, line, ridge, start } from './kit.ts';

async function control(
  kit: Kit,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Loose }> {
  const response = await fetch(`${kit.simulator.url}/control${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

describe('the control API', () => {
  it('plays the accountant: acts, pays, merges, deposits', async () => {
    const kit = await start();
    const { Id } = await createInvoice(kit.api, invoiceOf([line(10)]));
    const base = `/companies/${ridge}`;
    const edited = await control(kit, 'POST', `${base}/act`, {
      entity: 'Invoice',
      operation: 'update',
      body: { Id, PrivateNote: 'by hand' },
    });
    expect(edited.body).toMatchObject({ PrivateNote: 'by hand', SyncToken: '1' });
    const paid = await control(kit, 'POST', `${base}/pay`, {
      invoiceId: Id,
      amount: '4.00',
      depositAccountId: '35',
      reference: 'c1',
    });
    expect(paid.body).toMatchObject({ TotalAmt: 4, DepositToAccountRef: { value: '35' }, PaymentRefNum: 'c1' });
    await control(kit, 'POST', `${base}/deposit`, { paymentId: paid.body.Id });
    const refused = await control(kit, 'POST', `${base}/act`, {
      entity: 'Payment',
      operation: 'void',
      body: { Id: paid.body.Id },
    });
    expect([refused.status, refused.body.Fault.Error[0].code]).toEqual([422, '6540']);
    expect((await control(kit, 'POST', `${base}/merge`, { entity: 'Customer', id: '1', deletedId: '2' })).status).toBe(
      200,
    );
    expect((await control(kit, 'GET', `${base}/records/Invoice`)).body).toHaveLength(1);
    expect((await control(kit, 'GET', `${base}/records/Invoice/${Id}`)).body.Balance).toBe(6);
    expect((await control(kit, 'GET', `${base}/records/Invoice/999`)).status).toBe(404);
  });

  it('sets faults, states, switches, webhooks and quotas', async () => {
    const kit = await start();
    const base = `/companies/${ridge}`;
    expect((await control(kit, 'POST', '/faults', { kind: '503', count: 2 })).body.requests).toHaveLength(1);
    expect((await control(kit, 'POST', '/faults', { kind: 'lost' })).body.webhooks).toHaveLength(1);
    expect((await control(kit, 'POST', '/faults', { kind: 'nonsense' })).status).toBe(422);
    expect((await control(kit, 'DELETE', '/faults')).status).toBe(204);
    expect((await control(kit, 'PATCH', `${base}/switches`, { voidPaidInvoice: 'unapply' })).body.voidPaidInvoice).toBe(
      'unapply',
    );
    expect((await control(kit, 'PATCH', `${base}/switches`, { unknown: true })).status).toBe(422);
    await control(kit, 'PATCH', base, { state: '6190', closingDate: '2026-01-31' });
    expect(kit.simulator.control.read(ridge, 'Preferences', '1')).toMatchObject({
      AccountingInfoPrefs: { BookCloseDate: '2026-01-31' },
    });
    expect(
      (await control(kit, 'POST', '/webhooks', { url: 'http://127.0.0.1:9/x', format: 'classic' })).body.format,
    ).toBe('classic');
    expect((await control(kit, 'POST', '/webhooks/flush')).body).toEqual({ delivered: 0, failed: 1 }); // Nobody listens.
    expect((await control(kit, 'PUT', '/quotas', { enabled: true })).body).toEqual({ enabled: true });
    expect((await control(kit, 'GET', '/companies')).body.map(({ kind }: Loose) => kind)).toEqual([
      'us-manual-tax',
      'us-automated-tax',
      'uk',
    ]);
  });

  it('counts requests and forgets them', async () => {
    const kit = await start();
    await createInvoice(kit.api, invoiceOf([line(10)]));
    await kit.api.query('select * from Term');
    const { body } = await control(kit, 'GET', '/requests');
    expect(body.map(({ operation, entity, reads }: Loose) => [operation, entity, reads])).toEqual([
      ['create', 'Invoice', 0],
      ['query', 'Term', 1],
    ]);
    expect(body[0].id).toMatch(/^\d+$/);
    expect((await control(kit, 'DELETE', '/requests')).status).toBe(204);
    expect((await control(kit, 'GET', '/requests')).body).toEqual([]);
  });

  it('takes the books away and brings them back', async () => {
    const kit = await start();
    const { Id } = await createInvoice(kit.api, invoiceOf([line(10)]));
    const { body: snapshot } = await control(kit, 'GET', '/snapshot');
    await kit.api.post('invoice?operation=void', { Id, SyncToken: '0' });
    expect((await control(kit, 'POST', '/snapshot', snapshot)).status).toBe(200);
    expect((await kit.api.get(`invoice/${Id}`)).body.Invoice).toMatchObject({ TotalAmt: 10, SyncToken: '0' });
    await control(kit, 'POST', '/reset');
    expect(kit.simulator.control.list(ridge, 'Invoice')).toEqual([]);
    expect((await kit.api.get(`invoice/${Id}`)).status).toBe(401);
  });

  it('gives and takes connections', async () => {
    const kit = await start();
    const { body } = await control(kit, 'POST', `/companies/${ridge}/connect`);
    expect(body).toMatchObject({ realmId: ridge, expiresIn: 3600 });
    await control(kit, 'POST', `/companies/${ridge}/expire-access-tokens`);
    expect((await kit.api.get('customer/1')).status).toBe(401);
    expect((await control(kit, 'POST', `/companies/${ridge}/revoke-tokens`)).body).toEqual({ revoked: true });
  });

  it('takes no form from another site', async () => {
    const kit = await start();
    const response = await fetch(`${kit.simulator.url}/control/reset`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example', 'content-type': 'text/plain' },
      body: '{}',
    });
    expect(response.status).toBe(403);
  });

  it('is healthy', async () => {
    const { simulator } = await start();
    expect(await (await fetch(`${simulator.url}/healthz`)).json()).toEqual({ ok: true });
  });
});

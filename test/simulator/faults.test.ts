/** What can be broken on purpose: requests before and after the commit, quotas, states of a company, the language of faults. */
import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../src/simulator/faults.ts';
import { codesOf, connect, createInvoice, harbor, invoiceOf, line, ridge, start } from './kit.ts';

describe('a fault on demand', () => {
  it.each<[FaultKind, number, boolean, RegExp]>([
    ['429', 429, false, /"code":"3001".*"type":"SERVICE"/],
    ['500', 500, false, /"code":"10000".*SystemFault/],
    ['502', 502, false, /^<html>/],
    ['503', 503, false, /^<html>/],
    ['504', 504, false, /^<html>/],
    ['html', 200, false, /^<html>/],
    ['expired-token', 401, false, /"code":"3200"/],
    ['wrong-environment', 403, false, /"code":"3100"/],
    ['503-after', 503, true, /^<html>/],
    ['html-after', 200, true, /^<html>/],
    ['xml-after', 200, true, /^<\?xml/],
    ['fault-200', 200, false, /"code":"10000"/],
    ['empty', 200, true, /^$/],
    ['truncated', 200, true, /^\{"Invoice":\{.*[^}]$/s],
    ['slow', 200, true, /"Invoice"/],
  ])('%s answers %i, committed: %s', async (kind, status, committed, text) => {
    const { api, simulator } = await start();
    simulator.control.addFault({ kind, delayMs: 1 });
    const answer = await api.post('invoice', invoiceOf([line(10)]));
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(text);
    expect(answer.headers.get('intuit_tid')).not.toBeNull();
    expect(simulator.control.list(ridge, 'Invoice')).toHaveLength(committed ? 1 : 0);
    expect((await api.post('invoice', invoiceOf([line(10)]))).status).toBe(200);
  });

  it.each([
    ['drop-before', 0],
    ['drop-after', 1],
  ] as const)('%s ends the connection', async (kind, committed) => {
    const { api, simulator } = await start();
    simulator.control.addFault({ kind });
    await expect(api.post('invoice', invoiceOf([line(10)]))).rejects.toThrow();
    expect(simulator.control.list(ridge, 'Invoice')).toHaveLength(committed);
    expect(simulator.control.requests().map(({ status }) => status)).toEqual([0]);
  });

  it('hits only what matches, as often as asked, after what it lets pass', async () => {
    const { api, simulator } = await start();
    simulator.control.addFault({ kind: '503', entity: 'payment', operation: 'create', count: 2, skip: 1 });
    simulator.control.addFault({ kind: '500', realmId: harbor });
    const { Id } = await createInvoice(api, invoiceOf([line(10)]));
    const pay = () => api.post('payment', { CustomerRef: { value: '1' }, TotalAmt: 1 });
    const batch = {
      BatchItemRequest: [{ bId: 'a', operation: 'create', Payment: { CustomerRef: { value: '1' }, TotalAmt: 1 } }],
    };
    expect([(await pay()).status, (await pay()).status]).toEqual([200, 503]);
    expect((await api.get(`invoice/${Id}`)).status).toBe(200);
    expect((await api.post('batch', batch)).status).toBe(503);
    expect((await pay()).status).toBe(200);
    expect(simulator.control.faults()).toHaveLength(1);
    simulator.control.clearFaults();
    expect(simulator.control.faults()).toEqual([]);
  });
});

describe('quotas', () => {
  it('allow ten requests a second', async () => {
    const { api, clock } = await start({ quotas: true });
    const statuses = [];
    for (let index = 0; index < 11; index += 1) statuses.push((await api.get('customer/1')).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    const refused = await api.get('customer/1');
    expect(refused.body.Fault).toMatchObject({
      Error: [{ Message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429', code: '3001' }],
      type: 'SERVICE',
    });
    clock.advance(1_000);
    expect((await api.get('customer/1')).status).toBe(200);
  });

  it('allow 500 requests and 40 batches a minute', async () => {
    const { api, clock, simulator } = await start({ quotas: true });
    const batch = { BatchItemRequest: [{ bId: 'a', Query: 'select * from Term' }] };
    const statuses: number[] = [];
    for (let index = 0; index < 41; index += 1) {
      clock.advance(101);
      statuses.push((await api.post('batch', batch)).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(40);
    expect(statuses.at(-1)).toBe(429);
    for (let index = 0; index < 461; index += 1) {
      clock.advance(101);
      statuses.push((await api.get('term/1')).status);
    }
    expect(statuses.slice(41).filter((status) => status === 200)).toHaveLength(460);
    expect(statuses.at(-1)).toBe(429);
    clock.advance(60_000);
    expect((await api.post('batch', batch)).status).toBe(200);
    simulator.control.setSwitches(ridge, { throttleEnvelope: 'lower' });
  });
});

describe('the state of a company', () => {
  it.each([
    ['6190', 400, 'ValidationFault'],
    ['120', 403, 'AuthorizationFault'],
    ['150', 400, 'SystemFault'],
  ] as const)('%s refuses writes', async (state, status, type) => {
    const { api, simulator } = await start();
    simulator.control.setCompanyState(ridge, state);
    const answer = await api.post('customer', { DisplayName: 'x' });
    expect([answer.status, codesOf(answer), answer.body.Fault.type]).toEqual([status, [state], type]);
    expect((await api.get('customer/1')).status).toBe(state === '6190' ? 200 : status);
    simulator.control.setSwitches(ridge, { suspendedStops: 'everything' });
    expect((await api.get('customer/1')).status).toBe(status);
    simulator.control.setCompanyState(ridge, null);
    expect((await api.post('customer', { DisplayName: 'x' })).status).toBe(200);
  });
});

describe('requests that are wrong in themselves', () => {
  it.each([
    ['GET', 'customer/1/5', '500'],
    ['GET', 'customer/1.5', '2030'],
    ['GET', 'customer', '500'],
    ['GET', 'unicorn/1', '500'],
    ['PUT', 'customer/1', '500'],
    ['GET', 'reports/AgedReceivables', '500'],
  ])('%s %s', async (method, path, code) => {
    const { simulator } = await start();
    const response = await fetch(`${simulator.url}/v3/company/${ridge}/${path}`, {
      method,
      headers: { authorization: `Bearer ${simulator.control.connect(ridge).accessToken}`, accept: 'application/json' },
    });
    const body = (await response.json()) as { Fault: { Error: { code: string }[] } };
    expect([response.status, body.Fault.Error[0]?.code]).toEqual([400, code]);
  });

  it('are JSON that does not parse, and answers in XML', async () => {
    const { api, simulator } = await start();
    expect(codesOf(await api.post('customer', '{"DisplayName":'))).toEqual(['2010']);
    const response = await fetch(`${simulator.url}/v3/company/${ridge}/customer/1`, {
      headers: { authorization: `Bearer ${simulator.control.connect(ridge).accessToken}`, accept: 'application/xml' },
    });
    expect(response.status).toBe(400);
  });

  it('are answered in the language of the company, with the same codes and the same tail', async () => {
    const { api, simulator } = await start();
    simulator.control.setSwitches(ridge, { faultLanguage: 'fr' });
    const { Id } = await createInvoice(api, invoiceOf([line(1)], { DocNumber: 'S-1' }));
    const answer = await api.post('invoice', invoiceOf([line(1)], { DocNumber: 'S-1' }));
    expect(answer.body.Fault.Error[0]).toMatchObject({ code: '6140', Message: 'Erreur (6140)' });
    expect(answer.body.Fault.Error[0].Detail).toMatch(new RegExp(`TxnType=Invoice with TxnId=${Id}$`));
  });
});

describe('the monthly allowance of reads', () => {
  it('is used up by reads alone, and is there again in the next month', async () => {
    const { api, simulator, clock } = await start();
    simulator.control.setQuotas(true, 3);
    const read = async () => (await api.get('customer/1')).status;
    expect([await read(), await read(), await read(), await read()]).toEqual([200, 200, 200, 429]);
    expect((await api.post('customer', { DisplayName: 'Written Still' })).status).toBe(200);
    clock.advance(5 * 24 * 3_600_000);
    expect((await connect(simulator, ridge).get('customer/1')).status).toBe(200);
  });
});

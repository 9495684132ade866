import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UnsafeEndpoint } from '../../src/quickbooks/endpoint.ts';
import { paths } from '../../src/quickbooks/paths.ts';
import { createTransport, type QboRequest } from '../../src/quickbooks/transport.ts';
import { type AnsweringServer, json, startAnsweringServer } from './answering-server.ts';

let server: AnsweringServer;
beforeAll(async () => {
  server = await startAnsweringServer();
});
afterAll(() => server.close());

const request: QboRequest = {
  ...paths.create('Invoice'),
  realmId: '9130351234567890',
  accessToken: 'secret-access-token',
  body: '{"CustomerRef":{"value":"12"},"Note":"caf\u00e9"}',
  requestId: 'req-1',
};

function send(given: Partial<QboRequest> = {}, config: { timeoutMs?: number; responseLimitBytes?: number } = {}) {
  return createTransport({ baseUrl: server.origin, ...config })({ ...request, ...given });
}

describe('what is sent', () => {
  test('a write: the exact bytes, the request id and the minor version in the address, JSON wanted', async () => {
    server.answer(json(200, { Invoice: { Id: '1' } }));
    await send({ query: { include: 'allowduplicatedocnum' } });
    const asked = server.asked.at(-1);
    expect(asked?.method).toBe('POST');
    expect(asked?.url.pathname).toBe('/v3/company/9130351234567890/invoice');
    expect(Object.fromEntries(asked?.url.searchParams ?? [])).toEqual({
      include: 'allowduplicatedocnum',
      minorversion: '75',
      requestid: 'req-1',
    });
    expect(asked?.body).toBe(request.body);
    expect(asked?.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: 'Bearer secret-access-token',
    });
  });

  test('a query: blanks as %20, quotes and ampersands intact, no body', async () => {
    server.answer(json(200, { QueryResponse: {} }));
    const { realmId, accessToken } = request;
    const statement = "select * from Item where Name = 'A & B\\'s + c'";
    await createTransport({ baseUrl: `${server.origin}/` })({ ...paths.query(statement), realmId, accessToken });
    const asked = server.asked.at(-1);
    expect(asked?.url.searchParams.get('query')).toBe(statement);
    expect(asked?.url.search).toContain('select%20*%20from');
    expect(asked?.headers['content-type']).toBeUndefined();
    expect(asked?.url.searchParams.has('requestid')).toBe(false);
  });

  test('a long query: as text in the body', async () => {
    server.answer(json(200, { QueryResponse: {} }));
    await send({ ...paths.query(`select * from Item where Name = '${'y'.repeat(3000)}'`) });
    expect(server.asked.at(-1)?.headers['content-type']).toBe('application/text');
    expect(server.asked.at(-1)?.body).toHaveLength(3034);
  });

  test('nothing over plain http to another machine', () => {
    expect(() => createTransport({ baseUrl: 'http://quickbooks.example.com' })).toThrow(UnsafeEndpoint);
  });
});

describe('an answer', () => {
  test('comes with tid, duration and the server time', async () => {
    server.answer(json(200, { Invoice: { Id: '1' }, time: '2026-09-28T08:11:02.413-07:00' }, { intuit_tid: '1-abc' }));
    const times = [new Date(1000), new Date(1250)];
    const clock = { now: () => times.shift() ?? new Date(0) };
    const outcome = await createTransport({ baseUrl: server.origin, clock })(request);
    expect(outcome).toEqual({
      kind: 'answer',
      status: 200,
      body: { Invoice: { Id: '1' }, time: '2026-09-28T08:11:02.413-07:00' },
      tid: '1-abc',
      durationMs: 250,
      serverTime: new Date('2026-09-28T15:11:02.413Z'),
    });
  });

  test('may come in pieces', async () => {
    server.answer((response) => {
      response.write('{"Invoice":{"Na');
      response.end('me":"caf\u00e9"}}');
    });
    expect(await send()).toMatchObject({ kind: 'answer', body: { Invoice: { Name: 'caf\u00e9' } } });
  });
});

describe('a fault', () => {
  const stale = { Fault: { Error: [{ Message: 'x', Detail: 'y', code: '5010' }], type: 'ValidationFault' } };

  test.each([400, 200])('with status %i is a fault', async (status) => {
    server.answer(json(status, stale, { intuit_tid: 't' }));
    expect(await send()).toMatchObject({ kind: 'fault', class: 'stale', definite: true, status, tid: 't' });
  });

  test('with status 500 is not definite', async () => {
    server.answer(json(500, { Fault: { Error: [{ code: '10000' }], type: 'SystemFault' } }));
    expect(await send()).toMatchObject({ kind: 'fault', class: 'transient', definite: false, status: 500 });
  });

  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [429, 'throttled'],
  ])('of the gateway is known by the status %i, whatever the body', async (status, faultClass) => {
    server.answer((response) => {
      response.writeHead(status, { 'content-type': 'text/xml' });
      response.end('<IntuitResponse>secret-access-token</IntuitResponse>');
    });
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: 'fault', class: faultClass, definite: true, faults: [] });
    expect(outcome).toMatchObject({ beginning: '<IntuitResponse>[hidden]</IntuitResponse>' });
  });
});

describe('an unknown outcome', () => {
  const html = `<html>${'z '.repeat(400)}</html>`;

  test.each([
    ['HTML', 200, html, 'garbage'],
    ['XML with 400', 400, '<Fault/>', 'garbage'],
    ['nothing', 200, '', 'garbage'],
    ['a list', 200, '[]', 'garbage'],
    ['JSON without a fault and with 404', 404, '{}', 'garbage'],
    ['half an object', 200, '{"Invoice":{"Id":"1"', 'cut_off'],
    ['HTML with 502', 502, html, 'server_error'],
    ['JSON with 503', 503, '{}', 'server_error'],
  ])('%s', async (_name, status, body, reason) => {
    server.answer((response) => {
      response.writeHead(status, { intuit_tid: 't' });
      response.end(body);
    });
    expect(await send()).toMatchObject({ kind: 'unknown', reason, status, tid: 't', beginning: body.slice(0, 300) });
  });

  test('a redirect, which is not followed', async () => {
    const before = server.asked.length;
    server.answer((response) => {
      response.writeHead(302, { location: `${server.origin}/elsewhere` });
      response.end();
    });
    expect(await send()).toMatchObject({ kind: 'unknown', reason: 'garbage', status: 302 });
    expect(server.asked).toHaveLength(before + 1);
  });

  test('a connection that breaks before the answer', async () => {
    server.answer((response) => response.destroy());
    expect(await send()).toMatchObject({ kind: 'unknown', reason: 'no_answer', beginning: '' });
  });

  test('a connection that breaks within the answer', async () => {
    server.answer((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"Invoice":', () => response.destroy());
    });
    expect(await send()).toMatchObject({ kind: 'unknown', reason: 'cut_off', status: 200 });
  });

  test('no answer in time, and an answer that stops half way', async () => {
    server.answer(() => {});
    expect(await send({}, { timeoutMs: 40 })).toMatchObject({ kind: 'unknown', reason: 'timeout' });
    server.answer((response) => response.write('{"Invoice":'));
    expect(await send({}, { timeoutMs: 40 })).toMatchObject({ kind: 'unknown', reason: 'timeout', status: 200 });
  });

  test('an answer larger than allowed', async () => {
    server.answer(json(200, { Invoice: 'x'.repeat(5000) }));
    expect(await send({}, { responseLimitBytes: 4000 })).toMatchObject({ kind: 'unknown', reason: 'cut_off' });
  });

  test('an answer that is not UTF-8', async () => {
    server.answer((response) => response.end(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])));
    expect(await send()).toMatchObject({ kind: 'unknown', reason: 'garbage' });
  });

  test('nobody there', async () => {
    const gone = await startAnsweringServer();
    await gone.close();
    const outcome = await createTransport({ baseUrl: gone.origin })(request);
    expect(outcome).toMatchObject({ kind: 'unknown', reason: 'no_answer', networkCode: 'ECONNREFUSED' });
  });
});

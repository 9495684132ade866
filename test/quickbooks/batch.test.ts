import { describe, expect, test } from 'vitest';
import { type BatchMember, batchRequest, InvalidBatch, parseBatchAnswer } from '../../src/quickbooks/batch.ts';

const members: BatchMember[] = [
  { bId: 'a1', operation: 'create', entity: 'Payment', body: { TotalAmt: 20 } },
  {
    bId: 'a2',
    operation: 'update',
    entity: 'Payment',
    body: { Id: '601', SyncToken: '0', sparse: true },
    optionsData: 'void',
  },
  { bId: 'a3', operation: 'delete', entity: 'Invoice', body: { Id: '477', SyncToken: '2' } },
  { bId: 'a4', operation: 'query', query: "select * from Invoice where DocNumber = 'S-1'" },
];

describe('a batch request', () => {
  test('has the items in order, as the same bytes each time', () => {
    const request = batchRequest({ members, requestId: 'r-1' });
    expect(request).toMatchObject({ method: 'POST', path: '/batch', requestId: 'r-1' });
    expect(request.body).toBe(
      '{"BatchItemRequest":[' +
        '{"bId":"a1","operation":"create","Payment":{"TotalAmt":20}},' +
        '{"bId":"a2","operation":"update","optionsData":"void","Payment":{"Id":"601","SyncToken":"0","sparse":true}},' +
        '{"bId":"a3","operation":"delete","Invoice":{"Id":"477","SyncToken":"2"}},' +
        '{"bId":"a4","Query":"select * from Invoice where DocNumber = \'S-1\'"}]}',
    );
    expect(batchRequest({ members, requestId: 'r-1' }).body).toBe(request.body);
  });

  const query = (bId: string): BatchMember => ({ bId, operation: 'query', query: 'select * from Item' });
  test.each([
    ['no items', [], 'r'],
    ['31 items', Array.from({ length: 31 }, (_, i) => query(`b${i}`)), 'r'],
    ['an item id of 11 characters', [query('12345678901')], 'r'],
    ['an empty item id', [query('')], 'r'],
    ['the same item id twice', [query('a'), query('a')], 'r'],
    ['a request id of 37 characters', members, 'r'.repeat(37)],
    ['an empty request id', members, ''],
  ])('with %s is refused', (_name, given, requestId) => {
    expect(() => batchRequest({ members: given, requestId })).toThrow(InvalidBatch);
  });
});

describe('the answer to a batch', () => {
  test('is read item by item, in any order', () => {
    const answer = {
      BatchItemResponse: [
        { bId: 'a4', QueryResponse: { startPosition: 1, maxResults: 1, totalCount: 1, Invoice: [{ Id: '5' }] } },
        { Invoice: { domain: 'QBO', status: 'Deleted', Id: '477' }, bId: 'a3' },
        { bId: 'a2', Fault: { type: 'ValidationFault', Error: [{ code: '5010' }] } },
        { Payment: { Id: '621' }, bId: 'a1' },
      ],
      time: 'x',
    };
    const outcomes = parseBatchAnswer(answer, ['a1', 'a2', 'a3', 'a4']);
    expect(outcomes.get('a1')).toEqual({ kind: 'answer', entity: 'Payment', body: { Id: '621' } });
    expect(outcomes.get('a2')).toMatchObject({ kind: 'fault', class: 'stale', definite: true });
    expect(outcomes.get('a3')).toMatchObject({ kind: 'answer', entity: 'Invoice', body: { status: 'Deleted' } });
    expect(outcomes.get('a4')).toEqual({ kind: 'query', rows: { Invoice: [{ Id: '5' }] }, totalCount: 1 });
  });

  test('leaves unknown what it does not speak of, twice speaks of, or cannot be read', () => {
    const answer = {
      BatchItemResponse: [
        { bId: 'twice', Payment: { Id: '1' } },
        { bId: 'twice', Payment: { Id: '2' } },
        { bId: 'twice', Payment: { Id: '3' } },
        { bId: 'empty' },
        { bId: 'two', Payment: {}, Invoice: {} },
        { bId: 'odd', QueryResponse: 'x' },
        { bId: 'stranger', Payment: {} },
        null,
      ],
    };
    const bIds = ['twice', 'empty', 'two', 'odd', 'missing'];
    const outcomes = parseBatchAnswer(answer, bIds);
    expect([...outcomes.keys()]).toEqual(bIds);
    for (const bId of bIds) expect(outcomes.get(bId)).toEqual({ kind: 'unknown' });
  });

  test.each([[null], [{}], [[]], [{ BatchItemResponse: {} }]])('%j leaves all unknown', (body) => {
    expect(parseBatchAnswer(body, ['a']).get('a')).toEqual({ kind: 'unknown' });
  });

  test('an item that the throttle or the application refused', () => {
    const answer = {
      BatchItemResponse: [
        { bId: 'a', fault: { error: [{ code: 3001 }], type: 'SERVICE' } },
        { bId: 'b', Fault: { Error: [{ code: '10000' }], type: 'SystemFault' } },
      ],
    };
    const outcomes = parseBatchAnswer(answer, ['a', 'b']);
    expect(outcomes.get('a')).toMatchObject({ class: 'throttled', definite: true });
    expect(outcomes.get('b')).toMatchObject({ class: 'transient', definite: false });
  });
});

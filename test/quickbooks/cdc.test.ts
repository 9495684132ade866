import { describe, expect, test } from 'vitest';
import { cdcRequest, parseCdcAnswer } from '../../src/quickbooks/cdc.ts';
import { MalformedAnswer } from '../../src/quickbooks/malformed-answer.ts';

test('a request names entities and a time with its zone, rounded down', () => {
  expect(cdcRequest({ entities: ['Invoice', 'Payment'], since: new Date('2026-09-29T07:00:01.999Z') })).toEqual({
    method: 'GET',
    path: '/cdc',
    query: { entities: 'Invoice,Payment', changedSince: '2026-09-29T07:00:01Z' },
  });
});

describe('an answer', () => {
  const entities = ['Invoice', 'Payment', 'Customer'];
  const answer = {
    CDCResponse: [
      {
        QueryResponse: [
          {
            Invoice: [
              { Id: '501', SyncToken: '2' },
              {
                domain: 'QBO',
                status: 'Deleted',
                Id: '477',
                MetaData: { LastUpdatedTime: '2026-09-29T10:00:01-07:00' },
              },
              { status: 'Deleted', Id: '478' },
            ],
            startPosition: 1,
            maxResults: 3,
          },
          {},
          { Customer: [{ Id: '12', Active: false }], startPosition: 1, maxResults: 1, totalCount: 1 },
        ],
      },
    ],
    time: '2026-09-30T02:00:00.001-07:00',
  };

  test('tells rows from deletions, for each entity that was asked for', () => {
    expect(parseCdcAnswer(answer, entities)).toEqual({
      changes: [
        {
          entity: 'Invoice',
          rows: [{ Id: '501', SyncToken: '2' }],
          deleted: [{ id: '477', at: new Date('2026-09-29T17:00:01Z') }, { id: '478' }],
        },
        { entity: 'Payment', rows: [], deleted: [] },
        { entity: 'Customer', rows: [{ Id: '12', Active: false }], deleted: [] },
      ],
      serverTime: new Date('2026-09-30T09:00:00.001Z'),
      overflow: false,
    });
  });

  const block = (count: number, more = {}) => ({
    CDCResponse: [{ QueryResponse: [{ Invoice: Array.from({ length: count }, (_, i) => ({ Id: `${i}` })), ...more }] }],
  });

  test('overflows at a thousand objects, together, or when the server counted more', () => {
    expect(parseCdcAnswer(block(999), entities).overflow).toBe(false);
    expect(parseCdcAnswer(block(1000), entities).overflow).toBe(true);
    expect(parseCdcAnswer(block(10, { totalCount: 11 }), entities).overflow).toBe(true);
    const two = { CDCResponse: [...block(500).CDCResponse, ...block(500).CDCResponse] };
    expect(parseCdcAnswer(two, entities).overflow).toBe(true);
  });

  test.each([
    ['nothing', null],
    ['no list', { CDCResponse: {} }],
    ['a part without blocks', { CDCResponse: [{}] }],
    ['a block that is a fault', { CDCResponse: [{ QueryResponse: [{ Fault: { Error: [{ code: '610' }] } }] }] }],
    ['an entity that nobody asked for', { CDCResponse: [{ QueryResponse: [{ Vendor: [{ Id: '1' }] }] }] }],
  ])('with %s is refused as a whole', (_name, body) => {
    expect(() => parseCdcAnswer(body, entities)).toThrow(MalformedAnswer);
  });
});

import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedWebhook, parseEvents, verifySignature } from '../../src/quickbooks/webhook.ts';

const bytes = (body: unknown) => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
const sign = (body: Uint8Array, token: string) => createHmac('sha256', token).update(body).digest('base64');

describe('the signature', () => {
  const body = bytes('{"eventNotifications":[]} ');

  test('holds for the very bytes and the very token', () => {
    expect(verifySignature(body, sign(body, 'token'), 'token')).toBe(true);
    expect(verifySignature(new Uint8Array(body), sign(body, 'token'), 'token')).toBe(true);
    expect(verifySignature(bytes('{"eventNotifications":[]}'), sign(body, 'token'), 'token')).toBe(false);
    expect(verifySignature(body, sign(body, 'other'), 'token')).toBe(false);
  });

  test('does not hold when it is missing, or the token is', () => {
    expect(verifySignature(body, undefined, 'token')).toBe(false);
    expect(verifySignature(body, '', 'token')).toBe(false);
    expect(verifySignature(body, sign(body, ''), '')).toBe(false);
  });

  test('does not hold for anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (header) => {
        expect(verifySignature(body, header, 'token')).toBe(false);
      }),
    );
  });
});

describe('classic events', () => {
  const entity = { name: 'Payment', id: '620', operation: 'Create', lastUpdated: '2026-04-01T08:00:10.000Z' };
  const classic = (...entities: unknown[]) =>
    bytes({ eventNotifications: [{ realmId: '913', dataChangeEvent: { entities } }] });

  test('of several companies, with a merge', () => {
    const events = parseEvents(
      bytes({
        eventNotifications: [
          { realmId: '913', dataChangeEvent: { entities: [entity] } },
          {
            realmId: '914',
            dataChangeEvent: {
              entities: [
                {
                  name: 'Customer',
                  id: '12',
                  operation: 'Merge',
                  lastUpdated: '2026-04-01T01:00:11-0700',
                  deletedId: '27',
                },
              ],
            },
          },
        ],
      }),
    );
    expect(events).toEqual([
      {
        realmId: '913',
        entity: 'Payment',
        id: '620',
        operation: 'create',
        at: new Date('2026-04-01T08:00:10Z'),
        key: 'classic:913:payment:620:create:2026-04-01t08:00:10.000z',
      },
      {
        realmId: '914',
        entity: 'Customer',
        id: '12',
        operation: 'merge',
        at: new Date('2026-04-01T08:00:11Z'),
        key: 'classic:914:customer:12:merge:2026-04-01t08:00:11.000z',
        deletedId: '27',
      },
    ]);
  });

  test.each([
    ['Create', 'create'],
    ['UPDATE', 'update'],
    ['delete', 'delete'],
    ['Merge', 'merge'],
    ['Void', 'void'],
    ['Emailed', 'emailed'],
    ['Reconsidered', 'update'],
  ])('the operation %s is %s', (operation, expected) => {
    expect(parseEvents(classic({ ...entity, operation }))[0]?.operation).toBe(expected);
  });

  test('the same event has the same key, however it is written', () => {
    const [a] = parseEvents(classic(entity));
    const [b] = parseEvents(classic({ ...entity, operation: 'create', lastUpdated: '2026-04-01T01:00:10-0700' }));
    const [c] = parseEvents(classic({ ...entity, lastUpdated: '2026-04-01T08:00:11.000Z' }));
    expect(b?.key).toBe(a?.key);
    expect(c?.key).not.toBe(a?.key);
  });

  test('an entity that we do not know is kept', () => {
    expect(parseEvents(classic({ ...entity, name: 'Spaceship' }))[0]?.entity).toBe('Spaceship');
  });

  test('a notification without changes has none', () => {
    expect(parseEvents(bytes({ eventNotifications: [{ realmId: '913' }] }))).toEqual([]);
    expect(parseEvents(bytes({ eventNotifications: [] }))).toEqual([]);
  });
});

describe('CloudEvents', () => {
  const event = {
    specversion: '1.0',
    id: '0f6c-Payment-620',
    source: 'intuit.x',
    type: 'qbo.payment.created.v1',
    datacontenttype: 'application/json',
    time: '2026-09-29T08:00:10Z',
    intuitentityid: '620',
    intuitaccountid: '913',
    data: {},
  };

  test('are read with the names that the API uses', () => {
    expect(parseEvents(bytes([event]))).toEqual([
      {
        realmId: '913',
        entity: 'Payment',
        id: '620',
        operation: 'create',
        at: new Date('2026-09-29T08:00:10Z'),
        key: 'cloud:913:0f6c-Payment-620',
      },
    ]);
  });

  test.each([
    ['qbo.creditmemo.updated.v1', 'CreditMemo', 'update'],
    ['qbo.Invoice.Voided.v1', 'Invoice', 'void'],
    ['qbo.invoice.deleted.v2', 'Invoice', 'delete'],
    ['qbo.paymentmethod.emailed', 'PaymentMethod', 'emailed'],
    ['qbo.spaceship.launched.v1', 'spaceship', 'update'],
    ['something.else', 'something.else', 'update'],
  ])('%s is %s, %s', (type, entity, operation) => {
    expect(parseEvents(bytes([{ ...event, type }]))[0]).toMatchObject({ entity, operation });
  });

  test('of several companies, with a merge, without data, and one that stands alone', () => {
    const merged = { ...event, id: 'm', type: 'qbo.customer.merged.v1', data: { deletedid: '27' } };
    const { data: _data, datacontenttype: _type, ...bare } = { ...event, intuitaccountid: '914' };
    const events = parseEvents(bytes([merged, bare]));
    expect(events.map(({ realmId, deletedId }) => [realmId, deletedId])).toEqual([
      ['913', '27'],
      ['914', undefined],
    ]);
    expect(parseEvents(bytes(event))).toHaveLength(1);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['no JSON', '{"eventNotifications":'],
    ['a text', '"hello"'],
    ['null', 'null'],
    ['no known form', '{}'],
    ['an event without an id', '[{"id":"x","type":"qbo.item.created.v1","time":"2026-09-29T08:00:10Z"}]'],
    ['a time that is none', '[{"id":"x","type":"t","time":"soon","intuitentityid":"1","intuitaccountid":"2"}]'],
    ['a notification of another form', '{"eventNotifications":[{"dataChangeEvent":[]}]}'],
  ])('%s is a named error', (_name, body) => {
    expect(() => parseEvents(bytes(body))).toThrow(MalformedWebhook);
  });

  test('nothing but the named error is thrown, whatever the bytes', () => {
    const inputs = fc.oneof(
      fc.uint8Array(),
      fc.jsonValue().map(bytes),
      fc.jsonValue().map((value) => bytes({ eventNotifications: value })),
    );
    fc.assert(
      fc.property(inputs, (body) => {
        try {
          parseEvents(body);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedWebhook);
        }
      }),
    );
  });
});

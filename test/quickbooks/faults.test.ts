import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultClasses, meaningOf } from '../../src/quickbooks/fault-codes.ts';
import {
  classifyFaults,
  type Fault,
  hideTokens,
  nameHolderId,
  numberHolder,
  parseFaults,
} from '../../src/quickbooks/faults.ts';

function fault(code: string, more: Partial<Fault> = {}): Fault {
  return { code, type: 'ValidationFault', message: '', detail: '', ...more };
}

describe('reading', () => {
  test('the envelope of the books, with several errors', () => {
    const body = {
      Fault: {
        Error: [
          { Message: 'Numéro en double', Detail: 'texte', code: '6140', element: '' },
          { Message: 'Required', Detail: 'Line', code: 2020, element: 'Line' },
        ],
        type: 'ValidationFault',
      },
      time: '2026-09-29T06:58:50.262-07:00',
    };
    expect(parseFaults(body)).toEqual([
      { code: '6140', type: 'ValidationFault', message: 'Numéro en double', detail: 'texte' },
      { code: '2020', type: 'ValidationFault', message: 'Required', detail: 'Line', element: 'Line' },
    ]);
  });

  test('the envelope of the gateway, without the token that it repeats', () => {
    const token = `AB01${'k'.repeat(46)}`;
    const body = {
      warnings: null,
      fault: {
        error: [{ message: 'AuthenticationFailed', detail: `Token expired: ${token}`, code: '003200', element: null }],
        type: 'AUTHENTICATION',
      },
      batchItemResponse: [],
      time: 1790000000000,
    };
    expect(parseFaults(body)).toEqual([
      {
        code: '3200',
        type: 'AUTHENTICATION',
        message: 'AuthenticationFailed',
        detail: 'Token expired: [hidden]',
      },
    ]);
  });

  test('a fault without errors, and one error that is not in a list', () => {
    expect(parseFaults({ Fault: { type: 'SystemFault' } })).toEqual([]);
    expect(parseFaults({ Fault: { Error: { code: '610' } } })).toMatchObject([{ code: '610', type: '' }]);
  });

  test.each([[null], ['Fault'], [[]], [{}], [{ Invoice: {} }], [{ fault: null, queryResponse: null }]])(
    '%j is no fault',
    (body) => {
      expect(parseFaults(body)).toBeUndefined();
    },
  );

  test('never throws, whatever the body', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (inner, body) => {
        parseFaults(body);
        parseFaults({ Fault: inner });
        parseFaults({ fault: { error: inner, type: inner } });
      }),
    );
  });
});

describe('classifying', () => {
  test.each([
    ['5010', 400, 'stale', true],
    ['6140', 400, 'duplicate_number', true],
    ['6240', 400, 'duplicate_name', true],
    ['610', 400, 'not_found', true],
    ['620', 400, 'invalid_link', true],
    ['2500', 400, 'invalid_reference', true],
    ['6210', 400, 'closed_period', true],
    ['3001', 429, 'throttled', true],
    ['3200', 401, 'unauthorized', true],
    ['3100', 403, 'forbidden', true],
    ['120', 403, 'user_lost_access', true],
    ['6190', 400, 'company_suspended', true],
    ['150', 400, 'company_locked', true],
    ['6540', 400, 'deposited', true],
    ['6110', 400, 'payments_locked', true],
    ['1040', 400, 'batch_too_large', true],
    ['2130', 400, 'request_id', true],
    ['600', 400, 'request_id', false],
    ['500', 400, 'validation', true],
    ['6000', 400, 'validation', true],
    ['2020', undefined, 'validation', true],
    ['10000', 500, 'transient', false],
    ['10000', 400, 'transient', false],
    ['5010', 200, 'stale', true],
  ] as const)('code %s with status %s is %s (definite: %s)', (code, status, faultClass, definite) => {
    expect(classifyFaults([fault(code)], status)).toEqual({ class: faultClass, definite });
  });

  test('a code that we do not know goes by its type, then by the status', () => {
    expect(classifyFaults([fault('7777')], undefined)).toEqual({ class: 'validation', definite: true });
    const system = fault('7777', { type: 'SystemFault' });
    expect(classifyFaults([system], 400)).toEqual({ class: 'transient', definite: false });
    expect(classifyFaults([fault('', { type: 'AUTHENTICATION' })], 401)).toMatchObject({ class: 'unauthorized' });
    expect(classifyFaults([fault('', { type: '' })], 400)).toEqual({ class: 'validation', definite: true });
    expect(classifyFaults([fault('', { type: '' })], undefined)).toEqual({ class: 'transient', definite: false });
    expect(classifyFaults([], 429)).toEqual({ class: 'throttled', definite: true });
    expect(classifyFaults([], 200)).toEqual({ class: 'transient', definite: false });
  });

  test('of several errors the weightier decides, in either order', () => {
    const faults = [fault('2020'), fault('6140'), fault('2020')];
    expect(classifyFaults(faults, 400).class).toBe('duplicate_number');
    expect(classifyFaults([...faults, fault('10000')], 400)).toEqual({ class: 'transient', definite: false });
  });

  test('nothing is definite when the server itself failed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 599 }), fc.array(fc.stringMatching(/^\d{2,5}$/)), (status, codes) => {
        expect(
          classifyFaults(
            codes.map((code) => fault(code)),
            status,
          ).definite,
        ).toBe(false);
      }),
    );
  });

  test('every class has a code of its own, and no code has two classes', () => {
    const found = new Set<string | undefined>();
    for (let code = 1; code <= 20_000; code += 1) found.add(meaningOf(String(code))?.class);
    found.delete(undefined);
    expect([...found].sort()).toEqual([...faultClasses].sort());
  });
});

describe('the machine-readable parts', () => {
  test('who has the number, in any language and with any number', () => {
    const detail = 'Erreur : Indiquez un autre numéro. DocNumber=S 20, x is assigned to TxnType=Invoice with TxnId=501';
    expect(numberHolder(fault('6140', { detail }))).toEqual({ docNumber: 'S 20, x', txnType: 'Invoice', txnId: '501' });
    expect(numberHolder(fault('6140', { detail: 'no tail' }))).toBeUndefined();
    expect(numberHolder(fault('2020', { detail }))).toBeUndefined();
  });

  test('who has the name, when it is told', () => {
    expect(nameHolderId(fault('6240', { detail: 'The name supplied already exists. : Id=62' }))).toBe('62');
    expect(nameHolderId(fault('6240', { detail: 'The name supplied already exists. : null' }))).toBeUndefined();
    expect(nameHolderId(fault('610', { detail: 'Id=62' }))).toBeUndefined();
  });

  test('a request id and a tid are not taken for tokens', () => {
    const words = 'tid 1-5f7349e0-0fd2bee86a8a83c67a77fbb2 request 0199a1b2-1111-7222-8333-444455556666';
    expect(hideTokens(words)).toBe(words);
  });
});

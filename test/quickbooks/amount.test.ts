import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal, plainText } from '../../src/base/decimal.ts';
import { amount, InexactAmount, wireAmount } from '../../src/quickbooks/amount.ts';

/** Any amount in QuickBooks' format 10.5, as the text of a JSON number. */
const amountTexts = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 9_999_999_999 }), fc.integer({ min: 0, max: 99_999 }))
  .map(([negative, whole, part]) => `${negative ? '-' : ''}${whole}.${String(part).padStart(5, '0')}`);

describe('an amount', () => {
  test('of up to 15 digits comes through JSON in both directions without changing', () => {
    fc.assert(
      fc.property(amountTexts, (text) => {
        const read = amount.parse(JSON.parse(text));
        expect(read).toBe(plainText(decimal(text)));
        expect(amount.parse(JSON.parse(JSON.stringify(wireAmount(read))))).toBe(read);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [25.0, '25'],
    ['25.00', '25'],
    [0.1, '0.1'],
    [-0, '0'],
    [1e-5, '0.00001'],
    [9999999999.99999, '9999999999.99999'],
    ['1.5E2', '150'],
  ])('%s reads as %s', (wire, text) => {
    expect(amount.parse(wire)).toBe(text);
  });

  test.each([[''], ['12,50'], ['NaN'], [Number.NaN], [Number.POSITIVE_INFINITY], [null], [true], [' 1']])(
    '%s is none',
    (wire) => {
      expect(amount.safeParse(wire).success).toBe(false);
    },
  );

  test.each([['0.1234567890123456789'], ['12345678901234567.89'], ['1e999'], [''], ['twelve'], ['0x10']])(
    '%s is not written, since the number would be another one',
    (text) => {
      expect(() => wireAmount(text)).toThrow(InexactAmount);
    },
  );

  test('of nothing is written without a sign', () => {
    expect(JSON.stringify([wireAmount('-0'), wireAmount('0.00')])).toBe('[0,0]');
    expect(Object.is(wireAmount('-0'), 0)).toBe(true);
  });
});

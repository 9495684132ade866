/** Exact decimals: how they are rounded, written and split. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allocate,
  amountText,
  currencyPlaces,
  decimal,
  placesOf,
  plainText,
  round,
  sum,
} from '../../src/base/decimal.ts';

describe('allocate', () => {
  test('gives the last units to the largest remainders', () => {
    const parts = allocate(decimal('1'), ['1', '1', '1'].map(decimal), 2).map((part) => part.toFixed(2));
    expect(parts).toEqual(['0.34', '0.33', '0.33']);
    expect(allocate(decimal('0.05'), ['3', '7'].map(decimal), 2).map((part) => part.toFixed(2))).toEqual([
      '0.02',
      '0.03',
    ]);
  });

  test('its parts add up exactly, are near their share, and follow the sign of the total', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        weights,
        fc.constantFrom(0, 2, 3),
        (units, raw, places) => {
          const total = decimal(units).div(decimal(10).pow(places));
          const parts = allocate(total, raw.map(decimal), places);
          expect(sum(parts).eq(total)).toBe(true);
          const all = raw.reduce((left, right) => left + right, 0);
          parts.forEach((part, index) => {
            expect(part.times(units).gte(0)).toBe(true);
            if (all === 0) return;
            const share = total.times(raw[index] ?? 0).div(all);
            expect(part.minus(share).abs().lt(decimal(10).pow(-places))).toBe(true);
          });
        },
      ),
    );
  });
});

test('rounding is half away from zero', () => {
  expect(['0.005', '-0.005', '0.0049', '2.675'].map((value) => round(decimal(value), 2).toFixed(2))).toEqual([
    '0.01',
    '-0.01',
    '0.00',
    '2.68',
  ]);
});

test('amounts are written in the places of the currency, other numbers as short as they are', () => {
  expect(amountText(decimal('5'), 2)).toBe('5.00');
  expect(amountText(decimal('-0.001'), 2)).toBe('0.00');
  expect(plainText(decimal('2.50000'))).toBe('2.5');
  expect(plainText(decimal('0.00'))).toBe('0');
  expect(['EUR', 'JPY', 'KWD'].map(currencyPlaces)).toEqual([2, 0, 3]);
  expect(['1', '1.50', '1.05', '0.00000'].map(placesOf)).toEqual([0, 1, 2, 0]);
});

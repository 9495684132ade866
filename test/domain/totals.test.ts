/** What an invoice comes to: worked examples, and laws that hold for any lines. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal, sum } from '../../src/base/decimal.ts';
import type { Discount, LineContent, LineTax, TaxRounding, Totals } from '../../src/domain/invoice.ts';
import { computeTotals } from '../../src/domain/totals.ts';

const vat: LineTax = { taxId: 'vat', name: 'VAT', code: 'VAT', rate: '20', inclusive: false, compound: false };
const included: LineTax = { ...vat, taxId: 'inc', inclusive: true };

function line(part: Partial<LineContent> & { unitPrice: string }): LineContent {
  return { id: 'l', itemId: null, name: 'x', description: null, quantity: '1', discount: null, taxes: [], ...part };
}

function totals(lines: LineContent[], more: { discount?: Discount; taxRounding?: TaxRounding; places?: number } = {}) {
  return computeTotals({ lines, discount: null, taxRounding: 'line', places: 2, ...more });
}

describe('worked examples', () => {
  test('quantity times price, rounded half away from zero', () => {
    expect(totals([line({ quantity: '3', unitPrice: '0.335' })]).total).toBe('1.01');
    expect(totals([line({ quantity: '0.5', unitPrice: '0.01' })]).total).toBe('0.01');
    expect(totals([line({ quantity: '1.5', unitPrice: '333' })], { places: 0 }).total).toBe('500');
  });

  test('an exclusive tax is added, an inclusive one is contained', () => {
    expect(totals([line({ unitPrice: '100', taxes: [vat] })])).toMatchObject({ taxTotal: '20.00', total: '120.00' });
    expect(totals([line({ unitPrice: '120', taxes: [included] })])).toMatchObject({
      taxTotal: '20.00',
      total: '120.00',
    });
    const both = totals([line({ unitPrice: '120', taxes: [included, { ...vat, rate: '10' }] })]);
    expect(both).toMatchObject({ taxTotal: '30.00', total: '130.00' });
  });

  test('a compound tax is charged on the taxes before it', () => {
    const gst: LineTax = { ...vat, taxId: 'gst', rate: '5' };
    const qst: LineTax = { ...vat, taxId: 'qst', rate: '9.5', compound: true };
    expect(totals([line({ unitPrice: '100', taxes: [gst, qst] })]).taxes.map((tax) => tax.amount)).toEqual([
      '5.00',
      '9.98',
    ]);
    const contained = totals([
      line({ unitPrice: '114.975', taxes: [gst, qst].map((t) => ({ ...t, inclusive: true })) }),
    ]);
    expect(contained).toMatchObject({ taxTotal: '14.98', total: '114.98' });
  });

  test('rounding per line or over the document', () => {
    const lines = [1, 2, 3].map(() => line({ unitPrice: '0.12', taxes: [{ ...vat, rate: '12.5' }] }));
    expect(totals(lines).taxTotal).toBe('0.06'); // 0.015 each, rounded up
    const document = totals(lines, { taxRounding: 'document' });
    expect(document.taxTotal).toBe('0.05'); // 0.045 in all
    expect(document.lines.map((each) => each.taxTotal)).toEqual(['0.02', '0.02', '0.01']);
  });

  test('thirds that add up to half a cent are half a cent', () => {
    // Contained 5 % of 0.035 three times: 0.0016666... each, 0.005 in all.
    const lines = ['0.04', '0.03', '0.035'].map((unitPrice) =>
      line({ unitPrice, taxes: [{ ...included, rate: '5' }] }),
    );
    expect(totals(lines, { taxRounding: 'document', places: 3 }).taxTotal).toBe('0.005');
    expect(totals(lines, { taxRounding: 'document', places: 3 }).total).toBe('0.105');
  });

  test('discounts: of a line, of the document, never more than there is', () => {
    expect(totals([line({ unitPrice: '10', discount: { type: 'percent', value: '33.333' } })]).total).toBe('6.67');
    expect(totals([line({ unitPrice: '10', discount: { type: 'amount', value: '99' } })]).total).toBe('0.00');
    const spread = totals(
      ['10', '10', '10'].map((unitPrice) => line({ unitPrice, taxes: [vat] })),
      {
        discount: { type: 'amount', value: '10' },
      },
    );
    expect(spread.lines.map((each) => each.documentDiscount)).toEqual(['3.34', '3.33', '3.33']);
    // 1.33 each by line, although it is 4.00 of the whole.
    expect(spread).toMatchObject({ subtotal: '30.00', discountTotal: '10.00', taxTotal: '3.99', total: '23.99' });
  });

  test('a rate that changed between two lines is two taxes', () => {
    const lines = [line({ unitPrice: '1', taxes: [vat] }), line({ unitPrice: '1', taxes: [{ ...vat, rate: '10' }] })];
    expect(totals(lines).taxes.map((tax) => [tax.rate, tax.amount])).toEqual([
      ['20', '0.20'],
      ['10', '0.10'],
    ]);
  });

  test('an adjustment below zero carries no discount and lowers the total', () => {
    const lines = [line({ unitPrice: '100' }), line({ unitPrice: '-0.02' })];
    const result = totals(lines, { discount: { type: 'percent', value: '50' } });
    expect(result.lines.map((each) => each.documentDiscount)).toEqual(['49.99', '0.00']);
    expect(result.total).toBe('49.99');
  });
});

const decimalText = (whole: number, places: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: whole }), fc.integer({ min: 0, max: places }), fc.integer({ min: 0, max: 99_999 }))
    .map(([integer, digits, rest]) =>
      digits === 0 ? `${integer}` : `${integer}.${String(rest).padStart(5, '0').slice(0, digits)}`,
    );
const percentText = fc.constantFrom('0', '0.1', '5', '8.25', '9.975', '20', '33.333', '99.99999', '100');
const discountOf = fc.option(
  fc.oneof(
    fc.record({ type: fc.constant('percent' as const), value: percentText }),
    fc.record({ type: fc.constant('amount' as const), value: decimalText(500, 2) }),
  ),
  { nil: null },
);
const taxOf = fc
  .record({
    number: fc.integer({ min: 1, max: 3 }),
    rate: percentText,
    inclusive: fc.boolean(),
    compound: fc.boolean(),
  })
  .map((tax): LineTax => ({ ...tax, taxId: `t${tax.number}`, name: 'T', code: 'T' }));
const lineOf = fc
  .record({
    quantity: decimalText(20, 5),
    unitPrice: decimalText(300, 5),
    discount: discountOf,
    taxes: fc.uniqueArray(taxOf, { maxLength: 3, selector: (tax) => tax.taxId }),
  })
  .map((part) => line(part));
const document = fc.record({
  lines: fc.array(lineOf, { minLength: 1, maxLength: 8 }),
  discount: discountOf,
  taxRounding: fc.constantFrom('line' as const, 'document' as const),
  places: fc.constantFrom(0, 2, 3),
});

function added(values: readonly string[]): string {
  return sum(values.map((value) => decimal(value))).toFixed();
}

function plain(value: string): string {
  return decimal(value).toFixed();
}

describe('laws', () => {
  test('parts add up, and none is negative', () => {
    fc.assert(
      fc.property(document, (input) => {
        const result = computeTotals(input);
        const exclusive = added(result.taxes.filter((tax) => !tax.inclusive).map((tax) => tax.amount));
        const bases = sum(result.lines.map((each) => decimal(each.amount).minus(each.documentDiscount)));
        expect(plain(result.total)).toBe(bases.plus(exclusive).toFixed());
        expect(plain(result.taxTotal)).toBe(added(result.taxes.map((tax) => tax.amount)));
        expect(plain(result.taxTotal)).toBe(added(result.lines.map((each) => each.taxTotal)));
        expect(plain(result.subtotal)).toBe(bases.plus(result.discountTotal).toFixed());
        for (const each of result.lines) {
          expect(decimal(each.amount).gte(each.documentDiscount)).toBe(true);
          expect(decimal(each.taxTotal).gte(0) && decimal(each.documentDiscount).gte(0)).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('rounding per line and over the document differ by half a unit for each line and tax at most', () => {
    fc.assert(
      fc.property(document, (input) => {
        const taxes = (taxRounding: TaxRounding) => decimal(computeTotals({ ...input, taxRounding }).taxTotal);
        const parts = input.lines.reduce((count, each) => count + each.taxes.length, 0);
        const groups = computeTotals(input).taxes.length;
        const unit = decimal(10).pow(-input.places);
        const most = unit.times(parts + groups).div(2);
        expect(taxes('line').minus(taxes('document')).abs().lte(most)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('a line of a document-rounded invoice is at most one unit from its own exact tax', () => {
    fc.assert(
      fc.property(document, (input) => {
        const alone = (each: LineContent, index: number, all: Totals) => {
          const base = decimal(all.lines[index]?.amount ?? '0')
            .minus(all.lines[index]?.documentDiscount ?? '0')
            .toFixed();
          const single = line({ unitPrice: base, taxes: each.taxes });
          return computeTotals({ lines: [single], discount: null, taxRounding: 'line', places: 12 }).taxTotal;
        };
        const result = computeTotals({ ...input, taxRounding: 'document' });
        const unit = decimal(10).pow(-input.places);
        input.lines.forEach((each, index) => {
          const difference = decimal(result.lines[index]?.taxTotal ?? '0')
            .minus(alone(each, index, result))
            .abs();
          expect(difference.lte(unit.times(Math.max(1, each.taxes.length)))).toBe(true);
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('the order of lines changes no total', () => {
    fc.assert(
      fc.property(document, (input) => {
        // Which line gets the last cent of a spread discount depends on the order, and with it the tax on that cent.
        const plainInput = { ...input, discount: null };
        const turned = computeTotals({ ...plainInput, lines: [...input.lines].reverse() });
        const result = computeTotals(plainInput);
        expect([turned.subtotal, turned.taxTotal, turned.total]).toEqual([
          result.subtotal,
          result.taxTotal,
          result.total,
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  test('a discount of 100 percent leaves nothing', () => {
    fc.assert(
      fc.property(document, (input) => {
        const result = computeTotals({ ...input, discount: { type: 'percent', value: '100' } });
        expect([plain(result.total), plain(result.taxTotal)]).toEqual(['0', '0']);
        expect(result.discountTotal).toBe(result.subtotal);
      }),
      { numRuns: 500 },
    );
  });
});

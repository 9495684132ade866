/** The live totals of the page equal the server's, to the cent, whatever is on the invoice. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { computeTotals } from '../../src/domain/totals.ts';
import { totalsOf } from '../../src/web/money/totals.ts';

const decimalText = (whole: number, places: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: whole }), fc.integer({ min: 0, max: 10 ** places - 1 }))
    .map(([left, right]) => `${left}.${String(right).padStart(places, '0')}`);

const discount = fc.oneof(
  fc.constant(null),
  fc.record({ type: fc.constant('percent' as const), value: decimalText(99, 2) }),
  fc.record({ type: fc.constant('amount' as const), value: decimalText(300, 2) }),
);

const tax = fc.record({ rate: decimalText(30, 3), inclusive: fc.boolean(), compound: fc.boolean() });

const invoice = fc.record({
  taxes: fc.array(tax, { minLength: 1, maxLength: 4 }),
  lines: fc.array(
    fc.record({
      quantity: decimalText(20, 5),
      unitPrice: decimalText(500, 5),
      negative: fc.boolean(),
      discount,
      taxes: fc.subarray([0, 1, 2, 3]),
      correction: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  discount,
  taxRounding: fc.constantFrom('line' as const, 'document' as const),
  places: fc.constantFrom(0, 2, 3),
});

it('agree with the server for any invoice', () => {
  fc.assert(
    fc.property(invoice, ({ lines: written, taxes, ...document }) => {
      const lines = written.map(({ negative, ...line }) => ({
        ...line,
        unitPrice: negative ? `-${line.unitPrice}` : line.unitPrice,
      }));
      const known = taxes.map((each, index) => ({
        ...each,
        id: `tax${index}`,
        name: `Tax ${index}`,
        code: `T${index}`,
        active: true,
      }));
      const ours = totalsOf({
        ...document,
        taxes: known,
        lines: lines.map((line) => ({ ...line, taxIds: line.taxes.map((index) => `tax${index}`) })),
      });
      const theirs = computeTotals({
        ...document,
        lines: lines.map((line, index) => ({
          id: `line${index}`,
          itemId: null,
          name: 'Line',
          description: null,
          quantity: line.quantity,
          unitPrice: line.unitPrice,
          discount: line.discount,
          ...(line.correction ? { kind: 'tax_adjustment' as const } : {}),
          taxes: line.taxes.flatMap((at) => {
            const found = known[at];
            return found ? [{ ...found, taxId: found.id }] : [];
          }),
        })),
      });
      expect(ours.total).toBe(theirs.total);
      expect(ours.subtotal).toBe(theirs.subtotal);
      expect(ours.discountTotal).toBe(theirs.discountTotal);
      expect(ours.taxTotal).toBe(theirs.taxTotal);
      expect(ours.lineAmounts).toEqual(theirs.lines.map((line) => line.amount));
      expect(ours.taxes.map((each) => [each.taxId, each.amount])).toEqual(
        theirs.taxes.map((each) => [each.taxId, each.amount]),
      );
    }),
    { numRuns: 400 },
  );
});

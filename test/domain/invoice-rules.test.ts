/** Numbers, balances, names and what changed: the small rules of an invoice. */
import { describe, expect, test } from 'vitest';
import { balanceOf, isOverdue } from '../../src/domain/balance.ts';
import { clientName } from '../../src/domain/client.ts';
import { sameValue } from '../../src/domain/invoice-diff.ts';
import { invoiceNumber } from '../../src/domain/numbering.ts';

test('a number follows its template', () => {
  const at = { counter: 7n, date: '2026-11-04' };
  expect(invoiceNumber('{C}', at)).toBe('7');
  expect(invoiceNumber('INV-{C:5}', at)).toBe('INV-00007');
  expect(invoiceNumber('{Y}/{M}/{D}-{C:2}-{C}', at)).toBe('2026/11/04-07-7');
  expect(invoiceNumber('{C:3}', { ...at, counter: 12345n })).toBe('12345');
  expect(invoiceNumber('{C:99}', at)).toHaveLength(20);
  expect(invoiceNumber('{X}{C}', at)).toBe('{X}7');
});

describe('balance', () => {
  const invoice = { total: '100.00', paid: '0.00', credited: '0.00', voided: false };
  test.each([
    [{}, '100.00', '0.00'],
    [{ paid: '30.00', credited: '20.00' }, '50.00', '0.00'],
    [{ paid: '90.00', credited: '20.00' }, '0.00', '10.00'],
    [{ paid: '-5.00' }, '105.00', '0.00'],
    [{ voided: true }, '0.00', '0.00'],
    [{ voided: true, paid: '30.00', credited: '20.00' }, '0.00', '30.00'],
  ])('of %o is due %s, overpaid %s', (part, balanceDue, overpaid) => {
    expect(balanceOf({ ...invoice, ...part }, 2)).toEqual({ balanceDue, overpaid });
  });

  test('is overdue the day after it was due, unless nothing is due or the invoice is canceled', () => {
    const due = { dueDate: '2026-11-24', balanceDue: '1.00', group: 'new' };
    expect(isOverdue(due, '2026-11-24')).toBe(false);
    expect(isOverdue(due, '2026-11-25')).toBe(true);
    expect(isOverdue({ ...due, balanceDue: '0.00' }, '2026-11-25')).toBe(false);
    expect(isOverdue({ ...due, group: 'canceled' }, '2026-11-25')).toBe(false);
  });
});

test('a client is called by its own name, or by first and last name', () => {
  const person = { type: 'person' as const, firstName: ' Ada ', lastName: 'Lovelace', name: 'ignored' };
  expect(clientName(person)).toBe('Ada Lovelace');
  expect(clientName({ ...person, lastName: null })).toBe('Ada');
  expect(clientName({ ...person, type: 'organization', name: ' Northside ' })).toBe('Northside');
  expect(() => clientName({ ...person, firstName: '', lastName: null })).toThrow('first or a last name');
  expect(() => clientName({ ...person, type: 'organization', name: null })).toThrow('needs a name');
});

test('values are compared by what they hold, not by the order of their keys', () => {
  expect(sameValue({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true);
  expect(sameValue({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(sameValue([1], { 0: 1 })).toBe(false);
  expect(sameValue(null, {})).toBe(false);
});

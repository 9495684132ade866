/** Numbers inside the server's sentences stand in the reader's form. */
import { expect, test } from 'vitest';
import { presentForeseen } from '../../src/http/present/issue.ts';

const unmapped = {
  code: 'unmapped_tax',
  subject: '',
  params: { taxes: 'Taxe locale (1.75 %) + TVA (20 %)' },
  fixes: [],
  quickBooks: null,
  conflict: null,
} as unknown as Parameters<typeof presentForeseen>[0];
const mismatch = { ...unmapped, code: 'total_mismatch', params: { shop: '1234.5', quickBooks: '1230' } } as const;
const closed = { ...unmapped, code: 'closed_period', params: { closing: '2026-03-31' } } as const;

test('rates, amounts and dates in French and in English', () => {
  expect(presentForeseen(unmapped, 'fr').title).toBe(
    'La taxe Taxe locale (1,75\u00a0%) + TVA (20\u00a0%) n’a pas de correspondance',
  );
  expect(presentForeseen(unmapped, 'en').title).toBe('The tax Taxe locale (1.75%) + TVA (20%) is not mapped');
  expect(presentForeseen(mismatch, 'fr').explanation).toMatch(/1\u202f234,50 ; dans QuickBooks, à 1\u202f230\./);
  expect(presentForeseen(mismatch, 'en').explanation).toContain('1,234.50');
  expect(presentForeseen(closed, 'fr').explanation).toContain('jusqu’au 31 mars 2026');
});

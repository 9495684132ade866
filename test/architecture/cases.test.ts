/** Every case has a test that begins with its number, every such number is a case, and the page says what the tests say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cases, notSupported } from '../cases.ts';
import { coveragePage, numberedTests } from '../kit/coverage-of-cases.ts';

const numbers = Object.values(cases).flatMap((sentences) => Object.keys(sentences));
const tests = numberedTests();

test('cases are numbered by their section, each once, in order', () => {
  const bySection = Object.values(cases).flatMap((sentences, index) =>
    Object.keys(sentences).map((_, position) => `${index + 1}.${position + 1}`),
  );
  expect(numbers).toEqual(bySection);
  expect(Object.keys(notSupported).filter((number) => !numbers.includes(number))).toEqual([]);
});

test('every case has a test', () => {
  const told = new Set(tests.flatMap((one) => one.numbers));
  expect(numbers.filter((number) => !told.has(number))).toEqual([]);
});

test('every numbered title names a case', () => {
  expect(tests.length).toBeGreaterThan(200);
  const strange = tests.filter((one) => one.numbers.some((number) => !numbers.includes(number)));
  expect(strange.map(({ numbers: of, title, file }) => `${file}: ${of.join(', ')} ${title}`)).toEqual([]);
});

test('docs/coverage-of-cases.md is what the generator writes', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/coverage-of-cases.md'), 'utf8');
  expect(page, 'Run `npm run coverage-of-cases`.').toBe(coveragePage());
});

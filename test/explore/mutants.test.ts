import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutants } from './mutants.ts';

test.each(mutants)('the mistake $name still has its place in $file', ({ file, find, put }) => {
  const places = readFileSync(file, 'utf8').split(find).length - 1;
  expect(places).toBe(1);
  expect(put).not.toBe(find);
});

test('each mistake has a name of its own', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
});

/** Each part of the bench runs at a tiny size and measures something, so that the bench cannot rot. */
import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { parts } from '../../bench/parts.ts';
import { report } from '../../bench/report.ts';

test.each(Object.entries(parts))('%s measures', async (_, part) => {
  const urls = { url: inject('postgresUrl'), adminUrl: inject('postgresAdminUrl') };
  const { figures } = await part.run(urls, part.tiny);
  expect(figures.length).toBeGreaterThan(0);
  for (const figure of figures) {
    expect(Number.isFinite(figure.value), figure.name).toBe(true);
  }
  expect(Object.keys(part.tiny)).toEqual(Object.keys(part.sizes));
});

test('docs/performance.md is what the generator writes', () => {
  expect(readFileSync('docs/performance.md', 'utf8')).toBe(report());
});

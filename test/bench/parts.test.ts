/** Each part of the bench runs at a tiny size and measures something, so that the bench cannot rot. */
import { expect, inject, test } from 'vitest';
import { parts } from '../../bench/parts.ts';

test.each(Object.entries(parts))('%s measures', async (_, part) => {
  const urls = { url: inject('postgresUrl'), adminUrl: inject('postgresAdminUrl') };
  const { figures } = await part.run(urls, part.tiny);
  expect(figures.length).toBeGreaterThan(0);
  for (const figure of figures) {
    expect(Number.isFinite(figure.value), figure.name).toBe(true);
  }
  expect(Object.keys(part.tiny)).toEqual(Object.keys(part.sizes));
});

/** What axe finds on a page by the rules of WCAG 2.2 A and AA, as lines that name the rule and the places. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function violations(page: Page): Promise<string[]> {
  // The page forbids foreign scripts; what the browser evaluates by itself is not one.
  await page.evaluate(source);
  const found = await page.evaluate(async (values): Promise<AxeResults['violations']> => {
    const { axe } = globalThis as typeof globalThis & { axe: typeof import('axe-core') };
    return (await axe.run({ runOnly: { type: 'tag', values } })).violations;
  }, tags);
  return found.map(({ id, help, nodes }) => {
    const places = nodes
      .slice(0, 3)
      .map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`);
    return `${id} (${help}), ${nodes.length} times: ${places.join(' | ')}`;
  });
}

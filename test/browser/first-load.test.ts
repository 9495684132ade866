/** The first page is light: what the invoice list loads, and in which language, is held to a limit. */
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';
import { makeInvoice, openShop } from '../kit/shop.ts';

const mostBytes = 175_000;

let world: BrowserWorld;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld(), launchBrowser()]);
  await makeInvoice(world, await openShop(world));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

/** The scripts that an empty browser loads for the list, by name, with their size under gzip. */
async function scriptsOfList(page: Page): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  const reading: Promise<void>[] = [];
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname;
    if (name.endsWith('.js')) {
      reading.push(response.body().then((body) => void sizes.set(name, gzipSync(body).length)));
    }
  });
  await page.goto(`${world.url}/invoices`);
  await page.getByRole('table').getByRole('link').first().waitFor();
  await page.waitForLoadState('networkidle');
  await Promise.all(reading);
  return sizes;
}

test.each(['en', 'fr'] as const)(
  'the invoice list needs less than 175 kB of script (%s)',
  async (language) => {
    const first = await openWindow(browser, { language });
    await signIn(first, { ...world, language });
    const page = await openWindow(browser, { language, storageState: await first.context().storageState() });
    const sizes = await scriptsOfList(page);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    console.log(`${Math.round(total / 100) / 10} kB of script for the invoice list (${language})`);
    expect(sizes.size).toBeGreaterThan(5);
    expect([...sizes.keys()].filter((name) => name.includes('/rest-') || name.includes('charts'))).toEqual([]);
    expect(total).toBeLessThan(mostBytes);
  },
  90_000,
);

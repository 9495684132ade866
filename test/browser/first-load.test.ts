/** The list of invoices opens fast: what it loads stays small, and what other pages need comes with them. */
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';

/** 200 KiB. Measured: 196 of scripts; the component library's styles are 38 more, cached like them. */
const mostBytes = 200 * 1024;

let world: BrowserWorld;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld(), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

test('the scripts of the first load stay under 200 KiB (gzip), without the charts', async () => {
  const before = await openWindow(browser);
  await signIn(before, world);
  const page = await openWindow(browser, { storageState: await before.context().storageState() });
  const loaded = new Map<string, number>();
  const reading: Promise<void>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith('.js')) return;
    reading.push(response.body().then((body) => void loaded.set(pathname, gzipSync(body).length)));
  });
  await page.goto(`${world.url}/invoices`);
  await page.getByText('No invoices yet').waitFor();
  await page.waitForLoadState('load');
  await Promise.all(reading);
  const bytes = [...loaded.values()].reduce((sum, size) => sum + size, 0);
  expect(loaded.size).toBeGreaterThan(2);
  expect(bytes, [...loaded].map(([name, size]) => `${name} ${size}`).join('\n')).toBeLessThan(mostBytes);
  expect([...loaded.keys()].filter((name) => name.includes('charts'))).toEqual([]);
}, 60_000);

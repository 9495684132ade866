/** How soon a person sees the list of invoices in a browser: what the page loads, what it asks, and the rows on the screen. */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchBrowser, openWindow, signIn } from '../test/kit/browser.ts';
import { type Figure, figure, percentile } from './bench.ts';

interface Place {
  url: string;
  email: string;
  password: string;
  /** Of the newest invoice. */
  number: string;
}

export async function listTimes(place: Place, opens: number): Promise<Figure[]> {
  const browser = await launchBrowser();
  try {
    const first = await openWindow(browser);
    await signIn(first, place);
    const storageState = await first.context().storageState();
    const cold: number[] = [];
    const warm: number[] = [];
    for (let open = 0; open < opens; open += 1) {
      const times = await openTwice(browser, place, { storageState });
      cold.push(times.cold);
      warm.push(times.warm);
    }
    return [
      figure('a usable list in the browser, nothing cached, p50', percentile(cold, 0.5), 'ms'),
      figure('a usable list in the browser, opened again, p50', percentile(warm, 0.5), 'ms'),
    ];
  } finally {
    await browser.close();
  }
}

/** A browser that has never seen the page, but whose person is signed in. */
async function openTwice(browser: Browser, { url, number }: Place, options: BrowserContextOptions) {
  const page = await openWindow(browser, options);
  const open = async () => {
    const began = performance.now();
    await page.goto(`${url}/invoices`, { waitUntil: 'commit' });
    await page.getByRole('link', { name: number, exact: true }).waitFor();
    return performance.now() - began;
  };
  const times = { cold: await open(), warm: await open() };
  await page.context().close();
  return times;
}

/** Takes the pictures of docs/screenshots: the demo with a month of work in it, in two languages, at the desk and on a phone. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { startDemoProcess } from '../kit/browser-demo.ts';
import { liveThroughAMonth } from './picture-data.ts';

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const mostBytes = 300_000;

const demo = await startDemoProcess();
let browser: Browser | null = null;
try {
  browser = await launchBrowser();
  await takeAll(browser);
} finally {
  await browser?.close();
  await demo.stop();
}

async function takeAll(with_: Browser): Promise<void> {
  const folder = join(process.cwd(), 'docs/screenshots');
  mkdirSync(folder, { recursive: true });
  const first = await openWindow(with_);
  await signIn(first, demo);
  const { invoice } = await liveThroughAMonth(first, demo);
  await first.context().close();
  const paths = {
    invoices: '/invoices',
    invoice: `/invoices/${invoice}`,
    settings: '/settings/integrations/quickbooks',
    issues: '/sync/issues',
    dashboard: '/dashboard',
    reconciliation: '/sync/reconciliation',
    time: `/invoices/${invoice}/time`,
  };
  for (const language of ['en', 'fr'] as const) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const page = await openWindow(with_, { language, viewport, colorScheme: 'light' });
      await signIn(page, { ...demo, language });
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(demo.url + path);
        await untilDrawn(page);
        if (name === 'issues') await openTheConflict(page);
        await take(page, join(folder, `${name}-${language}-${size}.png`));
      }
      await page.context().close();
    }
  }
  const books = await openWindow(with_, { viewport: sizes.desk });
  await books.goto(demo.simulatorUrl);
  await books.getByRole('link', { name: 'Ridge Auto Repair' }).click();
  await books.getByRole('table').waitFor();
  await take(books, join(folder, 'simulator.png'));
}

async function untilDrawn(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null);
  await page.waitForLoadState('load');
  await page.evaluate(() => document.fonts.ready);
}

/** The conflict is the one that has something to compare. */
async function openTheConflict(page: Page): Promise<void> {
  const conflict = page.getByRole('article').filter({ hasText: /Conflict|Conflit/ });
  await conflict.getByRole('button').first().click();
  await conflict.getByRole('table').waitFor();
}

async function take(page: Page, path: string): Promise<void> {
  await page.screenshot({ path, animations: 'disabled' });
  const { size } = statSync(path);
  console.log(`${path.slice(process.cwd().length + 1)} ${Math.round(size / 1000)} kB`);
  if (size > mostBytes) throw new Error(`${path} is larger than ${mostBytes / 1000} kB.`);
}

/** Erasing a client at the page: what goes and stays is said, the name is typed, and the list shows nobody any more. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { violations } from '../kit/browser-axe.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';

let world: BrowserWorld;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld(), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

test('a client is erased once the name is typed', async () => {
  const page = await openWindow(browser);
  await signIn(page, world);
  await page.goto(`${world.url}/clients`);
  await page.getByRole('button', { name: 'New client' }).first().click();
  await page.getByLabel('First name').fill('Zebedee');
  await page.getByLabel('Last name').fill('Quux');
  await page.getByLabel('E-mail').fill('zebedee@example.com');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Zebedee Quux' }).click();
  await page.getByRole('button', { name: 'Erase…' }).click();
  const ask = page.getByRole('dialog', { name: 'Erase Zebedee Quux for good?' });
  await ask.getByText('What stays: invoices').waitFor();
  expect(await violations(page)).toEqual([]);
  await ask.getByRole('textbox').fill('Zebedee');
  await ask.getByRole('button', { name: 'Erase for good' }).click();
  await ask.getByText('This is not the client’s name.').waitFor();
  await ask.getByRole('textbox').fill('Zebedee Quux');
  await ask.getByRole('button', { name: 'Erase for good' }).click();
  const done = page.getByRole('dialog', { name: 'The client is erased.' });
  await done.getByText('This client was never synced with QuickBooks').waitFor();
  expect(await violations(page)).toEqual([]);
  await done.getByText('Close', { exact: true }).click();
  await page.getByLabel('Show inactive ones').check();
  const erased = page.getByRole('button', { name: /^Erased client [0-9a-f]{8}$/ });
  await erased.click();
  await page.getByRole('button', { name: 'Save' }).waitFor();
  expect(await page.getByRole('button', { name: 'Erase…' }).count()).toBe(0);
  expect(await page.getByText(/zebedee/i).count()).toBe(0);
}, 120_000);

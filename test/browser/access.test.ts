/** For everyone: axe on every page, the keyboard alone, and who is let in. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tax } from '../../src/contract/catalog.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import type { Job } from '../../src/contract/jobs.ts';
import { launchBrowser, type OpenOptions, openWindow, signIn } from '../kit/browser.ts';
import { violations } from '../kit/browser-axe.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';
import { until } from '../kit/process-until.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';

let world: BrowserWorld;
let shop: Shop;
let browser: Browser;
let held: Invoice;
let backfill: Job;
let undo: Job;

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld(), launchBrowser()]);
  shop = await openShop(world);
  const paid = await makeInvoice(world, shop);
  await world.api.post(`/invoices/${paid.id}/payments`, {
    accountId: shop.cash.id,
    amount: '100',
    reference: 'till 4',
  });
  await moveTo(world, paid, shop.statuses.in_progress);
  const tax = await world.api.post<Tax>('/taxes', { name: 'Airport fee', code: 'AF', rate: '3' });
  held = await makeInvoice(world, shop, { lines: [{ name: 'Shuttle', unitPrice: '40', taxIds: [tax.id] }] });
  await moveTo(world, held, shop.statuses.in_progress);
  await until(async () => expect((await reread(world, held)).sync.state).toBe('held'));
  await until(async () => expect((await reread(world, paid)).sync.state).toBe('synced'));
  await makeInvoice(world, shop);
  backfill = await world.api.post<Job>('/sync/backfill', { from: '2026-01-01', to: '2026-12-31' });
  const from = new Date(Date.now() - 3_600_000);
  undo = await world.api.post<Job>('/sync/undo', { from, to: new Date() });
  for (const { id } of [backfill, undo]) {
    await until(async () => expect((await world.api.get<Job>(`/sync/jobs/${id}`)).state).toBe('ready'));
  }
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

async function open(options: OpenOptions = {}): Promise<Page> {
  const page = await openWindow(browser, options);
  await signIn(page, { ...world, language: options.language ?? 'en' });
  return page;
}

const lists = ['/invoices', '/payments', '/clients', '/items', '/sync/issues', '/sync/log', '/sync/log?view=calls'];
const proofs = () => [
  '/dashboard',
  '/sync/backfill',
  '/sync/undo',
  '/sync/reconciliation',
  `/sync/jobs/${backfill.id}`,
  `/sync/jobs/${undo.id}`,
  `/invoices/${held.id}/time`,
];
const settings = [
  'company',
  'locations',
  'employees',
  'finance',
  'invoice-statuses',
  'api-keys',
  'webhooks',
  'security',
  'integrations',
  'integrations/quickbooks',
  'integrations/quickbooks/import',
];
const everywhere = () => [
  ...lists,
  ...proofs(),
  '/welcome',
  '/invoices/new',
  `/invoices/${held.id}`,
  ...settings.map((name) => `/settings/${name}`),
  '/no-such-page',
];

/** The page is there: its heading, and no skeleton any more. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(world.url + path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await until(async () => expect(await page.locator('[aria-busy="true"], .mantine-Skeleton-root').count()).toBe(0));
}

async function examine(page: Page, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await visit(page, path);
    found.push(...(await violations(page)).map((violation) => `${path}: ${violation}`));
  }
  return found;
}

test('axe finds nothing on any page', async () => {
  const page = await openWindow(browser);
  expect(await examine(page, ['/sign-in'])).toEqual([]);
  await signIn(page, world);
  expect(await examine(page, everywhere())).toEqual([]);
}, 180_000);

/** What is opened on a page is examined too. */
test('nor in what opens: a row of the log, the causes of a client, the tables behind the charts', async () => {
  const page = await open();
  await visit(page, '/sync/log');
  await page.getByRole('table', { name: 'Sync log' }).getByRole('button').first().click();
  await page.getByRole('region', { name: 'Fields before and after' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await visit(page, '/sync/reconciliation');
  await page.getByRole('button', { name: 'Hanna Ortiz' }).click();
  await page.getByRole('region', { name: 'Causes for Hanna Ortiz' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await visit(page, '/dashboard');
  await page.getByText('As a table').first().click();
  expect(await violations(page)).toEqual([]);
}, 90_000);

test('nor on the main pages in French, in the dark, on a phone', async () => {
  const page = await open({
    language: 'fr',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
  const main = [
    '/invoices',
    `/invoices/${held.id}`,
    '/invoices/new',
    '/sync/issues',
    '/sync/log',
    '/payments',
    '/clients',
    '/welcome',
  ];
  const wider: string[] = [];
  for (const path of [...main, ...proofs(), '/settings/integrations/quickbooks', '/settings/webhooks']) {
    expect(await examine(page, [path])).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 390) wider.push(`${path}: ${width}`);
  }
  expect(wider).toEqual([]);
}, 180_000);

/** What has the focus: its name, and whether it looks otherwise than without. */
function focused(page: Page): Promise<{ name: string; seen: boolean; tag: string }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const look = () => {
      for (const animation of document.getAnimations()) animation.finish();
      return [element, element.parentElement].map((box) => {
        const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(box ?? element);
        return [outline, boxShadow, borderColor, backgroundColor].join();
      });
    };
    const with_ = look();
    element.blur();
    const without = look();
    element.focus();
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const label = element.getAttribute('aria-label') ?? labels.map(({ textContent }) => textContent).join(' ');
    const name = (label || element.innerText || '').trim();
    return { name, seen: with_.join() !== without.join(), tag: element.outerHTML.slice(0, 160) };
  });
}

/** Presses Tab until the focus is on what has this name; at every stop the focus can be seen. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    expect(at.seen, `the focus cannot be seen on ${at.tag}`).toBe(true);
    if (name.test(at.name)) return;
  }
  throw new Error(`Tab does not reach ${name}.`);
}

test('an invoice is made without the mouse', async () => {
  const page = await open();
  await page.getByRole('table').waitFor();
  await page.keyboard.press('c');
  await page.waitForURL('**/invoices/new');
  await page.getByRole('combobox', { name: 'Item' }).waitFor();
  await tabTo(page, /^Client$/);
  await page.keyboard.type('Hanna');
  await page.getByRole('option', { name: 'Hanna Ortiz' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Item$/);
  await page.keyboard.type('brake pads');
  await until(async () =>
    expect(await page.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('Front brake pads')]),
  );
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Quantity$/);
  await page.keyboard.type('3');
  await page.getByLabel('Totals').getByText('$291.60').waitFor();
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('heading', { level: 1, name: /INV-/ }).waitFor();
  await page.getByRole('heading', { level: 1 }).getByText('Not synced').waitFor();
}, 90_000);

test('rows are walked with j and k, selected with x, and opened with Enter', async () => {
  const page = await open();
  await page.getByRole('link', { name: held.number }).waitFor();
  await page.keyboard.press('j');
  const first = await focused(page);
  await page.keyboard.press('x');
  await page.getByText('1 invoice selected').waitFor();
  await page.keyboard.press('j');
  expect((await focused(page)).name).not.toBe(first.name);
  await page.keyboard.press('k');
  expect((await focused(page)).name).toBe(first.name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: new RegExp(first.name) }).waitFor();
}, 90_000);

test('an unknown page says so, and leads back', async () => {
  const page = await open();
  await page.goto(`${world.url}/no-such-page`);
  await page.getByText('There is no page here').waitFor();
  await page.getByRole('link').first().waitFor();
});

test('who signs out is out; a stranger signs in first and then sees what was asked for', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Account: Robin Ridge' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await page.goto(`${world.url}/sync/issues?state=dismissed`);
  await page.waitForURL('**/sign-in?to=*');
  await page.getByLabel('E-mail').fill(world.email);
  await page.getByLabel('Password', { exact: true }).fill('a guess of someone');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The e-mail or the password is not right.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(world.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/sync/issues?state=dismissed');
  await page.getByRole('heading', { name: 'Sync issues' }).waitFor();
}, 90_000);

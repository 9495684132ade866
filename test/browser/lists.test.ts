/** Lists as people work in them: filters, saved views, many at once, a table for the spreadsheet, a payment that is mended. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Invoice } from '../../src/contract/invoices.ts';
import { choose, launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { violations } from '../kit/browser-axe.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';
import { until } from '../kit/process-until.ts';
import { makeInvoice, openShop, reread, type Shop } from '../kit/shop.ts';

let world: BrowserWorld;
let shop: Shop;
let browser: Browser;
let page: Page;
let near: Invoice;
let far: Invoice;

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld(), launchBrowser()]);
  shop = await openShop(world);
  const second = await world.api.post<{ id: string }>('/locations', { name: 'Second workshop' });
  near = await makeInvoice(world, shop);
  far = await makeInvoice(world, shop, { locationId: second.id });
  page = await openWindow(browser);
  await signIn(page, world);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

const row = (invoice: Invoice) => page.getByRole('link', { name: invoice.number, exact: true });

test('filters by location are kept as a view, which is there on another device; what this device kept comes along', async () => {
  const kept = [{ name: 'Of the tablet', search: { overdue: true } }];
  await page.evaluate((views) => localStorage.setItem('tandem-invoice-views', views), JSON.stringify(kept));
  await page.getByRole('button', { name: 'Location' }).click();
  await page.getByRole('menuitem', { name: 'Second workshop' }).click();
  await row(near).waitFor({ state: 'detached' });
  await row(far).waitFor();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Name of the view').fill('Workshop two');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save these filters as a view' }).click();
  await page.getByText('The view “Workshop two” is saved.').waitFor();
  await until(async () => expect(await page.evaluate(() => localStorage.getItem('tandem-invoice-views'))).toBe(null));
  await page.context().close();
  page = await openWindow(browser);
  await signIn(page, world);
  await row(near).waitFor();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: 'Of the tablet', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Workshop two', exact: true }).click();
  await row(near).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Remove the filter Location' }).click();
  await row(near).waitFor();
}, 90_000);

test('what is listed is handed over as a table', async () => {
  const handed = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await handed;
  expect(file.suggestedFilename()).toMatch(/^invoices-\d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  const lines = text.trim().split('\r\n');
  expect(lines[0]).toBe('Number,Client,Date,Due date,Status,Total,Paid,Credited,Balance due,Sync,Number in QuickBooks');
  expect(lines).toHaveLength(3);
  expect(lines.find((line) => line.startsWith(far.number))).toContain(`,${far.total},`);
}, 90_000);

test('several are previewed and synced together', async () => {
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByText('2 invoices selected').waitFor();
  await page.getByRole('button', { name: 'Preview changes' }).click();
  const preview = page.getByRole('dialog', { name: 'Preview changes' });
  await preview.getByText(new RegExp(`Create .*${far.number}`)).waitFor();
  await preview.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Sync selected' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sync selected' }).click();
  await page.getByText('Sync of 2 invoices has started.').waitFor();
  for (const invoice of [near, far]) {
    await until(async () => expect((await reread(world, invoice)).sync.state).toBe('synced'));
  }
}, 90_000);

test('a payment that was typed wrong is mended, and the account follows', async () => {
  await world.api.post(`/invoices/${near.id}/payments`, { accountId: shop.cash.id, amount: '15', reference: 'till 4' });
  await page.goto(`${world.url}/invoices/${near.id}`);
  const payments = page.getByRole('region', { name: 'Payments' });
  await payments.getByRole('button', { name: 'More for the payment of $15.00' }).click();
  await page.getByRole('menuitem', { name: 'Change', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Change the payment on ${near.number}` });
  expect(await dialog.getByLabel('Reference').inputValue()).toBe('till 4');
  await dialog.getByLabel('Amount').fill('51');
  await choose(page, 'Account', 'Bank');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await payments.getByText('$51.00').waitFor();
  const accounts = await world.api.get<{ items: { id: string; balance: string }[] }>('/accounts');
  const balanceOf = (id: string) => accounts.items.find((account) => account.id === id)?.balance;
  expect([balanceOf(shop.cash.id), balanceOf(shop.bank.id)]).toEqual(['0.00', '51.00']);
}, 90_000);

test('a long list grows as one scrolls, holds only what is near in the page, and comes back', async () => {
  const { database } = world.testDatabase;
  const others = database.system(
    (tx) => tx<{ name: string }[]>`
      select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'invoices'
        and column_name not in ('id', 'number') order by ordinal_position`,
  );
  const names = (await others).map(({ name }) => name).join(', ');
  await database.system((tx) =>
    tx.unsafe(`insert into invoices (id, number, ${names}) select gen_random_uuid(), 'OLD-' || n, ${names}
      from (select * from invoices where number = '${far.number}') one, generate_series(1, 900) n`),
  );
  await page.goto(`${world.url}/invoices?q=OLD-`);
  const rows = page.getByRole('table', { name: 'Invoices' }).locator('tr[data-link]');
  await rows.first().waitFor();
  const first = await rows.first().innerText();
  const end = page.getByText('900 shown, that is all');
  // What the wheel turns is what the mouse is over: not whatever the story before left it on.
  await rows.first().hover();
  while ((await end.count()) === 0) {
    await page.mouse.wheel(0, 20_000);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  }
  await until(async () => expect(await rows.count()).toBeLessThan(300));
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Control+Home');
  await until(async () => expect(await rows.first().innerText()).toBe(first));
  await until(async () => expect(await rows.count()).toBeLessThan(300));
}, 90_000);

test('a ledger of fifty thousand entries opens at once and grows as one scrolls in it', async () => {
  await world.testDatabase.database.system(
    (tx) => tx`
      insert into account_transactions (company_id, id, account_id, amount, date, payment_id, invoice_id, reason, at)
      select company_id, gen_random_uuid(), account_id, amount, date, payment_id, invoice_id, reason, at
      from (select * from account_transactions where account_id = ${shop.bank.id} limit 1) one, generate_series(1, 50000)`,
  );
  await page.goto(`${world.url}/settings/finance`);
  const read: number[] = [];
  page.on('response', async (response) => {
    if (!response.url().includes(`/accounts/${shop.bank.id}/transactions`)) return;
    read.push(((await response.json()) as { items: unknown[] }).items.length);
  });
  await page.getByRole('button', { name: 'Bank', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: /^Bank/ });
  const rows = drawer.getByRole('table').locator('tbody tr');
  await drawer.getByText('50 shown', { exact: true }).waitFor();
  expect(read).toEqual([50]);
  for (const shown of [250, 450, 650]) {
    await drawer.getByRole('button', { name: 'Load more' }).scrollIntoViewIfNeeded();
    await drawer.getByText(`${shown} shown`, { exact: true }).waitFor();
  }
  await until(async () => expect(await rows.count()).toBeLessThan(300));
  expect(await violations(page)).toEqual([]);
}, 90_000);

/** What happened, and how it is going: the log, time travel, the dashboard, and a page that says when it hears nothing. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Invoice } from '../../src/contract/invoices.ts';
import { choose, launchBrowser, openWindow, showsWithinMs, signIn } from '../kit/browser.ts';
import { violations } from '../kit/browser-axe.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';
import { until } from '../kit/process-until.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';

let world: BrowserWorld;
let shop: Shop;
let browser: Browser;
let page: Page;
let invoice: Invoice;

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld({ keepHistoryDays: 30 }), launchBrowser()]);
  shop = await openShop(world);
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  invoice = await untilShop(made, ({ sync }) => expect(sync.state).toBe('synced'));
  world.simulator.control.payInvoice(shop.realmId, invoice.sync.quickBooksId ?? '', '100.51', { reference: 'ACH 88' });
  await untilShop(made, ({ paid }) => expect(paid).toBe('100.51'));
  page = await openWindow(browser);
  await signIn(page, world);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

function untilShop(one: Invoice, check: (now: Invoice) => void): Promise<Invoice> {
  const look = async () => {
    const now = await reread(world, one);
    check(now);
    return now;
  };
  return until(look, { withinMs: showsWithinMs });
}

test('a row of the log is found by the number and opens to what was sent, answered and changed', async () => {
  await page.getByRole('link', { name: 'Log' }).click();
  await page.getByRole('textbox', { name: 'Search the log' }).fill(invoice.number);
  await choose(page, 'Record', 'Invoice');
  await choose(page, 'Action', 'Create');
  await page.waitForURL((url) => url.searchParams.get('q') === invoice.number && url.searchParams.has('action'));
  const table = page.getByRole('table', { name: 'Sync log' });
  await until(async () => expect(await table.getByRole('row').count()).toBe(2));
  await table.getByRole('button', { name: 'Create' }).click();
  const drawer = page.getByRole('dialog', { name: 'Create' });
  const total = drawer.getByRole('table', { name: 'Fields before and after' }).getByRole('row', { name: /^Total/ });
  await total.getByText('$300.51').waitFor();
  await drawer.getByRole('region', { name: 'What was sent' }).getByText(invoice.number).first().waitFor();
  const answer = drawer.getByRole('region', { name: 'What QuickBooks answered' });
  await answer.getByText(`"Id": "${invoice.sync.quickBooksId}"`).waitFor();
  await drawer.getByText('Intuit reference').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await until(async () => expect(await table.getByRole('row').count()).toBeGreaterThan(3));
  await page.getByRole('radiogroup', { name: 'What is listed' }).getByText('Calls').click();
  await page
    .getByRole('table', { name: 'Calls' })
    .getByRole('row', { name: /Batch.*200/ })
    .first()
    .waitFor();
}, 60_000);

test('what nobody wrote is not found, and the log says so', async () => {
  await page.goto(`${world.url}/sync/log?q=nobody-wrote-this`);
  await page.getByText('Nothing in the log fits these filters').waitFor();
});

test('an invoice is seen as either side held it, and why it changed', async () => {
  await page.goto(`${world.url}/invoices/${invoice.id}`);
  await page.getByRole('link', { name: 'Both sides over time' }).click();
  await page.getByText('Both sides held the same.').waitFor();
  const happened = page.getByRole('list').filter({ hasText: 'Invoice made' });
  await happened.getByRole('button', { name: 'Payment seen in QuickBooks' }).click();
  const table = page.getByRole('table', { name: 'Both sides at this moment' });
  const paid = table.getByRole('row', { name: /^Paid differs/ });
  await paid.getByText('$0.00').waitFor();
  await paid.getByText('$100.51').waitFor();
  await page.getByText('Told by QuickBooks at once').first().waitFor();
  await happened.getByRole('button', { name: 'Invoice made' }).click();
  await page.getByText('Nothing of it was known in QuickBooks yet.').waitFor();
  await page.getByRole('button', { name: 'Change after' }).click();
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  await page.getByText('Both sides held the same.').waitFor();
  await happened.getByRole('button', { name: 'Made in QuickBooks', exact: true }).click();
  await page.getByRole('link', { name: 'Row in the sync log' }).click();
  await page.getByRole('table', { name: 'Sync log' }).getByRole('link', { name: invoice.number }).first().waitFor();
}, 60_000);

test('past the time for which QuickBooks’ side is kept, the page says so and shows what was held here', async () => {
  await world.testDatabase.database.system(async (tx) => {
    await tx`update invoices set created_at = created_at - interval '60 days' where id = ${invoice.id}`;
    await tx`update invoice_events set at = at - interval '60 days' where invoice_id = ${invoice.id}`;
  });
  const at = new Date(Date.now() - 40 * 86_400_000).toISOString();
  await page.goto(`${world.url}/invoices/${invoice.id}/time?at=${at}`);
  const sides = page.getByRole('region', { name: 'Both sides at this moment' });
  await sides.getByText(/^What QuickBooks held is kept here since /).waitFor();
  await sides.getByRole('row', { name: /^Total \$300\.51 –/ }).waitFor();
  expect(await violations(page)).toEqual([]);
}, 60_000);

test('the dashboard tells the difference, the latency and the calls, each chart also as a table', async () => {
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  const now = page.getByRole('region', { name: 'Now' });
  await now.getByRole('link', { name: /Unexplained difference.*\$0\.00/s }).waitFor();
  await now.getByRole('link', { name: /^Synced\s*1/ }).waitFor();
  await page.getByRole('img', { name: /^Invoices over time, Last 24 hours: Synced 1/ }).waitFor();
  await page.getByText('As a table').nth(2).click();
  const calls = page.getByRole('table', { name: 'Requests to QuickBooks' });
  const shown = (await calls.getByRole('row').last().getByRole('cell').allInnerTexts()).map(Number);
  expect(shown[0]).toBeGreaterThan(0);
  await page
    .getByText(/\d+\.\d\d s median, \d+\.\d\d s p99/)
    .first()
    .waitFor();
  await page.getByText(/of 500 that QuickBooks allows/).waitFor();
  await page.getByRole('radiogroup', { name: 'Span of the charts' }).getByText('Last 30 days').click();
  await page.getByRole('img', { name: /^Invoices over time, Last 30 days/ }).waitFor();
}, 60_000);

test('who may not read what was sent sees the fields alone', async () => {
  const role = await world.api.post<{ id: string }>('/roles', { name: 'Desk', permissions: ['invoices.view', 'sync'] });
  const who = { email: 'desk@example.com', password: 'a long enough one' };
  await world.api.post('/employees', { ...who, name: 'Dana Desk', roleId: role.id });
  const desk = await openWindow(browser);
  await signIn(desk, { url: world.url, ...who });
  await desk.goto(`${world.url}/sync/log?action=create&entity=invoice`);
  await desk.getByRole('button', { name: 'Create' }).first().click();
  const drawer = desk.getByRole('dialog', { name: 'Create' });
  await drawer.getByRole('row', { name: /^Total/ }).waitFor();
  await drawer.getByText('What was sent and answered is shown to those whose role permits it.').waitFor();
  expect(await drawer.getByRole('region', { name: 'What was sent' }).count()).toBe(0);
  await desk.context().close();
}, 60_000);

test('a page that no longer hears the server says so, and is true again afterwards', async () => {
  const deaf = await openWindow(browser);
  await deaf.route('**/api/v1/live', (route) => route.abort());
  await signIn(deaf, world);
  await deaf.getByText('Not connected to the server.').waitFor();
  await deaf.unroute('**/api/v1/live');
  await deaf.getByText('Not connected to the server.').waitFor({ state: 'hidden' });
  await deaf.context().close();
}, 60_000);

/** What stands between the two sides, and its ways out: mending the settings, choosing field by field, putting aside. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tax } from '../../src/contract/catalog.ts';
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

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld(), launchBrowser()]);
  shop = await openShop(world);
  page = await openWindow(browser);
  await signIn(page, world);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

function untilState(invoice: Invoice, state: Invoice['sync']['state']): Promise<Invoice> {
  return until(
    async () => {
      const now = await reread(world, invoice);
      expect(now.sync.state).toBe(state);
      return now;
    },
    { withinMs: showsWithinMs },
  );
}

const there = (invoice: Invoice) =>
  world.simulator.control.read(shop.realmId, 'Invoice', invoice.sync.quickBooksId ?? '');

/** An invoice that is held, because its tax is not mapped. */
async function makeHeld(tax: Tax, name: string): Promise<Invoice> {
  const made = await makeInvoice(world, shop, { lines: [{ name, unitPrice: '40', taxIds: [tax.id] }] });
  await moveTo(world, made, shop.statuses.in_progress);
  return untilState(made, 'held');
}

test('a tax that is not mapped is mended from the issue, and the invoice goes by itself', async () => {
  const tax = await world.api.post<Tax>('/taxes', { name: 'San Mateo tax', code: 'SM', rate: '8.375' });
  const held = await makeHeld(tax, 'Diagnosis');

  await page.getByRole('link', { name: /^Issues.*1 open issue/ }).click();
  const issue = page.getByRole('article').filter({ hasText: held.number });
  await issue.getByText('Tax not mapped').waitFor();
  await issue
    .getByText(/San Mateo tax/)
    .first()
    .waitFor();
  await issue.getByRole('link', { name: 'Settings: taxes' }).click();
  await page.waitForURL('**/settings/integrations/quickbooks#taxes');
  await page.getByRole('button', { name: 'Add a tax' }).click();
  await choose(page, 'Tax here, row 2', /San Mateo tax/);
  await page.keyboard.press('Escape');
  await choose(page, 'Code or name in QuickBooks, row 2', /San Mateo/);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Settings saved.').waitFor();

  const sent = await untilState(held, 'synced');
  expect(there(sent)).toMatchObject({ TotalAmt: 43.35 });
  await page.getByRole('link', { name: 'Issues' }).click();
  await page.getByText('No open issues').waitFor();
}, 60_000);

test('a conflict is resolved field by field', async () => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  const sent = await untilState(made, 'synced');
  // Both before the worker looks: there through the books' own door, here at once after it.
  world.simulator.control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'update',
    body: {
      Id: sent.sync.quickBooksId ?? '',
      sparse: true,
      CustomerRef: there(sent)?.CustomerRef,
      DueDate: '2026-06-01',
      CustomerMemo: { value: 'From the accountant' },
    },
  });
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-05-01', comment: 'From the shop' });
  await untilState(made, 'conflict');

  await page.goto(`${world.url}/invoices/${made.id}`);
  await page.getByRole('button', { name: 'Compare and choose' }).click();
  const table = page.getByRole('dialog').getByRole('table', { name: 'Conflict' });
  await table
    .getByRole('row', { name: /^Due date/ })
    .getByText('5/1/2026')
    .or(table.getByText('May 1, 2026'))
    .waitFor();
  const apply = page.getByRole('button', { name: 'Apply the choice' });
  expect(await apply.isDisabled()).toBe(true);
  await table.getByRole('radio', { name: 'Due date: QuickBooks' }).check();
  await table.getByRole('radio', { name: 'Comment: Here' }).check();
  await apply.click();

  const settled = await untilState(made, 'synced');
  expect(settled).toMatchObject({ dueDate: '2026-06-01', comment: 'From the shop' });
  expect(there(settled)).toMatchObject({ DueDate: '2026-06-01', CustomerMemo: { value: 'From the shop' } });
  await page.getByRole('heading', { level: 1 }).getByText('Synced', { exact: true }).waitFor();
}, 60_000);

test('an issue is dismissed with a reason, and brought back', async () => {
  const tax = await world.api.post<Tax>('/taxes', { name: 'Airport fee', code: 'AF', rate: '3' });
  const held = await makeHeld(tax, 'Shuttle');
  await page.goto(`${world.url}/sync/issues`);
  const issue = page.getByRole('article').filter({ hasText: held.number });
  await issue.getByRole('button', { name: 'Dismiss' }).click();
  const dialog = page.getByRole('dialog', { name: 'Dismiss this issue' });
  await dialog.getByLabel('Reason').fill('Paid in cash');
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText('No open issues').waitFor();
  expect((await reread(world, held)).sync.state).toBe('held');

  await page.getByRole('radiogroup', { name: 'Which issues' }).getByText('Dismissed').click();
  await issue.getByRole('button', { name: 'Take up again' }).click();
  await page.getByText('Nothing here').waitFor();
  await page.getByRole('radiogroup', { name: 'Which issues' }).getByText('Open').click();
  await issue.getByText('Tax not mapped').waitFor();
  await page.getByRole('link', { name: /^Issues.*1 open issue/ }).waitFor();
}, 60_000);

test('several issues are dismissed with one reason, and brought back together', async () => {
  const tax = await world.api.post<Tax>('/taxes', { name: 'Harbour fee', code: 'HF', rate: '4' });
  const several = [await makeHeld(tax, 'Crane'), await makeHeld(tax, 'Pilot')];
  await page.goto(`${world.url}/sync/issues?code=unmapped_tax`);
  const articles = page.getByRole('article');
  await until(async () => expect(await articles.count()).toBeGreaterThanOrEqual(several.length));
  const shown = await articles.count();
  await page.getByLabel('Select all that are shown').check();
  await page.getByText(`${shown} issues selected`).waitFor();
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Dismiss ${shown} issues` });
  await dialog.getByLabel('Reason').fill('The port has closed');
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText('Nothing here').waitFor();
  await page.getByRole('radiogroup', { name: 'Which issues' }).getByText('Dismissed').click();
  await until(async () => expect(await articles.count()).toBe(shown));
  await page.getByLabel('Select all that are shown').check();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await page.getByText('Nothing here').waitFor();
  await page.getByRole('radiogroup', { name: 'Which issues' }).getByText('Open').click();
  await until(async () => expect(await articles.count()).toBe(shown));
}, 60_000);

test('on a phone a conflict is settled without scrolling sideways, and says what it will come to', async () => {
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  const sent = await untilState(made, 'synced');
  world.simulator.control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'update',
    body: {
      Id: sent.sync.quickBooksId ?? '',
      sparse: true,
      CustomerRef: there(sent)?.CustomerRef,
      CustomerMemo: {
        value: 'A note of the accountant that is rather long and wants to be read whole on a small screen',
      },
    },
  });
  await world.api.patch(`/invoices/${made.id}`, {
    comment: 'A note of the shop that is long as well, with a plate: TND-4711-X',
  });
  await untilState(made, 'conflict');
  const phone = await openWindow(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(phone, world);
  await phone.goto(`${world.url}/sync/issues?code=conflict`);
  const table = phone.getByRole('article').first().getByRole('table', { name: 'Conflict' });
  await table.waitFor();
  const [wide, page_] = await Promise.all([
    table.evaluate((element) => element.scrollWidth - (element.parentElement?.clientWidth ?? 0)),
    phone.evaluate(() => document.documentElement.scrollWidth),
  ]);
  expect(wide).toBeLessThanOrEqual(0);
  expect(page_).toBeLessThanOrEqual(390);
  await table.getByRole('radio', { name: 'Comment: QuickBooks' }).check();
  await phone.getByText('Resulting total: $300.51').waitFor();
  await phone.getByRole('button', { name: 'Apply the choice' }).click();
  expect((await untilState(made, 'synced')).comment).toContain('accountant');
  await phone.context().close();
}, 60_000);

/** Reconnects by the band and the pop-up, to the same company. */
async function reconnect(link: string): Promise<void> {
  await page.getByRole('link', { name: link }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Reconnect to QuickBooks Online (2-way)' }).click();
  const consent = await opened;
  await consent.getByRole('radio', { name: /Ridge Auto Repair/ }).check();
  const closed = consent.waitForEvent('close');
  await consent.getByRole('button', { name: 'Connect', exact: true }).click();
  await closed;
  await page.getByRole('link', { name: 'QuickBooks connected' }).waitFor();
}

test('a connection that ends, is lost or is suspended says so on every page, and what waited goes once it is mended', async () => {
  const band = page.getByRole('main').locator('xpath=preceding-sibling::*[@role="status"]');
  await world.testDatabase.database.system(
    (tx) => tx`update connections set refresh_expires_at = now() + interval '4 days' where current`,
  );
  await page.goto(`${world.url}/dashboard`);
  await band.getByText(/The connection to QuickBooks ends on/).waitFor();
  expect(await violations(page)).toEqual([]);

  world.simulator.control.revokeTokens(shop.realmId);
  const waiting = await makeInvoice(world, shop);
  await moveTo(world, waiting, shop.statuses.in_progress);
  await band.getByText('The connection to QuickBooks is lost.').waitFor();
  expect((await reread(world, waiting)).sync.state).toBe('pending');
  expect(await violations(page)).toEqual([]);
  await reconnect('Reconnect');
  await untilState(waiting, 'synced');

  world.simulator.control.setCompanyState(shop.realmId, '6190');
  const refused = await makeInvoice(world, shop);
  await moveTo(world, refused, shop.statuses.in_progress);
  await page.goto(`${world.url}/invoices/${refused.id}`);
  await band.getByText('QuickBooks has suspended the company.').waitFor();
  world.simulator.control.setCompanyState(shop.realmId, null);
  await reconnect('See the connection');
  await untilState(refused, 'synced');
  await page.goto(`${world.url}/dashboard`);
  await page.getByText('Unexplained difference').waitFor();
  expect(await band.count()).toBe(0);
}, 90_000);

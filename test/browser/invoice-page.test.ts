/** An invoice from its lines to its end, on its own page: totals as one types, preview, money in and back, copies, paper, unlinking. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Invoice } from '../../src/contract/invoices.ts';
import { choose, launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';
import { until } from '../kit/process-until.ts';
import { makeInvoice, openShop, reread, type Shop } from '../kit/shop.ts';

let world: BrowserWorld;
let shop: Shop;
let browser: Browser;
let page: Page;
let invoice: Invoice;

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld(), launchBrowser()]);
  shop = await openShop(world);
  invoice = await makeInvoice(world, shop);
  page = await openWindow(browser);
  await signIn(page, world);
  await page.getByRole('link', { name: invoice.number }).click();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

const heading = () => page.getByRole('heading', { level: 1 });
const payments = () => page.getByRole('region', { name: 'Payments' });
const history = () => page.getByRole('region', { name: 'History' });
const line = (number: number) => page.getByRole('row', { name: `Line ${number}`, exact: true });
const there = (id: string | null) => world.simulator.control.read(shop.realmId, 'Invoice', id ?? '');

async function act(action: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Answers the question that an action asks first. */
async function confirm(title: RegExp, action: string): Promise<void> {
  const dialog: Locator = page.getByRole('dialog', { name: title });
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('the totals follow what is typed, and are those that the server keeps', async () => {
  await line(2).getByRole('textbox', { name: 'Quantity' }).fill('2.25');
  await line(1).getByRole('textbox', { name: 'Line discount' }).fill('10%');
  await page.getByLabel('Totals').getByText('$334.13').first().waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Unsaved changes').waitFor({ state: 'detached' });
  expect((await reread(world, invoice)).total).toBe('334.13');
  await history().getByText('Invoice changed').waitFor();
}, 60_000);

test('what would be written is seen before it is, and then what was written is the same', async () => {
  await act('Preview changes');
  const preview = page.getByRole('dialog', { name: 'Preview changes' });
  await preview.getByText('Create customer Hanna Ortiz in QuickBooks').waitFor();
  await preview
    .getByText(/\$334\.13/)
    .first()
    .waitFor();
  expect((await reread(world, invoice)).sync.state).toBe('not_synced');
  await preview.getByRole('button', { name: 'Close' }).click();
  await act('Sync with QuickBooks');
  await heading().getByText('Synced', { exact: true }).waitFor();
  const { sync } = await reread(world, invoice);
  expect(there(sync.quickBooksId)).toMatchObject({ TotalAmt: 334.13 });
  await act('Preview changes');
  await preview.getByText('Both sides agree. Nothing would be written.').waitFor();
  await preview.getByRole('button', { name: 'Close' }).click();
}, 60_000);

test('a payment is taken, struck through, restored, and given back in part', async () => {
  await payments().getByRole('button', { name: 'Take payment' }).click();
  const dialog = page.getByRole('dialog', { name: `Take payment for ${invoice.number}` });
  await dialog.getByLabel('Amount').fill('100');
  await choose(page, 'Account', 'Cash');
  await dialog.getByRole('button', { name: 'Take payment' }).click();
  await page.getByText('Payment taken.').waitFor();
  const more = payments().getByRole('button', { name: 'More for the payment of $100.00' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await confirm(/^Delete the payment of \$100\.00/, 'Delete');
  await page.getByText('Payment deleted. It can be restored.').waitFor();
  await more.click();
  await page.getByRole('menuitem', { name: 'Restore' }).click();
  await page.getByText('Payment restored.').waitFor();
  await more.click();
  await page.getByRole('menuitem', { name: 'Refund' }).click();
  const refund = page.getByRole('dialog', { name: 'Refund the payment of $100.00' });
  await refund.getByLabel('Amount').fill('30');
  await refund.getByLabel('Reason').fill('Too much taken');
  await refund.getByRole('button', { name: 'Refund' }).click();
  await page.getByText('Refund recorded.').waitFor();
  await history().getByText('Payment refunded').waitFor();
  expect((await reread(world, invoice)).balanceDue).toBe('264.13');
}, 60_000);

test('on paper stands the invoice and nothing of the page', async () => {
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation', { name: 'Main menu' }).isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: 'Actions', exact: true }).isVisible()).toBe(false);
  const paper = await page.locator('body').innerText();
  for (const said of [invoice.number, 'Hanna Ortiz', 'Front brake pads', '$334.13', '$264.13']) {
    expect(paper).toContain(said);
  }
  await page.emulateMedia({ media: null });
}, 60_000);

test('a copy is a new invoice of its own, and is cancelled', async () => {
  await act('Duplicate');
  await page.getByText(`A copy of invoice ${invoice.number}`).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await heading()
    .getByText(/Not synced/)
    .waitFor();
  expect(await heading().innerText()).not.toContain(invoice.number);
  await act('Cancel the invoice');
  await confirm(/^Cancel invoice/, 'Cancel the invoice');
  await heading().getByText('Canceled').waitFor();
}, 60_000);

test('unlinked, both sides stay as they are, and nothing crosses any more', async () => {
  await page.goto(`${world.url}/invoices/${invoice.id}`);
  const before = await reread(world, invoice);
  await act('Unlink');
  await confirm(/^Unlink invoice/, 'Unlink');
  await heading().getByText('Unlinked').waitFor();
  await page.getByLabel('Comment').fill('Only here');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await until(async () => expect((await reread(world, invoice)).comment).toBe('Only here'));
  expect(there(before.sync.quickBooksId)).not.toHaveProperty('CustomerMemo');
}, 60_000);

/** A backfill from the choice of its period to its undo, as a bookkeeper does it, with the proof between the two. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tax } from '../../src/contract/catalog.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import type { Reconciliation } from '../../src/contract/reconciliation.ts';
import { madeInBooks } from '../kit/books.ts';
import { launchBrowser, openWindow, showsWithinMs, signIn } from '../kit/browser.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';
import { until } from '../kit/process-until.ts';
import { makeInvoice, openShop, reread, type Shop } from '../kit/shop.ts';

let world: BrowserWorld;
let shop: Shop;
let browser: Browser;
let page: Page;
let plain: Invoice;
let paid: Invoice;
let doubtful: Invoice;
let held: Invoice;
let there: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld(), launchBrowser()]);
  shop = await openShop(world);
  plain = await makeInvoice(world, shop);
  paid = await makeInvoice(world, shop);
  await world.api.post(`/invoices/${paid.id}/payments`, { accountId: shop.cash.id, amount: '100' });
  doubtful = await makeInvoice(world, shop, { lines: [{ name: 'Old work', unitPrice: '90', taxIds: [] }] });
  there = madeInBooks(world, shop, { number: doubtful.number, total: 90, customer: 'O. Hanna' });
  const tax = await world.api.post<Tax>('/taxes', { name: 'Airport fee', code: 'AF', rate: '3' });
  held = await makeInvoice(world, shop, { lines: [{ name: 'Shuttle', unitPrice: '40', taxIds: [tax.id] }] });
  page = await openWindow(browser, { acceptDownloads: true });
  await signIn(page, world);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

const books = (entity: string, id: string | null) => world.simulator.control.read(shop.realmId, entity, id ?? '');
const heading = () => page.getByRole('heading', { level: 1 });
const count = (group: string, name: string) =>
  page.getByRole('group', { name: group }).getByRole('button', { name: new RegExp(`^${name}`) });
const proof = () => world.api.get<Reconciliation>('/sync/reconciliation');

async function fillDate(label: string, date: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(date);
  await page.keyboard.press('Tab');
}

test('the preview says what will be sent, what is doubtful and what is held; nothing is written', async () => {
  await page.getByRole('link', { name: 'Backfill' }).click();
  await page.getByText('No backfill yet').waitFor();
  await fillDate('From', '2026-03-01');
  await fillDate('To', '2026-03-31');
  await page.getByRole('button', { name: 'Show the preview' }).click();
  await heading().getByText('Preview', { exact: true }).waitFor();
  await count('What will be done', 'All\\s*4').waitFor();
  await count('What will be done', 'Send\\s*2\\s*\\$601.02').waitFor();
  await count('What will be done', 'Doubtful\\s*1\\s*\\$90.00').click();
  const rows = page.getByRole('table', { name: 'Records of this job' }).getByRole('row');
  await until(async () => expect(await rows.count()).toBe(2));
  await rows.getByRole('link', { name: doubtful.number }).waitFor();
  await count('What will be done', 'Held\\s*1').click();
  await rows
    .getByText(/Airport fee/)
    .first()
    .waitFor();
  expect((await reread(world, plain)).sync.state).toBe('not_synced');
  expect(world.simulator.control.list(shop.realmId, 'Invoice').some((one) => one.DocNumber === plain.number)).toBe(
    false,
  );
}, 60_000);

test('one leaves, comes back, confirms once, and sees it done', async () => {
  await page.getByRole('link', { name: 'Invoices', exact: true }).click();
  await page.getByRole('link', { name: 'Backfill' }).click();
  await page.getByRole('table', { name: 'Earlier backfills' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Send to QuickBooks' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send these invoices to QuickBooks?' });
  await dialog.getByText('To send: 2 ($601.02).').waitFor();
  await dialog.getByRole('button', { name: 'Send to QuickBooks' }).click();
  await heading().getByText('Done', { exact: true }).waitFor();
  await page.getByText('4 of 4').waitFor();
  await count('What was done', 'Sent\\s*2').waitFor();
  const sent = await reread(world, paid);
  expect(sent.sync.state).toBe('synced');
  expect(books('Invoice', sent.sync.quickBooksId)).toMatchObject({ TotalAmt: 300.51, Balance: 200.51 });
}, 60_000);

test('a doubtful match is confirmed beside its row', async () => {
  const row = page.getByRole('row').filter({ hasText: doubtful.number });
  await row.getByRole('button', { name: 'Decide' }).click();
  const drawer = page.getByRole('dialog', { name: `Invoice ${doubtful.number}` });
  await drawer.getByRole('button', { name: 'Confirm the match' }).click();
  await until(
    async () => expect((await reread(world, doubtful)).sync).toMatchObject({ state: 'synced', quickBooksId: there }),
    { withinMs: showsWithinMs },
  );
  await drawer.getByText('Nothing is open here any more.').waitFor();
  await page.keyboard.press('Escape');
}, 60_000);

test('the books agree to the cent: each difference has its cause, and the table goes to the accountant', async () => {
  await page.getByRole('link', { name: 'Do the books agree now?' }).click();
  const headline = page.getByRole('region', { name: 'Unexplained difference' });
  await headline.getByText('$0.00', { exact: true }).waitFor();
  const { shop: here, quickBooks, difference, clients } = await proof();
  expect(Number(difference)).toBeCloseTo(Number(here) - Number(quickBooks), 2);
  const [client] = clients.filter(({ name }) => name === 'Hanna Ortiz');
  await page.getByRole('button', { name: 'Hanna Ortiz' }).click();
  const causes = page.getByRole('region', { name: 'Causes for Hanna Ortiz' });
  await causes.getByRole('link', { name: `Invoice ${held.number}` }).waitFor();
  await causes.getByText('Held by an issue').waitFor();
  expect(client?.unexplained).toBe('0.00');
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  const saved = await file;
  expect(saved.suggestedFilename()).toMatch(/^reconciliation-\d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await saved.path(), 'utf8');
  expect(text).toContain(`Hanna Ortiz,${client?.shop},${client?.quickBooks},${client?.difference},Held by an issue`);
}, 60_000);

test('the backfill is undone by a plan: what it made is void, the client stays, the books agree again', async () => {
  await page.getByRole('link', { name: 'Undo', exact: true }).click();
  await page.getByText('Nothing has been undone yet').waitFor();
  await page.getByRole('radiogroup', { name: 'What to undo' }).getByText('A backfill').click();
  await page.getByRole('combobox', { name: 'Backfill' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await heading().getByText('Preview', { exact: true }).waitFor();
  await count('What will be done', 'Void\\s*3').waitFor();
  const kept = page.getByRole('row').filter({ hasText: 'Stays' }).first();
  await kept.getByText(/Customers and items stay/).waitFor();
  await page.getByRole('button', { name: 'Undo it' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reverse these records in QuickBooks?' });
  await dialog.getByText(/^To void: 3\./).waitFor();
  await dialog.getByRole('button', { name: 'Undo it' }).click();
  await heading().getByText('Done', { exact: true }).waitFor();
  await count('What was done', 'Voided\\s*3').waitFor();
  for (const each of [plain, paid]) expect((await reread(world, each)).sync.state).toBe('unlinked');
  const [made] = world.simulator.control.list(shop.realmId, 'Invoice').filter((one) => one.DocNumber === plain.number);
  expect(made).toMatchObject({ TotalAmt: 0, Balance: 0 });
  await page.getByRole('link', { name: 'Do the books agree now?' }).click();
  await page.getByRole('region', { name: 'Unexplained difference' }).getByText('$0.00', { exact: true }).waitFor();
  expect((await proof()).clientsUnexplained).toBe(0);
}, 90_000);

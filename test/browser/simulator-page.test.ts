/** A person plays QuickBooks' side in a browser, by keyboard alone: makes, edits, pays and voids an invoice, and refunds. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow } from '../kit/browser.ts';
import { violations } from '../kit/browser-axe.ts';
import { type Loose, ridge, start } from '../simulator/kit.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => browser?.close());

/** Types into a field, or chooses in a list by the first letters, then moves on as a person does. */
async function put(page: Page, label: string, value: string): Promise<void> {
  const byRole = (role: 'combobox' | 'textbox' | 'spinbutton') => page.getByRole(role, { name: label, exact: true });
  const target = byRole('combobox').or(byRole('textbox')).or(byRole('spinbutton'));
  await target.focus();
  const list = (await target.evaluate((element) => element.tagName)) === 'SELECT';
  if (!list) await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(value);
  await page.keyboard.press('Tab');
}

/** Presses a button or follows a link with Enter; each leads to another page. */
async function press(page: Page, role: 'button' | 'link', name: string): Promise<void> {
  await page.getByRole(role, { name, exact: true }).first().focus();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

async function sound(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

test.each([
  ['at a desk', { width: 1280, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
])(
  'the life of an invoice %s',
  async (_, viewport) => {
    const { simulator } = await start();
    const page = await openWindow(browser, { viewport });
    const invoice = () => simulator.control.list(ridge, 'Invoice')[0] as Loose;
    await page.goto(`${simulator.url}/companies/${ridge}/invoices`);
    await press(page, 'link', 'New invoice');
    await sound(page);
    await put(page, 'Customer', 'Hilltop');
    await put(page, 'Number', 'S-77');
    await put(page, 'Item of line 1', 'Brake');
    await put(page, 'Quantity of line 1', '2');
    await put(page, 'Price of line 1', '90');
    await press(page, 'button', 'More lines');
    await put(page, 'Item of line 8', 'Hours');
    await put(page, 'Price of line 8', '20');
    await put(page, 'Tax of line 8', 'NON');
    await press(page, 'button', 'Save invoice');
    await page.getByRole('heading', { name: /Invoice S-77/ }).waitFor();
    await sound(page);
    expect(invoice()).toMatchObject({ DocNumber: 'S-77', CustomerRef: { value: '1' }, TotalAmt: 214.4 });

    await put(page, 'Quantity of line 1', '1');
    await press(page, 'button', 'Save');
    await page.getByText('Saved.').waitFor();
    expect(invoice().TotalAmt).toBe(117.2);
    await put(page, 'Amount received', '17.20');
    await press(page, 'button', 'Save payment');
    await page.getByText('Payment saved.').waitFor();
    await page.getByText('Partly paid').first().waitFor();
    expect(invoice().Balance).toBe(100);
    await press(page, 'button', 'Void');
    await page.getByText('Voided.').waitFor();
    expect(invoice()).toMatchObject({ TotalAmt: 0, Balance: 0 });
    await page.context().close();
  },
  90_000,
);

test('a refused refund keeps what was typed, and succeeds when it is mended', async () => {
  const { simulator } = await start();
  const page = await openWindow(browser);
  await page.goto(`${simulator.url}/companies/${ridge}/customers/1`);
  await press(page, 'link', 'New refund receipt');
  await put(page, 'Refunded from', 'Checking');
  await put(page, 'Message to customer', 'Sorry for the noise');
  await press(page, 'button', 'Save refund receipt');
  await page.getByRole('alert').waitFor();
  await sound(page);
  expect(await page.getByLabel('Message to customer').inputValue()).toBe('Sorry for the noise');
  await put(page, 'Item of line 1', 'Brake');
  await put(page, 'Price of line 1', '40');
  await press(page, 'button', 'Save refund receipt');
  await page.getByText('Created.').waitFor();
  expect(simulator.control.list(ridge, 'RefundReceipt')[0]).toMatchObject({
    CustomerRef: { value: '1' },
    DepositToAccountRef: { value: '35' },
    CustomerMemo: { value: 'Sorry for the noise' },
  });
  await page.context().close();
}, 60_000);

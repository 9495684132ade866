/** Outgoing webhooks: an endpoint with its secret, what was sent, what was refused, and sending it again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { violations } from '../kit/browser-axe.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';
import { until } from '../kit/process-until.ts';
import { type Receiver, startReceiver } from '../telling/receiver.ts';

let world: BrowserWorld;
let browser: Browser;
let receiver: Receiver;
let page: Page;

beforeAll(async () => {
  [world, browser, receiver] = await Promise.all([startBrowserWorld(), launchBrowser(), startReceiver()]);
  page = await openWindow(browser);
  await signIn(page, world);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
  receiver?.close();
});

test('a new endpoint shows its secret once, and is told what it asked for', async () => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByText('No endpoints yet').waitFor();
  await page.getByRole('button', { name: 'New endpoint' }).click();
  await page.getByLabel('Address').fill('ftp://nowhere.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await until(async () => expect(await page.getByLabel('Address').getAttribute('aria-invalid')).toBe('true'));
  await page.getByLabel('Address').fill(`${receiver.url}/hooks`);
  await page.getByRole('checkbox', { name: 'Payment deleted' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  const shown = page.getByRole('dialog', { name: 'The signing secret' });
  expect(await shown.locator('[data-secret]').innerText()).toMatch(/^whsec_/);
  await shown.getByRole('button', { name: 'Done' }).click();
  await page.getByText('8 events').waitFor();

  const client = await world.api.post<{ id: string }>('/clients', { firstName: 'Ada' });
  await world.api.post('/invoices', { clientId: client.id, lines: [{ name: 'Repair', unitPrice: '10' }] });
  await until(() => expect(receiver.types()).toContain('invoice.created'));
  await page.reload();
  await page.getByRole('button', { name: receiver.url }).first().waitFor();
  expect(await page.content()).not.toContain('whsec_');
}, 90_000);

test('what was refused is seen with the answer, and sent again', async () => {
  receiver.answer = { status: 500, body: 'the till is closed' };
  await page.getByRole('button', { name: `Deliveries to ${receiver.url}/hooks` }).click();
  const drawer = page.getByRole('dialog', { name: `Deliveries to ${receiver.url}/hooks` });
  await drawer.getByText('Delivered').waitFor();
  expect(await violations(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'Send a test' }).click();
  const test_ = drawer.getByRole('row').filter({ hasText: 'Test' });
  await test_.getByText('500').waitFor();
  await test_.getByRole('button', { name: /^What was sent: Test/ }).click();
  await page.getByText('the till is closed').waitFor();
  await page.getByRole('dialog', { name: 'Waiting' }).getByRole('button', { name: 'Close' }).click();

  receiver.answer = { status: 204 };
  const before = receiver.received.length;
  await drawer.getByRole('button', { name: /^Send again: Invoice made/ }).click();
  await until(() =>
    expect(receiver.received.slice(before).map(({ event }) => event.type)).toContain('invoice.created'),
  );
}, 90_000);

test('an endpoint that is gone is switched off by itself, said so, and switched on by a press', async () => {
  await page.goto(`${world.url}/settings/webhooks`);
  receiver.answer = { status: 410 };
  const client = await world.api.post<{ id: string }>('/clients', { firstName: 'Bea' });
  await world.api.post('/invoices', { clientId: client.id, lines: [{ name: 'Repair', unitPrice: '20' }] });
  await page.getByText(/was switched off .*it is gone \(410\)/).waitFor();
  receiver.answer = { status: 204 };
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByText('On', { exact: true }).waitFor();
}, 90_000);

/** A second factor: added with an app, asked for at the next sign-in, replaced by a recovery code, and removed. */
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { violations } from '../kit/browser-axe.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';

let world: BrowserWorld;
let browser: Browser;
let secret: string;
let codes: string[];

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld(), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

/** A code of now, or of the half minute after it where that of now was used. */
const appCode = (halfMinutes = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + halfMinutes * 30_000 });

async function password(page: Page, word: string, button: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(word, { exact: true }).fill(world.password);
  await dialog.getByRole('button', { name: button }).click();
}

test('it is added with the app, and from then on asked for', async () => {
  const page = await openWindow(browser);
  await signIn(page, world);
  await page.getByRole('button', { name: 'Account: Robin Ridge' }).click();
  await page.getByRole('menuitem', { name: 'Signing in' }).click();
  await page.getByRole('button', { name: 'Add a second factor' }).click();
  await password(page, 'Your password', 'Continue');
  await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
  expect(await violations(page)).toEqual([]);
  secret = await page.getByLabel('Key', { exact: true }).inputValue();
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('This code is not right. Check the time of your phone').waitFor();
  await page.getByLabel('Code', { exact: true }).fill(appCode());
  await page.getByRole('button', { name: 'Confirm' }).click();
  const shown = page.getByRole('dialog', { name: 'Recovery codes' }).locator('[data-secret]');
  codes = (await shown.innerText()).split('\n');
  expect(codes).toHaveLength(10);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('10 recovery codes left').waitFor();

  const next = await openWindow(browser);
  await next.goto(`${world.url}/`);
  await next.getByLabel('E-mail').fill(world.email);
  await next.getByLabel('Password', { exact: true }).fill(world.password);
  await next.getByRole('button', { name: 'Sign in' }).click();
  const code = next.getByLabel('Code', { exact: true });
  await code.fill('123456');
  await next.keyboard.press('Enter');
  await next.getByText('This code is not right, or it was used already.').waitFor();
  expect(await violations(next)).toEqual([]);
  await code.fill(appCode(1));
  await next.keyboard.press('Enter');
  await next.waitForURL('**/invoices');
}, 120_000);

test('in French, with a recovery code; and it is removed with the password', async () => {
  const page = await openWindow(browser, { language: 'fr' });
  await page.goto(`${world.url}/`);
  await page.getByLabel('E-mail').fill(world.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(world.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/invoices');
  await page.goto(`${world.url}/settings/security`);
  await page.getByText('9 codes de secours restants').waitFor();
  await page.getByRole('button', { name: 'Supprimer le second facteur' }).click();
  await password(page, 'Votre mot de passe', 'Continuer');
  await page.getByRole('button', { name: 'Ajouter un second facteur' }).waitFor();
}, 120_000);

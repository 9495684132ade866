/** The first run: nobody is here yet; the first company is made from the page, tried with samples, and closed to strangers. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choose, launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { violations } from '../kit/browser-axe.ts';
import { type BrowserProgram, startBrowserProgram } from '../kit/browser-program.ts';

let program: BrowserProgram;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [program, browser] = await Promise.all([startBrowserProgram(), launchBrowser()]);
  page = await openWindow(browser);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const owner = { email: 'dana@northside.example', password: 'correct horse battery' };

test('whoever comes first is led to the start, and a guessed code opens nothing', async () => {
  await page.goto(program.url);
  await page.waitForURL('**/start');
  await page.getByRole('heading', { level: 1, name: 'Set up Tandem' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Set-up code').fill('abcd-efgh-jkmn-pqrs');
  await page.getByLabel('Name of the company').fill('Northside Garage');
  await choose(page, 'Country', 'Ireland (IE)');
  expect(await page.getByRole('combobox', { name: 'Currency' }).inputValue()).toBe('Euro (EUR)');
  await choose(page, 'Country', 'United States (US)');
  await page.getByLabel('Your name').fill('Dana North');
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill('too short');
  await page.getByRole('button', { name: 'Make the company' }).click();
  await page.getByText('A password has at least 10 characters.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Make the company' }).click();
  await page.getByText('This is not the set-up code.').waitFor();
  expect((await fetch(`${program.url}/api/v1/set-up`).then((answer) => answer.json())).needed).toBe(true);
}, 90_000);

test('with the code of the terminal the company is made, and its owner is signed in', async () => {
  await page.goto(`${program.url}/start#${program.setUpCode}`);
  await page.reload();
  expect(await page.getByLabel('Set-up code').inputValue()).toBe(program.setUpCode);
  await page.getByLabel('Name of the company').fill('Northside Garage');
  await page.getByLabel('Your name').fill('Dana North');
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Make the company' }).click();
  await page.waitForURL('**/welcome');
  await page.getByText('Northside Garage').waitFor();
  await page.getByText('Make the company (done)').waitFor();
  await page.getByText('Connect QuickBooks (open)').waitFor();
  await page.getByText(/simulated QuickBooks/).waitFor();
  expect(await violations(page)).toEqual([]);
}, 90_000);

test('afterwards the start is closed, also for who has the code', async () => {
  const body = {
    code: program.setUpCode,
    company: 'Stranger Ltd',
    country: 'US',
    currency: 'USD',
    timeZone: 'UTC',
    language: 'en',
    name: 'Stranger',
    email: 'stranger@example.com',
    password: 'correct horse battery',
  };
  const answer = await fetch(`${program.url}/api/v1/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(409);
  const stranger = await openWindow(browser);
  await stranger.goto(`${program.url}/start#${program.setUpCode}`);
  await stranger.waitForURL('**/sign-in*');
  await signIn(stranger, { url: program.url, ...owner });
}, 90_000);

test('sample data comes by a press and goes by a press, with nothing left in the list', async () => {
  await page.getByRole('button', { name: 'Add sample data' }).click();
  await page.getByText('The sample data is here.').waitFor();
  await page.getByText('Make the first invoice (done)').waitFor();
  await page.getByRole('link', { name: 'Invoices', exact: true }).click();
  await page.getByRole('link', { name: 'SAMPLE-3' }).waitFor();

  await page.getByRole('button', { name: 'Account: Dana North' }).click();
  await page.getByRole('menuitem', { name: 'Getting started' }).click();
  await page.getByRole('button', { name: 'Remove the sample data' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the sample data' }).click();
  await page.getByText('The sample data is gone.').waitFor();
  await page.getByRole('link', { name: 'Invoices', exact: true }).click();
  await page.getByText('No invoices yet').waitFor();
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByText('No clients yet').waitFor();
}, 90_000);

/**
 * A person who sees the product for the first time, with only the page and QuickBooks' own: from the first company to the
 * proof that the books agree. Nothing is set up behind the page.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choose, launchBrowser, openWindow } from '../kit/browser.ts';
import { type BrowserProgram, startBrowserProgram } from '../kit/browser-program.ts';
import { until } from '../kit/process-until.ts';

let program: BrowserProgram;
let browser: Browser;
let page: Page;
/** The accountant's window, in QuickBooks. */
let books: Page;

beforeAll(async () => {
  [program, browser] = await Promise.all([startBrowserProgram(), launchBrowser()]);
  page = await openWindow(browser);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const follow = (name: string | RegExp) => page.getByRole('link', { name, exact: true }).first().click();
const heading = () => page.getByRole('heading', { level: 1 });
const payments = () => page.getByRole('region', { name: 'Payments' });

async function makeTax(name: string, code: string, rate: string): Promise<void> {
  await follow('Settings');
  await follow('Finance');
  await press('New tax');
  const drawer = page.getByRole('dialog', { name: 'New tax' });
  await drawer.getByLabel('Name').fill(name);
  await drawer.getByLabel('Code').fill(code);
  await drawer.getByLabel(/^Rate/).fill(rate);
  await drawer.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name }).waitFor();
}

/** Answers the number that the invoice was given. */
async function makeInvoice(line: { name: string; price: string; tax: string }, client: () => Promise<void>) {
  await follow('Invoices');
  await follow(/^(New invoice|Make the first invoice)$/);
  await client();
  const row = page.getByRole('row', { name: 'Line 1', exact: true });
  await row.getByRole('combobox', { name: 'Item' }).fill(line.name);
  await row.getByRole('textbox', { name: 'Unit price' }).fill(line.price);
  await row.getByRole('button', { name: 'Taxes: No tax' }).click();
  await page.getByRole('checkbox', { name: new RegExp(line.tax) }).check();
  await page.keyboard.press('Escape');
  await press('Save');
  await heading()
    .getByText(/INV-\d+/)
    .waitFor();
  return /INV-\d+/.exec(await heading().innerText())?.[0] ?? '';
}

const knownClient = () => choose(page, 'Client', 'Ada Quill');

async function newClient(): Promise<void> {
  await page.getByRole('combobox', { name: 'Client' }).fill('Ada Quill');
  await page.getByRole('option', { name: 'Create “Ada Quill”' }).click();
  const drawer = page.getByRole('dialog', { name: 'New client' });
  await drawer.getByLabel('E-mail').fill('ada@quill.example');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.waitFor({ state: 'detached' });
}

async function issue(): Promise<void> {
  await choose(page, 'Status', 'In progress');
  await heading().getByText('Synced', { exact: true }).waitFor();
}

/** By the link of the open invoice into QuickBooks' own page. */
async function openThere(): Promise<Page> {
  const opened = page.waitForEvent('popup');
  await follow('Open in QuickBooks');
  return opened;
}

async function untilNothingIsUnexplained(): Promise<void> {
  const headline = page.getByRole('region', { name: 'Unexplained difference' });
  await headline.getByRole('strong').getByText('$0.00', { exact: true }).waitFor();
}

test('one makes the company and a tax, and connects QuickBooks', async () => {
  await page.goto(`${program.url}/start#${program.setUpCode}`);
  await page.getByLabel('Name of the company').fill('Quill Cycles');
  await choose(page, 'Country', 'United States (US)');
  await page.getByLabel('Your name').fill('Dana North');
  await page.getByLabel('E-mail').fill('dana@quill.example');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await press('Make the company');
  await heading().getByText('Getting started').waitFor();
  await makeTax('California sales tax', 'CA', '8');

  await press('Account: Dana North');
  await page.getByRole('menuitem', { name: 'Getting started' }).click();
  await page.getByText('Add your taxes (done)').waitFor();
  await follow('Connect');
  const opened = page.waitForEvent('popup');
  await press('Connect to QuickBooks Online (2-way)');
  const consent = await opened;
  await consent.getByRole('radio', { name: /Ridge Auto Repair/ }).check();
  const closed = consent.waitForEvent('close');
  await consent.getByRole('button', { name: 'Connect', exact: true }).click();
  await closed;
  await page.getByText('Connected to QuickBooks.').waitFor();
}, 120_000);

test('one finishes the four steps', async () => {
  const done = (step: string) =>
    page
      .getByRole('navigation', { name: 'Steps' })
      .getByRole('link', { name: new RegExp(`^${step}.*\\(complete\\)`) })
      .waitFor();
  await page.getByRole('checkbox', { name: 'Enable integration' }).check();
  await done('1');
  await choose(page, 'Statuses that send an invoice', 'In progress');
  await page.keyboard.press('Escape');
  await choose(page, 'Account for payments made in QuickBooks', 'Bank');
  await done('2');
  await press('Add a tax');
  await choose(page, 'Tax here, row 1', /California sales tax/);
  await page.keyboard.press('Escape');
  await choose(page, 'Code or name in QuickBooks, row 1', /^California/);
  await done('3');
  await choose(page, /^Payment created/, 'Paid');
  await choose(page, /^Invoice voided/, 'Canceled');
  await done('4');
  await press('Save');
  await page.getByText('Settings saved.').waitFor();
}, 90_000);

test('one sends an invoice, sees it in QuickBooks, has it paid there, and finds the payment in the account', async () => {
  const number = await makeInvoice({ name: 'Yearly service', price: '120', tax: 'California sales tax' }, newClient);
  await issue();
  books = await openThere();
  await books.getByRole('heading', { level: 1, name: `Invoice ${number}` }).waitFor();
  await books.getByText('USD 129.60').first().waitFor();

  await books.getByLabel('Reference number').fill('Check 77');
  await books.getByRole('button', { name: 'Save payment' }).click();
  await books.getByText('Payment saved.').waitFor();
  await payments().getByText('$129.60').waitFor();
  await payments()
    .getByText(/Check 77 · Made in QuickBooks/)
    .waitFor();
  await heading().getByText('Paid').waitFor();

  await follow('Settings');
  await follow('Finance');
  await press('Bank');
  const ledger = page.getByRole('dialog', { name: /^Bank.*\$129\.60/ });
  await ledger.getByRole('row', { name: new RegExp(`Payment ${number} Ada Quill \\$129\\.60`) }).waitFor();
  await page.keyboard.press('Escape');
}, 120_000);

test('one repairs a tax that was not mapped, and the invoice goes by itself', async () => {
  await makeTax('San Mateo tax', 'SM', '8.375');
  const number = await makeInvoice({ name: 'Wheel', price: '40', tax: 'San Mateo tax' }, knownClient);
  await choose(page, 'Status', 'In progress');
  await heading().getByText('Held').waitFor();
  await follow(/^Issues.*1 open issue/);
  const held = page.getByRole('article').filter({ hasText: number });
  await held.getByText('Tax not mapped').waitFor();
  await held.getByRole('link', { name: 'Settings: taxes' }).click();
  await press('Add a tax');
  await choose(page, 'Tax here, row 2', /San Mateo tax/);
  await page.keyboard.press('Escape');
  await choose(page, 'Code or name in QuickBooks, row 2', /^San Mateo/);
  await press('Save');
  await page.getByText('Settings saved.').waitFor();
  await follow('Invoices');
  await follow(number);
  await heading().getByText('Synced', { exact: true }).waitFor();
}, 120_000);

test('one resolves a conflict', async () => {
  const number = await makeInvoice({ name: 'Saddle', price: '50', tax: 'California sales tax' }, knownClient);
  await issue();
  const there = await openThere();
  const edit = there.url();
  // QuickBooks' messages are lost, so that both sides are edited before either knows of the other.
  await there.goto(`${program.simulator.url}/faults`);
  const lost = there.getByRole('form', { name: 'Fault of webhooks' });
  await lost.getByLabel('What goes wrong').selectOption('lost');
  await lost.getByLabel('How many events').fill('20');
  await lost.getByRole('button', { name: 'Add webhook fault' }).click();
  await there.goto(edit);
  await there.getByLabel('Message to customer').fill('By the accountant');
  await there.getByRole('button', { name: 'Save', exact: true }).click();
  await there.getByText(/saved/i).first().waitFor();

  await page.getByLabel('Comment').fill('By the shop');
  await press('Save');
  await heading().getByText('Conflict').waitFor();
  await there.goto(`${program.simulator.url}/faults`);
  await there.getByRole('button', { name: 'Clear all faults' }).click();
  await press('Compare and choose');
  const choice = page.getByRole('dialog');
  await choice.getByRole('radio', { name: 'Comment: QuickBooks' }).check();
  await choice.getByText('Resulting total: $54.00').waitFor();
  await choice.getByRole('button', { name: 'Apply the choice' }).click();
  await heading().getByText('Synced', { exact: true }).waitFor();
  await until(async () => expect(await page.getByLabel('Comment').inputValue()).toBe('By the accountant'));
  expect(await heading().innerText()).toContain(number);
}, 120_000);

test('one previews and runs a backfill, shows that the books agree to the cent, and undoes it', async () => {
  const older = [
    await makeInvoice({ name: 'Tyre', price: '30', tax: 'California sales tax' }, knownClient),
    await makeInvoice({ name: 'Chain', price: '19.99', tax: 'California sales tax' }, knownClient),
  ];
  await follow('Backfill');
  const year = await page.evaluate(() => new Date().getFullYear());
  await page.getByLabel('From', { exact: true }).fill(`${year}-01-01`);
  await page.getByLabel('To', { exact: true }).fill(`${year}-12-31`);
  await page.keyboard.press('Tab');
  await press('Show the preview');
  await heading().getByText('Preview', { exact: true }).waitFor();
  const records = page.getByRole('table', { name: 'Records of this job' });
  for (const number of older) await records.getByRole('link', { name: number }).waitFor();
  await press('Send to QuickBooks');
  await page.getByRole('dialog').getByText('To send: 2 ($53.99).').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Send to QuickBooks' }).click();
  await heading().getByText('Done', { exact: true }).waitFor();

  await follow('Do the books agree now?');
  await untilNothingIsUnexplained();
  await page.getByText('The books agree: here and in QuickBooks the same is open, to the cent.').waitFor();
  await page.getByText('All clients').click();
  await page.getByRole('row', { name: /Ada Quill \$151\.34 \$151\.34 \$0\.00/ }).waitFor();

  await follow('Undo');
  await page.getByRole('radiogroup', { name: 'What to undo' }).getByText('A backfill').click();
  await page.getByRole('combobox', { name: 'Backfill' }).click();
  await page.getByRole('option').first().click();
  await press('Show the plan');
  await heading().getByText('Preview', { exact: true }).waitFor();
  await press('Undo it');
  await page
    .getByRole('dialog')
    .getByText(/^To void: 2\./)
    .waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo it' }).click();
  await heading().getByText('Done', { exact: true }).waitFor();
  await books.goto(`${program.simulator.url}/`);
  await books.getByRole('link', { name: 'Ridge Auto Repair' }).click();
  for (const number of older) await books.getByRole('row', { name: new RegExp(`${number} .*Voided`) }).waitFor();
  await follow('Do the books agree now?');
  await untilNothingIsUnexplained();
}, 150_000);

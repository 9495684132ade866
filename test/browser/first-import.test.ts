/** The first meeting: what QuickBooks knows is shown, what is doubtful is decided by a person, and then it is linked or copied. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../../src/contract/catalog.ts';
import type { Page as Listed } from '../../src/contract/common.ts';
import { choose, launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { violations } from '../kit/browser-axe.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';
import { until } from '../kit/process-until.ts';
import { openShop, type Shop } from '../kit/shop.ts';

let world: BrowserWorld;
let shop: Shop;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld(), launchBrowser()]);
  shop = await openShop(world);
  for (const [name, email] of [
    ['Twin Garage', null],
    ['Twin Garage Ltd', 'twin@example.com'],
    ['Harbor Logistics', null],
    ['Bob’s tow trucks', null],
  ] as const) {
    await world.api.post<Client>('/clients', { type: 'organization', name, ...(email ? { email } : {}) });
  }
  customer({ DisplayName: 'Twin Garage', PrimaryEmailAddr: { Address: 'twin@example.com' } });
  customer({ DisplayName: 'Harbor Logistics' });
  customer({ DisplayName: 'Northgate Towing LLC' });
  customer({ DisplayName: 'Petra Vogel', GivenName: 'Petra', FamilyName: 'Vogel' });
  page = await openWindow(browser);
  await signIn(page, world);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

/** What can be chosen for a record when nothing here fits what was typed. */
const onlyTheRest = ['Not here yet: copy', 'Leave alone'];

function customer(body: Record<string, unknown>): void {
  world.simulator.control.act(shop.realmId, { entity: 'Customer', operation: 'create', body: body as never });
}

test('a doubtful match is decided by a person; the rest is linked and copied as it was shown', async () => {
  await page.goto(`${world.url}/settings/integrations/quickbooks`);
  await page.getByRole('link', { name: 'Import or link clients and items' }).click();
  await page.getByRole('checkbox', { name: /Items/ }).uncheck();
  await page.getByRole('button', { name: 'Show what would be done' }).click();

  const twin = page.getByRole('combobox', { name: 'What is done with Twin Garage' });
  await twin.waitFor();
  expect(await twin.inputValue()).toBe('');
  await page.getByText(/1 is not decided yet and is left alone/).waitFor();
  expect(await violations(page)).toEqual([]);
  await choose(page, 'What is done with Twin Garage', 'The same as Twin Garage Ltd: link');
  await page.getByText(/not decided yet/).waitFor({ state: 'detached' });

  await page.getByText(/^To link \(\d+\)$/).click();
  const harbor = page.getByRole('combobox', { name: 'What is done with Harbor Logistics' });
  expect(await harbor.inputValue()).toBe('The same as Harbor Logistics: link');
  // Under another name here, so that nothing was proposed: any record can be found and chosen.
  await page.getByText(/^To copy \(\d+\)$/).click();
  await page.getByLabel('Search by name in QuickBooks').fill('northgate');
  await page.getByText('To copy (1)').waitFor();
  const north = page.getByRole('combobox', { name: 'What is done with Northgate Towing LLC' });
  await north.fill('bob');
  await page.getByRole('option', { name: 'The same as Bob’s tow trucks: link' }).click();
  await page.getByLabel('Search by name in QuickBooks').fill('petra');
  await page.getByRole('combobox', { name: 'What is done with Petra Vogel' }).fill('bob');
  await until(async () => expect(await page.getByRole('option').allInnerTexts()).toEqual(onlyTheRest));
  await page.keyboard.press('Escape');
  await page.getByLabel('Search by name in QuickBooks').clear();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('combobox', { name: 'What is done with Petra Vogel' }).waitFor();

  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'The import is done' }).waitFor();
  await page.getByText(/[2-9] linked, \d+ copied/).waitFor();
  const found = await world.api.get<Listed<Client>>('/clients?q=Petra');
  expect(found.items).toMatchObject([{ firstName: 'Petra', lastName: 'Vogel' }]);
  expect((await world.api.get<Listed<Client>>('/clients?q=Twin')).items).toHaveLength(2);
  expect((await world.api.get<Listed<Client>>('/clients?q=Northgate')).items).toEqual([]);

  await page.reload();
  await page.getByRole('heading', { name: 'The import is done' }).waitFor();
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByRole('checkbox', { name: /Items/ }).uncheck();
  await page.getByRole('button', { name: 'Show what would be done' }).click();
  await page.getByText(/^Left alone \(\d+\)$/).waitFor();
  await page.getByText(/^0 to link, 0 to copy,/).waitFor();
}, 90_000);

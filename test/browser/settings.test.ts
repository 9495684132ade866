/** The set-up of the integration in French, step by step as the help article tells it. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InvoiceStatus, Tax } from '../../src/contract/catalog.ts';
import type { Page as Listed } from '../../src/contract/common.ts';
import type { QuickBooksSettings } from '../../src/contract/integration.ts';
import { choose, launchBrowser, openWindow, signIn } from '../kit/browser.ts';
import { violations } from '../kit/browser-axe.ts';
import { type BrowserWorld, startBrowserWorld } from '../kit/browser-world.ts';
import { until } from '../kit/process-until.ts';

let world: BrowserWorld;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([startBrowserWorld({ language: 'fr' }), launchBrowser()]);
  await world.api.post<Tax>('/taxes', { name: 'Taxe de Californie', code: 'CA', rate: '8' });
  await world.api.post<Tax>('/taxes', { name: 'Taxe de Tucson', code: 'TU', rate: '7.5' });
  await letOnlyFollow('Payé', 'En cours');
  page = await openWindow(browser, { language: 'fr' });
  await signIn(page, { ...world, language: 'fr' });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

const statuses = async () => (await world.api.get<Listed<InvoiceStatus>>('/invoice-statuses')).items;
const settings = () => world.api.get<QuickBooksSettings>('/integrations/quickbooks/settings');

async function letOnlyFollow(name: string, before: string) {
  const all = await statuses();
  const idOf = (wanted: string) => all.find((status) => status.name === wanted)?.id;
  await world.api.patch(`/invoice-statuses/${idOf(name)}`, { previousStatusIds: [idOf(before)] });
}

/** The mark of a step in the rail. */
const step = (name: string) => page.getByRole('navigation', { name: 'Étapes' }).getByRole('link', { name });
const save = () => page.getByRole('button', { name: 'Enregistrer', exact: true }).click();

/** What is said at a field: its hint and its error. */
const described = (field: Locator) =>
  field.evaluate((input) =>
    (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' '),
  );

/** Par la fenêtre contextuelle, jusqu’à ce qu’elle se referme. */
async function connectTo(button: string, company: RegExp): Promise<void> {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: button }).click();
  const popUp = await opened;
  await popUp.getByRole('radio', { name: company }).check();
  const closed = popUp.waitForEvent('close');
  await popUp.getByRole('button', { name: 'Connect', exact: true }).click();
  await closed;
}

test('étape 1 : se connecter dans la fenêtre contextuelle et activer l’intégration', async () => {
  await page.getByRole('link', { name: 'Paramètres' }).click();
  await page.getByRole('link', { name: 'Intégrations' }).click();
  await page.getByRole('heading', { name: 'Facturation' }).waitFor();
  await page.getByRole('link', { name: /Configurer.*QuickBooks Online \(2-way\)/ }).click();
  await step('1. Se connecter au compte QuickBooks (à compléter)').waitFor();

  await connectTo('Se connecter à QuickBooks Online (2-way)', /Ridge Auto Repair/);
  await page.getByText('Connecté à QuickBooks.').waitFor();
  await page.getByText('Taxe de vente manuelle').waitFor();
  await page.getByText(/Connecté par Robin Ridge/).waitFor();
  await page.getByRole('button', { name: 'Reconnecter à QuickBooks Online (2-way)' }).waitFor();
  await page.getByRole('checkbox', { name: 'Activer l’intégration' }).check();
  await step('1. Se connecter au compte QuickBooks (terminée)').waitFor();
});

test('étape 2 : les statuts qui envoient, et le compte des paiements', async () => {
  await page
    .getByText(/Sans statut, une facture n’est envoyée que par Actions › Synchroniser avec QuickBooks/)
    .waitFor();
  await choose(page, 'Statuts qui déclenchent l’envoi automatique des factures', 'En cours');
  await page.keyboard.press('Escape');
  await choose(page, 'Compte sur lequel déposer les paiements créés dans QuickBooks', 'Banque');
  await step('2. Envoi des factures et des paiements (terminée)').waitFor();
});

test('étape 3 : la correspondance des taxes, dont un code que QuickBooks ne connaît pas', async () => {
  const add = page.getByRole('button', { name: 'Ajouter une taxe' });
  const there = (row: number) =>
    page.getByRole('combobox', { name: `Code de taxe (ou nom) dans QuickBooks, ligne ${row}` });
  await add.click();
  await choose(page, 'Taxe dans Tandem, ligne 1', /Taxe de Californie/);
  await page.keyboard.press('Escape');
  await there(1).click();
  await page.getByRole('option', { name: /California/ }).click();
  await add.click();
  await choose(page, 'Taxe dans Tandem, ligne 2', /Taxe de Tucson/);
  await page.keyboard.press('Escape');
  await there(2).fill('Taxe de nulle part');
  await save();
  await until(async () => expect(await described(there(2))).toContain('Taxe de nulle part'));
  expect(await there(2).getAttribute('aria-invalid')).toBe('true');
  expect(await there(1).getAttribute('aria-invalid')).not.toBe('true');
  expect((await settings()).enabled).toBe(false);

  await there(2).fill('tucson');
  await step('3. Correspondance des taxes (terminée)').waitFor();
});

test('étape 4 : les événements, avec ce que les règles refuseraient ; puis Enregistrer', async () => {
  await choose(page, /^Facture modifiée/, 'En cours');
  await choose(page, /^Facture annulée/, 'Annulé');
  await choose(page, /^Paiement créé/, 'Payé');
  await page.getByText(/Le passage serait refusé depuis «\s*Nouveau\s*» et «\s*Annulé\s*»\./).waitFor();
  await page.getByRole('link', { name: 'Corriger la règle dans Statuts de facture' }).waitFor();
  await step('4. Événements et statuts (à vérifier)').waitFor();
  expect((await settings()).enabled).toBe(false);

  await save();
  await page.getByText('Paramètres enregistrés.').waitFor();
  const kept = await settings();
  const nameOf = new Map((await statuses()).map(({ id, name }) => [id, name]));
  expect(kept.enabled).toBe(true);
  expect(kept.sendStatusIds.map((id) => nameOf.get(id))).toEqual(['En cours']);
  expect(kept.taxes).toHaveLength(2);
  const { invoiceUpdated, paymentCreated, invoiceVoided } = kept.events;
  expect([invoiceUpdated, paymentCreated, invoiceVoided].map((id) => nameOf.get(id ?? ''))).toEqual([
    'En cours',
    'Payé',
    'Annulé',
  ]);
});

test('les paramètres enregistrés sont là après un rechargement, et quitter sans enregistrer demande d’abord', async () => {
  await page.reload();
  await page.getByRole('checkbox', { name: 'Activer l’intégration' }).and(page.locator(':checked')).waitFor();
  await page.getByRole('checkbox', { name: 'Activer l’intégration' }).uncheck();
  await page.getByRole('link', { name: 'Factures', exact: true }).click();
  await page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' }).waitFor();
  await page.getByRole('button', { name: 'Rester' }).click();
  await page.getByRole('button', { name: 'Annuler les modifications' }).click();
  await page.getByRole('checkbox', { name: 'Activer l’intégration' }).and(page.locator(':checked')).waitFor();
});

test('une autre société QuickBooks : ce qui est mis de côté est dit d’abord, et rien ne change avant la réponse', async () => {
  await connectTo('Reconnecter à QuickBooks Online (2-way)', /Harbor Bike Works/);
  await page.getByText(/mis de côté\s; ils reviennent/).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await world.api.get('/integrations/quickbooks')).toMatchObject({ companyName: 'Ridge Auto Repair' });
  await connectTo('Connecter l’autre société', /Harbor Bike Works/);
  await page.getByText('Taxe de vente automatisée').waitFor();
  const taxes = async () => (await world.api.get<QuickBooksSettings>('/integrations/quickbooks/settings')).taxes;
  expect(await taxes()).toEqual([]);
  await connectTo('Reconnecter à QuickBooks Online (2-way)', /Ridge Auto Repair/);
  await connectTo('Connecter l’autre société', /Ridge Auto Repair/);
  await page.getByText('Taxe de vente manuelle').waitFor();
  expect(await taxes()).toHaveLength(2);
}, 90_000);

test('les statuts changent d’ordre au clavier, et les règles de transfert suivent', async () => {
  await page.goto(`${world.url}/settings/invoice-statuses`);
  const table = page.getByRole('table', { name: 'Statuts de facture' });
  const names = async () => (await statuses()).map(({ name }) => name);
  const before = await names();
  await table.getByRole('button', { name: `Descendre ${before[0]}` }).focus();
  await page.keyboard.press('Enter');
  const after = [before[1], before[0], ...before.slice(2)];
  await until(async () => expect(await names()).toEqual(after));
  const rules = page.getByRole('table', { name: 'Règles de transfert' });
  await until(async () => expect(await rules.getByRole('rowheader').allInnerTexts()).toEqual(after));
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(`Descendre ${before[0]}`);
  expect(await violations(page)).toEqual([]);
});

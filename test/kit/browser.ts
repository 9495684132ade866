/** A real browser for the tests of the page, and the few things that every story does with it. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChromium, NoChromium } from './browser-chromium.ts';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long a fact may take to show on a machine that is busy with other tests. */
export const showsWithinMs = 40_000;

export async function launchBrowser(): Promise<Browser> {
  const { path, environments } = await findChromium();
  let failure: unknown;
  for (const more of environments) {
    try {
      return await chromium.launch({ executablePath: path, args, env: { ...process.env, ...more } });
    } catch (error) {
      failure = error;
      if (!(error instanceof Error) || !error.message.includes('error while loading shared libraries')) break;
    }
  }
  const message = failure instanceof Error ? failure.message : String(failure);
  throw new NoChromium(`The browser at ${path} does not start: ${message}\n`);
}

export interface OpenOptions extends BrowserContextOptions {
  language?: 'en' | 'fr';
}

/** A window of its own, as of another person. What its console complains about is kept in `complaints`. */
export async function openWindow(browser: Browser, { language = 'en', ...options }: OpenOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: language === 'fr' ? 'fr-FR' : 'en-US',
    timezoneId: 'America/Los_Angeles',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  // What was chosen on the device comes before the employee's own language.
  await context.addInitScript((chosen) => {
    try {
      if (!localStorage.getItem('tandem-language')) localStorage.setItem('tandem-language', chosen);
    } catch {
      // A page without an address has no storage.
    }
  }, language);
  context.setDefaultTimeout(showsWithinMs);
  return context.newPage();
}

const signInWords = {
  en: { email: 'E-mail', password: 'Password', button: 'Sign in' },
  fr: { email: 'E-mail', password: 'Mot de passe', button: 'Se connecter' },
} as const;

export async function signIn(
  page: Page,
  who: { url: string; email: string; password: string; language?: 'en' | 'fr' },
): Promise<void> {
  const words = signInWords[who.language ?? 'en'];
  await page.goto(`${who.url}/`);
  await page.getByLabel(words.email).fill(who.email);
  await page.getByLabel(words.password, { exact: true }).fill(who.password);
  await page.getByRole('button', { name: words.button, exact: true }).click();
  await page.waitForURL('**/invoices');
}

/** Chooses in a list that a field opens. Fields that take several values lie under their pills, so the keyboard opens it. */
export async function choose(page: Page, field: string | RegExp, option: string | RegExp): Promise<void> {
  const combobox = page.getByRole('combobox', { name: field, exact: true });
  await combobox.focus();
  await combobox.press('ArrowDown');
  await page.getByRole('option', { name: option }).first().click();
}

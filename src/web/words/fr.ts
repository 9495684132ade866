/** The French catalogue. The non-breaking spaces of French typography are set here, once, not typed in each sentence. */
import { dashboard } from './fr/dashboard.ts';
import { invoices } from './fr/invoices.ts';
import { jobs } from './fr/jobs.ts';
import { log } from './fr/log.ts';
import { past } from './fr/past.ts';
import { quickbooks } from './fr/quickbooks.ts';
import { reconciliation } from './fr/reconciliation.ts';
import { settings } from './fr/settings.ts';
import { shell } from './fr/shell.ts';
import { sync } from './fr/sync.ts';
import type { Catalogue } from './translate.ts';

const written: Catalogue = {
  ...shell,
  ...invoices,
  ...sync,
  ...settings,
  ...quickbooks,
  ...dashboard,
  ...jobs,
  ...log,
  ...past,
  ...reconciliation,
};

export const fr: Catalogue = Object.fromEntries(
  Object.entries(written).map(([key, text]) => [key, setSpaces(text)]),
) as Catalogue; // The keys are those of `written`; Object.entries forgets that.

function setSpaces(text: string): string {
  return text
    .replace(/ ([:»])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace(/ ([;?!])/g, '\u202f$1')
    .replaceAll("'", '’');
}

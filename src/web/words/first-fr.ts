/** The French words that are read before the first page is shown. What single pages say comes with them: later.ts. */
import type { firstEn } from './first-en.ts';
import { invoices } from './fr/invoices.ts';
import { quickbooks } from './fr/quickbooks.ts';
import { settings } from './fr/settings.ts';
import { shell } from './fr/shell.ts';
import { sync } from './fr/sync.ts';
import { withFrenchSpaces } from './french-spaces.ts';

const written: Record<keyof typeof firstEn, string> = { ...shell, ...invoices, ...sync, ...settings, ...quickbooks };

export const firstFr = withFrenchSpaces(written);

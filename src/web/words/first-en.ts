/** The English words that are read before the first page is shown. What single pages say comes with them: later.ts. */
import { invoices } from './en/invoices.ts';
import { quickbooks } from './en/quickbooks.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { sync } from './en/sync.ts';

export const firstEn = { ...shell, ...invoices, ...sync, ...settings, ...quickbooks } as const;
